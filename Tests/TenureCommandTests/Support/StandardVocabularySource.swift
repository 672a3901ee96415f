/// Writes the file that holds the standard vocabulary as a Swift text.
enum StandardVocabularySource {
  private static let width = 96

  /// The source file for a document.
  static func swift(_ document: String) -> String {
    var lines = [
      "// Kept equal to Examples/PolicyRepository/vocabulary.yaml by a test; do not edit by hand.",
      "",
      "/// The standard vocabulary, compiled in: a resource to be loaded would cost start-up time,",
      "/// and must be found again wherever the command is moved.",
      "package enum StandardVocabulary {",
      "  /// The document.",
      "  package static let text = #\"\"\"",
    ]
    var document = document
    if document.hasSuffix("\n") { document.removeLast() }
    for line in document.split(separator: "\n", omittingEmptySubsequences: false) {
      lines += literal(String(line))
    }
    return (lines + ["", "    \"\"\"#", "}", ""]).joined(separator: "\n")
  }

  /// A line of the literal; a wide one is continued on the next.
  private static func literal(_ line: String) -> [String] {
    guard !line.isEmpty else { return [""] }
    var pieces: [String] = []
    var rest = line[...]
    while rest.count > width {
      let space = rest.prefix(width - 4).lastIndex(of: " ") ?? rest.startIndex
      let end = rest.index(after: space)
      pieces.append("    \(rest[..<end])\\#")
      rest = rest[end...]
    }
    return pieces + ["    \(rest)"]
  }
}
