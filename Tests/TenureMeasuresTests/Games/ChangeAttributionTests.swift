import TenureMeasures
import TenureTestSupport
import Testing

/// Differences are attributed to changes without regard to an order, and add up.
struct ChangeAttributionTests {
  @Test func `the shares add up to the difference and name what is inert`() throws {
    var asked: [UInt64: Int] = [:]
    // Two changes that only work together, one by itself, one without effect.
    let attribution = try ChangeAttribution(changes: 4) { subset in
      asked[subset, default: 0] += 1
      let together = subset & 3 == 3 ? 10 : 0
      return [Rational(together + (subset & 4 != 0 ? 7 : 0)), Rational(together * 2)]
    }
    let five = [Rational(5), Rational(10)]
    #expect(attribution.shares == [five, five, [Rational(7), .zero], [.zero, .zero]])
    #expect(attribution.inert == [3])
    #expect(attribution.error == nil)
    #expect(asked.count == 16 && asked.values.allSatisfy { $0 == 1 })
  }

  @Test(arguments: 0...7) func `exact shares are the Shapley value`(changes: Int) throws {
    var random = SplitMix64(seed: 31)
    var worths = (0..<1 << changes).map { _ in random.int(-50...50) }
    worths[0] = 0
    let game = try CooperativeGame(players: (0..<changes).map { "\($0)" }, worths: worths)
    let attribution = try ChangeAttribution(changes: changes) { [Rational(worths[Int($0)])] }
    #expect(attribution.shares.map { $0[0] } == game.shapleyValue())
  }

  @Test func `many changes are sampled with a stated error, and still add up`() throws {
    let outcome: (UInt64) -> [Rational] = { subset in
      [Rational(subset.nonzeroBitCount * subset.nonzeroBitCount)]
    }
    let attribution = try ChangeAttribution(changes: 20, orders: 300, seed: 7, outcome: outcome)
    let again = try ChangeAttribution(changes: 20, orders: 300, seed: 7, outcome: outcome)
    #expect(attribution == again)
    #expect(attribution.shares.reduce(.zero) { $0 + $1[0] } == Rational(400))
    let error = try #require(attribution.error?.first)
    for share in attribution.shares {
      #expect((share[0] - Rational(20)).magnitude.approximation <= error)
    }
  }
}
