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
  /// Read off the plain tests of both. Those of rights, which differ between regimes, are none.
  func mayMeet(_ other: ChangeReach) -> Bool {
    conditions.contains { one in
      other.conditions.contains { !one.plainlyExcludes($0, in: vocabulary) }
    }
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
