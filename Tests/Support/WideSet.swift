package import TenureModel

/// Regimes over one set of very many leaves, each of which their clauses tell apart: as many
/// yes/no questions, each of which matters.
package enum WideSet {
  /// The permission for those that have all leaves, and the prohibition for those that have all
  /// but every other one: so both of some, and the first alone of none.
  ///
  /// - Parameters:
  ///   - leaves: How many leaves the set may have.
  ///   - isAmended: Whether the prohibition is there.
  /// - Returns: The regime.
  package static func regime(leaves: Int, isAmended: Bool) -> Regime {
    let vocabulary = vocabulary(leaves: leaves)
    func clause(
      _ id: String, _ conduct: CirculationEffect.Conduct, having terms: [TermID]
    ) -> AnyClause {
      AnyClause(
        id: id, guard: .test(FacetTest(FacetID(1), .hasAll(terms))),
        effect: .circulation(CirculationEffect(conduct, .any)), origin: .line(1))
    }
    let terms = (0..<leaves).map { TermID($0) }
    var clauses = [clause("all", .permit, having: terms)]
    if isAmended {
      clauses.append(clause("half", .prohibit, having: terms.filter { $0.index % 2 == 0 }))
    }
    return Regime(
      name: "wide", vocabulary: vocabulary,
      doctrine: Doctrine(ranks: [], precedence: [.specificity, .prohibition]),
      layers: [Regime.Layer(name: "wide", clauses: clauses)])
  }

  /// The prohibition for those that have both leaves of some pair, each by a clause of its own: of
  /// `4ⁿ` sets all but `3ⁿ`.
  ///
  /// - Parameters:
  ///   - pairs: How many pairs there are.
  ///   - isTogether: Whether the leaves of a pair stand side by side in the vocabulary, or all
  ///     first ones before all second ones.
  /// - Returns: The regime.
  package static func pairs(_ pairs: Int, isTogether: Bool) -> Regime {
    let clauses = (0..<pairs).map { pair in
      let leaves = isTogether ? [2 * pair, 2 * pair + 1] : [pair, pair + pairs]
      return AnyClause(
        id: "pair-\(pair)", guard: .test(FacetTest(tags, .hasAll(leaves.map { TermID($0) }))),
        effect: .circulation(CirculationEffect(.prohibit, .any)), origin: .line(1))
    }
    return Regime(
      name: "pairs", vocabulary: vocabulary(leaves: 2 * pairs),
      doctrine: Doctrine(ranks: [], precedence: [.prohibition]),
      layers: [Regime.Layer(name: "pairs", clauses: clauses)])
  }

  /// Clauses whose tests are knots: of each of many random triples of leaves, one must be there, or
  /// not be there.
  ///
  /// A diagram of them grows with the power of the leaves.
  ///
  /// - Parameters:
  ///   - leaves: How many leaves the set may have.
  ///   - clauses: How many clauses there are; every second one permits what the others prohibit.
  ///   - triples: How many triples each clause tests.
  ///   - seed: Which triples.
  /// - Returns: The regime.
  package static func knot(leaves: Int, clauses: Int, triples: Int, seed: UInt64) -> Regime {
    var random = SplitMix64(seed: seed)
    let made = (0..<clauses).map { number in
      let parts = (0..<triples).map { _ in
        Guard.any(
          random.sample(Array(0..<leaves), 3...3).map { leaf in
            .test(
              FacetTest(
                tags, random.chance(50) ? .hasAny([TermID(leaf)]) : .hasNone([TermID(leaf)])))
          })
      }
      return AnyClause(
        id: "knot-\(number)", guard: .all(parts),
        effect: .circulation(CirculationEffect(number % 2 == 0 ? .prohibit : .permit, .any)),
        origin: .line(number + 1))
    }
    return Regime(
      name: "knot", vocabulary: vocabulary(leaves: leaves),
      doctrine: Doctrine(ranks: [], precedence: [.prohibition]),
      layers: [Regime.Layer(name: "knot", clauses: made)])
  }

  /// The set facet.
  package static let tags = FacetID(1)

  private static func vocabulary(leaves: Int) -> Vocabulary {
    let flat = { (names: [String]) in names.map { (name: $0, parents: [String]()) } }
    do {
      let taxonomies = [
        try Taxonomy(name: "action", terms: flat(["use", "sell"])),
        try Taxonomy(name: "tag", terms: flat((0..<leaves).map { "tag-\($0)" })),
      ]
      return Vocabulary(
        name: "wide", taxonomies: taxonomies,
        facets: [
          Facet(name: "action", kind: .term(TaxonomyID(0))),
          Facet(name: "tags", kind: .set(TaxonomyID(1))),
        ])
    } catch {
      preconditionFailure("WideSet.vocabulary must be well formed (\(error))")
    }
  }
}
