/// A clause in a contest, or a tangle of them, or what is left of it, on one side or on both.
struct ProofItem: Hashable {
  /// Where it still matches.
  var condition: Condition
  /// What it does there: the number of its role.
  var role: Int
  /// In which of the question's contests it stands.
  let contest: Int
  /// Bit 0 the first side, bit 1 the second.
  var sides: UInt8

  /// Whether it matches in all of the region.
  var isSure: Bool { condition == .always }

  /// The masks of the sides.
  static let bothSides: UInt8 = 3

  static func mask(_ side: Int) -> UInt8 { 1 << UInt8(side) }

  func stands(on side: Int) -> Bool { sides & Self.mask(side) != 0 }

  func hash(into hasher: inout Hasher) {
    hasher.combine(
      Int(condition.number) << 32 ^ role << 12 ^ contest << 2 ^ Int(sides))
  }
}

/// What a clause does in a contest, as far as a question can tell.
///
/// Clauses of one role are told apart by their conditions only.
struct ProofRole: Hashable {
  /// What it answers, as a number; clauses of one kind never clash.
  let kind: Int
  /// What it brings beside its answer, where its kind prevails; 0 if nothing.
  let label: Int

  /// The kind of a clause that both sides have, before all in which they differ: where it matches
  /// they agree, whatever it says.
  static let blocking = 0
  static let blocker = ProofRole(kind: blocking, label: 0)
}

/// What is left of a question in a region: everything on which the answers of both sides still
/// depend, in a form that is the same for most regions that mean the same.
struct ProofState: Hashable {
  let items: [ProofItem]
}
