import TenureModel

/// Finds out which defaults change the outcome of a situation that no open facet matters to: of
/// each facet one value is tried of each class that no clause tells apart, and beside it of the
/// open facets that come to matter then.
///
/// All trials share the clauses that can match in any of them, prepared once. A trial in which the
/// same clauses match as in an earlier one has its outcome.
struct DefaultTrials {
  /// The most values of one facet, and of the open facets beside it, that are tried one by one.
  private static let triedValues = 64

  /// The ruling on the situation, in the positions of the whole.
  let ruling: Ruling

  private let whole: RegimeEngine
  private let situation: TotalSituation
  /// For each facet that is tried the clauses whose match may follow it.
  private let following: [FacetID: [Int]]
  /// For each facet the open facets that a value of it may make matter; nil where one of these has
  /// some leaves only.
  private let unsettled: [FacetID: [FacetID]?]
  /// The clauses that can match in some trial.
  let narrowed: NarrowedEngine
  private let prepared: PreparedClauses
  private let matching: (property: [Int], others: [Int])
  /// The rights that clauses of property give together.
  private var held: [[Int]: LeafSet] = [:]
  /// Whether the outcome is another where these clauses match.
  private var changes: [[Int]: Bool] = [:]

  /// Prepares the trials.
  ///
  /// - Parameters:
  ///   - whole: The regime.
  ///   - facts: What is known of each facet, defaults included.
  ///   - situation: A completion of that.
  ///   - facets: The facets to try.
  ///   - open: The facets that are open, and do not matter as things stand.
  init(
    _ whole: RegimeEngine, _ facts: FactTable, _ situation: TotalSituation,
    trying facets: [FacetID], open: [FacetID]
  ) {
    self.whole = whole
    self.situation = situation
    let naming = Self.clausesByFacet(whole)
    var isKept = whole.conditions.map { $0.verdict(in: facts) != false }
    var following: [FacetID: [Int]] = [:]
    var unsettled: [FacetID: [FacetID]?] = [:]
    var opened = facts
    for facet in facets {
      opened[facet] = .unknown
      let clauses = naming[facet.index].filter {
        whole.conditions[$0].verdict(in: opened) == nil
      }
      opened[facet] = facts[facet]
      for clause in clauses { isKept[clause] = true }
      following[facet] = clauses
      let named = Set(clauses)
      let mattering = open.filter { !named.isDisjoint(with: naming[$0.index]) }
      let areWhollyOpen = mattering.allSatisfy { (facts[$0] ?? .unknown) == .unknown }
      unsettled[facet] = .some(areWhollyOpen ? mattering : nil)
    }
    self.following = following
    self.unsettled = unsettled
    let narrowed = NarrowedEngine(whole, keeping: isKept.indices.filter { isKept[$0] })
    self.narrowed = narrowed
    prepared = narrowed.engine.prepared
    matching = Self.matching(prepared, narrowed.engine, situation, &held)
    ruling = narrowed.widened(
      TotalRuling.ruling(
        of: narrowed.engine, prepared, property: matching.property, others: matching.others))
    changes[matching.property + matching.others] = false
  }

  /// The clauses that name each facet, by position.
  private static func clausesByFacet(_ engine: RegimeEngine) -> [[Int]] {
    var naming = Array(repeating: [Int](), count: engine.regime.vocabulary.facets.count)
    for (clause, condition) in engine.conditions.enumerated() {
      func note(_ facet: FacetID) {
        if naming[facet.index].last != clause { naming[facet.index].append(clause) }
      }
      condition.forEachTest { test in
        note(test.facet)
        if case .sameAs(let other) = test.condition { note(other) }
      }
    }
    return naming
  }

  private static func matching(
    _ prepared: PreparedClauses, _ engine: RegimeEngine, _ situation: TotalSituation,
    _ held: inout [[Int]: LeafSet]
  ) -> (property: [Int], others: [Int]) {
    var claims: [Int] = []
    let others = prepared.matching(in: situation) { property in
      claims = property
      if let known = held[property] { return known }
      let rights = TotalRuling.held(of: engine, prepared, property: property)
      held[property] = rights
      return rights
    }
    return (claims, others)
  }

  /// Whether some other value of a facet changes the outcome in some completion; nil if there are
  /// too many values to try.
  ///
  /// As things stand no open facet matters, so all completions have the outcome of the one that is
  /// compared with.
  mutating func canChange(by facet: FacetID) -> Bool? {
    guard let clauses = following[facet], let mattering = unsettled[facet] ?? nil else {
      return nil
    }
    let varied = [facet] + mattering
    var tests: [Guard] = []
    for clause in clauses {
      whole.conditions[clause].forEachTest { test in
        var names = varied.contains(test.facet)
        if case .sameAs(let other) = test.condition { names = names || varied.contains(other) }
        if names { tests.append(.test(test)) }
      }
    }
    guard !tests.isEmpty else { return false }
    let vocabulary = whole.regime.vocabulary
    let space = Space(
      vocabulary: vocabulary, guards: tests, survey: Survey(of: tests, in: vocabulary), day: nil)
    guard let rows = space.rows(of: varied, limit: Self.triedValues) else { return nil }
    for row in rows {
      var other = situation
      for facet in varied { other[facet] = space.value(of: facet, in: row) }
      if other[facet] != situation[facet], hasChanged(in: other) { return true }
    }
    return false
  }

  private mutating func hasChanged(in other: TotalSituation) -> Bool {
    let (property, others) = Self.matching(prepared, narrowed.engine, other, &held)
    if let known = changes[property + others] { return known }
    let clauses = narrowed.engine.clauses
    let changed = Set(property).symmetricDifference(matching.property)
      .union(Set(others).symmetricDifference(matching.others))
      .map { clauses[$0].clause.pillar }
    let isOther = TotalRuling.isOther(
      than: ruling.outcome, of: narrowed.engine, prepared, property: property, others: others,
      changed: Set(changed))
    changes[property + others] = isOther
    return isOther
  }
}

extension Space {
  /// A box for each class of values of some facets; nil if there are more than `limit`.
  fileprivate func rows(of facets: [FacetID], limit: Int) -> [[Int: Bits]]? {
    var rows: [[Int: Bits]] = [[:]]
    for level in facets.flatMap({ levels[$0] ?? [] }) {
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
