package import TenureModel

/// A little vocabulary, and short words for writing regimes over it in tests.
///
///     let regime = SmallLaw.regime([
///       SmallLaw.prohibit("ban", "sell"),
///       SmallLaw.permit("consented", "sell", SmallLaw.when("consent", .flag(true))),
///     ])
package enum SmallLaw {
  /// Its vocabulary: a term facet in which one term has two parents, two facets of one taxonomy,
  /// a set, flags with and without a default, quantities, rights and acts.
  package static let vocabulary: Vocabulary = {
    let party: [(name: String, parents: [String])] = [
      ("person", []), ("enterprise", []), ("company", ["enterprise"]),
      ("public-body", []), ("agency", ["public-body"]),
      ("operator", ["enterprise", "public-body"]),
    ]
    let flat = { (names: [String]) in names.map { (name: $0, parents: [String]()) } }
    let action: [(name: String, parents: [String])] = [
      ("provide", []), ("share", ["provide"]), ("sell", ["provide"]), ("store", []),
    ]
    do {
      let taxonomies = [
        try Taxonomy(name: "party", terms: party),
        try Taxonomy(name: "action", terms: action),
        try Taxonomy(name: "tag", terms: flat(["health", "location"])),
        try Taxonomy(name: "right", terms: flat(["access", "erase", "revenue"])),
        try Taxonomy(name: "act", terms: flat(["license", "inspect"])),
      ]
      let whole = Facet.Quantity(isWhole: true, minimum: .zero)
      return Vocabulary(
        name: "small", taxonomies: taxonomies,
        facets: [
          Facet(name: "action", kind: .term(TaxonomyID(1))),
          Facet(name: "actor", kind: .term(TaxonomyID(0))),
          Facet(name: "recipient", kind: .term(TaxonomyID(0)), defaultValue: .term(leaf: 0)),
          Facet(name: "tags", kind: .set(TaxonomyID(2))),
          Facet(name: "consent", kind: .flag, defaultValue: .flag(false)),
          Facet(name: "fair", kind: .flag),
          Facet(name: "persons", kind: .quantity(whole), defaultValue: .quantity(.zero)),
          Facet(name: "weight", kind: .quantity(Facet.Quantity())),
        ])
    } catch {
      preconditionFailure("SmallLaw.vocabulary must be well formed (\(error))")
    }
  }()

  /// A regime of layers, lowest first.
  package static func regime(
    layers: [[AnyClause]],
    precedence: [Doctrine.TieBreaker] = [
      .declared, .layer, .rank, .specificity, .recency, .prohibition,
    ],
    governance: GovernanceDeclarations = GovernanceDeclarations()
  ) -> Regime {
    Regime(
      name: "small", vocabulary: vocabulary,
      doctrine: Doctrine(ranks: ["law", "regulation"], precedence: precedence),
      layers: layers.enumerated().map {
        Regime.Layer(name: "layer-\($0)", clauses: $1, governance: governance)
      })
  }

  /// A regime of one layer.
  package static func regime(
    _ clauses: [AnyClause],
    precedence: [Doctrine.TieBreaker] = [
      .declared, .layer, .rank, .specificity, .recency, .prohibition,
    ]
  ) -> Regime {
    regime(layers: [clauses], precedence: precedence)
  }

  /// A test of a facet.
  package static func when(_ facet: String, _ condition: FacetTest.Condition) -> Guard {
    .test(FacetTest(id(facet), condition))
  }

  /// A test whether a term facet is under one of the terms, or a set facet has one of them.
  package static func when(_ facet: String, _ terms: String...) -> Guard {
    let numbers = terms.map { term(facet, $0) }
    if case .set = vocabulary[id(facet)].kind { return when(facet, .hasAny(numbers)) }
    return when(facet, .under(numbers))
  }

  /// The number of a facet.
  package static func id(_ facet: String) -> FacetID {
    guard let id = vocabulary.facet(named: facet) else {
      preconditionFailure("SmallLaw.id must name a facet (was \(facet))")
    }
    return id
  }

  /// The number of a term in the taxonomy of a facet, or in the taxonomy of that name.
  package static func term(_ name: String, _ term: String) -> TermID {
    let taxonomy =
      vocabulary.facet(named: name).flatMap { vocabulary.taxonomy(of: $0) }
      ?? vocabulary.taxonomy(named: name).map { vocabulary[$0] }
    guard let id = taxonomy?.term(named: term) else {
      preconditionFailure("SmallLaw.term must name a term of \(name) (was \(term))")
    }
    return id
  }

  /// The number of a leaf in the taxonomy of a facet, or in the taxonomy of that name.
  package static func leaf(_ name: String, _ leaf: String) -> Int {
    let taxonomy =
      vocabulary.facet(named: name).flatMap { vocabulary.taxonomy(of: $0) }
      ?? vocabulary.taxonomy(named: name).map { vocabulary[$0] }
    return taxonomy?.leafNumber(of: term(name, leaf)) ?? 0
  }

  /// A number as documents write it.
  package static func number(_ text: String) -> ExactDecimal { ExactDecimal(text) ?? .zero }
}
