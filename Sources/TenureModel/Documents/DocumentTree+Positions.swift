extension DocumentTree {
  /// The place of a byte: its line, and its column in Unicode scalars.
  package func position(ofOffset offset: Int) -> SourcePosition {
    lines.position(of: offset, in: source)
  }

  /// The stretch between two bytes, as a location in this document.
  package func location(_ start: Int, _ end: Int) -> SourceLocation {
    SourceLocation(
      file: file,
      range: SourceRange(start: position(ofOffset: start), end: position(ofOffset: end)))
  }
}
