/// The name of a git object: the SHA-1 of its kind, size and content, 20 bytes.
///
/// Two documents with one object id are the same document, byte for byte.
public struct ObjectID: Sendable, Hashable {
  // Big-endian, so that comparing the words compares the bytes.
  private let first: UInt64
  private let second: UInt64
  private let third: UInt32

  /// The number of bytes of an id.
  static let byteCount = 20

  init(first: UInt64, second: UInt64, third: UInt32) {
    self.first = first
    self.second = second
    self.third = third
  }

  /// The first byte, by which packs sort their objects into buckets.
  var firstByte: UInt8 { UInt8(truncatingIfNeeded: first >> 56) }

  /// The first eight bytes, as a number.
  var firstWord: UInt64 { first }

  /// Reads the 20 bytes at an offset.
  ///
  /// - Precondition: *offset* must leave 20 bytes.
  init(_ bytes: Span<UInt8>, at offset: Int = 0) {
    precondition(offset >= 0 && offset + Self.byteCount <= bytes.count)
    self = unsafe bytes.withUnsafeBytes { bytes in
      unsafe ObjectID(
        first: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).bigEndian,
        second: bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self).bigEndian,
        third: bytes.loadUnaligned(fromByteOffset: offset + 16, as: UInt32.self).bigEndian)
    }
  }

  /// Reads the 40 hexadecimal digits at an offset; nil if they are not.
  init?(hexadecimal bytes: Span<UInt8>, at offset: Int = 0) {
    guard offset >= 0, offset + 2 * Self.byteCount <= bytes.count else { return nil }
    var wrong: UInt64 = 0
    func word(_ place: Int) -> UInt64 {
      let digits = unsafe bytes.withUnsafeBytes { bytes in
        unsafe bytes.loadUnaligned(fromByteOffset: offset + place, as: UInt64.self).bigEndian
      }
      return Self.number(ofEightDigits: digits, &wrong)
    }
    first = word(0) << 32 | word(8)
    second = word(16) << 32 | word(24)
    third = UInt32(truncatingIfNeeded: word(32))
    guard wrong == 0 else { return nil }
  }

  /// Reads 40 hexadecimal digits; anything else is nil.
  public init?(_ text: some StringProtocol) {
    let digits = Array(text.utf8)
    guard digits.count == 2 * Self.byteCount else { return nil }
    self.init(hexadecimal: digits.span)
  }

  /// The bytes of the id.
  var bytes: InlineArray<20, UInt8> {
    InlineArray { index in
      switch index {
      case 0..<8: UInt8(truncatingIfNeeded: first >> (56 - 8 * UInt64(index)))
      case 8..<16: UInt8(truncatingIfNeeded: second >> (56 - 8 * UInt64(index - 8)))
      default: UInt8(truncatingIfNeeded: third >> (24 - 8 * UInt32(index - 16)))
      }
    }
  }

  /// The first digits of the id, as reports show them.
  public var shortDescription: String { String(description.prefix(10)) }

  /// The number that eight hexadecimal digits stand for, one in each byte of a word; sets bits of
  /// `wrong` where a byte is no digit.
  private static func number(ofEightDigits digits: UInt64, _ wrong: inout UInt64) -> UInt64 {
    func all(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }
    // Digits are 0x30 to 0x39, letters 0x41 to 0x46 and 0x61 to 0x66. No sum leaves its byte.
    let isLetter = digits >> 6 & all(1)
    let high = digits >> 4 & all(0xF)
    var value = (digits & all(0xF)) + 9 * isLetter
    wrong |= (high | 2 * isLetter) ^ (all(3) + 3 * isLetter)
    wrong |= value & all(0x10)
    wrong |= (value + all(6)) >> 4 & all(1) ^ isLetter
    value = (value | value >> 4) & 0x00FF_00FF_00FF_00FF
    value = (value | value >> 8) & 0x0000_FFFF_0000_FFFF
    return (value | value >> 16) & 0xFFFF_FFFF
  }

  /// Equal ids name equal content.
  public static func == (left: ObjectID, right: ObjectID) -> Bool {
    left.first == right.first && left.second == right.second && left.third == right.third
  }

  /// A hash is uniform already: its first word will do.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(first)
  }

  /// The same for tables: what is spread evenly need not be mixed, only told apart by the table's
  /// own seed.
  public func _rawHashValue(seed: Int) -> Int {
    Int(truncatingIfNeeded: (first ^ UInt64(truncatingIfNeeded: seed)) &* 0x9e37_79b9_7f4a_7c15)
  }
}

extension ObjectID: Comparable {
  /// In the order of their digits.
  public static func < (left: ObjectID, right: ObjectID) -> Bool {
    (left.first, left.second, left.third) < (right.first, right.second, right.third)
  }
}

extension ObjectID: CustomStringConvertible {
  /// The 40 hexadecimal digits.
  public var description: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(2 * Self.byteCount)
    let bytes = bytes
    for index in bytes.indices {
      text.append(digits[Int(bytes[index] >> 4)])
      text.append(digits[Int(bytes[index] & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
