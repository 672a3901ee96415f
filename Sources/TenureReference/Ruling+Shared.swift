import TenureModel

// What two completions of a partial situation have in common.

extension Ruling {
  func shared(with other: Ruling) -> Ruling {
    let outcome = outcome.shared(with: other.outcome)
    return Ruling(
      outcome: outcome,
      basis: outcome.verdict != .depends && basis == other.basis ? basis : .none,
      deciding: deciding.filter(other.deciding.contains),
      defeated: defeated.compactMap { $0.shared(with: other.defeated) })
  }
}

extension Outcome {
  fileprivate func shared(with other: Outcome) -> Outcome {
    Outcome(
      verdict: verdict == other.verdict ? verdict : .depends,
      duties: duties.intersection(other.duties),
      rights: Set(rights.keys).union(other.rights.keys).reduce(into: [:]) { shared, right in
        shared[right] = rights[right] == other.rights[right] ? rights[right] : .open
      },
      holderDuties: holderDuties.intersection(other.holderDuties),
      waterfall: WaterfallOutcome(
        steps: waterfall.steps.filter { other.waterfall.steps[$0.key] == $0.value },
        contested: waterfall.contested == other.waterfall.contested ? waterfall.contested : []),
      powers: PowersOutcome(
        answers: powers.answers.filter { other.powers.answers[$0.key] == $0.value }))
  }
}

extension Defeat {
  /// The defeat on the rights on which others name it too, or nil.
  fileprivate func shared(with others: [Defeat]) -> Defeat? {
    for other in others
    where (clause, by, reason) == (other.clause, other.by, other.reason) {
      let rights = rights.filter(other.rights.contains)
      guard !rights.isEmpty || self.rights.isEmpty else { return nil }
      return Defeat(clause: clause, by: by, reason: reason, rights: rights)
    }
    return nil
  }
}
