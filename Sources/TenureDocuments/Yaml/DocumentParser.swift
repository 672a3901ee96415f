public import TenureModel

/// Parses documents: a declared strict subset of YAML 1.2.
///
/// **Taken:** maps and lists in block form (also `- key: value`, and lists at the indentation of
/// their key), maps and lists in braces and brackets on one line (so JSON on one line, too), plain
/// and quoted texts on one line, `|` and `>` texts with `-` or `+`, comments. Lines may end in LF
/// or CRLF; a byte order mark and one `---` line before the document are skipped.
///
/// **Refused**, each with its place and a way out: anchors, aliases, tags, merge keys, complex
/// keys, directives, several documents, duplicate keys, tabs outside quotes, control and invisible
/// characters, invalid UTF-8, flow and plain texts over several lines, and what exceeds
/// ``DocumentLimits``.
///
/// All errors of a document are found at once: after an error the parser goes on at the next line
/// that it can place. Time and memory are linear in the size of the document.
public enum DocumentParser {
  /// Parses a document.
  ///
  /// - Parameters:
  ///   - bytes: The document.
  ///   - file: Its path, relative to the policy repository.
  /// - Returns: The tree, and what was found wrong. There is no tree if there is an error: a
  ///   document that cannot be understood whole is refused whole.
  public static func parse(
    _ bytes: [UInt8], file: String
  ) -> (tree: DocumentTree?, findings: [Finding]) {
    guard bytes.count <= DocumentLimits.documentBytes else {
      return (nil, [.tooLarge(bytes.count, file: file)])
    }
    var reader = YamlReader(bytes, file: file, firstLine: 1)
    reader.readDocument()
    return reader.finish()
  }

  /// Parses one line of a batch: a value in flow form, such as a line of JSON.
  ///
  /// - Parameters:
  ///   - bytes: The line, with or without its line break.
  ///   - file: The name of the batch.
  ///   - line: The number of the line in the batch, for positions.
  /// - Returns: The tree, and what was found wrong; no tree if there is an error.
  public static func parseFlowLine(
    _ bytes: [UInt8], file: String, line: Int = 1
  ) -> (tree: DocumentTree?, findings: [Finding]) {
    guard bytes.count <= DocumentLimits.documentBytes else {
      return (nil, [.tooLarge(bytes.count, file: file)])
    }
    var reader = YamlReader(bytes, file: file, firstLine: line)
    reader.readFlowLine()
    return reader.finish()
  }
}

extension Finding {
  static func tooLarge(_ count: Int, file: String) -> Finding {
    let start = SourcePosition(line: 1, column: 1, offset: 0)
    return Finding(
      "document-too-large",
      "the document has \(count) bytes, \(DocumentLimits.documentBytes) are allowed",
      at: SourceLocation(file: file, range: SourceRange(start: start, end: start)),
      help: "split it into several documents")
  }
}
