import Foundation
import Tenure
import Testing

/// A conformance case: documents that replace those of the example and, behind a line `=====`,
/// what is found in the whole.
///
/// The first line says what is loaded: `# load base` a regime, `# load vocabulary`,
/// `# load scenarios`. Each document begins with a line `### path`; one without content takes the
/// document away. With `TENURE_RECORD=1` in the environment the expectations are written anew, and
/// the tests fail.
struct ConformanceCase: CustomTestStringConvertible {
  static let separator = "=====\n"

  let file: URL
  let input: String
  let expectation: String

  var testDescription: String { file.lastPathComponent }

  /// What is loaded.
  var subject: String {
    String(input.prefix { $0 != "\n" }.dropFirst("# load ".count))
  }

  /// The documents that replace those of the example.
  var changes: [String: String?] {
    var changes: [String: String?] = [:]
    for part in input.components(separatedBy: "### ").dropFirst() {
      let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      let text = lines.count > 1 ? String(lines[1]) : ""
      changes.updateValue(text.isEmpty ? nil : text, forKey: String(lines[0]))
    }
    return changes
  }

  /// All cases of a folder, sorted by name.
  static func all(_ name: String) -> [ConformanceCase] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Cases/\(name)")
    let files =
      (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil))
    return (files ?? []).sorted { $0.path < $1.path }.compactMap { file in
      guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
      let parts = text.components(separatedBy: separator)
      return ConformanceCase(file: file, input: parts[0], expectation: parts.dropFirst().joined())
    }
  }

  /// Compares what was found with the expectation, or records it.
  func check(_ found: String) -> Bool {
    guard ProcessInfo.processInfo.environment["TENURE_RECORD"] != nil else {
      return found == expectation
    }
    try? Data((input + Self.separator + found).utf8).write(to: file)
    return false
  }
}

/// Findings, as a test compares them.
func dump(_ findings: [Finding]) -> String {
  findings.map { finding in
    let place = finding.location.map { "\($0.file):\($0.line):\($0.column) " } ?? ""
    var text = "\(place)\(finding.severity) \(finding.id): \(finding.message)\n"
    for note in finding.notes {
      text += "    note: \(note.message)"
      text += note.location.map { " (\($0.file):\($0.line):\($0.column))\n" } ?? "\n"
    }
    if let help = finding.help { text += "    help: \(help)\n" }
    return text
  }.joined()
}
