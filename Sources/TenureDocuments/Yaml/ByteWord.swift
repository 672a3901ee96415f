/// Eight bytes of a document, looked at together: most loops over bytes find something only in
/// one byte of ten.
///
/// Each question is answered by a word whose **lowest** bit that is set lies in the first byte of
/// which it is true, and which is zero if there is none. Carries may set bits behind that one, so
/// nothing else may be read from an answer; but the union of several answers is an answer, too.
/// The arithmetic is that of Mycroft's test for a zero byte (Warren, *Hacker's Delight*, 6-1).
struct ByteWord {
  static let count = 8

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  private let word: UInt64

  /// The bytes from a place on; all eight must be there.
  @inline(__always)
  init(_ bytes: Span<UInt8>, at index: Int) {
    let loaded = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
    word = UInt64(littleEndian: loaded)
  }

  /// How many bytes stand before the first of which an answer is true; eight if there is none.
  @inline(__always)
  static func first(in answer: UInt64) -> Int { answer.trailingZeroBitCount / 8 }

  /// Where a byte stands.
  @inline(__always)
  func equals(_ byte: UInt8) -> UInt64 {
    let difference = word ^ Self.ones &* UInt64(byte)
    return (difference &- Self.ones) & ~difference & Self.tops
  }

  /// How many of the bytes, from the first on, are the same as a byte.
  @inline(__always)
  func leading(_ byte: UInt8) -> Int {
    (word ^ Self.ones &* UInt64(byte)).trailingZeroBitCount / 8
  }

  /// Where a byte less than a bound stands; the bound is at most 0x80.
  @inline(__always)
  func isLess(than bound: UInt8) -> UInt64 {
    (word &- Self.ones &* UInt64(bound)) & ~word & Self.tops
  }

  /// Where a byte stands that is no ASCII character or is 0x7F.
  @inline(__always)
  var isBeyondPrintable: UInt64 { (word &+ Self.ones | word) & Self.tops }

  /// Where a bracket or a brace stands, or one of the few characters between them in ASCII: with
  /// the bit 0x20 set, all are 0x7B or more.
  @inline(__always)
  var mayBeBracket: UInt64 {
    let folded = (word | Self.ones &* 0x20) & ~Self.tops
    return (folded &+ Self.ones &* (0x80 - 0x7B)) & ~word & Self.tops
  }
}
