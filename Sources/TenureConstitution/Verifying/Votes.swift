internal import TenureEngine
internal import TenureMeasures
internal import TenureModel

/// The votes on a change, by person.
struct Votes {
  /// Who is in favour, by position among the members.
  private(set) var inFavour: Set<Int> = []
  /// Who is against.
  private(set) var against: Set<Int> = []

  /// Nobody has voted.
  init() {}

  /// Everybody with a key that counts on a day is in favour.
  init(ofAll members: [Member], on day: Day) {
    inFavour = Set(members.indices.filter { members[$0].canSign(on: day) })
  }

  /// Counts a vote of a member; false if the member has said the opposite.
  mutating func add(_ vote: Vote, of member: Int) -> Bool {
    switch vote {
    case .yes: inFavour.insert(member)
    case .no: against.insert(member)
    }
    return !(inFavour.contains(member) && against.contains(member))
  }

  /// The votes by name, sorted.
  func voters(among members: [Member]) -> [LawfulCommit.Voter] {
    (inFavour.map { LawfulCommit.Voter(member: members[$0].id, vote: .yes) }
      + against.map { LawfulCommit.Voter(member: members[$0].id, vote: .no) })
      .sorted { $0.member < $1.member }
  }

  /// The votes as the bodies of a law cast them.
  func cast(in law: Law) -> CastVotes {
    let members = law.constitution.members
    var ballots: [Bench: (inFavour: Int, against: Int)] = [:]
    for (voters, isInFavour) in [(inFavour, true), (against, false)] {
      for position in voters {
        for seats in members[position].seats {
          let bench = Bench(body: seats.body, holder: seats.holder)
          var count = ballots[bench] ?? (0, 0)
          if isInFavour { count.inFavour += seats.count } else { count.against += seats.count }
          ballots[bench] = count
        }
      }
    }
    let declared = law.engine.regime.governance.bodies
    var votes = CastVotes()
    for (body, benches) in declared {
      votes.ballots[body] = benches.map { seats in
        let count = ballots[Bench(body: body, holder: seats.holder)] ?? (0, 0)
        return CastVotes.Ballots(inFavour: count.inFavour, against: count.against)
      }
      var (own, all) = (0, 0)
      for (seats, cast) in zip(benches, votes.ballots[body] ?? []) {
        own += cast.inFavour * seats.weight
        all += seats.count * seats.weight
      }
      if 2 * own > all { votes.assenting.insert(body) }
    }
    // A body that the documents give no seats has those that members hold in it.
    for body in Set(members.flatMap { $0.seats.map(\.body) }) where declared[body] == nil {
      let all = law.constitution.seatsHeld(in: body).values.reduce(0, +)
      let own = ballots.reduce(0) { $0 + ($1.key.body == body ? $1.value.inFavour : 0) }
      if 2 * own > all { votes.assenting.insert(body) }
    }
    return votes
  }

  private struct Bench: Hashable {
    let body: String
    let holder: String
  }
}
