import TenureMeasures
import TenureModel
import Testing

/// Procedures as documents write them, as games and in real votes.
@Suite struct ProcedureTests {
  typealias Seats = GovernanceDeclarations.Seats

  static let bodies: [String: [Seats]] = [
    "council": [
      Seats(holder: "large", count: 4, weight: 14), Seats(holder: "small", count: 17, weight: 1),
    ],
    "assembly": [Seats(holder: "member", count: 9, weight: 1)],
  ]

  static func vote(
    in body: String = "council", quorum: Ratio? = nil,
    _ threshold: ProcedureStep.Vote.Threshold, of base: ProcedureStep.Vote.Base = .all,
    vetoes: [String] = []
  ) -> ProcedureStep {
    .vote(.init(in: body, quorum: quorum, threshold: threshold, of: base, vetoes: vetoes))
  }

  static func empowerment(_ body: String, _ steps: [ProcedureStep]?) -> Empowerment {
    Empowerment(body: body, way: PowersOutcome.Way(steps: steps, bodies: bodies, lasts: nil))
  }

  @Test func `a body alone, and a body that only decides`() throws {
    let alone = try VotingGame(of: [Self.empowerment("agency", nil)])
    #expect(alone.classes == [VotingGame.Seats(.body("agency"))])
    #expect(alone.dictator == 0)
    let game = try VotingGame(
      of: [
        Self.empowerment("agency", [.hear("party", for: nil), Self.vote(.moreThan(Ratio(1, 2)))])
      ])
    #expect(game.classes.map(\.player.description) == ["agency", "council/large", "council/small"])
    // More than half of 73 is 37: two large seats and nine small ones.
    #expect(game.isWon(by: Coalition([1, 2, 9])))
    #expect(!game.isWon(by: Coalition([1, 2, 8])))
    #expect(!game.isWon(by: Coalition([0, 4, 17])))
    #expect(game.vetoers == [0])
    #expect(game.classes(of: "large") == [1])
    #expect(game.classes(of: "council") == [1, 2])
    #expect(try game.swings(game.bloc([2])))
  }

  @Test func `a double majority of the same seats`() throws {
    let members: [String: [Seats]] = [
      "council": [
        Seats(holder: "a", count: 1, weight: 5), Seats(holder: "b", count: 1, weight: 3),
        Seats(holder: "b", count: 2, weight: 3), Seats(holder: "b", count: 1, weight: 1),
      ]
    ]
    let way = PowersOutcome.Way(
      steps: [
        Self.vote(.atLeast(Ratio(2, 3))), Self.vote(.moreThan(Ratio(1, 2)), vetoes: ["a"]),
        Self.vote(.moreThan(Ratio(1, 2)), vetoes: ["absent"]),
      ], bodies: members, lasts: nil)
    let game = try VotingGame(of: [Empowerment(body: "council", way: way)])
    #expect(game.classes.map(\.count) == [1, 3, 1])
    #expect(game.classes.map(\.player.description) == ["council/a", "council/b", "council/b#2"])
    // The third vote asks for a holder who has no seat.
    #expect(game.locksEveryoneOut)
    let two = PowersOutcome.Way(
      steps: Array((way.steps ?? []).prefix(2)), bodies: members, lasts: nil)
    let open = try VotingGame(of: [Empowerment(body: "council", way: two)])
    #expect(!open.locksEveryoneOut)
    #expect(open.vetoers == [0])
    #expect(open.isWon(by: Coalition([1, 2, 0])) && !open.isWon(by: Coalition([0, 3, 1])))
  }

  @Test func `alternatives, and nobody`() throws {
    let game = try VotingGame(
      of: [
        Self.empowerment("agency", nil),
        Self.empowerment("council", [.any([.propose("council"), .agree("assembly")])]),
      ])
    #expect(game.passers == [0, 1, 2])
    let nobody = try VotingGame(of: [])
    #expect(nobody.locksEveryoneOut && nobody.seatCount == 0)
    #expect(try nobody.powers().winning == 0)
    let outcome = PowersOutcome(answers: [
      .init(body: "b", act: 1): .empowered([Self.empowerment("b", nil).way]),
      .init(body: "a", act: 1): .disempowered,
      .init(body: "c", act: 2): .empowered([Self.empowerment("c", nil).way]),
      .init(body: "d", act: 1): .contested,
    ])
    #expect(outcome.empowerments(for: 1) == [Self.empowerment("b", nil)])
    #expect(outcome.empowerments(for: 3).isEmpty)
    // Ways are a set, and their order must not depend on it.
    let ways = ["x", "y", "z"].map {
      PowersOutcome.Way(steps: [.agree($0)], bodies: [:], lasts: nil)
    }
    let several = PowersOutcome(answers: [.init(body: "b", act: 1): .empowered(Set(ways))])
    #expect(several.empowerments(for: 1).map(\.way) == ways)
  }

  @Test func `quotas are exact`() {
    func quota(_ threshold: ProcedureStep.Vote.Threshold, _ total: Int) -> Int {
      WeightedGame.quota(for: threshold, of: total)
    }
    #expect(quota(.moreThan(Ratio(1, 2)), 9) == 5)
    #expect(quota(.moreThan(Ratio(1, 2)), 10) == 6)
    #expect(quota(.atLeast(Ratio(1, 2)), 9) == 5)
    #expect(quota(.atLeast(Ratio(1, 2)), 10) == 5)
    #expect(quota(.atLeast(Ratio(2, 3)), 9) == 6)
    #expect(quota(.moreThan(Ratio(1, 1)), 9) == 10)
    #expect(quota(.atLeast(Ratio(0, 1)), 9) == 0)
    #expect(quota(.moreThan(Ratio(0, 1)), 0) == 1)
    #expect(quota(.atLeast(Ratio(.max, 1)), 9) == .max)
  }

  @Test func `a vote of all weight`() throws {
    let step = Self.vote(.moreThan(Ratio(1, 2)), vetoes: ["small"])
    let empowerment = Self.empowerment("council", [.propose("council"), step])
    func result(_ large: Int, _ small: Int, proposed: Bool = true) throws -> EmpowermentResult {
      try empowerment.result(
        of: CastVotes(
          assenting: proposed ? ["council"] : [],
          ballots: [
            "council": [
              .init(inFavour: large, against: 4 - large), .init(inFavour: small, against: 0),
            ]
          ]))
    }
    #expect(try result(2, 17).passes)
    #expect(try !result(2, 17, proposed: false).passes)
    let short = try result(1, 16).steps[1].count
    #expect(
      short?.obstacles == [.threshold(inFavour: 30, needed: 37), .veto(holder: "small")])
    #expect(try result(2, 17).decided == nil)
    #expect(throws: VotingGameError.self) { try result(5, 0) }
  }

  @Test func `a quorum, and a share of what was cast`() throws {
    let step = Self.vote(
      in: "assembly", quorum: Ratio(1, 3), .moreThan(Ratio(1, 2)), of: .cast)
    func count(_ inFavour: Int, _ against: Int) throws -> VoteCount? {
      try StepResult(
        step, bodies: Self.bodies,
        votes: CastVotes(ballots: ["assembly": [.init(inFavour: inFavour, against: against)]])
      ).count
    }
    #expect(try count(2, 1)?.passes == true)
    #expect(try count(2, 0)?.obstacles == [.quorum(present: 2, needed: 3)])
    #expect(try count(2, 2)?.obstacles == [.threshold(inFavour: 2, needed: 3)])
    #expect(try count(0, 0)?.obstacles == [.quorum(present: 0, needed: 3), .nothingCast])
    #expect(try count(9, 0)?.passes == true)
    // Chambers: any of two votes, and a hearing that binds time alone.
    let chambers = ProcedureStep.all([
      .hear("party", for: nil), .any([step, Self.vote(.atLeast(Ratio(1, 1)))]),
    ])
    let votes = CastVotes(ballots: ["council": [.init(inFavour: 4, against: 0)]])
    let result = try StepResult(chambers, bodies: Self.bodies, votes: votes)
    #expect(!result.passes)
    #expect(result.parts.map(\.passes) == [true, false])
    #expect(result.parts[1].parts.map { $0.count?.passes } == [false, false])
  }
}
