import BigInt
import TenureModel

/// What the clauses of a regime name: the facets, and the cuts that they make on numbers and days.
///
/// Counting rests on it: `total` is the product of the cases of all facets that some clause names,
/// also where a comparison needs to look at few of the clauses.
struct Survey: Sendable {
  private(set) var named: Set<FacetID> = []
  private(set) var cuts: [FacetID: Set<Cut>] = [:]
  private(set) var days: [FacetID: Set<Day>] = [:]

  init() {}

  init(of conditions: [Guard], in vocabulary: Vocabulary) {
    // Facets are named again and again: each is put into the set once.
    var isNamed = Array(repeating: false, count: vocabulary.facets.count)
    for condition in conditions {
      condition.forEachTest { test in
        isNamed[test.facet.index] = true
        switch test.condition {
        case .sameAs(let other): isNamed[other.index] = true
        case .within(let range):
          guard case .quantity(let domain) = vocabulary[test.facet].kind else { return }
          for cut in [Cut.lower(of: range, in: domain), Cut.upper(of: range, in: domain)] {
            guard let cut, cut.isInside(domain) else { continue }
            cuts[test.facet, default: []].insert(cut)
          }
        case .during(let range):
          if let day = range.from { days[test.facet, default: []].insert(day) }
          if let day = range.before { days[test.facet, default: []].insert(day) }
        default: break
        }
      }
    }
    for (facet, isNamed) in isNamed.enumerated() where isNamed { named.insert(FacetID(facet)) }
  }

  /// What the clauses of both name.
  func union(_ other: Survey) -> Survey {
    var result = self
    result.named.formUnion(other.named)
    result.cuts.merge(other.cuts) { $0.union($1) }
    result.days.merge(other.days) { $0.union($1) }
    return result
  }

  /// The number of cases that a facet tells apart.
  func cases(of facet: FacetID, in vocabulary: Vocabulary, at day: Day?) -> BigUInt {
    if facet == vocabulary.right || (facet == vocabulary.date && day != nil) { return 1 }
    switch vocabulary[facet].kind {
    case .term(let taxonomy): return BigUInt(vocabulary[taxonomy].leafCount)
    case .set(let taxonomy): return BigUInt(1) << vocabulary[taxonomy].leafCount
    case .flag: return 2
    case .quantity: return BigUInt((cuts[facet]?.count ?? 0) + 1)
    case .date: return BigUInt((days[facet]?.count ?? 0) + 1)
    }
  }

  /// The number of all situations that are told apart.
  func total(in vocabulary: Vocabulary, at day: Day?) -> BigUInt {
    named.reduce(1) { $0 * cases(of: $1, in: vocabulary, at: day) }
  }
}
