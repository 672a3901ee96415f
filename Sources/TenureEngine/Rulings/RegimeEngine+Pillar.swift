package import TenureModel

extension RegimeEngine {
  /// The regime with nothing but what has a say in one pillar: its clauses, and those of property
  /// where these test rights.
  ///
  /// - Parameters:
  ///   - pillar: Distribution or governance, or property itself.
  ///   - isMeant: Which clauses of the pillar are kept.
  /// - Returns: The regime, and for each of its clauses the position in this one.
  package func deciding(
    _ pillar: Pillar, where isMeant: (AnyEffect) -> Bool = { _ in true }
  ) -> (regime: Regime, positions: [Int]) {
    let kept = clauses.indices.filter {
      clauses[$0].clause.pillar == pillar && isMeant(clauses[$0].clause.effect)
    }
    let testsRights = regime.vocabulary.right.map { right in
      kept.contains { clauses[$0].clause.guard.facets.contains(right) }
    }
    let ids = Set(kept.map { clauses[$0].clause.id })
    func isKept(_ clause: AnyClause) -> Bool {
      (clause.pillar == pillar && ids.contains(clause.id))
        || (testsRights == true && clause.pillar == .property)
    }
    let limited = Regime(
      name: regime.name, title: regime.title, jurisdiction: regime.jurisdiction,
      vocabulary: regime.vocabulary, doctrine: regime.doctrine,
      layers: regime.layers.map { layer in
        Regime.Layer(
          name: layer.name, clauses: layer.clauses.filter(isKept),
          distribution: layer.distribution, governance: layer.governance)
      })
    return (limited, clauses.indices.filter { isKept(clauses[$0].clause) })
  }
}
