/// Some of the classes of a variable, by their numbers.
struct ClassSet: Hashable, Sendable {
  private(set) var words: [UInt64]

  /// None of so many classes.
  init(count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

  /// One of so many classes.
  init(_ member: Int, count: Int) {
    self.init(count: count)
    insert(member)
  }

  /// All of so many classes.
  static func all(_ count: Int) -> ClassSet {
    var set = ClassSet(count: count)
    for member in 0..<count { set.insert(member) }
    return set
  }

  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// The numbers in it, ascending.
  var members: [Int] {
    var members: [Int] = []
    for (position, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        members.append(position * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return members
  }

  mutating func insert(_ member: Int) { words[member / 64] |= 1 << UInt64(member % 64) }

  func union(_ other: ClassSet) -> ClassSet { combined(with: other) { $0 | $1 } }
  func intersection(_ other: ClassSet) -> ClassSet { combined(with: other) { $0 & $1 } }
  func subtracting(_ other: ClassSet) -> ClassSet { combined(with: other) { $0 & ~$1 } }

  func isDisjoint(with other: ClassSet) -> Bool {
    zip(words, other.words).allSatisfy { $0 & $1 == 0 }
  }

  func isSubset(of other: ClassSet) -> Bool {
    zip(words, other.words).allSatisfy { $0 & ~$1 == 0 }
  }

  private func combined(
    with other: ClassSet, _ combine: (UInt64, UInt64) -> UInt64
  ) -> ClassSet {
    var result = self
    for position in words.indices {
      result.words[position] = combine(words[position], other.words[position])
    }
    return result
  }
}
