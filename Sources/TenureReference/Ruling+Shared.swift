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
        steps: waterfall.steps.reduce(into: [:]) { shared, step in
          let count = min(step.value, other.waterfall.steps[step.key] ?? 0)
          if count > 0 { shared[step.key] = count }
        },
        contested: waterfall.contested.intersection(other.waterfall.contested)),
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
