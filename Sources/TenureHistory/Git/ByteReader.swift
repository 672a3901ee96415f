internal import Glibc

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
    precondition(count <= bytes.count)
    let isHere = unsafe bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return length == 0 }
      return unsafe memcmp(base + offset, text.utf8Start, length) == 0
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
    offset..<bytes.firstPlace(of: UInt8(ascii: "\n"), from: offset, to: count)
  }

  /// Steps behind the end of this line.
  mutating func skipLine(in bytes: Span<UInt8>) {
    offset = min(count, lineRange(in: bytes).upperBound + 1)
  }
}

extension Span<UInt8> {
  /// The first place of a byte in a range; the end of the range if it is not in it.
  ///
  /// - Precondition: *start* and *end* must be within the bytes.
  fileprivate func firstPlace(of byte: UInt8, from start: Int, to end: Int) -> Int {
    precondition(start >= 0 && start <= end && end <= count)
    guard start < end else { return end }
    return unsafe withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress,
        let found = unsafe memchr(base + start, Int32(byte), end - start)
      else { return end }
      return unsafe UnsafeRawPointer(found) - base
    }
  }
}
