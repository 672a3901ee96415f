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

  private let situation: TotalSituation
  /// For each facet that is tried the clauses that are kept whose match may follow it.
  private let following: [FacetID: [Int]]
  /// For each facet the open facets that a value of it may make matter; nil where one of these has
  /// some leaves only.
  private let unsettled: [FacetID: [FacetID]?]
  /// The clauses that can match in some trial.
  let narrowed: NarrowedEngine
  private let prepared: PreparedClauses
  /// The clauses that match as things stand.
  private let matching: Matching
  /// Of the clauses that are kept those that ask for rights.
  private let askingRights: [Int]
  /// Whether the outcome is another where these clauses match.
  private var changes: [Matching: Bool] = [:]

  /// The clauses that match in a situation, and the rights that those of property give.
  private struct Matching: Hashable {
    var property: Bits
    var others: Bits
    var rights: LeafSet
  }

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
    self.unsettled = unsettled
    let kept = isKept.indices.filter { isKept[$0] }
    let narrowed = NarrowedEngine(whole, keeping: kept)
    self.narrowed = narrowed
    self.following = following.mapValues { $0.compactMap { narrowed.place(of: $0) } }
    askingRights =
      whole.regime.vocabulary.right.map {
        naming[$0.index].compactMap { narrowed.place(of: $0) }
      } ?? []
    prepared = narrowed.engine.prepared
    matching = Self.matching(prepared, narrowed.engine, situation)
    ruling = narrowed.widened(
      TotalRuling.ruling(
        of: narrowed.engine, prepared, property: matching.property.members,
        others: matching.others.members))
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
    _ prepared: PreparedClauses, _ engine: RegimeEngine, _ situation: TotalSituation
  ) -> Matching {
    let none = Bits(count: engine.clauses.count)
    var found = Matching(property: none, others: none, rights: .empty)
    let others = prepared.matching(in: situation) { property in
      for clause in property { found.property.insert(clause) }
      found.rights = TotalRuling.held(of: engine, prepared, property: property)
      return found.rights
    }
    for clause in others { found.others.insert(clause) }
    return found
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
      narrowed.engine.conditions[clause].forEachTest { test in
        var names = varied.contains(test.facet)
        if case .sameAs(let other) = test.condition { names = names || varied.contains(other) }
        if names { tests.append(.test(test)) }
      }
    }
    guard !tests.isEmpty else { return false }
    let vocabulary = narrowed.engine.regime.vocabulary
    let space = Space(
      vocabulary: vocabulary, guards: tests, survey: Survey(of: tests, in: vocabulary), day: nil)
    guard let rows = space.rows(of: varied, limit: Self.triedValues) else { return nil }
    let levels = space.levels[facet] ?? []
    let usual = levels.map { space.variables[$0].code(of: situation[facet]) }
    for row in rows where zip(levels, usual).contains(where: { row[$0] != $1 }) {
      var other = situation
      for facet in varied {
        if let value = space.value(of: facet, classes: row) { other[facet] = value }
      }
      if hasChanged(in: other, among: clauses) { return true }
    }
    return false
  }

  /// Whether the outcome is another in a situation in which no clause matches otherwise than as
  /// things stand but some that are given, and those that ask for rights.
  private mutating func hasChanged(in other: TotalSituation, among clauses: [Int]) -> Bool {
    let engine = narrowed.engine
    var found = matching
    let claims = clauses.filter {
      prepared.property[$0]
        && prepared.matcher.holds($0, in: other, rights: .empty) != matching.property[$0]
    }
    var asked = clauses
    if !claims.isEmpty {
      for clause in claims { found.property.toggle(clause) }
      found.rights = TotalRuling.held(
        of: engine, prepared, property: found.property.members)
      if found.rights != matching.rights { asked += askingRights }
    }
    for clause in asked where !prepared.property[clause] {
      if prepared.matcher.holds(clause, in: other, rights: found.rights) {
        found.others.insert(clause)
      } else {
        found.others.remove(clause)
      }
    }
    if found == matching { return false }
    if let known = changes[found] { return known }
    var changed = found.others
    changed.formSymmetricDifference(matching.others)
    let pillars = (claims + changed.members).map { engine.clauses[$0].clause.pillar }
    let isOther = TotalRuling.isOther(
      than: ruling.outcome, of: engine, prepared, property: found.property.members,
      others: found.others.members, changed: Set(pillars))
    changes[found] = isOther
    return isOther
  }
}

extension Space {
  /// The class of each variable of some facets, in all combinations; nil if there are more than
  /// `limit`.
  fileprivate func rows(of facets: [FacetID], limit: Int) -> [[Int: Int]]? {
    var rows: [[Int: Int]] = [[:]]
    for level in facets.flatMap({ levels[$0] ?? [] }) {
      let arity = variables[level].arity
      guard rows.count * arity <= limit else { return nil }
      rows = rows.flatMap { row in
        (0..<arity).map { code in
          var longer = row
          longer[level] = code
          return longer
        }
      }
    }
    return rows
  }
}
