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

  /// The same regime with what its top layer declares changed.
  package func declaring(
    _ change: (inout DistributionDeclarations, inout GovernanceDeclarations) -> Void
  ) -> Regime {
    guard let top = layers.last else { return self }
    var distribution = top.distribution
    var governance = top.governance
    change(&distribution, &governance)
    let layer = Layer(
      name: top.name, clauses: top.clauses, distribution: distribution, governance: governance)
    return withLayers(layers.dropLast() + [layer])
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
    isDefault: Bool? = nil, effective: DateRange? = nil
  ) -> Clause {
    var header = header
    header.effective = effective ?? header.effective
    header.isDefault = isDefault ?? header.isDefault
    header.over = over ?? header.over
    return Clause(
      id: id, guard: changed ?? `guard`, effect: effect ?? self.effect, header: header,
      origin: origin)
  }
}
