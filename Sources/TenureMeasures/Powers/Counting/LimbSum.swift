import BigInt

/// A sum of many counts, each a list of limbs, some taken away; carried now and then.
struct LimbSum {
  /// The limbs; the last takes the carry, with its sign.
  var limbs: [Int64]
  private var pending = 0

  init(limbCount: Int) {
    limbs = Array(repeating: 0, count: limbCount + 2)
  }

  /// Adds or takes away a count.
  mutating func collect(
    _ table: CountTable, size: Int, under bounds: [Int], sign: Int64
  ) {
    table.collect(size: size, under: bounds, sign: sign, into: &limbs)
    pending += 1
    // A limb has 52 bits, and its word room for 2^11 of them.
    if pending == 2000 { carry() }
  }

  private mutating func carry() {
    pending = 0
    let bits = Int64(CountTable.limbBits)
    for limb in 0..<(limbs.count - 1) {
      limbs[limb + 1] += limbs[limb] >> bits
      limbs[limb] &= 1 << bits - 1
    }
  }

  /// The sum, which must not be negative in the end.
  mutating func value() -> BigInt {
    carry()
    var words: [UInt] = []
    var word: UInt = 0
    var filled = 0
    for limb in limbs {
      let bits = UInt(UInt64(bitPattern: limb))
      word |= bits << UInt(filled)
      filled += CountTable.limbBits
      if filled >= 64 {
        words.append(word)
        filled -= 64
        word = filled == 0 ? 0 : bits >> UInt(CountTable.limbBits - filled)
      }
    }
    words.append(word)
    return BigInt(BigUInt(words: words))
  }
}
