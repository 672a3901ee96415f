package import TenureModel

extension SmallLaw {
  /// A situation in which a company sells to a company, everything else at its least; other facts
  /// take the place of these.
  package static func total(_ facts: [String: FacetValue] = [:]) -> TotalSituation {
    var situation = TotalSituation(vocabulary.facets.map { _ in .set(.empty) })
    situation[id("action")] = value("action", "sell")
    situation[id("actor")] = value("actor", "company")
    situation[id("recipient")] = value("recipient", "company")
    situation[id("tags")] = .set(.empty)
    situation[id("consent")] = .flag(false)
    situation[id("fair")] = .flag(false)
    situation[id("persons")] = .quantity(.zero)
    situation[id("weight")] = .quantity(.zero)
    situation[id("date")] = .date(Day(number: 20_000))
    for (facet, value) in facts { situation[id(facet)] = value }
    return situation
  }

  /// The same situation with some facets open, or left out, or narrowed.
  package static func partial(
    _ facts: [String: FacetValue] = [:], unknown: [String] = [], leftOut: [String] = [],
    oneOf: [String: [String]] = [:]
  ) -> Situation {
    var situation = total(facts).situation(in: vocabulary)
    for facet in unknown { situation[id(facet)] = .unknown }
    for facet in leftOut { situation[id(facet)] = nil }
    for (facet, terms) in oneOf {
      let ids = terms.map { term(facet, $0) }
      situation[id(facet)] = .oneOf(
        vocabulary.taxonomy(of: id(facet))?.leaves(underAnyOf: ids) ?? .empty)
    }
    return situation
  }

  /// A leaf as a value of a term facet.
  package static func value(_ facet: String, _ leaf: String) -> FacetValue {
    .term(leaf: Self.leaf(facet, leaf))
  }

  /// Leaves as a value of a set facet.
  package static func set(_ facet: String, _ leaves: String...) -> FacetValue {
    .set(LeafSet(leaves.map { leaf(facet, $0) }))
  }
}
