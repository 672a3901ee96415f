import BigInt
import TenureMeasures
import TenureTestSupport
import Testing

/// Minimal coalitions, and the indices that are built on them.
@Suite struct MinimalCoalitionTests {
  @Test(arguments: 0..<30)
  func `minimal coalitions of random games`(round: Int) throws {
    var random = SplitMix64(seed: UInt64(5000 + round))
    for _ in 0..<10 {
      let game = try RandomGame.make(using: &random)
      let slow = BruteForce(game)
      let minimal = slow.minimalWinning
      let found = try game.minimalWinning(listing: 1000)
      #expect(found.count == BigInt(minimal.count), "\(game)")
      #expect(found.isComplete)
      let expected = Set(
        minimal.map { set in
          var coalition = game.nobody
          for (seat, position) in slow.classOfSeat.enumerated() where set >> seat & 1 == 1 {
            coalition.seats[position] += 1
          }
          return coalition
        })
      #expect(Set(found.coalitions) == expected && found.coalitions.count == expected.count)
      let all = minimal.reduce(0) { $0 + $1.nonzeroBitCount }
      for (seat, position) in slow.classOfSeat.enumerated() {
        let own = minimal.filter { $0 >> seat & 1 == 1 }
        let power = found.powers[position]
        #expect(power.memberships == BigInt(own.count))
        #expect(power.publicGood == (all == 0 ? .zero : Share(BigInt(own.count), of: BigInt(all))))
        let parts = own.reduce(Share.zero) { $0 + Share(1, of: BigInt($1.nonzeroBitCount)) }
        #expect(
          power.deeganPackel
            == (minimal.isEmpty
              ? .zero : Share(parts.numerator, of: parts.denominator * BigInt(minimal.count))))
      }
      #expect(try game.minimalBlocking() == game.dual.minimalWinning())
    }
  }

  /// Deegan and Packel, International Journal of Game Theory 7 (1978): [5; 3, 2, 1, 1, 1] and the
  /// like are small enough to be checked by hand.
  @Test func `lists are cut where they are told to`() throws {
    let game = try VotingGame.weighted(quota: 5, [3, 2, 1, 1, 1])
    let all = try game.minimalWinning()
    // {3, 2}, {3, 1, 1} in three ways, {2, 1, 1, 1}.
    #expect(all.count == 5)
    #expect(all.powers[0].memberships == 4)
    #expect(all.powers[0].deeganPackel == Share(3, of: 10))
    #expect(all.powers[0].publicGood == Share(4, of: 15))
    let some = try game.minimalWinning(listing: 2)
    #expect(some.coalitions.count == 2 && !some.isComplete && some.count == 5)
    #expect(throws: VotingGameError.self) {
      try game.minimalWinning(limits: CountingLimits(searchStates: 3))
    }
  }
}
