package import Foundation
internal import TenureDocuments
package import TenureModel

/// A conformance case of a plugin: a document and, behind a line `=====`, what is made of it.
///
/// The cases are data, one a file, in folders `good` and `bad`; a file is named after what it is
/// about, `consent-gate-bases.txt`. Comments at its head give what the document itself does not:
///
///     # ranks: law, policy          the ranks of the doctrine
///     # vocabulary: bare            the vocabulary, if not the usual one of the folder
///
/// With `TENURE_RECORD=1` in the environment the expectations are written anew, and tests fail.
package struct PolicyCase: CustomStringConvertible, Sendable {
  /// What can go wrong before a plugin sees the document.
  package enum Trouble: Error { case unreadable(String), noPlugin(String) }

  private static let separator = "=====\n"

  let file: URL
  let document: String
  let expectation: String

  package var description: String { file.lastPathComponent }

  /// All cases of a kind, sorted by name.
  ///
  /// - Parameters:
  ///   - kind: `good` or `bad`.
  ///   - source: The file of the tests, beside which the folder `Cases` lies.
  /// - Returns: The cases; none if the folder is not there.
  package static func all(_ kind: String, beside source: String = #filePath) -> [PolicyCase] {
    let folder = folder(beside: source).appending(path: kind)
    let files =
      (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil))
    return (files ?? []).sorted { $0.path < $1.path }.compactMap { file in
      guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
      let parts = text.components(separatedBy: separator)
      return PolicyCase(
        file: file, document: parts[0], expectation: parts.dropFirst().joined())
    }
  }

  /// The first of some names with which the case is named.
  package func subject(among names: [String]) -> String? {
    names.first { file.lastPathComponent.hasPrefix($0 + "-") }
  }

  /// Compares what was found with the expectation, or records it.
  package func check(_ found: String) -> Bool {
    guard ProcessInfo.processInfo.environment["TENURE_RECORD"] != nil else {
      return found == expectation
    }
    try? Data((document + Self.separator + found).utf8).write(to: file)
    return false
  }
}

extension PolicyCase {
  /// Lowers the document with a plugin, and spells out what it becomes.
  ///
  /// - Parameters:
  ///   - plugin: The plugin.
  ///   - usual: The vocabulary where the case names none.
  /// - Returns: What the document lowers to, and its findings and clauses in words.
  /// - Throws: ``Trouble`` if the plugin never gets to see the document.
  package func lower(
    with plugin: Plugin, _ usual: Vocabulary
  ) throws -> (lowered: LoweredDocument, text: String) {
    let cases = file.deletingLastPathComponent().deletingLastPathComponent()
    let vocabulary =
      try remark("vocabulary").map { try Self.vocabulary(at: cases.appending(path: $0 + ".yaml")) }
      ?? usual
    let (tree, findings) = DocumentParser.parse(Array(document.utf8), file: description)
    guard let root = tree?.root else { throw Trouble.unreadable(findings.text) }
    let ranks = (remark("ranks") ?? "").split(separator: ",").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    let context = LoweringContext(vocabulary: vocabulary, ranks: ranks)
    guard let lowered = plugin.lower([root], context).first else {
      throw Trouble.noPlugin(plugin.name)
    }
    let isRefused = lowered.findings.containsError
    let meaning = isRefused ? "" : Spelling(vocabulary: vocabulary).text(lowered)
    return (lowered, lowered.findings.text + meaning)
  }

  /// The vocabulary that stands in the folder of cases beside a file of tests.
  package static func vocabulary(beside source: String = #filePath) throws -> Vocabulary {
    try vocabulary(at: folder(beside: source).appending(path: "vocabulary.yaml"))
  }

  /// The vocabulary of a file.
  package static func vocabulary(at file: URL) throws -> Vocabulary {
    let bytes = [UInt8](try Data(contentsOf: file))
    let (tree, problems) = DocumentParser.parse(bytes, file: file.lastPathComponent)
    guard let tree, let vocabulary = VocabularyDocument.read(tree.root).value else {
      throw Trouble.unreadable(problems.text)
    }
    return vocabulary
  }

  private static func folder(beside source: String) -> URL {
    URL(filePath: source).deletingLastPathComponent().appending(path: "Cases")
  }

  /// What a comment at the head of the document says under a name.
  private func remark(_ name: String) -> String? {
    let head = document.split(separator: "\n").prefix { $0.hasPrefix("# ") }
    let prefix = "# \(name): "
    return head.first { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
  }
}

extension [Finding] {
  /// Findings, as a test compares them.
  package var text: String {
    map { finding in
      let place = finding.location.map { "\($0.line):\($0.column) " } ?? ""
      var text = "\(place)\(finding.severity) \(finding.id): \(finding.message)\n"
      for note in finding.notes {
        text += "    note: \(note.message)"
        text += note.location.map { " (\($0.line):\($0.column))\n" } ?? "\n"
      }
      if let help = finding.help { text += "    help: \(help)\n" }
      return text
    }.joined()
  }
}
