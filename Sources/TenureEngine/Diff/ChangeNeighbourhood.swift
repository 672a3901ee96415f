import TenureModel

/// Tells which clauses mean something else on the two sides of a comparison.
struct ChangeTest {
  /// Whether the two sides settle clashes alike.
  ///
  /// If not, any clause may mean something else.
  let settlesAlike: Bool
  private let paysAlike: Bool
  private let governsAlike: Bool

  init(between before: Regime, and after: Regime) {
    settlesAlike = before.doctrine == after.doctrine
    paysAlike = before.distribution.terms == after.distribution.terms
    governsAlike = before.governance == after.governance
  }

  /// Whether an entry stands on one side only, or leans on declarations that differ.
  func isChanged(_ entry: ClauseTable.Entry) -> Bool {
    entry.sides != .both || leansOnChange(entry.clause.pillar)
  }

  /// Whether a clause that both sides have may mean something else on each.
  func leansOnChange(_ pillar: Pillar) -> Bool {
    guard settlesAlike else { return true }
    switch pillar {
    case .property, .circulation: return false
    case .distribution: return !paysAlike
    case .governance: return !governsAlike
    }
  }
}

/// The clauses that a comparison must look at: those that changed, and those that can match
/// together with one that did.
///
/// Where no changed clause matches, both sides have the same clauses and the same outcome; and a
/// clause that never matches together with a changed one has no part in a difference. So the cost
/// of a comparison follows the size of the change.
struct ChangeNeighbourhood {
  private let vocabulary: Vocabulary
  private let changed: [Guard]
  /// For each changed guard and term facet whether each term has a leaf that its plain test of the
  /// facet leaves; nothing where it has no such test.
  private let possible: [[[Bool]]]

  private init(vocabulary: Vocabulary, changed: [Guard]) {
    self.vocabulary = vocabulary
    self.changed = changed
    possible = changed.map { condition in
      var possible = Array(repeating: [Bool](), count: vocabulary.facets.count)
      guard case .all(let parts) = condition else { return possible }
      for part in parts {
        guard case .test(let test) = part, case .under(let terms) = test.condition,
          let taxonomy = vocabulary.taxonomy(of: test.facet)
        else { continue }
        let leaves = taxonomy.leaves(underAnyOf: terms)
        possible[test.facet.index] = taxonomy.terms.map { !leaves.isDisjoint(with: $0.leaves) }
      }
      return possible
    }
  }

  /// The clauses of two regimes side by side, without those that no change is near.
  ///
  /// Complexity: linear in the number of clauses, times the number that changed.
  static func table(
    _ before: RegimeEngine, _ after: RegimeEngine, _ test: ChangeTest
  ) -> ClauseTable {
    let former = before.clauses
    let latter = after.clauses
    var partners = ClausePositions(after)
    var isPaired = Array(repeating: false, count: latter.count)
    var isShared = Array(repeating: false, count: former.count)
    var changed: Set<Guard> = []
    for position in former.indices {
      // Mostly a clause stands where it stood, and is a copy: that is seen without its id.
      var partner: Int?
      if position < latter.count, latter[position].means(former[position]) {
        partner = position
      } else if let other = partners.position(of: former[position].clause.id, near: position),
        latter[other].means(former[position])
      {
        partner = other
      }
      if let partner {
        isPaired[partner] = true
        isShared[position] = true
        if !test.leansOnChange(former[position].clause.pillar) { continue }
      }
      changed.insert(before.conditions[position])
    }
    for position in latter.indices where !isPaired[position] {
      changed.insert(after.conditions[position])
    }
    if changed.isEmpty { return ClauseTable(entries: []) }
    let isWhole = !test.settlesAlike || changed.count * 4 > former.count
    let isNear =
      isWhole
      ? Array(repeating: true, count: former.count)
      : clauses(of: before, near: changed)
    var entries: [ClauseTable.Entry] = []
    for position in former.indices {
      if isNear[position] || !isShared[position]
        || former[position].clause.pillar == .governance
      {
        entries.append(
          ClauseTable.Entry(
            clause: former[position].clause, layer: former[position].layer,
            sides: isShared[position] ? .both : .before))
      }
    }
    for position in latter.indices where !isPaired[position] {
      entries.append(
        ClauseTable.Entry(
          clause: latter[position].clause, layer: latter[position].layer, sides: .after))
    }
    return ClauseTable(entries: entries)
  }

  /// For each clause of a regime whether it may match together with one that changed; false only
  /// if it cannot.
  private static func clauses(of engine: RegimeEngine, near changed: Set<Guard>) -> [Bool] {
    let conditions = engine.conditions
    let vocabulary = engine.regime.vocabulary
    var isNear = Array(repeating: false, count: conditions.count)
    for guarded in changed {
      var exclusion = PlainExclusion(of: guarded, in: vocabulary)
      for position in engine.plainTests.candidates(conditions, for: guarded, in: vocabulary)
      where !isNear[position] && !exclusion.holds(conditions[position]) {
        isNear[position] = true
      }
    }
    return isNear
  }

  /// A test of whether a guard may hold together with one of some that changed.
  static func test(near changed: Set<Guard>, in vocabulary: Vocabulary) -> (Guard) -> Bool {
    let near = ChangeNeighbourhood(vocabulary: vocabulary, changed: Array(changed))
    return { near.mayMeet($0) }
  }

  /// Whether a guard may hold together with one that changed; false only if it cannot.
  private func mayMeet(_ condition: Guard) -> Bool {
    changed.indices.contains {
      !Self.isPlainlyApart(condition, possible[$0])
        && !changed[$0].plainlyExcludes(condition, in: vocabulary)
    }
  }

  /// Whether a plain test of a term facet rules a guard out: most are, and this is quickly seen.
  private static func isPlainlyApart(_ condition: Guard, _ possible: [[Bool]]) -> Bool {
    guard case .all(let parts) = condition else { return false }
    for part in parts {
      guard case .test(let test) = part, case .under(let terms) = test.condition,
        !possible[test.facet.index].isEmpty
      else { continue }
      var isPossible = false
      for term in terms where possible[test.facet.index][term.index] {
        isPossible = true
        break
      }
      if !isPossible { return true }
    }
    return false
  }
}

/// Where the clauses of a regime stand, by id.
private struct ClausePositions {
  private let clauses: [RegimeClause]
  private lazy var positions = Dictionary(
    clauses.indices.map { (clauses[$0].clause.id, $0) }, uniquingKeysWith: { first, _ in first })

  init(_ engine: RegimeEngine) { clauses = engine.clauses }

  /// The position of the clause of an id, which mostly stands where it stood in another version.
  mutating func position(of id: String, near position: Int) -> Int? {
    if position < clauses.count, clauses[position].clause.id == id { return position }
    return positions[id]
  }
}
