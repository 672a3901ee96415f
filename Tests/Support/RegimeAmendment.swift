package import TenureModel

extension Regime {
  /// The same regime with other clauses: each is replaced by what the closure makes of it, and
  /// left out where that is nil.
  package func mappingClauses(_ change: (AnyClause) -> AnyClause?) -> Regime {
    Regime(
      name: name, title: title, jurisdiction: jurisdiction, vocabulary: vocabulary,
      doctrine: doctrine,
      layers: layers.map { layer in
        Layer(
          name: layer.name, clauses: layer.clauses.compactMap(change),
          distribution: layer.distribution, governance: layer.governance)
      })
  }

  /// The same regime with other layers.
  package func withLayers(_ layers: [Layer]) -> Regime {
    Regime(
      name: name, title: title, jurisdiction: jurisdiction, vocabulary: vocabulary,
      doctrine: doctrine, layers: layers)
  }

  /// The same regime under another doctrine.
  package func withDoctrine(_ doctrine: Doctrine) -> Regime {
    Regime(
      name: name, title: title, jurisdiction: jurisdiction, vocabulary: vocabulary,
      doctrine: doctrine, layers: layers)
  }

  /// The same regime without a clause, of which `over` no longer speaks either.
  package func without(_ id: String) -> Regime {
    mappingClauses { clause in
      clause.id == id ? nil : clause.with(over: clause.over.filter { $0 != id })
    }
  }
}

extension Clause {
  /// The same clause with some of it exchanged.
  package func with(
    guard changed: Guard? = nil, effect: PillarEffect? = nil, over: [String]? = nil,
    isDefault: Bool? = nil
  ) -> Clause {
    Clause(
      id: id, guard: changed ?? `guard`, effect: effect ?? self.effect, rank: rank, force: force,
      isDefault: isDefault ?? self.isDefault, over: over ?? self.over, effective: effective,
      enacted: enacted, citation: citation, implements: implements, note: note,
      isReviewed: isReviewed, origin: origin)
  }
}

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
}
