/// A vocabulary, policies for the four pillars in layers, and a doctrine: everything that a
/// ruling depends on.
public struct Regime: Sendable, Hashable {
  /// The version of the meaning of documents that this framework implements.
  public static let semantics = 1

  /// One regime of a stack: its own clauses, without those of the layers under it.
  public struct Layer: Sendable, Hashable {
    /// The name of the regime.
    public let name: String
    /// Its clauses, of all pillars, in the order in which they stand in its documents.
    public let clauses: [AnyClause]
    /// What its documents declare for distribution.
    public let distribution: DistributionDeclarations
    /// What its documents declare for governance.
    public let governance: GovernanceDeclarations

    /// Creates a layer.
    public init(
      name: String, clauses: [AnyClause],
      distribution: DistributionDeclarations = DistributionDeclarations(),
      governance: GovernanceDeclarations = GovernanceDeclarations()
    ) {
      self.name = name
      self.clauses = clauses
      self.distribution = distribution
      self.governance = governance
    }
  }

  /// Its name.
  public let name: String
  /// What people call it.
  public let title: String?
  /// Where it holds.
  public let jurisdiction: String?
  /// What can be said in it.
  public let vocabulary: Vocabulary
  /// How its clashes are resolved.
  public let doctrine: Doctrine
  /// Its layers, lowest first; the last is its own.
  public let layers: [Layer]

  /// Creates a regime.
  public init(
    name: String, title: String? = nil, jurisdiction: String? = nil, vocabulary: Vocabulary,
    doctrine: Doctrine, layers: [Layer]
  ) {
    self.name = name
    self.title = title
    self.jurisdiction = jurisdiction
    self.vocabulary = vocabulary
    self.doctrine = doctrine
    self.layers = layers
  }

  /// Every clause with its layer, in the order of all lists that people see: layer, file, line.
  public var clauses: [RegimeClause] {
    layers.enumerated().flatMap { position, layer in
      layer.sortedClauses.map { RegimeClause(clause: $0, layer: position) }
    }
  }

  /// What all layers together declare for distribution; the top layer's word counts.
  public var distribution: DistributionDeclarations {
    var merged = DistributionDeclarations()
    for layer in layers {
      merged.currency = layer.distribution.currency ?? merged.currency
      merged.roundingUnit = layer.distribution.roundingUnit ?? merged.roundingUnit
      merged.roundingRule = layer.distribution.roundingRule ?? merged.roundingRule
      merged.shortfall = layer.distribution.shortfall ?? merged.shortfall
      merged.funds = Set(merged.funds + layer.distribution.funds).sorted()
    }
    return merged
  }

  /// What all layers together declare for governance; the top layer's word counts.
  public var governance: GovernanceDeclarations {
    var merged = GovernanceDeclarations()
    for layer in layers {
      merged.bodies.merge(layer.governance.bodies) { $1 }
      merged.procedures.merge(layer.governance.procedures) { $1 }
    }
    return merged
  }

  /// The regime with only the clauses of a force, or harder.
  ///
  /// Those left out test nothing.
  public func limited(to force: Force) -> Regime {
    Regime(
      name: name, title: title, jurisdiction: jurisdiction, vocabulary: vocabulary,
      doctrine: doctrine,
      layers: layers.map { layer in
        Layer(
          name: layer.name, clauses: layer.clauses.filter { $0.force >= force },
          distribution: layer.distribution, governance: layer.governance)
      })
  }
}

extension Regime {
  /// The same regime with the clauses of some layers taken from a list of all its clauses.
  package func replacing(_ positions: Set<Int>, by clauses: [RegimeClause]) -> Regime {
    Regime(
      name: name, title: title, jurisdiction: jurisdiction, vocabulary: vocabulary,
      doctrine: doctrine,
      layers: layers.enumerated().map { position, layer in
        guard positions.contains(position) else { return layer }
        let own = layers.count == 1 ? clauses[...] : clauses.filter { $0.layer == position }[...]
        return Layer(
          name: layer.name, clauses: own.map(\.clause), distribution: layer.distribution,
          governance: layer.governance)
      })
  }
}

extension Regime.Layer {
  /// The clauses by file, place in the file, and id.
  ///
  /// Files are few and clauses many, so the names of files are compared once.
  fileprivate var sortedClauses: [AnyClause] {
    var ranks: [String: Int] = [:]
    for clause in clauses { ranks[clause.origin.file] = 0 }
    for (rank, file) in ranks.keys.sorted().enumerated() { ranks[file] = rank }
    func key(_ position: Int) -> (Int, Int, Int) {
      let origin = clauses[position].origin
      return (ranks[origin.file] ?? 0, origin.range.start.offset, position)
    }
    return clauses.indices.map(key).sorted { left, right in
      if (left.0, left.1) != (right.0, right.1) { return (left.0, left.1) < (right.0, right.1) }
      return (clauses[left.2].id, left.2) < (clauses[right.2].id, right.2)
    }
    .map { clauses[$0.2] }
  }
}

/// A clause and the layer of the regime in which it stands.
public struct RegimeClause: Sendable, Hashable {
  /// The clause.
  public let clause: AnyClause
  /// The position of its layer, 0 the lowest.
  public let layer: Int

  /// Creates a clause of a layer.
  public init(clause: AnyClause, layer: Int) {
    self.clause = clause
    self.layer = layer
  }
}
