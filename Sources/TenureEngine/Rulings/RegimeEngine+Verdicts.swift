public import TenureModel

extension RegimeEngine {
  /// The verdicts that the completions of a situation have, its defaults put in first.
  ///
  /// Complexity: that of a ruling on a partial situation.
  public func verdicts(in situation: Situation) -> Set<Verdict> {
    let completed = situation.completedByDefaults(of: regime.vocabulary).situation
    if let total = completed.total(in: regime.vocabulary) {
      return [ruling(in: total).outcome.verdict]
    }
    let (resolver, _) = acts(in: completed)
    let leaves = resolver.analysis.store.leaves(of: resolver.diagram(of: .act))
    return Set(leaves.map { ActValue.verdicts[$0] })
  }

  /// A completion of a situation that has a verdict, as plain as it can be; nil if none has.
  ///
  /// Its defaults are put in first.
  ///
  /// Complexity: that of a ruling on a partial situation.
  public func witness(of verdict: Verdict, in situation: Situation) -> TotalSituation? {
    let completed = situation.completedByDefaults(of: regime.vocabulary).situation
    if let total = completed.total(in: regime.vocabulary) {
      return ruling(in: total).outcome.verdict == verdict ? total : nil
    }
    let (resolver, domains) = acts(in: completed)
    let space = resolver.analysis.space
    let store = resolver.analysis.store
    let cases = store.map(resolver.diagram(of: .act)) { ActValue.verdicts[$0] == verdict ? 1 : 0 }
    guard var row = store.largeBox(in: cases, preferring: { _, _ in false }) else { return nil }
    // Outside of the domains the diagram says what it says inside.
    for (level, domain) in domains.enumerated() {
      row[level, default: domain].formIntersection(domain)
    }
    return completed.completed(by: space, in: row)
  }

  /// The act in the completions of a situation, and what these leave possible of each variable.
  private func acts(in completed: Situation) -> (resolver: Resolver, domains: [Bits]) {
    let engine = NarrowedEngine(self, to: FactTable(completed, in: regime.vocabulary)).engine
    let analysis = Analysis(
      regimes: [engine.regime], table: ClauseTable(engine.clauses), survey: engine.survey, day: nil)
    let domains = analysis.space.domains(of: completed)
    return (Resolver(analysis, side: 0, part: .domains(domains)), domains)
  }
}

extension Situation {
  /// Some total situation of a box that keeps to what is known.
  ///
  /// A class of values may hold more than the one that is known, or than those that are possible.
  fileprivate func completed(by space: Space, in row: [Int: Bits]) -> TotalSituation {
    let witness = space.witness(of: row)
    return TotalSituation(
      space.vocabulary.facets.indices.map { position in
        let facet = FacetID(position)
        switch facts[facet] {
        case .known(let value): return value
        case .oneOf(let leaves):
          let levels = space.levels[facet] ?? []
          let leaf = leaves.ranges.joined().first { leaf in
            levels.allSatisfy { level in
              row[level]?[space.variables[level].code(of: .term(leaf: leaf))] ?? true
            }
          }
          return leaf.map { .term(leaf: $0) } ?? witness[facet]
        case .unknown, nil: return witness[facet]
        }
      })
  }
}
