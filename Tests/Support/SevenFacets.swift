package import TenureModel

/// Random regimes over seven facets, as policy engines are usually measured: a role, a class of
/// assets, an action, purposes, jurisdictions, an amount and a level; a fifth are prohibitions,
/// which prevail, and what nothing permits is prohibited by default.
package enum SevenFacets {
  private static let taxonomies = [
    ("role", 16), ("asset", 20), ("action", 8), ("purpose", 12), ("jurisdiction", 24),
  ]

  /// The vocabulary of all of them.
  package static let vocabulary: Vocabulary = {
    do {
      let trees = try taxonomies.map { name, leaves in
        try Taxonomy(
          name: name, terms: (0..<leaves).map { (name: "\(name)-\($0)", parents: []) })
      }
      var facets = trees.indices.map {
        Facet(name: trees[$0].name, kind: .term(TaxonomyID($0)))
      }
      for name in ["amount", "level"] {
        facets.append(
          Facet(name: name, kind: .quantity(Facet.Quantity(isWhole: true, minimum: .zero))))
      }
      return Vocabulary(name: "seven", taxonomies: trees, facets: facets)
    } catch {
      preconditionFailure("SevenFacets.vocabulary must be well formed (\(error))")
    }
  }()

  /// Makes a regime with so many clauses.
  package static func make(seed: UInt64, clauses count: Int) -> Regime {
    var random = SplitMix64(seed: seed)
    var clauses = (0..<count).map { clause($0, using: &random) }
    clauses.append(
      AnyClause(
        id: "otherwise", effect: .circulation(CirculationEffect(.prohibit, .any)), isDefault: true,
        origin: .line(count + 1, of: "seven.yaml")))
    return Regime(
      name: "seven-\(count)", vocabulary: vocabulary,
      doctrine: Doctrine(ranks: [], precedence: [.prohibition]),
      layers: [Regime.Layer(name: "seven", clauses: clauses)])
  }

  private static func clause(_ number: Int, using random: inout SplitMix64) -> AnyClause {
    var parts: [Guard] = []
    for (position, size) in [1...1, 1...1, 1...1, 1...3, 1...4].enumerated() {
      let leaves = vocabulary.taxonomies[position].leaves
      parts.append(
        .test(FacetTest(FacetID(position), .under(random.sample(leaves, size)))))
    }
    let amount = QuantityRange.Bound(ExactDecimal(random.int(0...1_000) * 1_000), included: true)
    let level = QuantityRange.Bound(ExactDecimal(random.int(0...5)), included: true)
    parts.append(
      .test(
        FacetTest(
          FacetID(5),
          .within(
            random.chance(50) ? QuantityRange(lower: amount) : QuantityRange(upper: amount)))))
    parts.append(.test(FacetTest(FacetID(6), .within(QuantityRange(upper: level)))))
    return AnyClause(
      id: "clause-\(number)", guard: .all(parts),
      effect: .circulation(CirculationEffect(random.chance(20) ? .prohibit : .permit, .any)),
      origin: .line(number + 1, of: "seven.yaml"))
  }

  /// A random situation.
  package static func situation(using random: inout SplitMix64) -> TotalSituation {
    var values = taxonomies.map { FacetValue.term(leaf: random.int(0...$0.1 - 1)) }
    // Amounts come in steps, as prices do: a column of coded facts has fewer facts than rows.
    values.append(.quantity(ExactDecimal(random.int(0...4_000) * 250)))
    values.append(.quantity(ExactDecimal(random.int(0...6))))
    values.append(.date(Day(number: 20_000)))
    return TotalSituation(values)
  }
}
