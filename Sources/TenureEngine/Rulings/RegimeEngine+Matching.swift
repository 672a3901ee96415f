package import TenureModel

extension RegimeEngine {
  /// The clauses of a pillar that match a total situation, defeated ones included, ascending.
  package func matching(_ pillar: Pillar, in situation: TotalSituation) -> [Int] {
    let prepared = prepared
    var claims: [Int] = []
    let others = prepared.matching(in: situation) { property in
      claims = property
      return TotalRuling.held(of: self, prepared, property: property)
    }
    return (pillar == .property ? claims : others).filter {
      clauses[$0].clause.pillar == pillar
    }
  }

  /// The clauses of distribution and governance on which an answer of these pillars rests,
  /// ascending.
  package func standing(
    _ pillar: Pillar, behind outcome: Outcome, in situation: TotalSituation
  ) -> [Int] {
    let terms = regime.distribution.terms
    let declarations = regime.governance
    let rivals = outcome.waterfall.contested.reduce(into: Set()) { $0.formUnion($1) }
    return matching(pillar, in: situation).filter { position in
      switch clauses[position].clause.effect {
      case .distribution(let effect):
        let step = effect.outcomeStep(under: terms)
        return outcome.waterfall.steps[step] != nil || rivals.contains(step)
      case .governance(let effect):
        return outcome.powers.answers.contains { question, answer in
          guard effect.concerns(question.body),
            let acts = regime.vocabulary.acts,
            effect.acts.leaves(in: acts).contains(question.act)
          else { return false }
          switch (answer, effect.power) {
          case (.empowered(let ways), .empower):
            return effect.way(under: declarations).map(ways.contains) ?? false
          case (.disempowered, .disempower), (.contested, _): return true
          default: return false
          }
        }
      case .property, .circulation: return outcome.verdict != .depends
      }
    }
  }
}
