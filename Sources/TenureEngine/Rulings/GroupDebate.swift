import TenureModel

/// A debate of very many clauses, worked out group by group.
///
///     group 0: prohibit, rank law   ─ beats ─▶  group 1: permit, rank law
///     c0 c2 c4 c6 …                             c1 c3 c5 c7 …
///                      exception: c1 is over c0
///
/// The clauses of a group answer alike and are alike to the doctrine; so whom they beat is known
/// from one of them, but for the pairs of which one clause is `over` the other by its own word.
/// Those are kept apart. Looked at pair by pair, thousands of clauses that match one situation
/// would have millions of pairs.
///
/// Complexity: the number of pairs of groups, plus that of clauses times groups, plus that of the
/// names after `over`. What it is bad at: groups of one clause each, which are but pairs.
struct GroupDebate {
  /// What the clauses of a group have in common.
  private struct Trait: Hashable {
    let answer: Int
    let kind: Precedence.Kind
  }

  /// Those that answer alike and are alike to the doctrine, as positions among the rivals.
  private struct Group {
    var members: [Int] = []
    /// The groups that it beats, and those that beat it.
    var losers: [Int] = []
    var winners: [Int] = []
    /// The members of groups that beat it, but for those that are defeated.
    var threats = 0
    /// The most threats of its group that do not threaten a member.
    var slack = 0
    /// The members that are undecided yet, and those that stand.
    var open: [Int] = []
    var standing: [Int] = []
  }

  private let rivals: [Debate.Speaker]
  private let settlements: Settlements
  private var groups: [Group] = []
  private var groupOf: [Int]
  /// Those that beat a rival though their group does not beat its group, and the other way round:
  /// those that do not beat it though their group does.
  private var added: [Int: Set<Int>] = [:]
  private var removed: [Int: Set<Int>] = [:]
  /// The same from the winner's side.
  private var addedLosers: [Int: [Int]] = [:]
  private var removedLosers: [Int: [Int]] = [:]
  /// Those that stand, and have not yet defeated anybody.
  private var risen: [Int] = []

  /// What has become of each rival.
  private(set) var standing: [Debate.Standing]

  /// Prepares a debate of rivals, in order.
  init(_ rivals: [Debate.Speaker], _ settlements: Settlements) {
    self.rivals = rivals
    self.settlements = settlements
    standing = Array(repeating: .undecided, count: rivals.count)
    groupOf = []
    let kinds = settlements.kinds(of: rivals.map(\.clause))
    var numbers: [Trait: Int] = [:]
    for (rival, speaker) in rivals.enumerated() {
      let trait = Trait(answer: speaker.answer, kind: kinds[rival].kind)
      let number = numbers[trait] ?? groups.count
      if number == groups.count {
        numbers[trait] = number
        groups.append(Group())
      }
      groups[number].members.append(rival)
      groupOf.append(number)
    }
    compareGroups()
    addExceptions(kinds.map(\.declared))
    for number in groups.indices {
      groups[number].open = groups[number].members
      groups[number].threats = groups[number].winners.reduce(0) { $0 + groups[$1].members.count }
    }
  }

  private mutating func compareGroups() {
    for second in groups.indices {
      let right = rivals[groups[second].members[0]]
      for first in 0..<second {
        let left = rivals[groups[first].members[0]]
        guard left.answer != right.answer,
          let firstWins = settlements.firstWinsByKind(left.clause, right.clause)
        else { continue }
        let (winner, loser) = firstWins ? (first, second) : (second, first)
        groups[winner].losers.append(loser)
        groups[loser].winners.append(winner)
      }
    }
  }

  /// Looks at the pairs of which one names the other.
  private mutating func addExceptions(_ declared: [Set<Int>]) {
    guard declared.contains(where: { !$0.isEmpty }) else { return }
    var places: [Int: Int] = [:]
    for (rival, speaker) in rivals.enumerated() { places[speaker.clause] = rival }
    for (rival, named) in declared.enumerated() {
      for clause in named {
        guard let other = places[clause], rivals[other].answer != rivals[rival].answer else {
          continue
        }
        addException(min(rival, other), max(rival, other))
      }
    }
    for (rival, threats) in removed {
      let group = groupOf[rival]
      groups[group].slack = max(groups[group].slack, threats.count)
    }
  }

  private mutating func addException(_ first: Int, _ second: Int) {
    let (left, right) = (rivals[first].clause, rivals[second].clause)
    let found = settlements.settle(left, right)?.firstWins
    let usual = settlements.firstWinsByKind(left, right)
    if found == usual { return }
    if let usual {
      let (winner, loser) = usual ? (first, second) : (second, first)
      if removed[loser, default: []].insert(winner).inserted {
        removedLosers[winner, default: []].append(loser)
      }
    }
    if let found {
      let (winner, loser) = found ? (first, second) : (second, first)
      if added[loser, default: []].insert(winner).inserted {
        addedLosers[winner, default: []].append(loser)
      }
    }
  }
}

// MARK: Settling

extension GroupDebate {
  /// Works out who is defeated, from the clauses that nothing beats.
  ///
  /// Those left over run in a circle; they are undefeated, but defeat nothing.
  mutating func settle() {
    for group in groups.indices { raise(in: group) }
    while let rival = risen.popLast() {
      for group in groups[groupOf[rival]].losers { defeatMembers(of: group, by: rival) }
      for loser in addedLosers[rival] ?? [] where standing[loser] == .undecided { defeat(loser) }
    }
  }

  /// How many threaten a rival that are not defeated.
  private func threats(to rival: Int) -> Int {
    groups[groupOf[rival]].threats + (added[rival]?.count { standing[$0] != .defeated } ?? 0)
      - (removed[rival]?.count { standing[$0] != .defeated } ?? 0)
  }

  /// Lets those members of a group stand whom nothing threatens any more.
  private mutating func raise(in group: Int) {
    guard groups[group].threats <= groups[group].slack else { return }
    let safe = groups[group].open.filter { standing[$0] == .undecided && threats(to: $0) == 0 }
    for rival in safe { raise(rival) }
    groups[group].open = groups[group].open.filter { standing[$0] == .undecided }
  }

  private mutating func raise(_ rival: Int) {
    standing[rival] = .stands
    groups[groupOf[rival]].standing.append(rival)
    risen.append(rival)
  }

  private mutating func defeatMembers(of group: Int, by winner: Int) {
    let beaten = groups[group].open.filter {
      standing[$0] == .undecided && removed[$0]?.contains(winner) != true
    }
    for rival in beaten { standing[rival] = .defeated }
    groups[group].open = groups[group].open.filter { standing[$0] == .undecided }
    for rival in beaten { withdrawThreats(of: rival) }
  }

  private mutating func defeat(_ rival: Int) {
    standing[rival] = .defeated
    withdrawThreats(of: rival)
  }

  /// One that is defeated threatens nobody.
  private mutating func withdrawThreats(of rival: Int) {
    for group in groups[groupOf[rival]].losers {
      groups[group].threats -= 1
      raise(in: group)
    }
    for loser in (addedLosers[rival] ?? []) + (removedLosers[rival] ?? [])
    where standing[loser] == .undecided && threats(to: loser) == 0 {
      raise(loser)
    }
  }

  /// For each rival that is defeated what beat it, and why; positions in the regime.
  var defeats: [(loser: Int, by: Int, reason: Defeat.Reason)] {
    let first = groups.map { $0.standing.sorted() }
    return rivals.indices.compactMap { rival in
      guard standing[rival] == .defeated else { return nil }
      let spared = removed[rival] ?? []
      let winners =
        groups[groupOf[rival]].winners.compactMap { group in
          first[group].first { !spared.contains($0) }
        } + (added[rival] ?? []).filter { standing[$0] == .stands }
      guard let winner = winners.min(),
        let settled = settlements.settle(
          rivals[min(rival, winner)].clause, rivals[max(rival, winner)].clause)
      else { return nil }
      return (rivals[rival].clause, rivals[winner].clause, .tieBreaker(settled.by))
    }
  }
}
