internal import TenureModel

/// Pieces of a document on their way from one place to another.
enum MergeText {
  /// A stretch of a document as it would stand at column 0, with LF behind every line.
  ///
  /// - Parameters:
  ///   - range: The stretch.
  ///   - tree: The document.
  ///   - column: The column at which it stands.
  ///   - startsWithin: Whether it begins behind its indentation, as a unit's body does.
  /// - Returns: The bytes.
  static func dedented(
    _ range: Range<Int>, of tree: DocumentTree, column: Int, startsWithin: Bool
  ) -> [UInt8] {
    var result: [UInt8] = []
    var index = range.lowerBound
    var isFirst = startsWithin
    while index < range.upperBound {
      if !isFirst {
        var spaces = 0
        while spaces < column, index < range.upperBound, tree.source[index] == Byte.space {
          spaces += 1
          index += 1
        }
      }
      isFirst = false
      let start = index
      while index < range.upperBound, tree.source[index] != Byte.lineFeed { index += 1 }
      var end = index
      if end > start, tree.source[end - 1] == Byte.carriageReturn { end -= 1 }
      result.append(contentsOf: tree.source[start..<end])
      result.append(Byte.lineFeed)
      index += 1
    }
    return result
  }

  /// Such a piece at a column; the first line may stand there already.
  static func indented(_ text: [UInt8], to column: Int, startsWithin: Bool) -> [UInt8] {
    var result: [UInt8] = []
    var isLineStart = !startsWithin
    for byte in text {
      if isLineStart, byte != Byte.lineFeed {
        result.append(contentsOf: repeatElement(Byte.space, count: column))
      }
      result.append(byte)
      isLineStart = byte == Byte.lineFeed
    }
    return result
  }

  /// The comments and blank lines before a unit that two sides made of those of a third: if both
  /// changed them, ours and then what is new in theirs.
  static func comments(_ base: [UInt8], _ ours: [UInt8], _ theirs: [UInt8]) -> [UInt8] {
    if theirs == base || ours == theirs { return ours }
    if ours == base { return theirs }
    func lines(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
      text.split(separator: Byte.lineFeed).filter { $0.contains { $0 != Byte.space } }
    }
    let known = Set(lines(base) + lines(ours))
    var merged = ours
    for line in lines(theirs) where !known.contains(line) {
      if let last = merged.last, last != Byte.lineFeed { merged.append(Byte.lineFeed) }
      merged += line + [Byte.lineFeed]
    }
    return merged
  }
}

/// A stretch of a source and what stands in its place.
struct SourceEdit {
  let range: Range<Int>
  let text: [UInt8]

  /// The bytes of a stretch after the edits that lie within it.
  ///
  /// Edits do not overlap; those at one place are applied in the order in which they came, and
  /// insertions before what is replaced there.
  static func apply(
    _ edits: [SourceEdit], to source: [UInt8], in range: Range<Int>
  ) -> [UInt8] {
    let ordered = edits.enumerated().sorted { left, right in
      let (first, second) = (left.element.range, right.element.range)
      if first.lowerBound != second.lowerBound { return first.lowerBound < second.lowerBound }
      if first.isEmpty != second.isEmpty { return first.isEmpty }
      return left.offset < right.offset
    }.map(\.element)
    var result: [UInt8] = []
    var index = range.lowerBound
    for edit in ordered where edit.range.lowerBound >= index {
      result += source[index..<edit.range.lowerBound]
      result += edit.text
      index = edit.range.upperBound
    }
    result += source[index..<max(index, range.upperBound)]
    return result
  }
}
