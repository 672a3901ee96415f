package import TenureModel

extension SourceLocation {
  /// A place at the start of a line of a document that nobody wrote.
  package static func line(_ line: Int, of file: String = "test.yaml") -> SourceLocation {
    let start = SourcePosition(line: line, column: 1, offset: line * 100)
    return SourceLocation(file: file, range: SourceRange(start: start, end: start))
  }
}
