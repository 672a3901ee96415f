internal import TenureModel

/// The first pass over a document: where its lines begin, and which characters it may not hold.
struct SourceScan: ~Copyable {
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

  /// The text that is to be read.
  private(set) var text: SourceText
  /// The offset of the first byte of each line, a byte order mark left out.
  private(set) var lineStarts: [UInt32] = []
  /// Whether there is a tab.
  private(set) var hasTabs = false
  /// What is refused, at most one fault a line.
  private(set) var faults: [Fault] = []

  init(_ bytes: [UInt8]) {
    text = SourceText(bytes)
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    lineStarts.reserveCapacity(bytes.count / 16 + 8)
    lineStarts.append(UInt32(start))
    var index = text.nextUnusual(from: start)
    while index < bytes.count {
      if text[index] == Byte.lineFeed {
        index += 1
        lineStarts.append(UInt32(truncatingIfNeeded: index))
      } else {
        index += step(bytes.span, at: index)
      }
      index = text.nextUnusual(from: index)
    }
    if lineStarts.count > 1, lineStarts.last == UInt32(bytes.count) { lineStarts.removeLast() }
  }

  /// Looks at one unusual character that ends no line, and returns its length.
  private mutating func step(_ span: Span<UInt8>, at index: Int) -> Int {
    switch span[index] {
    case Byte.tab:
      hasTabs = true
      return 1
    case Byte.carriageReturn where text[index + 1] == Byte.lineFeed && index + 1 < span.count:
      text.replaceCarriageReturn(at: index)
      return 1
    default:
      return check(span, at: index)
    }
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
