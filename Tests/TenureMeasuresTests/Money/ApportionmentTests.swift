import BigInt
import TenureMeasures
import TenureModel
import TenureTestSupport
import Testing

/// Parts add up, do not depend on the order of the input, and are those of the textbooks.
struct ApportionmentTests {
  typealias Weight = Apportionment.Weight

  static func weights(_ numbers: [Int]) -> [Weight] {
    zip("abcdefghijkl", numbers).map { Weight(String($0), Rational($1)) }
  }

  static func units(_ rule: Apportionment.Rule, _ pot: Int, _ numbers: [Int]) throws -> [Int] {
    try Apportionment(rule).parts(of: pot, among: weights(numbers)).units
  }

  /// The usual examples of the methods: the D'Hondt method is Jefferson's, that of Sainte-Laguë
  /// is Webster's.
  @Test func `known divisions`() throws {
    #expect(
      try Self.units(.jefferson, 8, [100_000, 80_000, 30_000, 20_000]) == [4, 3, 1, 0])
    #expect(try Self.units(.jefferson, 7, [53_000, 24_000, 23_000]) == [4, 2, 1])
    #expect(try Self.units(.webster, 7, [53_000, 24_000, 23_000]) == [3, 2, 2])
    #expect(try Self.units(.largestRemainder, 100, [1, 1, 1]) == [34, 33, 33])
    #expect(try Self.units(.largestRemainder, 5, [1, 1, 1]) == [2, 2, 1])
  }

  @Test func `the residual of the nearest units is stated and handed out`() throws {
    // Each is due 1/2: halves up make ten of five, and five give theirs back.
    let up = try Apportionment(.halfUp).parts(
      of: 5, among: Self.weights(Array(repeating: 1, count: 10)))
    #expect(up.residual == -5)
    #expect(up.units == [0, 0, 0, 0, 0, 1, 1, 1, 1, 1])
    let even = try Apportionment(.halfEven).parts(
      of: 5, among: Self.weights(Array(repeating: 1, count: 10)))
    #expect(even.residual == 5)
    #expect(even.units == [1, 1, 1, 1, 1, 0, 0, 0, 0, 0])
    #expect(try Apportionment(.halfUp).parts(of: 9, among: Self.weights([1, 2])).residual == 0)
  }

  @Test func `the Alabama paradox is found and named`() throws {
    #expect(try Self.units(.largestRemainder, 10, [6, 6, 2]) == [4, 4, 2])
    #expect(try Self.units(.largestRemainder, 11, [6, 6, 2]) == [5, 5, 1])
    let found = try AlabamaParadox.find(
      Apportionment(), from: 10, to: 11, among: Self.weights([6, 6, 2]))
    #expect(found.map(\.name) == ["c"])
    #expect(found.map(\.ofSmaller) == [2])
    #expect(found.map(\.ofLarger) == [1])
    for rule in [Apportionment.Rule.webster, .jefferson] {
      for pot in 0..<60 {
        let none = try AlabamaParadox.find(
          Apportionment(rule), from: pot, to: pot + 1, among: Self.weights([6, 6, 2]))
        #expect(none.isEmpty)
      }
    }
  }

  @Test func `what cannot be divided is refused`() {
    #expect(throws: ApportionmentError.noWeight) {
      try Apportionment().parts(of: 1, among: [])
    }
    #expect(throws: ApportionmentError.noWeight) {
      try Apportionment().parts(of: 1, among: Self.weights([0, 0]))
    }
    #expect(throws: ApportionmentError.weightBelowZero("b")) {
      try Apportionment().parts(of: 1, among: Self.weights([2, -1]))
    }
  }

  @Test(arguments: Apportionment.Rule.allCases)
  func `parts add up, mirror, and ignore the order`(rule: Apportionment.Rule) throws {
    var random = SplitMix64(seed: 5)
    for _ in 0..<300 {
      let weights = Self.weights((0..<random.int(1...9)).map { _ in random.int(0...50) })
        .map { Weight($0.name, $0.weight / Rational(random.int(1...12))) }
      guard weights.contains(where: { $0.weight.signum > 0 }) else { continue }
      let pot = random.int(-2000...2000)
      let parts = try Apportionment(rule).parts(of: pot, among: weights)
      #expect(parts.units.reduce(0, +) == pot)
      #expect(parts.units.allSatisfy { pot < 0 ? $0 <= 0 : $0 >= 0 })
      let mirror = try Apportionment(rule).parts(of: -pot, among: weights)
      #expect(mirror.units == parts.units.map { -$0 })
      #expect(mirror.residual == -parts.residual)
      let order = weights.indices.shuffled(using: &random)
      let shuffled = try Apportionment(rule).parts(of: pot, among: order.map { weights[$0] })
      #expect(shuffled.units == order.map { parts.units[$0] })
      if rule != .webster, rule != .jefferson {
        let total = weights.reduce(Rational.zero) { $0 + $1.weight }
        for (weight, units) in zip(weights, parts.units) {
          let quota = Rational(pot) * weight.weight / total
          #expect((quota - Rational(units)).magnitude < .one)
        }
      }
    }
  }

  /// The divisor methods as auctions: one unit at a time to the greatest weight ÷ divisor.
  @Test(arguments: [(Apportionment.Rule.webster, 2, 1), (.jefferson, 1, 1)])
  func `divisor methods agree with an auction`(
    rule: Apportionment.Rule, step: Int, offset: Int
  ) throws {
    var random = SplitMix64(seed: 6)
    for _ in 0..<200 {
      let weights = Self.weights((0..<random.int(1...8)).map { _ in random.int(0...20) })
      guard weights.contains(where: { $0.weight.signum > 0 }) else { continue }
      let pot = random.int(0...80)
      var auction = [Int](repeating: 0, count: weights.count)
      for _ in 0..<pot {
        let best = weights.indices.max { left, right in
          let bids = [left, right].map {
            weights[$0].weight / Rational(step * auction[$0] + offset)
          }
          return (bids[0], weights[left].weight, weights[right].name)
            < (bids[1], weights[right].weight, weights[left].name)
        }
        if let best { auction[best] += 1 }
      }
      #expect(try Apportionment(rule).parts(of: pot, among: weights).units == auction)
    }
  }

  @Test func `carried fractions come out even in the end`() throws {
    let weights = Self.weights([1, 1, 1])
    var carried: [Rational] = []
    var totals = [0, 0, 0]
    for _ in 0..<300 {
      let parts = try Apportionment(.carry).parts(of: 100, among: weights, carried: carried)
      carried = parts.carried
      totals = zip(totals, parts.units).map(+)
      #expect(carried.reduce(.zero, +) == .zero)
      #expect(carried.allSatisfy { $0.magnitude < .one })
    }
    #expect(totals == [10_000, 10_000, 10_000])
    // A refund of the first payout cancels it, and what it carried.
    let first = try Apportionment(.carry).parts(of: 100, among: weights)
    let back = try Apportionment(.carry).parts(
      of: -100, among: weights, carried: first.carried)
    #expect(back.units == first.units.map { -$0 })
    #expect(back.carried.allSatisfy { $0 == .zero })
  }

  @Test func `weights beyond a word divide exactly`() throws {
    let big = Rational(BigInt(10).power(30) + 1, BigInt(10).power(30))
    let parts = try Apportionment().parts(
      of: 1 << 60, among: [Weight("a", big), Weight("b", .one)])
    #expect(parts.units.reduce(0, +) == 1 << 60)
    #expect(parts.units[0] >= parts.units[1])
  }
}
