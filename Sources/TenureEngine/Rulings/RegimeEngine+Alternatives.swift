import TenureModel

extension RegimeEngine {
  /// The most values of one facet that are tried one by one.
  private static let triedValues = 64

  /// Whether some other value of one facet changes the outcome of a total situation; nil if there
  /// are too many values to try.
  ///
  /// One value is tried of each class that no clause tells apart, so the answer is exact.
  func canChange(
    _ outcome: Outcome, in situation: TotalSituation, by facet: FacetID
  ) -> Bool? {
    var tests: [Guard] = []
    for condition in conditions {
      condition.forEachTest { test in
        var names = test.facet == facet
        if case .sameAs(let other) = test.condition { names = names || other == facet }
        if names { tests.append(.test(test)) }
      }
    }
    guard !tests.isEmpty else { return false }
    let space = Space(vocabulary: regime.vocabulary, guards: tests, survey: survey, day: nil)
    guard let rows = space.rows(of: facet, limit: Self.triedValues) else { return nil }
    for row in rows {
      var other = situation
      other[facet] = space.witness(of: row)[facet]
      guard other != situation else { continue }
      if ruling(in: other).outcome != outcome { return true }
    }
    return false
  }
}

extension Space {
  /// A box for each class of values of a facet; nil if there are more than `limit`.
  fileprivate func rows(of facet: FacetID, limit: Int) -> [[Int: Bits]]? {
    var rows: [[Int: Bits]] = [[:]]
    for level in levels[facet] ?? [] {
      let arity = variables[level].arity
      guard rows.count * arity <= limit else { return nil }
      rows = rows.flatMap { row in
        (0..<arity).map { code in
          row.merging([level: Bits(count: arity, on: code..<code + 1)]) { $1 }
        }
      }
    }
    return rows
  }
}
