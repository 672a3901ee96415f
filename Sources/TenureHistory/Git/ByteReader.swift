/// A place in the bytes of a commit or a tag.
struct ByteReader {
  private(set) var offset = 0
  private let count: Int

  init(count: Int) {
    self.count = count
  }

  /// Whether nothing is left.
  var isAtEnd: Bool { offset >= count }

  /// Steps over the text, if it stands here.
  mutating func skip(_ text: StaticString, in bytes: Span<UInt8>) -> Bool {
    let length = text.utf8CodeUnitCount
    guard offset + length <= count else { return false }
    let isHere = text.withUTF8Buffer { buffer in
      var isEqual = true
      for index in 0..<length where unsafe bytes[offset + index] != buffer[index] {
        isEqual = false
      }
      return isEqual
    }
    if isHere { offset += length }
    return isHere
  }

  /// Reads 40 hexadecimal digits and the end of the line behind them.
  mutating func readID(in bytes: Span<UInt8>) -> ObjectID? {
    let end = offset + 2 * ObjectID.byteCount
    guard end < count, bytes[end] == UInt8(ascii: "\n"),
      let id = ObjectID(hexadecimal: bytes, at: offset)
    else { return nil }
    offset = end + 1
    return id
  }

  /// The rest of this line, without its end.
  func lineRange(in bytes: Span<UInt8>) -> Range<Int> {
    var end = offset
    while end < count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    return offset..<end
  }

  /// Steps behind the end of this line.
  mutating func skipLine(in bytes: Span<UInt8>) {
    offset = min(count, lineRange(in: bytes).upperBound + 1)
  }
}
