import BigInt
import TenureMeasures
import TenureTestSupport
import Testing

/// Two procedures as games, against all coalitions one by one.
@Suite struct ComparisonTests {
  /// With no states to search, what differs is found by counting.
  @Test(arguments: [CountingLimits.standard, CountingLimits(searchStates: 0)])
  func `random rules over the same seats`(limits: CountingLimits) throws {
    var random = SplitMix64(seed: 6000)
    var relations: Set<GameComparison.Relation> = []
    for _ in 0..<200 {
      let game = try RandomGame.make(using: &random)
      let rule = RandomGame.rule(over: game.classes, depth: 2, using: &random)
      let other = try VotingGame(game.classes, rule: rule)
      var limits = limits
      // The chambers of a procedure need a few.
      if limits.searchStates == 0 { limits.searchStates = 3 }
      guard let comparison = try? GameComparison(game, other, limits: limits) else { continue }
      relations.insert(comparison.relation)
      let pairs = zip(BruteForce(game).isWon, BruteForce(other).isWon)
      #expect((comparison.onlyBefore != nil) == pairs.contains { $0 && !$1 }, "\(game) \(other)")
      #expect((comparison.onlyAfter != nil) == pairs.contains { !$0 && $1 }, "\(game) \(other)")
      if let only = comparison.onlyBefore {
        #expect(game.isWon(by: only) && !other.isWon(by: only))
      }
      if let only = comparison.onlyAfter {
        #expect(!game.isWon(by: only) && other.isWon(by: only))
      }
    }
    #expect(relations == Set(GameComparison.Relation.allCases))
  }

  @Test func `seats that come and go`() throws {
    func council(_ counts: [(String, Int)]) throws -> VotingGame {
      try VotingGame(
        counts.map { VotingGame.Seats(.seats(of: $0.0, in: "council"), count: $0.1) },
        rule: .weighted(WeightedGame(weights: counts.map { _ in 1 }, atLeast: 3)))
    }
    let before = try council([("old", 2), ("both", 3)])
    let after = try council([("both", 4), ("new", 1)])
    let comparison = try GameComparison(before, after)
    #expect(comparison.relation == .different)
    #expect(comparison.classes.map(\.player.holder) == ["old", "both", "both", "new"])
    #expect(comparison.classes.map(\.count) == [2, 3, 1, 1])
    let shift = try before.powers().shift(to: after.powers())
    #expect(shift.map(\.player.holder) == ["both", "new", "old"])
    #expect(shift.map(\.seatsBefore) == [3, 0, 2])
    #expect(shift.map(\.seatsAfter) == [4, 1, 0])
    #expect(shift.map(\.shapleyShubik) == [.zero, Share(1, of: 5), .zero - Share(1, of: 5)])
    #expect(shift[2].shapleyShubik?.description == "-1/5")
    // Seats in favour that are in one game only are no help in the other.
    #expect(try GameComparison(before, before).relation == .same)
  }

  /// A sum of squares that no search by hand finds at once.
  @Test func `a quota that no sum meets changes nothing`() throws {
    let weights = [100, 100, 100, 60, 60]
    let before = try VotingGame.weighted(quota: 201, weights)
    let same = try VotingGame.weighted(quota: 220, weights)
    let harder = try VotingGame.weighted(quota: 221, weights)
    #expect(try GameComparison(before, same).relation == .same)
    #expect(try GameComparison(before, harder).relation == .harder)
    #expect(try GameComparison(harder, before).relation == .easier)
    #expect(try GameComparison(before, harder).onlyBefore?.count == 3)
  }

  @Test(arguments: 0..<20)
  func `blocs that swing`(round: Int) throws {
    var random = SplitMix64(seed: UInt64(6500 + round))
    let game = try RandomGame.make(using: &random)
    let slow = BruteForce(game)
    for _ in 0..<5 {
      let bloc = Coalition(game.classes.map { random.int(0...$0.count) })
      // By definition: some seat of the bloc swings.
      let swings = slow.classOfSeat.indices.contains { seat in
        bloc.seats[slow.classOfSeat[seat]] > 0 && !slow.swings(of: seat).isEmpty
      }
      #expect(try game.swings(bloc) == swings)
    }
  }
}
