import BigInt
import TenureMeasures
import TenureTestSupport
import Testing

/// Estimates keep the bounds that they state.
@Suite struct SamplingTests {
  @Test(arguments: 0..<10)
  func `estimates of random games`(round: Int) throws {
    var random = SplitMix64(seed: UInt64(4000 + round))
    let game = try RandomGame.make(using: &random)
    let exact = try game.powers()
    let accuracy = SampledPowers.Accuracy(errorOneIn: 20, doubtOneIn: 1_000_000)
    let sampled = try game.sampledPowers(accuracy, seed: UInt64(round))
    #expect(sampled == (try game.sampledPowers(accuracy, seed: UInt64(round))))
    func isWithin(_ one: Share, _ other: Share, _ error: Share) -> Bool {
      one - other < error && other - one < error
    }
    #expect(isWithin(sampled.passing, exact.passing, sampled.error))
    for (power, truth) in zip(sampled.powers, exact.powers) where truth.seats.count > 0 {
      #expect(isWithin(power.absolute, truth.absolute, sampled.error))
      let value = try #require(truth.shapleyShubik)
      #expect(isWithin(power.shapleyShubik, value, power.shapleyShubikError))
    }
  }

  /// 2 m ε² ≥ ln(2 k D): five estimates for two kinds of seats, one in a hundred, one in a million
  /// make ln(10⁷) / 0.0002 = 80,590 draws; rounded up to powers of two, 83,334.
  @Test func `the number of draws`() throws {
    let game = try VotingGame.weighted(quota: 3, [2, 1, 1])
    let sampled = try game.sampledPowers(.init(errorOneIn: 100, doubtOneIn: 1_000_000), seed: 7)
    #expect(sampled.draws >= 80_590 && sampled.draws < 90_000)
    #expect(sampled.error == Share(1, of: 100) && sampled.doubt == Share(1, of: 1_000_000))
    // An order has exactly one pivot.
    let sum = sampled.powers.reduce(Share.zero) { $0 + $1.shapleyShubik }
    #expect(sum == Share(1, of: 1))
  }
}
