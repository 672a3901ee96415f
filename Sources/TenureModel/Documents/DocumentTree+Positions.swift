extension DocumentTree {
  /// The place of a byte: its line, and its column in Unicode scalars.
  package func position(ofOffset offset: Int) -> SourcePosition {
    SourcePosition(at: offset, in: source, lineStarts: lineStarts, firstLine: firstLine)
  }

  /// The stretch between two bytes, as a location in this document.
  package func location(_ start: Int, _ end: Int) -> SourceLocation {
    SourceLocation(
      file: file,
      range: SourceRange(start: position(ofOffset: start), end: position(ofOffset: end)))
  }
}

extension SourcePosition {
  /// The place of a byte in a text whose lines begin at `lineStarts`.
  package init(at offset: Int, in source: [UInt8], lineStarts: [UInt32], firstLine: Int = 1) {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
    }
    let lineStart = lineStarts.isEmpty ? 0 : Int(lineStarts[low])
    var column = 1
    var index = lineStart
    while index < offset, index < source.count {
      if source[index] & 0xC0 != 0x80 { column += 1 }
      index += 1
    }
    self.init(line: low + firstLine, column: column, offset: offset)
  }
}
