import BigInt
import TenureMeasures
import Testing

/// Games whose indices are in print.
@Suite struct KnownGameTests {
  /// The Security Council of 15: nine votes, among them all five permanent members.
  ///
  /// Shapley-Shubik
  /// 421/2145 and 4/2145: Straffin, Game Theory and Strategy (1993), chapter 11; Banzhaf 848 and 84
  /// swings of 5,080 in all: Taylor and Zwicker, Simple Games (1999).
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
    #expect(indices.winning == 848)
    #expect(game.vetoers == [0])
    #expect(indices.fewestToPass == 9)
    #expect(indices.fewestToBlock == 1)
    // The same as one weighted game: 7 for each permanent member, quota 39.
    let weighted = try VotingGame(
      classes, rule: .weighted(WeightedGame(weights: [7, 1], atLeast: 39)))
    #expect(try weighted.powers() == indices)
  }
}
