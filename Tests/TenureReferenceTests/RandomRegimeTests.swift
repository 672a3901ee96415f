import TenureModel
import TenureReference
import TenureTestSupport
import Testing

/// Random regimes use everything that a regime can, or tests on them prove little.
struct RandomRegimeTests {
  static let regimes = 200
  static let situations = 25

  /// The number of random regimes in a hundred that use each feature, or show it in some of the
  /// situations tried.
  static let coverage: [RegimeFeature: Int] = {
    var random = SplitMix64(seed: 1)
    var counts: [RegimeFeature: Int] = [:]
    for _ in 0..<regimes {
      let vocabulary = RandomVocabulary.make(using: &random)
      let regime = RandomRegime.make(over: vocabulary, using: &random)
      let interpreter = ReferenceInterpreter(regime)
      var features = RegimeFeature.features(of: regime)
      for _ in 0..<situations {
        let situation = RandomSituation.total(in: vocabulary, using: &random)
        features.formUnion(RegimeFeature.features(shownBy: interpreter, in: situation))
      }
      for feature in features { counts[feature, default: 0] += 1 }
    }
    return counts.mapValues { $0 * 100 / regimes }
  }()

  @Test(arguments: RegimeFeature.allCases)
  func `no feature is rare`(feature: RegimeFeature) {
    #expect(Self.coverage[feature, default: 0] >= 3, "\(feature)")
  }

  @Test func `a seed makes the same regime again`() {
    let pair = [1, 2].map { _ in
      var random = SplitMix64(seed: 7)
      return RandomRegime.make(
        over: RandomVocabulary.make(using: &random), using: &random)
    }
    #expect(pair[0] == pair[1])
  }

  @Test func `a regime is identical to itself, and equivalent under other names`() {
    var random = SplitMix64(seed: 3)
    let vocabulary = RandomVocabulary.make(using: &random)
    let regime = RandomRegime.make(over: vocabulary, using: &random)
    let same = BruteForceDiff(regime, regime)
    #expect(same.relation == .identical)
    #expect(same.differing == 0)
    let renamed = regime.mappingClauses { $0.with(guard: .not(.not($0.guard))) }
    let other = BruteForceDiff(regime, renamed)
    #expect(other.relation == .equivalent)
    #expect(other.total == same.total)
  }

  @Test func `a large regime has nineteen facets, and an amendment changes one clause`() {
    let regime = LargeRegime.make(seed: 1, clauses: 200)
    let vocabulary = regime.vocabulary
    #expect(vocabulary.facets.count - (vocabulary.right == nil ? 0 : 1) == 19)
    let amended = LargeRegime.amended(regime, clause: 17)
    #expect(Set(regime.clauses).subtracting(amended.clauses).count == 1)
  }
}
