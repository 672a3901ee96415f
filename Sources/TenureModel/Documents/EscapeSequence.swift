/// An escape in a text in double quotes: those of JSON, and `\xNN` and `\UNNNNNNNN`.
///
/// A character beyond U+FFFF may be written as two `\u`, a surrogate pair, as JSON does.
package struct EscapeSequence {
  /// What it stands for.
  package let scalar: Unicode.Scalar
  /// How many bytes it takes.
  package let length: Int

  /// Reads the escape whose backslash stands at `index`; nil if there is none such.
  package init?(in bytes: ArraySlice<UInt8>, at index: Int) {
    guard index + 1 < bytes.endIndex else { return nil }
    let digits: Int
    switch bytes[index + 1] {
    case UInt8(ascii: "x"): digits = 2
    case UInt8(ascii: "u"): digits = 4
    case UInt8(ascii: "U"): digits = 8
    case let letter:
      guard let scalar = Self.simple(letter) else { return nil }
      self.scalar = scalar
      length = 2
      return
    }
    guard let value = Self.number(in: bytes, from: index + 2, digits: digits) else { return nil }
    if let scalar = Unicode.Scalar(value) {
      self.scalar = scalar
      length = 2 + digits
      return
    }
    guard digits == 4, 0xD800..<0xDC00 ~= value, index + 12 <= bytes.endIndex,
      bytes[index + 6] == UInt8(ascii: "\\"), bytes[index + 7] == UInt8(ascii: "u"),
      let low = Self.number(in: bytes, from: index + 8, digits: 4), 0xDC00..<0xE000 ~= low,
      let scalar = Unicode.Scalar(0x10000 + (value - 0xD800) << 10 + (low - 0xDC00))
    else { return nil }
    self.scalar = scalar
    length = 12
  }

  private static func simple(_ letter: UInt8) -> Unicode.Scalar? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): Unicode.Scalar(letter)
    case UInt8(ascii: "b"): "\u{8}"
    case UInt8(ascii: "f"): "\u{C}"
    case UInt8(ascii: "n"): "\n"
    case UInt8(ascii: "r"): "\r"
    case UInt8(ascii: "t"): "\t"
    default: nil
    }
  }

  private static func number(
    in bytes: ArraySlice<UInt8>, from start: Int, digits: Int
  ) -> UInt32? {
    guard start + digits <= bytes.endIndex else { return nil }
    var value: UInt32 = 0
    for byte in bytes[start..<start + digits] {
      guard value < 0x1000_0000 else { return nil }
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value * 16 + UInt32(byte - 48)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value * 16 + UInt32(byte - 87)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value * 16 + UInt32(byte - 55)
      default: return nil
      }
    }
    return value
  }
}
