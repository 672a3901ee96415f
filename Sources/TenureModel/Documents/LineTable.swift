/// Where the lines of a document begin: from bytes to lines and columns.
///
/// A place is found in the logarithm of the number of lines. Its column counts Unicode scalars, so
/// the bytes of its line are looked at, but never more than a few thousand: documents with longer
/// lines (JSON, most of them) also have a mark for each stretch of bytes.
package struct LineTable: Sendable {
  /// The offset of the first byte of each line; there is always one.
  package let starts: [UInt32]
  /// The number of the first line.
  package let firstLine: Int
  /// For each stretch, how many bytes before it continue a scalar; empty if all lines are short.
  private let marks: [UInt32]

  private static let stretch = 1 << 10
  private static let longLine = 1 << 12

  /// Creates a table from the beginnings of all lines of a text.
  package init(starts: [UInt32], source: [UInt8], firstLine: Int = 1) {
    self.starts = starts.isEmpty ? [0] : starts
    self.firstLine = firstLine
    marks = Self.hasLongLine(starts, source) ? Self.marks(of: source) : []
  }

  private static func hasLongLine(_ starts: [UInt32], _ source: [UInt8]) -> Bool {
    // Most documents are no longer than that.
    guard source.count > longLine else { return false }
    var longest = source.count - Int(starts.last ?? 0)
    for (start, next) in zip(starts, starts.dropFirst()) {
      longest = max(longest, Int(next - start))
    }
    return longest > longLine
  }

  /// The place of a byte of the text.
  package func position(of offset: Int, in source: [UInt8]) -> SourcePosition {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(starts[middle]) <= offset { low = middle } else { high = middle }
    }
    let start = Int(starts[low])
    let end = min(max(offset, start), source.count)
    let continued: Int
    if marks.isEmpty {
      continued = Self.continuations(in: source[start..<end])
    } else {
      continued = continuations(before: end, in: source) - continuations(before: start, in: source)
    }
    return SourcePosition(
      line: low + firstLine, column: end - start - continued + 1, offset: offset)
  }

  private func continuations(before offset: Int, in source: [UInt8]) -> Int {
    let mark = min(offset / Self.stretch, marks.count - 1)
    return Int(marks[mark]) + Self.continuations(in: source[mark * Self.stretch..<offset])
  }

  private static func marks(of source: [UInt8]) -> [UInt32] {
    var marks: [UInt32] = [0]
    var sum = 0
    for start in stride(from: 0, to: source.count, by: stretch) {
      sum += continuations(in: source[start..<min(start + stretch, source.count)])
      marks.append(UInt32(sum))
    }
    return marks
  }

  private static func continuations(in bytes: ArraySlice<UInt8>) -> Int {
    var count = 0
    for byte in bytes where byte & 0xC0 == 0x80 { count += 1 }
    return count
  }
}
