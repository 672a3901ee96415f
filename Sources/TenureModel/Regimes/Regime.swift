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
    var runs: [(file: String, start: Int)] = []
    for (position, clause) in clauses.enumerated() where clause.origin.file != runs.last?.file {
      runs.append((clause.origin.file, position))
    }
    var ranks: [String: Int] = [:]
    for (rank, file) in Set(runs.map { $0.file }).sorted().enumerated() { ranks[file] = rank }
    var keys: [(file: Int, offset: Int)] = []
    keys.reserveCapacity(clauses.count)
    for (number, run) in runs.enumerated() {
      let end = number + 1 < runs.count ? runs[number + 1].start : clauses.count
      let rank = ranks[run.file] ?? 0
      for position in run.start..<end {
        keys.append((rank, clauses[position].origin.range.start.offset))
      }
    }
    // Mostly they stand in order already.
    if zip(keys, keys.dropFirst()).allSatisfy({ $0 < $1 }) { return clauses }
    return clauses.indices.sorted { left, right in
      if keys[left] != keys[right] { return keys[left] < keys[right] }
      return (clauses[left].id, left) < (clauses[right].id, right)
    }
    .map { clauses[$0] }
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
