import TenureModel
import TenureTestSupport

/// What all paths are asked about: a regime, a second one, and situations of their vocabulary.
///
/// Everything in it follows from its seed.
struct Trial: Sendable {
  /// How much of everything a trial has.
  struct Size: Sendable {
    /// The clauses of a regime; where some run in a circle there are five more.
    var clauses = 3...12
    /// The situations that leave nothing open.
    var situations = 100
    /// The situations that leave facets open.
    var partial = 2
  }

  /// The seed.
  let seed: UInt64
  /// The regime that is asked, and the one it is compared with.
  var regimes: [Regime]
  /// The day at which the two are compared; nil for all days.
  let day: Day?
  /// Situations that leave nothing open.
  var situations: [TotalSituation]
  /// Situations that leave facets open.
  var partial: [Situation]

  /// The vocabulary of both regimes.
  var vocabulary: Vocabulary { regimes[0].vocabulary }

  /// Makes the trial of a seed: most second regimes are amendments of the first, and now and then
  /// the first is an amendment of one that showed a fault once.
  init(seed: UInt64, size: Size) {
    self.seed = seed
    var random = SplitMix64(seed: seed)
    let former = random.chance(5) ? random.pick(FormerFault.all) : nil
    let vocabulary = former?.before.vocabulary ?? RandomVocabulary.make(using: &random)
    let first =
      former.map { RandomRegime.amended($0.before, using: &random) }
      ?? RandomRegime.make(over: vocabulary, clauses: size.clauses, using: &random)
    let second =
      random.chance(75)
      ? RandomRegime.amended(first, using: &random)
      : RandomRegime.make(over: vocabulary, clauses: 1...8, using: &random)
    regimes = [first, second]
    day = random.chance(20) ? random.pick(RandomVocabulary.days) : nil
    situations = (0..<size.situations).map { _ in
      RandomSituation.total(in: vocabulary, using: &random)
    }
    partial = (0..<size.partial).map { _ in
      RandomSituation.partial(in: vocabulary, limit: 100, using: &random)
    }
  }
}
