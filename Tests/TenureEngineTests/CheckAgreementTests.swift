import TenureEngine
import TenureModel
import TenureReference
import TenureTestSupport
import Testing

/// What `check` finds is what ruling in every situation finds.
struct CheckAgreementTests {
  @Test func `contradictions, silence, dead and subsumed clauses are found alike`() {
    RandomRun.expectNothing(in: 40) { seed in
      var random = SplitMix64(seed: seed)
      let vocabulary = RandomVocabulary.make(using: &random)
      let regime = RandomRegime.make(over: vocabulary, clauses: 2...8, using: &random)
      let day = random.chance(20) ? random.pick(RandomVocabulary.days) : nil
      guard SituationSpace([regime]).cellCount <= 500 else { return nil }
      guard CheckDifference.find(regime, at: day) != nil else { return nil }
      let small = RegimeShrinker.shrink([regime], attempts: 500) {
        CheckDifference.find($0[0], at: day) != nil
      }[0]
      return """
        \(CheckDifference.find(small, at: day) ?? "")
        \(RegimeText(vocabulary).text(small))
        \(day.map { "at \($0)" } ?? "on all days")
        """
    }
  }
}
