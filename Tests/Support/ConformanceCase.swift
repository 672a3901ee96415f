package import Foundation
internal import TenureDocuments
package import TenureModel

/// A conformance case: a document of a plugin and, behind a line `=====`, what is made of it.
///
/// The cases are data, one a file; a file's name begins with what it is for, a pillar or a plugin:
/// `consent-gate-keys.txt`. First lines `# ranks: law, policy` and `# vocabulary: NAME` give the
/// ranks of the doctrine and another vocabulary of the folder. With `TENURE_RECORD=1` in the
/// environment the expectations are written anew, and the tests fail.
package struct ConformanceCase: CustomStringConvertible, Sendable {
  static let separator = "=====\n"

  let file: URL
  let document: String
  /// What stands behind the line.
  package let expectation: String

  /// A case of which nothing is expected yet.
  package init(name: String, document: String) {
    self.init(file: URL(filePath: name), document: document, expectation: "")
  }

  private init(file: URL, document: String, expectation: String) {
    self.file = file
    self.document = document
    self.expectation = expectation
  }

  package var description: String { file.lastPathComponent }

  /// Whether it is a case of a plugin, or of a pillar: its file is named `NAME-….txt`.
  package func isAbout(_ name: String) -> Bool { file.lastPathComponent.hasPrefix(name + "-") }

  /// The ranks of the doctrine.
  package var ranks: [String] {
    (header("ranks") ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// The name of the vocabulary, if it is another than that of all cases.
  package var vocabularyName: String? { header("vocabulary") }

  private func header(_ name: String) -> String? {
    let lines = document.split(separator: "\n").prefix { $0.hasPrefix("# ") }
    let mark = "# \(name): "
    return lines.first { $0.hasPrefix(mark) }.map { String($0.dropFirst(mark.count)) }
  }

  /// All cases of a folder, sorted by name.
  package static func all(in folder: URL) -> [ConformanceCase] {
    let files =
      (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil))
    return (files ?? []).sorted { $0.path < $1.path }.compactMap { file in
      guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
      let parts = text.components(separatedBy: separator)
      return ConformanceCase(
        file: file, document: parts[0], expectation: parts.dropFirst().joined())
    }
  }

  /// Compares what was found with the expectation, or records it.
  package func check(_ found: String) -> Bool {
    guard ProcessInfo.processInfo.environment["TENURE_RECORD"] != nil else {
      return found == expectation
    }
    try? Data((document + Self.separator + found).utf8).write(to: file)
    return false
  }

  /// What a plugin makes of the document; nil if it is no document at all.
  package func lower(by plugin: Plugin, _ vocabulary: Vocabulary) -> LoweredDocument? {
    guard let root = DocumentParser.parse(Array(document.utf8), file: description).tree?.root else {
      return nil
    }
    return plugin.lower([root], LoweringContext(vocabulary: vocabulary, ranks: ranks)).first
  }
}

extension Vocabulary {
  /// The vocabulary of a file; nil if it is none.
  package static func read(_ file: URL) -> Vocabulary? {
    guard let data = try? Data(contentsOf: file),
      let tree = DocumentParser.parse([UInt8](data), file: file.lastPathComponent).tree
    else { return nil }
    return VocabularyDocument.read(tree.root).value
  }
}

/// What was made of a document, as a case expects it: findings, clauses, declarations.
package func spelled(_ lowered: LoweredDocument, in vocabulary: Vocabulary) -> String {
  let spelling = Spelling(vocabulary: vocabulary)
  let text = spelled(lowered.findings) + lowered.clauses.map(spelling.text).joined()
  switch lowered.declarations {
  case .none: return text
  case .distribution(let own): return text + spelling.text(own)
  case .governance(let own): return text + spelling.text(own)
  }
}

/// Findings, as a test compares them.
package func spelled(_ findings: [Finding]) -> String {
  findings.map { finding in
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
