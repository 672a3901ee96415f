package import TenureModel

extension SevenFacets {
  /// A regime that says the same in other words.
  ///
  /// Lists of terms are split, ranges of amounts halved, and all clauses stand in another order.
  /// Some 1,800 clauses come of 1,000.
  ///
  /// - Precondition: the regime is one of `make(seed:clauses:)`.
  package static func restructured(_ regime: Regime, seed: UInt64) -> Regime {
    var random = SplitMix64(seed: seed)
    let clauses = regime.clauses.flatMap { pieces(of: $0.clause, using: &random) }
    return regime.withLayers([
      Regime.Layer(name: regime.name, clauses: clauses.shuffled(using: &random))
    ])
  }

  /// A clause in two, mostly: by what it tests of one facet.
  private static func pieces(
    of clause: AnyClause, using random: inout SplitMix64
  ) -> [AnyClause] {
    guard case .all(let parts) = clause.guard, !random.chance(20) else { return [clause] }
    let places = parts.indices.filter { halves(of: parts[$0]).count == 2 }
    guard !places.isEmpty else { return [clause] }
    let place = random.pick(places)
    return halves(of: parts[place]).enumerated().map { number, half in
      var tests = parts
      tests[place] = half
      return AnyClause(
        id: "\(clause.id)-\(number)", guard: .all(tests), effect: clause.effect,
        origin: clause.origin)
    }
  }

  /// A test of some terms, or of a range of amounts, as two of which just one holds.
  private static func halves(of part: Guard) -> [Guard] {
    guard case .test(let test) = part else { return [] }
    switch test.condition {
    case .under(let terms) where terms.count > 1:
      return [terms.prefix(terms.count / 2), terms.dropFirst(terms.count / 2)].map {
        .test(FacetTest(test.facet, .under(Array($0))))
      }
    case .within(let range) where test.facet == FacetID(5):
      let middle = range.lower?.value.adding(30_000) ?? range.upper?.value.adding(-30_000) ?? .zero
      return [
        QuantityRange(
          lower: range.lower, upper: QuantityRange.Bound(middle, included: false)),
        QuantityRange(
          lower: QuantityRange.Bound(middle, included: true), upper: range.upper),
      ].map { .test(FacetTest(test.facet, .within($0))) }
    default: return []
    }
  }
}
