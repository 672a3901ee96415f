package import TenureModel

extension RandomRegime {
  /// The regime after a random amendment of one to three clauses, or of the doctrine.
  package static func amended(_ regime: Regime, using random: inout SplitMix64) -> Regime {
    let vocabulary = regime.vocabulary
    if random.chance(15) {
      let precedence = regime.doctrine.precedence.shuffled(using: &random)
      return regime.withDoctrine(
        Doctrine(ranks: regime.doctrine.ranks.reversed(), precedence: precedence))
    }
    var ids = random.sample(regime.clauses.map(\.clause.id), 1...3)
    if random.chance(20), let id = ids.popLast() { return regime.without(id) }
    return regime.mappingClauses { clause in
      guard ids.contains(clause.id) else { return clause }
      switch random.int(0...3) {
      case 0:
        return clause.with(
          guard: RandomGuard(vocabulary, for: clause.pillar).make(using: &random))
      case 1:
        return clause.with(
          guard: clause.guard.and(
            RandomGuard(vocabulary, for: clause.pillar).make(using: &random)))
      case 2:
        let effect = RandomEffect(vocabulary).make(clause.pillar, using: &random)
        var isAttach = false
        if case .circulation(let conduct) = effect { isAttach = conduct.conduct == .attach }
        return clause.with(effect: effect, isDefault: clause.isDefault && !isAttach)
      default:
        return clause.with(guard: .not(clause.guard))
      }
    }
  }

  /// The regime with one to four of its clauses in force on other days, and else the same.
  package static func rescheduled(
    _ regime: Regime, using random: inout SplitMix64
  ) -> Regime {
    let ids = random.sample(regime.clauses.map(\.clause.id), 1...4)
    return regime.mappingClauses { clause in
      guard ids.contains(clause.id) else { return clause }
      return clause.with(effective: RandomGuard.dates(using: &random))
    }
  }
}
