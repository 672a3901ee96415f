/// Reads the parts of a line of JSON, strictly as RFC 8259 has them.
///
/// A line break must stand behind the text, so that no check of the end is needed.
struct JSONReader {
  /// How deep lists and objects may stand within one another.
  private static let depthLimit = 64

  /// The content of texts that hold escapes.
  private var scratch: UnsafeMutablePointer<UInt8>
  private var scratchCapacity = 1 << 12

  init() { scratch = .allocate(capacity: scratchCapacity) }

  func free() { scratch.deallocate() }

  @inline(__always)
  static func skipSpaces(_ next: inout UnsafePointer<UInt8>) {
    while next.pointee == 0x20 || next.pointee == 0x09 || next.pointee == 0x0D { next += 1 }
  }

  @inline(__always)
  static func expect(
    _ byte: UInt8, _ rule: String, _ next: inout UnsafePointer<UInt8>
  ) throws(PopulationError) {
    guard next.pointee == byte else { throw malformed(rule) }
    next += 1
  }

  static func malformed(_ rule: String) -> PopulationError {
    PopulationError(
      "this is no line of JSON: \(rule)", help: "write `{\"facet\": value, …}` on one line")
  }

  /// The content of a text in quotes, behind which eight bytes can be read; valid until the next.
  @inline(__always)
  mutating func string(
    _ next: inout UnsafePointer<UInt8>, _ rule: String
  ) throws(PopulationError) -> (UnsafePointer<UInt8>, Int) {
    try Self.expect(0x22, rule, &next)
    let start = next
    while next.pointee != 0x22 {
      if next.pointee < 0x20 { throw Self.control(next.pointee) }
      if next.pointee == 0x5C { return try escaped(start, &next) }
      next += 1
    }
    next += 1
    return (start, next - 1 - start)
  }

  private static func control(_ byte: UInt8) -> PopulationError {
    byte == 0x0A
      ? PopulationError("a text is never closed", help: "end it with a quote")
      : malformed("a control character in a text is written as an escape")
  }

  /// The same for a text with escapes, the first of which is next.
  @inline(never)
  private mutating func escaped(
    _ start: UnsafePointer<UInt8>, _ next: inout UnsafePointer<UInt8>
  ) throws(PopulationError) -> (UnsafePointer<UInt8>, Int) {
    var end = next
    while end.pointee != 0x22, end.pointee != 0x0A {
      end += end.pointee == 0x5C && end[1] != 0x0A ? 2 : 1
    }
    reserve(end - start + ByteTable.padding)
    var count = next - start
    scratch.update(from: start, count: count)
    while next.pointee != 0x22 {
      if next.pointee < 0x20 { throw Self.control(next.pointee) }
      if next.pointee == 0x5C {
        for byte in String(try Self.character(&next)).utf8 {
          scratch[count] = byte
          count += 1
        }
      } else {
        scratch[count] = next.pointee
        count += 1
        next += 1
      }
    }
    next += 1
    return (UnsafePointer(scratch), count)
  }

  /// The character that an escape stands for.
  private static func character(
    _ next: inout UnsafePointer<UInt8>
  ) throws(PopulationError) -> Unicode.Scalar {
    next += 1
    let letter = next.pointee
    guard letter == 0x75 else {
      guard let plain = plainEscapes[letter] else {
        throw malformed("a backslash begins an escape, such as `\\n` or `\\u00e9`")
      }
      next += 1
      return plain
    }
    next += 1
    let unit = try hexadecimal(&next)
    if let scalar = Unicode.Scalar(unit) { return scalar }
    // A character of two units: a high one and a low one behind it.
    guard unit < 0xDC00, next[0] == 0x5C, next[1] == 0x75 else {
      throw malformed("`\\u` names half a character")
    }
    next += 2
    let low = try hexadecimal(&next)
    guard (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    else { throw malformed("`\\u` names half a character") }
    return scalar
  }

  private static let plainEscapes: [UInt8: Unicode.Scalar] = [
    0x22: "\"", 0x5C: "\\", 0x2F: "/", 0x62: "\u{8}", 0x66: "\u{C}", 0x6E: "\n", 0x72: "\r",
    0x74: "\t",
  ]

  private static func hexadecimal(
    _ next: inout UnsafePointer<UInt8>
  ) throws(PopulationError) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(next.pointee)).hexDigitValue else {
        throw malformed("four hexadecimal digits stand behind `\\u`")
      }
      unit = unit << 4 | UInt32(digit)
      next += 1
    }
    return unit
  }

  private mutating func reserve(_ room: Int) {
    guard room > scratchCapacity else { return }
    scratch.deallocate()
    scratchCapacity = room * 2
    scratch = .allocate(capacity: scratchCapacity)
  }
}

extension JSONReader {
  /// Goes behind a number, `true`, `false` or `null`.
  @inline(__always)
  static func skipWord(_ next: inout UnsafePointer<UInt8>) throws(PopulationError) {
    let start = next
    while isWord(next.pointee) { next += 1 }
    let count = next - start
    guard count > 0 else {
      throw PopulationError("a value is missing", help: "write `null` for what is not known")
    }
    guard isNumber(start, count) || isLiteral(start, count) else {
      next = start
      throw malformed("a text stands in quotes, and a number has the form `-1.5`")
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E: true
    default: false
    }
  }

  private static func isLiteral(_ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    switch count {
    case 4: isWord("true", text) || isWord("null", text)
    case 5: isWord("false", text)
    default: false
    }
  }

  private static func isWord(_ word: StaticString, _ text: UnsafePointer<UInt8>) -> Bool {
    (0..<word.utf8CodeUnitCount).allSatisfy { word.utf8Start[$0] == text[$0] }
  }

  /// Whether a word is a number: `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`.
  @inline(__always)
  private static func isNumber(_ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    var index = text[0] == 0x2D ? 1 : 0
    let first = index
    while index < count, text[index] &- 0x30 < 10 { index += 1 }
    guard index > first, text[first] != 0x30 || index == first + 1 else { return false }
    if index == count { return true }
    if text[index] == 0x2E {
      index += 1
      let place = index
      while index < count, text[index] &- 0x30 < 10 { index += 1 }
      guard index > place else { return false }
    }
    if index < count, text[index] | 0x20 == 0x65 {
      index += 1
      if index < count, text[index] == 0x2B || text[index] == 0x2D { index += 1 }
      let place = index
      while index < count, text[index] &- 0x30 < 10 { index += 1 }
      guard index > place else { return false }
    }
    return index == count
  }

  /// Goes behind a value of any kind.
  mutating func skipValue(
    _ next: inout UnsafePointer<UInt8>, depth: Int = 0
  ) throws(PopulationError) {
    guard depth < Self.depthLimit else {
      throw Self.malformed("lists and objects stand at most \(Self.depthLimit) deep")
    }
    switch next.pointee {
    case 0x22: _ = try string(&next, "")
    case 0x5B:
      try skipParts(&next, to: 0x5D, "a comma or `]` stands behind a value") {
        (reader: inout JSONReader, next: inout UnsafePointer<UInt8>) throws(PopulationError) in
        try reader.skipValue(&next, depth: depth + 1)
      }
    case 0x7B:
      try skipParts(&next, to: 0x7D, "a comma or `}` stands behind a value") {
        (reader: inout JSONReader, next: inout UnsafePointer<UInt8>) throws(PopulationError) in
        _ = try reader.string(&next, "a name stands in quotes")
        Self.skipSpaces(&next)
        try Self.expect(0x3A, "a colon stands behind a name", &next)
        Self.skipSpaces(&next)
        try reader.skipValue(&next, depth: depth + 1)
      }
    case 0x0A:
      throw PopulationError("a value is not closed", help: "an object stands on one line")
    default: try Self.skipWord(&next)
    }
  }

  /// Goes behind a list or an object, with commas between its parts.
  private mutating func skipParts(
    _ next: inout UnsafePointer<UInt8>, to end: UInt8, _ rule: String,
    _ skip: (inout JSONReader, inout UnsafePointer<UInt8>) throws(PopulationError) -> Void
  ) throws(PopulationError) {
    next += 1
    Self.skipSpaces(&next)
    if next.pointee == end {
      next += 1
      return
    }
    while true {
      try skip(&self, &next)
      Self.skipSpaces(&next)
      if next.pointee == end {
        next += 1
        return
      }
      try Self.expect(0x2C, rule, &next)
      Self.skipSpaces(&next)
    }
  }

  /// The texts of a list of texts; nil if it is anything else.
  static func texts(_ list: String) -> [String]? {
    let bytes = Array(list.utf8) + [0x0A] + [UInt8](repeating: 0, count: ByteTable.padding)
    return bytes.withUnsafeBufferPointer { bytes -> [String]? in
      guard var next = bytes.baseAddress, next.pointee == 0x5B else { return nil }
      let end = next + list.utf8.count
      var reader = JSONReader()
      defer { reader.free() }
      var texts: [String] = []
      do {
        try reader.skipParts(&next, to: 0x5D, "") {
          (reader: inout JSONReader, next: inout UnsafePointer<UInt8>) throws(PopulationError) in
          let (text, count) = try reader.string(&next, "")
          texts.append(
            String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self))
        }
      } catch {
        return nil
      }
      return next == end ? texts : nil
    }
  }
}
