extension Regime {
  /// The same regime with one pillar taken from another: its clauses, and what it declares there.
  ///
  /// The doctrine stays this regime's own; a rank that it does not know is not compared. Layers are
  /// joined from the top: the other regime's own clauses stand beside this one's own, those of the
  /// layer under it beside those of the layer under this one, and so on. So the clauses that were
  /// taken keep their order among themselves.
  ///
  /// - Parameters:
  ///   - pillar: The pillar to take.
  ///   - other: Where it is taken from.
  /// - Returns: The regime, under this one's name.
  ///
  /// - Precondition: both regimes have the same vocabulary.
  public func taking(_ pillar: Pillar, from other: Regime) -> Regime {
    precondition(
      vocabulary == other.vocabulary, "Regime.taking must be given a regime of one vocabulary")
    let count = max(layers.count, other.layers.count)
    return Regime(
      name: name, title: title, jurisdiction: jurisdiction, vocabulary: vocabulary,
      doctrine: doctrine,
      layers: (0..<count).map { position in
        let own = Self.layer(at: position, of: count, in: layers)
        let taken = Self.layer(at: position, of: count, in: other.layers)
        let kept = own?.clauses.filter { $0.pillar != pillar } ?? []
        let new = taken?.clauses.filter { $0.pillar == pillar } ?? []
        let distribution = pillar == .distribution ? taken : own
        let governance = pillar == .governance ? taken : own
        return Layer(
          name: own?.name ?? taken?.name ?? name, clauses: kept + new,
          distribution: distribution?.distribution ?? DistributionDeclarations(),
          governance: governance?.governance ?? GovernanceDeclarations())
      })
  }

  /// The layer of some that stands at a position, if the stack is as high as a number of layers and
  /// they end at its top.
  private static func layer(at position: Int, of count: Int, in layers: [Layer]) -> Layer? {
    let index = position - (count - layers.count)
    return index >= 0 ? layers[index] : nil
  }
}
