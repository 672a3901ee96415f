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
