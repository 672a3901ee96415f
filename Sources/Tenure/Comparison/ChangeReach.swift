internal import TenureModel

/// In which situations a change can make a difference: where one of some guards holds, whatever the
/// rights.
///
/// A situation's outcome follows from the clauses that match in it. So a changed clause matters
/// only where it matches, before or after; and two changes that never matter in one situation have
/// nothing to do with one another.
struct ChangeReach {
  let vocabulary: Vocabulary
  let conditions: [Guard]

  /// Whether both can matter in one situation; false only if they cannot.
  ///
  /// Read off the plain tests of both, those of rights left out: rights differ between regimes.
  func mayMeet(_ other: ChangeReach) -> Bool {
    conditions.contains { one in other.conditions.contains { !isApart(one, $0) } }
  }

  private func isApart(_ first: Guard, _ second: Guard) -> Bool {
    switch first {
    case .all(let parts): parts.contains { isApart($0, second) }
    case .any(let parts): !parts.isEmpty && parts.allSatisfy { isApart($0, second) }
    case .test(let test): isApart(test, second)
    case .not: false
    }
  }

  private func isApart(_ test: FacetTest, _ other: Guard) -> Bool {
    guard test.facet != vocabulary.right else { return false }
    return switch other {
    case .all(let parts): parts.contains { isApart(test, $0) }
    case .any(let parts): !parts.isEmpty && parts.allSatisfy { isApart(test, $0) }
    case .test(let other): test.facet == other.facet && excludes(test, other)
    case .not: false
    }
  }

  private func excludes(_ first: FacetTest, _ second: FacetTest) -> Bool {
    switch (first.condition, second.condition) {
    case (.under(let left), .under(let right)):
      guard let taxonomy = vocabulary.taxonomy(of: first.facet) else { return false }
      return taxonomy.leaves(underAnyOf: left).isDisjoint(with: taxonomy.leaves(underAnyOf: right))
    case (.flag(let left), .flag(let right)): return left != right
    case (.within(let left), .within(let right)):
      return lies(left, below: right) || lies(right, below: left)
    case (.during(let left), .during(let right)):
      return ends(left, before: right) || ends(right, before: left)
    default: return false
    }
  }

  private func lies(_ low: QuantityRange, below high: QuantityRange) -> Bool {
    guard let upper = low.upper, let lower = high.lower else { return false }
    if upper.value != lower.value { return upper.value < lower.value }
    return !(upper.isIncluded && lower.isIncluded)
  }

  private func ends(_ early: DateRange, before late: DateRange) -> Bool {
    guard let end = early.before, let start = late.from else { return false }
    return end <= start
  }
}

extension ChangeReach {
  /// The changes in groups of which no two can matter in one situation, each group ascending.
  ///
  /// What each group does adds up to what all do: no situation sees two groups.
  static func groups(of reaches: [Int: ChangeReach]) -> [[Int]] {
    var groups: [[Int]] = []
    for change in reaches.keys.sorted() {
      guard let own = reaches[change] else { continue }
      let (meeting, apart) = groups.reduce(into: ([[Int]](), [[Int]]())) { sorted, group in
        let meets = group.contains { reaches[$0].map(own.mayMeet) ?? false }
        if meets { sorted.0.append(group) } else { sorted.1.append(group) }
      }
      groups = apart + [(meeting.flatMap { $0 } + [change]).sorted()]
    }
    return groups.sorted { $0[0] < $1[0] }
  }
}

extension RegimeMixture {
  /// Where each change can matter; those of words alone are left out.
  func reaches() -> [Int: ChangeReach] {
    let vocabulary = before.vocabulary
    var ofPillar: [Pillar: [Guard]] = [:]
    for entry in before.clauses + after.clauses {
      ofPillar[entry.clause.pillar, default: []].append(entry.clause.condition(in: vocabulary))
    }
    var reaches: [Int: ChangeReach] = [:]
    for (position, change) in changes.enumerated() where change.kind != .reworded {
      let conditions: [Guard]
      switch (change.subject, change.pillar) {
      case (.clause, _):
        let (old, new) = clauses(of: change)
        conditions = [old, new].compactMap { $0?.condition(in: vocabulary) }
      case (_, .some(let pillar)): conditions = ofPillar[pillar] ?? []
      case (_, nil): conditions = [.always]
      }
      reaches[position] = ChangeReach(vocabulary: vocabulary, conditions: conditions)
    }
    return reaches
  }
}
