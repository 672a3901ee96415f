internal import TenureModel

/// What is remembered of the keys of a map while it is read: enough to say that none stands twice.
///
/// Every key sets one of 256 bits, by its length and its first and last eight bytes. Nearly all
/// maps have so few keys that each finds a bit of its own; only the others are looked through.
struct KeySketch {
  private var bits = InlineArray<4, UInt64>(repeating: 0)
  /// Whether two keys may be the same.
  private(set) var mayRepeat = false

  /// Adds a key.
  @inline(__always)
  mutating func add(_ key: YamlReader.Key, in text: borrowing SourceText) {
    let margin = key.isPlain ? 0 : 1
    let (start, end) = (key.start + margin, key.end - margin)
    // Escapes could hide that two keys are equal.
    guard key.detail == 0, start < end else { return mayRepeat = true }
    let length = end - start
    let few = min(length, ByteWord.count)
    let first = text.word(at: start).prefix(few)
    let last = text.word(at: end - few).prefix(few)
    let hash = (first ^ (last &+ UInt64(truncatingIfNeeded: length)) &* Self.odd) &* Self.odd
    let place = Int(truncatingIfNeeded: hash >> 62)
    let bit: UInt64 = 1 &<< (hash >> 56)
    if bits[place] & bit != 0 { mayRepeat = true }
    bits[place] |= bit
  }

  /// The golden ratio, as a fraction of a word: multiplied by it, close numbers end up far apart.
  private static let odd: UInt64 = 0x9E37_79B9_7F4A_7C15
}
