/// What a walk looks for: it says when a state needs no further look, and what it comes to.
protocol WalkJudge {
  /// Drops from a state what can no longer matter, and answers with a leaf if nothing that is
  /// still open can change it.
  ///
  /// All tests above `level` have been made.
  mutating func settle(_ state: inout WalkState, level: Int) -> Ref?

  /// The leaf of a state in which every test has been made.
  mutating func conclude(_ state: inout WalkState) -> Ref
}

/// The bits that a walk carries, in the buffer of the level at which it stands.
struct WalkState {
  let words: UnsafeMutablePointer<UInt64>
  let plan: WalkPlan

  func intersects(_ bits: Bits) -> Bool {
    for index in bits.words.indices where words[index] & bits.words[index] != 0 { return true }
    return false
  }

  func intersection(_ bits: Bits) -> Bits {
    var result = bits
    for index in bits.words.indices { result.words[index] &= words[index] }
    return result
  }

  /// The clauses that may still match.
  var alive: Bits {
    var alive = intersection(plan.clauseBits)
    guard plan.bitCount > plan.clauseCount else { return alive }
    for index in (plan.clauseCount >> 6)..<alive.words.count {
      var word = words[index] & ~plan.clauseBits.words[index]
      while word != 0 {
        alive.insert(Int(plan.owners[index << 6 + word.trailingZeroBitCount]))
        word &= word - 1
      }
    }
    return alive
  }

  /// Puts clauses out.
  func remove(_ clauses: Bits) {
    for index in clauses.words.indices { words[index] &= ~clauses.words[index] }
    guard !plan.extras.isEmpty else { return }
    clauses.forEach { removeExtras(of: $0) }
  }

  func removeExtras(of clause: Int) {
    guard let extras = plan.extras[clause] else { return }
    for index in extras.words.indices { words[index] &= ~extras.words[index] }
  }

  func insert(_ bit: Int) { words[bit >> 6] |= 1 << UInt64(bit & 63) }
}
