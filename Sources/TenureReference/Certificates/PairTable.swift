/// A number for each pair of conditions: what an operation came to.
///
///     keys     0  (7, 12)  0  (3, 5)  (3, 9)  0  …      the first free place behind the hash
///     values        20          1       16
struct PairTable {
  /// Two conditions.
  struct Pair {
    fileprivate let key: UInt64

    init(_ first: Condition, _ second: Condition) {
      // One is added, so that no pair has the key of a free place.
      key =
        (UInt64(UInt32(bitPattern: first.number)) + 1) << 32
        | UInt64(UInt32(bitPattern: second.number))
    }

    /// The same for both orders.
    var sorted: Pair {
      let first = (key >> 32) - 1
      let second = key & 0xffff_ffff
      return first <= second ? self : Pair(key: (second + 1) << 32 | first)
    }

    private init(key: UInt64) { self.key = key }
  }

  private var keys: [UInt64] = []
  private var values: [Int32] = []
  private var count = 0

  subscript(pair: Pair) -> Int32? {
    get {
      if keys.isEmpty { return nil }
      let place = place(of: pair.key)
      return keys[place] == 0 ? nil : values[place]
    }
    set {
      guard let newValue else { return }
      if count * 2 >= keys.count { grow() }
      let place = place(of: pair.key)
      if keys[place] == 0 { count += 1 }
      keys[place] = pair.key
      values[place] = newValue
    }
  }

  /// Where a key stands, or would.
  private func place(of key: UInt64) -> Int {
    var hash = key &* 0x9e37_79b9_7f4a_7c15
    hash ^= hash >> 32
    var place = Int(truncatingIfNeeded: hash) & (keys.count - 1)
    while keys[place] != 0, keys[place] != key { place = (place + 1) & (keys.count - 1) }
    return place
  }

  private mutating func grow() {
    let old = (keys, values)
    keys = Array(repeating: 0, count: max(64, old.0.count * 2))
    values = Array(repeating: 0, count: keys.count)
    for (key, value) in zip(old.0, old.1) where key != 0 {
      let place = place(of: key)
      keys[place] = key
      values[place] = value
    }
  }
}
