import TenureMeasures
import TenureModel
import TenureTestSupport
import Testing

/// Gains and losses between two payouts.
struct WinnersAndLosersTests {
  @Test func `winners, losers, the band and the pot`() throws {
    let result = try WinnersAndLosers(
      before: ["a": 100, "b": 100, "c": 100, "d": 5],
      after: ["a": 150, "b": 99, "c": 20, "e": 7], band: 1)
    #expect(result.winners.map(\.name) == ["a", "e"])
    #expect(result.losers.map(\.name) == ["c", "d"])
    #expect(result.unchanged.map(\.name) == ["b"])
    #expect(result.largestLoser?.name == "c")
    #expect(result.gains - result.losses == result.potAfter - result.potBefore)
    #expect(result.giniBefore == (try WeightedDistribution([100, 100, 100, 5, 0]).gini()))
    #expect(result.giniAfter == (try WeightedDistribution([150, 99, 20, 0, 7]).gini()))
    #expect(throws: MoneyError.overflow) {
      try WinnersAndLosers(before: ["a": .max], after: ["a": .min])
    }
  }

  @Test func `a loss by rounding is labelled`() throws {
    let fall = Falls.fall([(1, Falls.shares([("a", 6, 14), ("b", 6, 14), ("c", 2, 14)]))])
    let before = try Falls.euro(10)
    let after = try Falls.euro(11)
    let result = try WinnersAndLosers(
      before: fall.payout(of: before), after: fall.payout(of: after),
      exactBefore: fall.exactPayout(of: before), exactAfter: fall.exactPayout(of: after))
    #expect(result.changes.filter(\.isRoundingArtefact).map(\.name) == ["c"])
    #expect(result.largestLoser?.name == "c")
  }

  @Test func `gains and losses are the change of the pot`() throws {
    var random = SplitMix64(seed: 139)
    for _ in 0..<50 {
      let claims = Falls.claims(&random)
      let incomes = [random.int(-9000...9000), random.int(-9000...9000)]
      let payouts = try incomes.map {
        try Falls.random(&random, distinct: false, rule: .webster)
          .payout(of: Falls.euro($0), claims: claims)
      }
      let result = try WinnersAndLosers(before: payouts[0], after: payouts[1])
      #expect(result.gains - result.losses == incomes[1] - incomes[0])
    }
  }
}
