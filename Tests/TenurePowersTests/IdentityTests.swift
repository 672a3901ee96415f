import BigInt
import TenureMeasures
import TenureTestSupport
import Testing

/// What holds for every game.
@Suite struct IdentityTests {
  @Test(arguments: 0..<30)
  func `Coleman's indices, the dual game and special places`(round: Int) throws {
    var random = SplitMix64(seed: UInt64(8000 + round))
    for _ in 0..<10 {
      let game = try RandomGame.make(using: &random)
      let indices = try game.powers()
      let dual = try game.dual.powers()
      let all = BigInt(1) << game.seatCount
      #expect(dual.winning == all - indices.winning)
      for (position, power) in indices.powers.enumerated() where power.seats.count > 0 {
        #expect(dual.powers[position].swings == power.swings)
        #expect(dual.powers[position].shapleyShubik == power.shapleyShubik)
        #expect(dual.powers[position].prevent == power.initiate)
        // Prevent × winning = initiate × losing = the swings, twice the harmonic mean is absolute.
        #expect(
          power.prevent.numerator * indices.winning == power.swings * power.prevent.denominator)
        #expect(
          power.initiate.numerator * (all - indices.winning)
            == power.swings * power.initiate.denominator)
        #expect(game.vetoers.contains(position) == (power.prevent == Share(1, of: 1)))
        #expect(game.passers.contains(position) == (power.initiate == Share(1, of: 1)))
        #expect(try game.dummies().contains(position) == power.isDummy)
        let isDictator = power.absolute == Share(1, of: 1)
        #expect((game.dictator == position) == isDictator)
      }
      #expect(game.locksEveryoneOut == (indices.winning == 0))
      #expect(try game.smallestWinning()?.count == indices.fewestToPass)
      #expect(try game.smallestBlocking()?.count == indices.fewestToBlock)
      let smallest = try game.smallestWinning()
      #expect(smallest.map { game.isWon(by: $0) } != false)
    }
  }

  /// Splitting a class in two of the same weights changes nobody's power.
  @Test(arguments: 0..<20)
  func `a class in two parts`(round: Int) throws {
    var random = SplitMix64(seed: UInt64(8500 + round))
    let game = try RandomGame.make(using: &random)
    let first = game.classes[0]
    let parts = [
      VotingGame.Seats(first.player, count: first.count / 2),
      VotingGame.Seats(.seats(of: "other", in: "body"), count: first.count - first.count / 2),
    ]
    func split(_ rule: VotingGame.Rule) -> VotingGame.Rule {
      switch rule {
      case .all(let parts): .all(parts.map { split($0) })
      case .any(let parts): .any(parts.map { split($0) })
      case .weighted(let game):
        .weighted(
          WeightedGame(weights: [game.weights[0]] + game.weights, atLeast: game.quota))
      }
    }
    let replicated = try VotingGame(
      parts + game.classes.dropFirst(), rule: split(game.rule))
    let (one, two) = (try game.powers(), try replicated.powers())
    #expect(one.winningBySize == two.winningBySize)
    #expect(one.powers[0].shapleyShubik == two.powers[1].shapleyShubik)
    #expect(one.powers.map(\.swings) == Array(two.powers.map(\.swings).dropFirst()))
  }

  @Test func `numbers that are no game are refused`() throws {
    let seats = [VotingGame.Seats(.body("council"), count: 2)]
    func code(_ weights: [Int], _ count: Int = 2) -> VotingGameError.Code? {
      do throws(VotingGameError) {
        _ = try VotingGame(
          [VotingGame.Seats(seats[0].player, count: count)],
          rule: .weighted(WeightedGame(weights: weights, atLeast: 1)))
        return nil
      } catch { return error.code }
    }
    #expect(code([1]) == nil)
    #expect(code([-1]) == .malformed)
    #expect(code([1, 2]) == .malformed)
    #expect(code([1], -1) == .malformed)
    #expect(code([.max]) == .tooHeavy)
    #expect(code([1], .max) == .tooHeavy)
  }
}
