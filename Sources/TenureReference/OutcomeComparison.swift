package import TenureModel

/// How much one outcome allows, seen from another.
package enum OutcomeComparison: String, Sendable, Hashable, CaseIterable {
  /// The same outcome.
  case same
  /// It allows less.
  case narrower
  /// It allows more.
  case wider
  /// More here and less there, or something that has no more and less.
  case incomparable

  /// Both hold: what is the same has no say, and what disagrees is incomparable.
  package func and(_ other: OutcomeComparison) -> OutcomeComparison {
    if self == .same || self == other { return other }
    return other == .same ? self : .incomparable
  }

  /// Of two values of an order that is given by what lies below what.
  fileprivate init<Value: Equatable>(
    _ new: Value, _ old: Value, liesBelow: (Value, Value) -> Bool
  ) {
    if new == old {
      self = .same
    } else if liesBelow(old, new) {
      self = .wider
    } else {
      self = liesBelow(new, old) ? .narrower : .incomparable
    }
  }
}

extension Outcome {
  /// How much this outcome allows, seen from an older one, in all four pillars.
  ///
  /// Money and powers have no more and less.
  package func compared(to old: Outcome) -> OutcomeComparison {
    let rest: OutcomeComparison =
      waterfall == old.waterfall && powers == old.powers ? .same : .incomparable
    return comparedInProperty(to: old).and(comparedInCirculation(to: old)).and(rest)
  }

  /// By the rights, of which more is wider, and the duties of the holder, likewise.
  package func comparedInProperty(to old: Outcome) -> OutcomeComparison {
    let rights = Set(rights.keys).union(old.rights.keys).map { right in
      OutcomeComparison(
        self.rights[right] ?? .none, old.rights[right] ?? .none, liesBelow: RightState.liesBelow)
    }
    let duties = OutcomeComparison(holderDuties, old.holderDuties) { $0.isSubset(of: $1) }
    return rights.reduce(duties) { $0.and($1) }
  }

  /// By the verdict, and the duties of the actor, of which fewer is wider.
  package func comparedInCirculation(to old: Outcome) -> OutcomeComparison {
    OutcomeComparison(verdict, old.verdict, liesBelow: Verdict.liesBelow)
      .and(OutcomeComparison(duties, old.duties) { $1.isSubset(of: $0) })
  }
}

extension Verdict {
  /// Prohibited lies below silent, contested and required, these below permitted.
  fileprivate static func liesBelow(_ lower: Verdict, _ upper: Verdict) -> Bool {
    lower != upper && (lower == .prohibited || upper == .permitted)
  }
}

extension RightState {
  /// Withheld lies below contested and not spoken of, these below held.
  fileprivate static func liesBelow(_ lower: RightState, _ upper: RightState) -> Bool {
    lower != upper && (lower == .withheld || upper == .held)
  }
}
