import TenureMeasures
import TenureModel
import TenureTestSupport
import Testing

/// Measures of inequality against definitions, known values and copies of the population.
struct InequalityTests {
  /// Half the mean difference over all pairs, by the mean.
  static func naiveGini(_ amounts: [Int]) -> Rational {
    var differences = 0
    for left in amounts { for right in amounts { differences += abs(left - right) } }
    return Rational(differences, 2 * amounts.count * amounts.reduce(0, +))
  }

  static func expanded(_ amounts: [Int], _ weights: [Int]) -> [Int] {
    zip(amounts, weights).flatMap { Array(repeating: $0, count: $1) }
  }

  @Test func `the Gini coefficient is its definition, weighted or copied out`() throws {
    var random = SplitMix64(seed: 41)
    for _ in 0..<150 {
      let amounts = (0..<random.int(1...12)).map { _ in random.int(-5...40) }
      let weights = amounts.map { _ in random.int(0...4) }
      let all = Self.expanded(amounts, weights)
      guard all.reduce(0, +) > 0 else { continue }
      let distribution = try WeightedDistribution(amounts, weights: weights)
      #expect(try distribution.gini() == Self.naiveGini(all))
      let copied = try WeightedDistribution(amounts, weights: weights.map { $0 * 1000 })
      #expect(copied == distribution)
      #expect(try WeightedDistribution(all.shuffled(using: &random)).gini() == distribution.gini())
    }
  }

  @Test func `large amounts and weights do not overflow`() throws {
    let distribution = try WeightedDistribution([0, .max], weights: [.max - 1, 1])
    let all = Rational(Int.max)
    #expect(try distribution.gini() == (all - .one) / all)
    #expect(throws: InequalityError.totalNotPositive) {
      try WeightedDistribution([.min, .max], weights: [1, 1]).gini()
    }
  }

  @Test func `sorting by digits is sorting`() throws {
    var random = SplitMix64(seed: 43)
    for widest in [10, 5000, 1 << 40, Int.max] {
      let amounts = (0..<3000).map { _ in random.int(-(widest / 2)...widest / 2) }
      let distribution = try WeightedDistribution(amounts)
      #expect(distribution.values == Set(amounts).sorted())
    }
  }

  @Test func `shares, Palma and S80 by S20 on tenths`() throws {
    let distribution = try WeightedDistribution(Array(1...10))
    #expect(
      try distribution.quantileShares(5)
        == [Rational(3, 55), Rational(7, 55), Rational(11, 55), Rational(15, 55), Rational(19, 55)])
    #expect(try distribution.palma() == Rational(10, 10))
    #expect(try distribution.fifthRatio() == Rational(19, 3))
    #expect(try distribution.gini() == Rational(3, 10))
    // Members who have the same are parted: a quarter of four equal ones has a quarter.
    let equal = try WeightedDistribution([5], weights: [4])
    #expect(try equal.share(ofPoorest: Rational(1, 3)) == Rational(1, 3))
    #expect(throws: InequalityError.nothingBelow) {
      try WeightedDistribution([0, 0, 0, 1]).palma()
    }
  }

  @Test func `Theil and Atkinson on known values`() throws {
    let two = try WeightedDistribution([1, 3])
    // Means of (1/2) ln (1/2) and (3/2) ln (3/2), and of ln 2 and ln (2/3).
    #expect((try two.theilT() - 0.130_812_035_941_137).magnitude < 1e-14)
    #expect((try two.theilL() - 0.143_841_036_225_890).magnitude < 1e-14)
    // 1 - √3 ÷ 2, and 1 - the square of the mean root by the mean.
    #expect((try two.atkinson(Ratio(1, 1)) - 0.133_974_596_215_561).magnitude < 1e-14)
    #expect((try two.atkinson(Ratio(1, 2)) - 0.066_987_298_107_780).magnitude < 1e-14)
    // The harmonic mean of 1 and 3 is 3/2.
    #expect((try two.atkinson(Ratio(2, 1)) - 0.25).magnitude < 1e-14)
    #expect(try two.atkinson(Ratio(0, 1)).magnitude < 1e-14)
    let equal = try WeightedDistribution([7, 7, 7])
    #expect(try equal.theilT() == 0 && equal.theilL() == 0)
    #expect(try WeightedDistribution([0, 1]).atkinson(Ratio(3, 2)) == 1)
    // One of n has all: ln n.
    #expect(
      (try WeightedDistribution([0, 9], weights: [7, 1]).theilT() - 2.079_441_541_679_836)
        .magnitude < 1e-14)
    #expect(throws: InequalityError.amountTooSmall) { try WeightedDistribution([0, 1]).theilL() }
  }

  @Test func `Theil's measures decompose, and copies change nothing`() throws {
    var random = SplitMix64(seed: 47)
    for _ in 0..<40 {
      let groups = (0..<3).map { _ in
        let amounts = (0..<random.int(1...6)).map { _ in random.int(1...500) }
        return (amounts: amounts, weights: amounts.map { _ in random.int(1...9) })
      }
      let all = try WeightedDistribution(
        groups.flatMap(\.amounts), weights: groups.flatMap(\.weights))
      let copied = try WeightedDistribution(
        groups.flatMap(\.amounts), weights: groups.flatMap(\.weights).map { $0 * 7 })
      let t = try TheilDecomposition(.t, groups: groups)
      let l = try TheilDecomposition(.l, groups: groups)
      #expect((t.total - (try all.theilT())).magnitude < 1e-12)
      #expect((l.total - (try all.theilL())).magnitude < 1e-12)
      #expect(t.between > -1e-15 && l.between > -1e-15)
      #expect(try copied.theilT() == all.theilT())
      #expect(try copied.atkinson(Ratio(1, 3)) == all.atkinson(Ratio(1, 3)))
    }
  }

  @Test func `Lorenz curves dominate or cross`() throws {
    func curve(_ amounts: [Int]) throws -> LorenzCurve {
      try LorenzCurve(WeightedDistribution(amounts))
    }
    let equal = try curve([1, 1, 1])
    let skewed = try curve([0, 0, 1])
    #expect(equal.compared(to: skewed) == .firstDominates)
    #expect(skewed.compared(to: equal) == .secondDominates)
    #expect(try curve([2, 4, 4]).compared(to: curve([2, 2, 4, 4, 4, 4])) == .equal)
    // 1, 5, 6 has less at a third and more at two thirds, by as much: they meet halfway.
    #expect(try curve([1, 5, 6]).compared(to: curve([2, 3, 7])) == .cross(at: [Rational(1, 2)]))
    // The area between the curve and the diagonal is half the Gini coefficient.
    let distribution = try WeightedDistribution([1, 2, 3, 9, 14], weights: [3, 1, 4, 1, 5])
    let points = try LorenzCurve(distribution).points
    var area = Rational.zero
    for (start, end) in zip(points, points.dropFirst()) {
      area += (end.population - start.population) * (end.share + start.share)
    }
    #expect(try distribution.gini() == .one - area)
  }

  @Test func `what has no inequality is refused`() {
    #expect(throws: InequalityError.empty) { try WeightedDistribution([]) }
    #expect(throws: InequalityError.empty) { try WeightedDistribution([1], weights: [0]) }
    #expect(throws: InequalityError.countsDiffer) { try WeightedDistribution([1], weights: []) }
    #expect(throws: InequalityError.weightBelowZero) {
      try WeightedDistribution([1], weights: [-1])
    }
  }
}
