import TenureModel

// Property: each right on its own, and the duties of the holder.

extension ReferenceInterpreter {
  /// The settled question of each right.
  func rightDebates(_ matching: [Int]) -> [(right: Int, debate: Debate)] {
    (0..<(regime.vocabulary.rights?.leafCount ?? 0)).map { right in
      (right, debate(.right(right), among: matching))
    }
  }

  /// The rights that clauses speak of.
  func rights(_ matching: [Int]) -> [Int: RightState] {
    var rights: [Int: RightState] = [:]
    for (right, debate) in rightDebates(matching) where !debate.undefeated.isEmpty {
      rights[right] =
        switch debate.answers {
        case [.yes]: .held
        case [.no]: .withheld
        default: .contested
        }
    }
    return rights
  }

  /// The duties of each grant that is undefeated on at least one right.
  func holderDuties(_ matching: [Int]) -> Duties {
    undefeatedOnSomeRight(matching).reduce(Duties.none) { duties, position in
      guard case .property(let effect) = clauses[position].clause.effect, effect.stance == .grant
      else { return duties }
      return duties.union(effect.duties)
    }
  }

  func undefeatedOnSomeRight(_ matching: [Int]) -> Set<Int> {
    Set(rightDebates(matching).flatMap { $0.debate.undefeated.map(\.clause) })
  }
}
