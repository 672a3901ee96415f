/// Base64 (RFC 4648, section 4), strictly.
///
/// Padded, no other characters, unused bits zero: one value has one spelling.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 0xFF, count: 256)
    for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
    return values
  }()
  private static let padding = UInt8(ascii: "=")

  /// The bytes that a text spells; nil if it spells none.
  static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
    let text = Array(text)
    guard text.count % 4 == 0 else { return nil }
    let padded = text.suffix(2).count { $0 == padding }
    guard padded == 0 || text.last == padding else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3)
    let values = values
    var word: UInt32 = 0
    for index in 0..<text.count - padded {
      let value = values[Int(text[index])]
      guard value != 0xFF else { return nil }
      word = word << 6 | UInt32(value)
      guard index % 4 == 3 else { continue }
      bytes.append(UInt8(truncatingIfNeeded: word >> 16))
      bytes.append(UInt8(truncatingIfNeeded: word >> 8))
      bytes.append(UInt8(truncatingIfNeeded: word))
      word = 0
    }
    switch padded {
    case 1:
      guard word & 0b11 == 0 else { return nil }
      bytes.append(UInt8(truncatingIfNeeded: word >> 10))
      bytes.append(UInt8(truncatingIfNeeded: word >> 2))
    case 2:
      guard word & 0b1111 == 0 else { return nil }
      bytes.append(UInt8(truncatingIfNeeded: word >> 4))
    default: break
    }
    return bytes
  }

  /// The text that spells some bytes.
  static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let piece = bytes[start..<min(start + 3, bytes.count)]
      var word = piece.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      word <<= UInt32(8 * (3 - piece.count))
      for position in 0..<4 {
        let value = word >> UInt32(18 - 6 * position) & 63
        text.append(position <= piece.count ? alphabet[Int(value)] : padding)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
