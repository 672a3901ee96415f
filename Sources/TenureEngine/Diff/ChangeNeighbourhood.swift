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
  /// For each changed guard what its plain tests leave of each term facet, by facet; nil where it
  /// tests none.
  private let leaves: [[LeafSet?]]

  private init(vocabulary: Vocabulary, changed: [Guard]) {
    self.vocabulary = vocabulary
    self.changed = changed
    leaves = changed.map { condition in
      var leaves = Array(repeating: LeafSet?.none, count: vocabulary.facets.count)
      guard case .all(let parts) = condition else { return leaves }
      for part in parts {
        guard case .test(let test) = part, case .under(let terms) = test.condition,
          let taxonomy = vocabulary.taxonomy(of: test.facet)
        else { continue }
        leaves[test.facet.index] = taxonomy.leaves(underAnyOf: terms)
      }
      return leaves
    }
  }

  /// The clauses of two regimes side by side, without those that no change is near.
  ///
  /// Complexity: linear in the number of clauses, times the number that changed.
  static func table(
    _ before: RegimeEngine, _ after: RegimeEngine, _ test: ChangeTest
  ) -> ClauseTable {
    var isPaired = Array(repeating: false, count: after.clauses.count)
    var pairs: [Bool] = []
    var changed: Set<Guard> = []
    for position in before.clauses.indices {
      let partner = after.position(of: before.clauses[position].clause.id, near: position)
      let isShared = partner.map { after.clauses[$0].means(before.clauses[position]) } ?? false
      if let partner, isShared { isPaired[partner] = true }
      pairs.append(isShared)
      if !isShared || test.leansOnChange(before.clauses[position].clause.pillar) {
        changed.insert(before.conditions[position])
      }
    }
    for position in after.clauses.indices where !isPaired[position] {
      changed.insert(after.conditions[position])
    }
    if changed.isEmpty { return ClauseTable(entries: []) }
    let near = ChangeNeighbourhood(
      vocabulary: before.regime.vocabulary, changed: Array(changed))
    let isWhole = !test.settlesAlike || changed.count * 4 > before.clauses.count
    var entries: [ClauseTable.Entry] = []
    for position in before.clauses.indices {
      if isWhole || !pairs[position] || before.clauses[position].clause.pillar == .governance
        || near.mayMeet(before.conditions[position])
      {
        let entry = before.clauses[position]
        entries.append(
          ClauseTable.Entry(
            clause: entry.clause, layer: entry.layer, sides: pairs[position] ? .both : .before))
      }
    }
    for position in after.clauses.indices where !isPaired[position] {
      let entry = after.clauses[position]
      entries.append(
        ClauseTable.Entry(clause: entry.clause, layer: entry.layer, sides: .after))
    }
    return ClauseTable(entries: entries)
  }

  /// A test of whether a guard may hold together with one of some that changed.
  static func test(near changed: Set<Guard>, in vocabulary: Vocabulary) -> (Guard) -> Bool {
    let near = ChangeNeighbourhood(vocabulary: vocabulary, changed: Array(changed))
    return { near.mayMeet($0) }
  }

  /// Whether a guard may hold together with one that changed; false only if it cannot.
  private func mayMeet(_ condition: Guard) -> Bool {
    changed.indices.contains {
      !isApart(condition, leaves[$0]) && !changed[$0].plainlyExcludes(condition, in: vocabulary)
    }
  }

  /// Whether a plain test of a term facet rules a guard out: most are, and this is quickly seen.
  private func isApart(_ condition: Guard, _ leaves: [LeafSet?]) -> Bool {
    guard case .all(let parts) = condition else { return false }
    for part in parts {
      guard case .test(let test) = part, case .under(let terms) = test.condition,
        let possible = leaves[test.facet.index],
        let taxonomy = vocabulary.taxonomy(of: test.facet)
      else { continue }
      if terms.allSatisfy({ possible.isDisjoint(with: taxonomy[$0].leaves) }) { return true }
    }
    return false
  }
}

extension RegimeEngine {
  /// The position of the clause of an id, which mostly stands where it stood in another version.
  fileprivate func position(of id: String, near position: Int) -> Int? {
    if position < clauses.count, clauses[position].clause.id == id { return position }
    return positions[id]
  }
}
