/// The bytes of a document while it is read, with a sign at each of the few that may end a text.
///
/// A reader jumps from stop to stop: that is, to the next byte that may be the end of a key or of
/// a value. The stops of all bytes are worked out in one go, by arithmetic without branches, so
/// that the compiler looks at sixteen bytes at once:
///
///     data: [a, b] # so far ⏎
///         ^ ^ ^  ^ ^        ^
///
/// The bytes are a copy. Line feeds stand behind the last one and in place of every carriage
/// return that ends a line; so each line ends at a line feed, and nobody need ask whether there is
/// another byte.
struct SourceText: ~Copyable {
  // INVARIANT (end): behind the document stand line feeds only, signed as such. The first of them
  // is below `bound`, and from each place below `bound` there are eight bytes.
  private let bytes: UnsafeMutablePointer<UInt8>
  private let signs: UnsafeMutablePointer<UInt8>
  private let bound: UInt

  /// Copies a document and signs its bytes.
  init(_ source: [UInt8]) {
    let count = source.count
    bound = UInt(count + ByteWord.count)
    let padding = 2 * ByteWord.count
    let capacity = count + padding
    bytes = .allocate(capacity: 2 * capacity)
    signs = bytes + capacity
    source.withUnsafeBufferPointer { source in
      for index in 0..<source.count {
        let byte = source[index]
        bytes[index] = byte
        signs[index] = Sign(of: byte).bits
      }
    }
    (bytes + count).initialize(repeating: Byte.lineFeed, count: padding)
    (signs + count).initialize(repeating: Sign(of: Byte.lineFeed).bits, count: padding)
  }

  deinit { bytes.deallocate() }

  /// A byte; a line feed behind the last one.
  subscript(index: Int) -> UInt8 {
    @inline(__always) get {
      check(index)
      return bytes[index]
    }
  }

  @inline(__always)
  private func check(_ index: Int) {
    precondition(UInt(bitPattern: index) < bound, "no such byte")
  }

  /// Eight bytes from a place on.
  @inline(__always)
  func word(at index: Int) -> ByteWord {
    check(index)
    return ByteWord(bytes + index)
  }

  /// The first byte with a sign from a place on; the end of the document is one.
  @inline(__always)
  private func next(_ sign: Sign, from index: Int) -> Int {
    check(index)
    var index = index
    while true {
      let found = ByteWord(signs + index).bytes(with: sign.bits)
      if !found.isEmpty { return index &+ found.first }
      index &+= ByteWord.count
    }
  }

  /// The first byte from a place on at which a text may end: `:`, `#`, a quote, a bracket, a
  /// comma, a backslash, a bar or the end of the line.
  @inline(__always)
  func nextStop(from index: Int) -> Int { next(.stop, from: index) }

  /// The first byte from a place on that is a line feed, or neither ASCII nor printable.
  @inline(__always)
  func nextUnusual(from index: Int) -> Int { next(.unusual, from: index) }

  /// The first byte from a place on that is no space.
  @inline(__always)
  func behindSpaces(from index: Int) -> Int {
    var index = index
    while true {
      let spaces = word(at: index).leading(Byte.space)
      index &+= spaces
      if spaces < ByteWord.count { return index }
    }
  }

  /// The end of the line that a place belongs to.
  func lineEnd(from index: Int) -> Int {
    var index = nextStop(from: index)
    while self[index] != Byte.lineFeed { index = nextStop(from: index + 1) }
    return index
  }

  /// Whether a space, a tab or the end of a line stands at a place.
  @inline(__always)
  func isBlank(at index: Int) -> Bool {
    let byte = self[index]
    return byte == Byte.space || byte == Byte.lineFeed || byte == Byte.tab
  }

  /// Puts a line feed in the place of a carriage return.
  mutating func replaceCarriageReturn(at index: Int) {
    check(index)
    bytes[index] = Byte.lineFeed
    signs[index] = Sign.stop.bits
  }
}

extension SourceText {
  /// What can be said of a byte without a look at its neighbours.
  struct Sign {
    /// A text may end here.
    static let stop = Sign(bits: 1)
    /// The first pass has to look at it: a line feed, or what is not printable ASCII.
    static let unusual = Sign(bits: 2)

    let bits: UInt8

    private init(bits: UInt8) { self.bits = bits }

    /// The signs of a byte.
    ///
    /// Comparisons joined by sums, not by `||` or a table: only these become vector instructions.
    @inline(__always)
    init(of byte: UInt8) {
      // `"` beside `#`; and the brackets with what lies between them, which lets `|` pass, too.
      let isStop =
        Self.one(byte == Byte.lineFeed) | Self.one(byte == Byte.colon)
        | Self.one(byte | 1 == Byte.hash) | Self.one(byte == Byte.comma)
        | Self.one(byte == Byte.singleQuote) | Self.one((byte | 0x20) &- Byte.openBrace <= 2)
      let isUnusual = Self.one(byte &- 0x20 >= 0x7F - 0x20)
      bits = isStop &+ isUnusual &* 2
    }

    @inline(__always)
    private static func one(_ isTrue: Bool) -> UInt8 { isTrue ? 1 : 0 }
  }
}
