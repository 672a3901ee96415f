import TenureEngine
import TenureModel
import TenureReference
import TenureTestSupport
import Testing

/// The engine's diff is what ruling in every situation finds.
struct DiffAgreementTests {
  /// Tries a pair of regimes, and reports what is wrong, with both as small as the fault allows.
  private static func report(
    _ first: Regime, _ second: Regime, at day: Day?, boxByBox: Bool = false,
    _ random: SplitMix64
  ) -> String? {
    func problem(_ pair: [Regime]) -> String? {
      var random = random
      return DiffDifference.find(
        pair[0], pair[1], at: day, boxByBox: boxByBox, using: &random)
    }
    guard problem([first, second]) != nil else { return nil }
    let small = RegimeShrinker.shrink([first, second], attempts: 500) { problem($0) != nil }
    let text = RegimeText(first.vocabulary)
    return """
      \(problem(small) ?? "")
      BEFORE \(text.text(small[0]))
      AFTER \(text.text(small[1]))
      \(day.map { "at \($0)" } ?? "on all days")
      """
  }

  private static func day(using random: inout SplitMix64) -> Day? {
    random.chance(20) ? random.pick(RandomVocabulary.days) : nil
  }

  @Test func `an amended regime is compared alike`() {
    RandomRun.expectNothing(in: 60) { seed in
      var random = SplitMix64(seed: seed)
      let vocabulary = RandomVocabulary.make(using: &random)
      let first = RandomRegime.make(over: vocabulary, using: &random)
      let second = RandomRegime.amended(first, using: &random)
      guard SituationSpace([first, second]).cellCount <= DiffDifference.cellLimit else {
        return nil
      }
      return Self.report(first, second, at: Self.day(using: &random), random)
    }
  }

  @Test func `clauses in force on other days are compared alike`() {
    RandomRun.expectNothing(in: 60) { seed in
      var random = SplitMix64(seed: seed)
      let vocabulary = RandomVocabulary.make(using: &random)
      let first = RandomRegime.rescheduled(
        RandomRegime.make(over: vocabulary, using: &random), using: &random)
      var second = RandomRegime.rescheduled(first, using: &random)
      if random.chance(30) { second = RandomRegime.amended(second, using: &random) }
      guard SituationSpace([first, second]).cellCount <= DiffDifference.cellLimit else {
        return nil
      }
      return Self.report(first, second, at: nil, random)
    }
  }

  @Test func `two unrelated regimes are compared alike`() {
    RandomRun.expectNothing(in: 40) { seed in
      var random = SplitMix64(seed: seed)
      let vocabulary = RandomVocabulary.make(using: &random)
      let pair = (0..<2).map { _ in
        RandomRegime.make(over: vocabulary, clauses: 1...8, using: &random)
      }
      guard SituationSpace(pair).cellCount <= DiffDifference.cellLimit else {
        return nil
      }
      return Self.report(pair[0], pair[1], at: Self.day(using: &random), random)
    }
  }

  @Test func `regions that are found box by box are the same situations`() {
    RandomRun.expectNothing(in: 30) { seed in
      var random = SplitMix64(seed: seed)
      let vocabulary = RandomVocabulary.make(using: &random)
      let first = RandomRegime.make(over: vocabulary, clauses: 1...8, using: &random)
      let second =
        random.chance(50)
        ? RandomRegime.amended(first, using: &random)
        : RandomRegime.make(over: vocabulary, clauses: 1...8, using: &random)
      guard SituationSpace([first, second]).cellCount <= DiffDifference.cellLimit else {
        return nil
      }
      return Self.report(first, second, at: nil, boxByBox: true, random)
    }
  }

  @Test func `few of many regions are disjoint, alike in themselves, and said to be cut`() throws {
    let first = RegimeEngine(LargeRegime.make(seed: 3, clauses: 60))
    let second = RegimeEngine(LargeRegime.make(seed: 4, clauses: 60))
    let diff = try RegimeDiff.compare(first, second)
    let (changes, isTruncated) = try diff.changes(in: [.circulation], limit: 5)
    #expect(changes.count == 5)
    #expect(isTruncated)
    for (number, change) in changes.enumerated() {
      #expect(change.region.contains { $0.contains(change.witness) })
      #expect(
        change.before.outcome.verdict != change.after.outcome.verdict
          || change.before.outcome.duties != change.after.outcome.duties)
      for other in changes[..<number] {
        #expect(!other.region.contains { $0.contains(change.witness) })
      }
    }
  }

  @Test func `regions of more boxes than anybody reads are a large box each, and said to be cut`()
    throws
  {
    let first = RegimeEngine(LargeRegime.make(seed: 5, clauses: 8))
    let second = RegimeEngine(LargeRegime.make(seed: 6, clauses: 8))
    let diff = try RegimeDiff.compare(first, second)
    let (whole, isWholeCut) = try diff.changes()
    let boxLimit = whole.reduce(0) { $0 + $1.region.count } / 2
    let (some, isCut) = try diff.changes(boxLimit: boxLimit)
    #expect(!isWholeCut && isCut)
    #expect(some.count == whole.count)
    #expect(some.reduce(0) { $0 + $1.region.count } <= boxLimit + some.count)
    for (all, part) in zip(whole, some) {
      #expect(part.count == all.count || part.region.count == 1 && part.count < all.count)
      #expect(part.region.contains { $0.contains(part.witness) })
      #expect(all.region.contains { $0.contains(part.witness) })
    }
  }

  @Test func `a change of currency alone is a change of money`() {
    var random = SplitMix64(seed: RandomRun.seed)
    let vocabulary = RandomVocabulary.make(using: &random)
    let euros = RandomRegime.make(over: vocabulary, clauses: 4...8, using: &random)
    let francs = euros.withLayers(
      euros.layers.map { layer in
        Regime.Layer(
          name: layer.name, clauses: layer.clauses,
          distribution: DistributionDeclarations(currency: "CHF"), governance: layer.governance)
      })
    #expect(Self.report(euros, francs, at: nil, random) == nil)
  }
}
