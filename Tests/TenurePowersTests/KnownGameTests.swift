import BigInt
import TenureMeasures
import Testing

/// Games whose indices are in print.
@Suite struct KnownGameTests {
  /// The Security Council of 15: nine votes, among them all five permanent members.
  ///
  /// Shapley-Shubik 421/2145 and 4/2145: Straffin, "Power indices in politics", in Political and
  /// Related Models (1983), chapter 11. A permanent member swings every winning coalition, four or
  /// more of ten elected members with all permanent ones, which are 848; an elected one swings with
  /// three of the other nine, in 84 ways.
  @Test func `the Security Council`() throws {
    let classes = [
      VotingGame.Seats(.seats(of: "permanent", in: "council"), count: 5),
      VotingGame.Seats(.seats(of: "elected", in: "council"), count: 10),
    ]
    let game = try VotingGame(
      classes,
      rule: .all([
        .weighted(WeightedGame(weights: [1, 1], atLeast: 9)),
        .weighted(WeightedGame(weights: [1, 0], atLeast: 5)),
      ]))
    let indices = try game.powers()
    #expect(indices.powers[0].shapleyShubik == Share(421, of: 2145))
    #expect(indices.powers[1].shapleyShubik == Share(4, of: 2145))
    #expect(indices.powers.map(\.swings) == [848, 84])
    #expect(indices.powers[0].normalised == Share(848, of: 5080))
    #expect(indices.powers[0].prevent == Share(1, of: 1))
    #expect(indices.winning == 848)
    #expect(game.vetoers == [0])
    #expect(indices.fewestToPass == 9)
    #expect(indices.fewestToBlock == 1)
    // The same as one weighted game: 7 for each permanent member, quota 39.
    let weighted = try VotingGame(
      classes, rule: .weighted(WeightedGame(weights: [7, 1], atLeast: 39)))
    #expect(try weighted.powers() == indices)
    #expect(try GameComparison(game, weighted).relation == .same)
    // Four of the ten elected members with all permanent ones; a permanent one, or seven others.
    let passing = try game.minimalWinning()
    #expect(passing.count == 210)
    #expect(passing.coalitions == [Coalition([5, 4])])
    #expect(passing.powers[0].deeganPackel == Share(1, of: 9))
    #expect(passing.powers[1].publicGood == Share(84, of: 210 * 5 + 84 * 10))
    let blocking = try game.minimalBlocking()
    #expect(blocking.count == 5 + 120)
    #expect(Set(blocking.coalitions) == [Coalition([1, 0]), Coalition([0, 7])])
  }

  /// The Council of the six, 1958 to 1972: 12 of 17 votes.
  ///
  /// Shapley-Shubik 7/30, 3/20 and nothing, Banzhaf 5/21, 1/7 and nothing: Felsenthal and Machover,
  /// The Measurement of Voting Power (1998), chapter 5.
  @Test func `the first Council of the European Economic Community`() throws {
    let game = try VotingGame.weighted(quota: 12, [4, 4, 4, 2, 2, 1])
    let powers = try game.powers().powers
    let large = Share(7, of: 30)
    let small = Share(3, of: 20)
    #expect(powers.map(\.shapleyShubik) == [large, large, large, small, small, .zero])
    #expect(powers[0].normalised == Share(5, of: 21))
    #expect(powers[3].normalised == Share(1, of: 7))
    #expect(powers.map(\.isDummy) == [false, false, false, false, false, true])
    #expect(try game.dummies() == [5])
  }

  /// The Victoria proposal to amend Canada's constitution, 1971: Ontario, Quebec, two of the four
  /// Atlantic provinces, and British Columbia with a prairie province, or all three of these.
  ///
  /// Both indices, which rank the Atlantic and the prairie provinces in opposite ways: Straffin
  /// (1983).
  @Test func `the amendment of Canada's constitution`() throws {
    let names = ["ontario", "quebec", "british-columbia", "prairie", "atlantic"]
    let classes = zip(names, [1, 1, 1, 3, 4]).map {
      VotingGame.Seats(.seats(of: $0, in: "provinces"), count: $1)
    }
    let game = try VotingGame(
      classes,
      rule: .all([
        .weighted(WeightedGame(weights: [1, 1, 0, 0, 0], atLeast: 2)),
        .weighted(WeightedGame(weights: [0, 0, 0, 0, 1], atLeast: 2)),
        .weighted(WeightedGame(weights: [0, 0, 2, 1, 0], atLeast: 3)),
      ]))
    let powers = try game.powers().powers
    #expect(
      powers.map(\.shapleyShubik) == [
        Share(53, of: 168), Share(53, of: 168), Share(1, of: 8), Share(1, of: 24),
        Share(5, of: 168),
      ])
    #expect(
      powers.map { $0.normalised.decimal(places: 4) } == [
        "0.2178", "0.2178", "0.1634", "0.0545", "0.0594",
      ])
  }

  /// The Congress of 1954: both houses and the president, or two thirds of both houses.
  ///
  /// Shapley and Shubik, American Political Science Review 48 (1954), give the power of a
  /// president, a senator and a representative as about 350 to 9 to 2. The president's is also
  /// counted here from the definition: the coalitions of both houses that lose without him and win
  /// with him.
  @Test func `the federal system of the United States`() throws {
    let classes = [
      VotingGame.Seats(.body("president")),
      VotingGame.Seats(.seats(of: "senator", in: "senate"), count: 96),
      VotingGame.Seats(.seats(of: "representative", in: "house"), count: 435),
    ]
    func pass(_ president: Int, _ senate: Int, _ house: Int) -> VotingGame.Rule {
      .all([
        .weighted(WeightedGame(weights: [1, 0, 0], atLeast: president)),
        .weighted(WeightedGame(weights: [0, 1, 0], atLeast: senate)),
        .weighted(WeightedGame(weights: [0, 0, 1], atLeast: house)),
      ])
    }
    let game = try VotingGame(classes, rule: .any([pass(1, 49, 218), pass(0, 64, 290)]))
    let powers = try game.powers().powers.compactMap(\.shapleyShubik)
    #expect(powers[0] + powers[1] * 96 + powers[2] * 435 == Share(1, of: 1))
    #expect(powers[0] > powers[2] * 158 && powers[0] < powers[2] * 192)
    #expect(powers[1] * 10 > powers[2] * 41 && powers[1] * 10 < powers[2] * 49)
    #expect(powers[0] == Self.powerOfPresident)
    #expect(try game.smallestWinning()?.seats == [1, 49, 218])
    #expect(try game.smallestBlocking()?.count == 34)
  }

  private static var powerOfPresident: Share {
    var factorials: [BigInt] = [1]
    for number in 1...532 { factorials.append(factorials[number - 1] * BigInt(number)) }
    func subsets(_ count: Int) -> [BigInt] {
      (0...count).map { factorials[count] / (factorials[$0] * factorials[count - $0]) }
    }
    let (senate, house) = (subsets(96), subsets(435))
    var bySize = [BigInt](repeating: 0, count: 532)
    for senators in 49...96 {
      for representatives in 218...435 where senators < 64 || representatives < 290 {
        bySize[senators + representatives] += senate[senators] * house[representatives]
      }
    }
    let orders = bySize.enumerated().reduce(BigInt(0)) { sum, entry in
      entry.element == 0
        ? sum : sum + entry.element * factorials[entry.offset] * factorials[531 - entry.offset]
    }
    return Share(orders, of: factorials[532])
  }

  /// One pair of gloves: one left, two right.
  ///
  /// The Shapley value of the glove game is 2/3, 1/6, 1/6.
  @Test func `the glove game`() throws {
    let game = try VotingGame(
      [
        VotingGame.Seats(.seats(of: "left", in: "gloves")),
        VotingGame.Seats(.seats(of: "right", in: "gloves"), count: 2),
      ],
      rule: .all([
        .weighted(WeightedGame(weights: [1, 0], atLeast: 1)),
        .weighted(WeightedGame(weights: [0, 1], atLeast: 1)),
      ]))
    let powers = try game.powers().powers
    #expect(powers.map(\.shapleyShubik) == [Share(2, of: 3), Share(1, of: 6)])
    #expect(powers.map(\.normalised) == [Share(3, of: 5), Share(1, of: 5)])
    #expect(game.vetoers == [0])
    #expect(game.dictator == nil)
  }
}
