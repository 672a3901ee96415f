import Foundation
import TenureDocuments
import TenureModel
import Testing

/// A conformance case: a document and, behind a line `=====`, what the parser makes of it.
///
/// The cases are data, one a file, so that a parser in another language can be held to them. With
/// `TENURE_RECORD=1` in the environment the expectations are written anew, and the tests fail.
struct ConformanceCase: CustomTestStringConvertible {
  static let separator = "=====\n"

  let file: URL
  let document: String
  let expectation: String

  var testDescription: String { file.lastPathComponent }

  /// All cases of a folder, sorted by name.
  static func all(_ folder: String) -> [ConformanceCase] {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Cases/\(folder)")
    let files =
      (try? FileManager.default.contentsOfDirectory(at: root, includingPropertiesForKeys: nil))
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
}

/// The nodes of a document, one a line: place, kind, text.
func dump(_ node: DocumentNode, depth: Int = 0) -> String {
  let indent = String(repeating: "  ", count: depth)
  let place = "\(node.location.line):\(node.location.column)"
  switch node.kind {
  case .scalar:
    let what = node.isEmpty ? "empty" : "\(node.style) \(node.text.debugDescription)"
    return "\(indent)\(place) \(what)\n"
  case .sequence:
    return "\(indent)\(place) \(node.isFlow ? "flow " : "")list\n"
      + node.items.map { dump($0, depth: depth + 1) }.joined()
  case .map:
    return "\(indent)\(place) \(node.isFlow ? "flow " : "")map\n"
      + node.entries.map { dump($0.key, depth: depth + 1) + dump($0.value, depth: depth + 2) }
      .joined()
  }
}

/// Findings, as a test compares them.
func dump(_ findings: [Finding]) -> String {
  findings.map { finding in
    var text =
      finding.location.map { place in
        let end = place.range.end
        return "\(place.line):\(place.column)-\(end.line):\(end.column) "
      } ?? ""
    text += "\(finding.severity) \(finding.id): \(finding.message)\n"
    for note in finding.notes {
      text += "    note: \(note.message)"
      text += note.location.map { " (\($0.line):\($0.column))\n" } ?? "\n"
    }
    if let help = finding.help { text += "    help: \(help)\n" }
    return text
  }.joined()
}
