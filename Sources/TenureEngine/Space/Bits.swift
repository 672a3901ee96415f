/// A fixed number of bits, packed into words: which classes of a variable, which clauses.
struct Bits: Sendable, Hashable {
  var words: [UInt64]

  /// All bits off.
  init(count: Int) {
    words = Array(repeating: 0, count: Self.wordCount(count))
  }

  /// The bits of a range on.
  init(count: Int, on range: Range<Int>) {
    self.init(count: count)
    for bit in range { insert(bit) }
  }

  static func wordCount(_ bits: Int) -> Int { (bits + 63) / 64 }

  subscript(_ bit: Int) -> Bool { words[bit >> 6] >> UInt64(bit & 63) & 1 == 1 }

  mutating func insert(_ bit: Int) { words[bit >> 6] |= 1 << UInt64(bit & 63) }

  mutating func remove(_ bit: Int) { words[bit >> 6] &= ~(1 << UInt64(bit & 63)) }

  mutating func toggle(_ bit: Int) { words[bit >> 6] ^= 1 << UInt64(bit & 63) }

  mutating func formUnion(_ other: Bits) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  mutating func formIntersection(_ other: Bits) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  mutating func formSymmetricDifference(_ other: Bits) {
    for index in words.indices { words[index] ^= other.words[index] }
  }

  mutating func subtract(_ other: Bits) {
    for index in words.indices { words[index] &= ~other.words[index] }
  }

  func complement(count: Int) -> Bits {
    var result = self
    for index in words.indices { result.words[index] = ~words[index] }
    if count & 63 != 0, let last = words.indices.last {
      result.words[last] &= (1 << UInt64(count & 63)) - 1
    }
    return result
  }

  func intersects(_ other: Bits) -> Bool {
    for index in words.indices where words[index] & other.words[index] != 0 { return true }
    return false
  }

  func isSubset(of other: Bits) -> Bool {
    for index in words.indices where words[index] & ~other.words[index] != 0 { return false }
    return true
  }

  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  var first: Int? {
    for (index, word) in words.enumerated() where word != 0 {
      return index << 6 + word.trailingZeroBitCount
    }
    return nil
  }

  func forEach(_ visit: (Int) -> Void) {
    for (index, word) in words.enumerated() {
      var word = word
      while word != 0 {
        visit(index << 6 + word.trailingZeroBitCount)
        word &= word - 1
      }
    }
  }

  var members: [Int] {
    var members: [Int] = []
    forEach { members.append($0) }
    return members
  }
}
