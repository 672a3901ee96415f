/// A set of ASCII characters, for the loops that look at every byte.
///
/// Two words and a shift: fewer steps than a `switch` over as many characters.
struct ByteSet {
  private let low: UInt64
  private let high: UInt64

  /// The set of the characters of a text; others than ASCII are left out.
  init(_ characters: StaticString) {
    var (low, high): (UInt64, UInt64) = (0, 0)
    characters.withUTF8Buffer { bytes in
      for byte in bytes where byte < 128 {
        if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
      }
    }
    self.low = low
    self.high = high
  }

  /// Whether a byte is in the set.
  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    (byte < 64 ? low : byte < 128 ? high : 0) &>> UInt64(byte) & 1 != 0
  }
}
