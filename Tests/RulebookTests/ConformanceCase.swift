import Foundation
import TenureDocuments
import TenureModel
import Testing

/// A conformance case: a rulebook and, behind a line `=====`, what is made of it.
///
/// The cases are data, one a file; a file is named by the pillar of its document. A first line
/// `# ranks: law, policy` gives the doctrine ranks. With `TENURE_RECORD=1` in the environment the
/// expectations are written anew, and the tests fail.
struct ConformanceCase: CustomTestStringConvertible {
  static let separator = "=====\n"
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

  let file: URL
  let document: String
  let expectation: String

  var testDescription: String { file.lastPathComponent }

  /// The pillar: the first word of the name.
  var pillar: Pillar? {
    Pillar.allCases.first { file.lastPathComponent.hasPrefix($0.rawValue) }
  }

  /// The ranks of the doctrine.
  var ranks: [String] {
    let line = document.prefix { $0 != "\n" }
    guard line.hasPrefix("# ranks: ") else { return [] }
    return line.dropFirst("# ranks: ".count).split(separator: ",")
      .map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// All cases of a folder, sorted by name.
  static func all(_ name: String) -> [ConformanceCase] {
    let folder = folder.appending(path: name)
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
  func check(_ found: String) -> Bool {
    guard ProcessInfo.processInfo.environment["TENURE_RECORD"] != nil else {
      return found == expectation
    }
    try? Data((document + Self.separator + found).utf8).write(to: file)
    return false
  }

  /// The vocabulary of all cases.
  static func vocabulary() throws -> Vocabulary {
    let bytes = [UInt8](try Data(contentsOf: folder.appending(path: "vocabulary.yaml")))
    let tree = try #require(DocumentParser.parse(bytes, file: "vocabulary.yaml").tree)
    return try #require(VocabularyDocument.read(tree.root).value)
  }
}

/// Findings, as a test compares them.
func dump(_ findings: [Finding]) -> String {
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
