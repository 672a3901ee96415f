import TenureModel

/// What a contest comes to on one side: where which answers are left, and where clauses stand.
///
/// The first clause of the contest's order that matches prevails, and all that match and are of its
/// kind stand with it. So one pass through the order says it for all situations at once: what is
/// left for a clause is where none before it matches.
struct ProofSettlement {
  /// What clauses come to.
  struct Kind: Hashable {
    /// One answer, or several where it is contested.
    let answers: Set<Answer>
    let isDefault: Bool
  }

  /// A clause that stands where its kind prevails, and it matches.
  private struct Member {
    let clause: Int
    let matches: Condition
  }

  private let store: ConditionStore
  private var prevailing: [Kind: Condition] = [:]
  private var members: [Kind: [Member]] = [:]
  /// In which order the kinds came, so that everything repeats.
  private var kinds: [Kind] = []

  /// Settles a contest on a side.
  init(_ contest: ProofContest, side: Int, within region: Condition, store: ConditionStore) {
    self.store = store
    var left = region
    // Also where nothing is left: what answers like an earlier clause stands with it.
    for part in contest.parts {
      let own = part.filter { $0.sides.contains(Sides(side)) }
      guard let first = own.first else { continue }
      let matches = own.map { contest.condition($0, side: side) }
      let isDefault = first.speaker.isDefault
      for (member, condition) in zip(own, matches) {
        add(member.speaker.clause, condition, to: [member.speaker.answer], isDefault)
      }
      if own.count == 1 {
        prevail([first.speaker.answer], isDefault, store.and(left, matches[0]))
      } else {
        settle(contest.undefeated(part, side: side), isDefault, left)
      }
      left = store.and(left, store.not(store.any(matches)))
    }
  }

  /// Settles a tangle, where nothing before it matches.
  private mutating func settle(
    _ undefeated: [(speaker: Speaker, condition: Condition)], _ isDefault: Bool, _ left: Condition
  ) {
    for (answers, condition) in cases(undefeated, left) where !answers.isEmpty {
      prevail(answers, isDefault, condition)
      if answers.count == 1 { continue }
      for (speaker, place) in undefeated {
        add(speaker.clause, store.and(place, condition), to: answers, isDefault)
      }
    }
  }

  /// Where which answers are left of a tangle.
  private func cases(
    _ undefeated: [(speaker: Speaker, condition: Condition)], _ left: Condition
  ) -> [(answers: Set<Answer>, condition: Condition)] {
    var cases: [(answers: Set<Answer>, condition: Condition)] = [([], left)]
    var seen: Set<Answer> = []
    for (speaker, _) in undefeated where seen.insert(speaker.answer).inserted {
      let stands = store.any(
        undefeated.filter { $0.speaker.answer == speaker.answer }.map(\.condition))
      cases = cases.flatMap { known in
        [
          (known.answers.union([speaker.answer]), store.and(known.condition, stands)),
          (known.answers, store.and(known.condition, store.not(stands))),
        ].filter { $0.1 != .never }
      }
    }
    return cases
  }

  private mutating func prevail(
    _ answers: Set<Answer>, _ isDefault: Bool, _ condition: Condition
  ) {
    let kind = Kind(answers: answers, isDefault: isDefault)
    if prevailing[kind] == nil { kinds.append(kind) }
    prevailing[kind] = store.or(prevailing[kind] ?? .never, condition)
  }

  private mutating func add(
    _ clause: Int, _ condition: Condition, to answers: Set<Answer>, _ isDefault: Bool
  ) {
    members[Kind(answers: answers, isDefault: isDefault), default: []].append(
      Member(clause: clause, matches: condition))
  }
}

extension ProofSettlement {
  /// The answers that are left somewhere, with where; where nothing speaks there are none.
  var outcomes: [(answers: Set<Answer>, condition: Condition)] {
    kinds.map { ($0.answers, prevailing[$0] ?? .never) }.filter { $0.1 != .never }
  }

  /// Where these answers are left, and no others.
  func condition(_ answers: Set<Answer>) -> Condition {
    store.any(outcomes.filter { $0.answers == answers }.map(\.condition))
  }

  /// Where some clause of a sort is undefeated.
  func standing(_ isWanted: (Int) -> Bool) -> Condition {
    store.any(
      kinds.map { kind in
        let wanted = (members[kind] ?? []).filter { isWanted($0.clause) }
        return store.and(prevailing[kind] ?? .never, store.any(wanted.map(\.matches)))
      })
  }
}
