internal import TenureModel

/// What is remembered of the keys of a map while it is read: enough to say that none stands twice.
///
/// Every key sets one of 128 bits, by its length and three of its bytes. Nearly all maps have so
/// few keys that each finds a bit of its own; only the others are looked through.
struct KeySketch {
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  /// Whether two keys may be the same.
  private(set) var mayRepeat = false

  /// Adds a key.
  @inline(__always)
  mutating func add(_ key: YamlReader.Key, in bytes: Span<UInt8>) {
    let margin = key.isPlain ? 0 : 1
    let (start, end) = (key.start + margin, key.end - margin)
    // Escapes could hide that two keys are equal, and keys without a byte have no three.
    guard key.detail == 0, start < end else { return mayRepeat = true }
    let (first, middle, last) = (bytes[start], bytes[start + (end - start) / 2], bytes[end - 1])
    let print =
      UInt32(truncatingIfNeeded: end - start) << 24 ^ UInt32(first) << 16 ^ UInt32(middle) << 8
      ^ UInt32(last)
    let hash = print &* 0x9E37_79B1
    let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: hash >> 24)
    let isLow = hash >> 31 == 0
    if (isLow ? low : high) & bit != 0 { mayRepeat = true }
    low |= isLow ? bit : 0
    high |= isLow ? 0 : bit
  }
}
