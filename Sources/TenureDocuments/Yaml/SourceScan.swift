internal import TenureModel

/// The first pass over a document: where its lines begin, and which characters it may not hold.
struct SourceScan {
  /// A stretch of the source that is refused, and why.
  struct Fault {
    /// Why.
    enum Kind {
      /// Not UTF-8.
      case encoding
      /// A control character, an invisible line break, or one that turns the direction of text.
      case character(Unicode.Scalar)
    }

    let kind: Kind
    let start: Int
    let end: Int
  }

  /// The offset of the first byte of each line, a byte order mark left out.
  private(set) var lineStarts: [UInt32] = []
  /// Whether there is a tab.
  private(set) var hasTabs = false
  /// What is refused, at most one fault a line.
  private(set) var faults: [Fault] = []

  init(_ bytes: [UInt8]) {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    lineStarts.reserveCapacity(bytes.count / 16 + 8)
    lineStarts.append(UInt32(start))
    let span = bytes.span
    var index = start
    while index < span.count {
      // Eight bytes at once: hardly one in thirty is special.
      while index + 8 <= span.count {
        let special = Self.special(span, at: index)
        index += special.trailingZeroBitCount / 8
        if special != 0 { break }
      }
      if index < span.count { index += step(span, at: index) }
    }
    if lineStarts.count > 1, lineStarts.last == UInt32(bytes.count) { lineStarts.removeLast() }
  }

  /// Looks at the eight bytes from a place.
  ///
  /// - Returns: A word of which the lowest bit that is set lies in the first byte that is not
  ///   printable ASCII; zero if there is none.
  @inline(__always)
  private static func special(_ bytes: Span<UInt8>, at index: Int) -> UInt64 {
    let loaded = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
    let word = UInt64(littleEndian: loaded)
    let tops: UInt64 = 0x8080_8080_8080_8080
    let ones: UInt64 = 0x0101_0101_0101_0101
    // A byte below 0x20 borrows from its top bit; one of 0x7F or more carries into it. The
    // bytes behind it may then be wrong, the first never is.
    let control = (word &- ones &* 0x20) & ~word & tops
    let beyond = (word &+ ones | word) & tops
    return control | beyond
  }

  /// Looks at one character, and returns its length.
  private mutating func step(_ span: Span<UInt8>, at index: Int) -> Int {
    let byte = span[index]
    if byte >= 0x20, byte < 0x7F { return 1 }
    if byte == 0x0A {
      lineStarts.append(UInt32(index + 1))
      return 1
    }
    if byte == 0x09 {
      hasTabs = true
      return 1
    }
    if byte == 0x0D, index + 1 < span.count, span[index + 1] == 0x0A { return 1 }
    return check(span, at: index)
  }

  /// Looks at one character that is not plain ASCII, and returns its length.
  private mutating func check(_ bytes: Span<UInt8>, at index: Int) -> Int {
    guard let (scalar, length) = Self.scalar(in: bytes, at: index) else {
      add(Fault(kind: .encoding, start: index, end: index + 1))
      return 1
    }
    if InvisibleCharacter.isOne(scalar) {
      add(Fault(kind: .character(scalar), start: index, end: index + length))
    }
    return length
  }

  private mutating func add(_ fault: Fault) {
    guard faults.count < DocumentLimits.findings else { return }
    if let last = faults.last, let line = lineStarts.last, last.start >= Int(line) { return }
    faults.append(fault)
  }

  /// Decodes one scalar, strictly: no overlong forms, no surrogates.
  private static func scalar(
    in bytes: Span<UInt8>, at index: Int
  ) -> (Unicode.Scalar, Int)? {
    let first = bytes[index]
    let length: Int
    var value: UInt32
    switch first {
    case 0x00..<0x80: return (Unicode.Scalar(first), 1)
    case 0xC2..<0xE0: (length, value) = (2, UInt32(first & 0x1F))
    case 0xE0..<0xF0: (length, value) = (3, UInt32(first & 0x0F))
    case 0xF0..<0xF5: (length, value) = (4, UInt32(first & 0x07))
    default: return nil
    }
    guard index + length <= bytes.count else { return nil }
    for next in index + 1..<index + length {
      guard bytes[next] & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(bytes[next] & 0x3F)
    }
    let least: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
    guard value >= least, let scalar = Unicode.Scalar(value) else { return nil }
    return (scalar, length)
  }
}
