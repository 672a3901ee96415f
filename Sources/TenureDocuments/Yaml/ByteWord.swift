/// Eight bytes, looked at together: most loops over bytes find something only in one of ten.
struct ByteWord {
  static let count = 8

  private static let ones: UInt64 = 0x0101_0101_0101_0101

  /// The bytes as a number, the first in its lowest bits.
  let number: UInt64

  @inline(__always)
  private init(number: UInt64) { self.number = number }

  /// The bytes from a place on; all eight must be there.
  @inline(__always)
  init(_ bytes: UnsafePointer<UInt8>) {
    let loaded = UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self)
    number = UInt64(littleEndian: loaded)
  }

  /// The bits of a mask, in each of the bytes.
  @inline(__always)
  func bytes(with mask: UInt8) -> ByteWord {
    ByteWord(number: number & (Self.ones &* UInt64(mask)))
  }

  /// Whether all bytes are zero.
  @inline(__always)
  var isEmpty: Bool { number == 0 }

  /// The place of the first byte that is not zero; eight if there is none.
  @inline(__always)
  var first: Int { number.trailingZeroBitCount / 8 }

  /// How many of the bytes, from the first on, are the same as a byte.
  @inline(__always)
  func leading(_ byte: UInt8) -> Int {
    ByteWord(number: number ^ Self.ones &* UInt64(byte)).first
  }

  /// The first bytes, one to eight of them, as a number that the others have no part in.
  @inline(__always)
  func prefix(_ length: Int) -> UInt64 {
    number &<< UInt64(truncatingIfNeeded: (Self.count - length) * 8)
  }
}
