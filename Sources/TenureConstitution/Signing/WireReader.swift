/// A place in bytes of SSH's own encoding: numbers of 32 bits, and strings behind their length
/// (RFC 4251, section 5).
struct WireReader {
  private let bytes: ArraySlice<UInt8>
  private var offset: Int
  /// What is read, for errors.
  private let subject: StaticString

  init(_ bytes: some Collection<UInt8>, of subject: StaticString) {
    self.bytes = ArraySlice(bytes)
    offset = self.bytes.startIndex
    self.subject = subject
  }

  /// Whether nothing is left.
  var isAtEnd: Bool { offset == bytes.endIndex }

  /// The next number.
  mutating func number() throws(ConstitutionError) -> UInt32 {
    let word = try take(4)
    return word.reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// The next byte.
  mutating func byte() throws(ConstitutionError) -> UInt8 {
    try take(1).first ?? 0
  }

  /// The next string, of any bytes.
  mutating func string() throws(ConstitutionError) -> ArraySlice<UInt8> {
    let count = try number()
    return try take(Int(count))
  }

  /// The next string, which must be of ASCII letters, digits and signs.
  mutating func name() throws(ConstitutionError) -> String {
    let bytes = try string()
    guard bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw .malformed("\(subject) holds a name that is not plain ASCII")
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A number of any size that is not negative, in `width` bytes.
  mutating func integer(width: Int) throws(ConstitutionError) -> [UInt8] {
    let bytes = try string()
    // A leading zero keeps the sign out, and stands nowhere else.
    guard let first = bytes.first, first < 0x80,
      first != 0 || bytes.dropFirst().first.map({ $0 >= 0x80 }) ?? false
    else { throw .malformed("\(subject) holds a number that is not in its shortest form") }
    let digits = first == 0 ? bytes.dropFirst() : bytes
    guard digits.count <= width else {
      throw .malformed("\(subject) holds a number that is too large")
    }
    return [UInt8](repeating: 0, count: width - digits.count) + digits
  }

  /// The next bytes, as they stand.
  mutating func take(_ count: Int) throws(ConstitutionError) -> ArraySlice<UInt8> {
    guard count <= bytes.endIndex - offset else { throw .malformed("\(subject) is cut off") }
    defer { offset += count }
    return bytes[offset..<offset + count]
  }

  /// That nothing is left.
  func finish() throws(ConstitutionError) {
    guard isAtEnd else { throw .malformed("\(subject) has bytes behind its end") }
  }
}

/// Bytes of SSH's own encoding, being written.
struct WireWriter {
  private(set) var bytes: [UInt8] = []

  /// Adds bytes as they stand.
  mutating func raw(_ bytes: some Sequence<UInt8>) { self.bytes += bytes }

  /// Adds a number.
  mutating func number(_ number: UInt32) {
    for shift in [24, 16, 8, 0] as [UInt32] {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  /// Adds a string behind its length.
  mutating func string(_ string: some Collection<UInt8>) {
    number(UInt32(string.count))
    bytes += string
  }

  /// Adds a text behind its length.
  mutating func string(_ text: String) { string(text.utf8) }

  /// Adds a number of any size, not negative.
  mutating func integer(_ digits: some Collection<UInt8>) {
    let shortest = Array(digits.drop { $0 == 0 })
    string(shortest.first.map { $0 >= 0x80 } ?? true ? [0] + shortest : shortest)
  }
}
