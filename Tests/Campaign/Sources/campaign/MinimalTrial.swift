import TenureModel
import TenureTestSupport

/// A trial on which a path differs, made as small as the difference allows.
struct MinimalTrial {
  /// The smallest trial found.
  private(set) var trial: Trial
  private let path: Path
  private let fault: Fault?
  private let solver: SolverProcess?
  private var words: String

  /// The most variants that are tried.
  private static let attempts = 1_500

  /// Takes away situations, clauses, guards and what else the difference does not need.
  init(
    _ trial: Trial, _ path: Path, fault: Fault?, _ solver: SolverProcess?, _ words: String,
    _ situation: Situation?
  ) {
    self.trial = trial
    self.path = path
    self.fault = fault
    self.solver = solver
    self.words = words
    keep(situation)
    let regimes = path.comparesRegimes ? self.trial.regimes : [self.trial.regimes[0]]
    let small = RegimeShrinker.shrink(regimes, attempts: Self.attempts) { variant in
      difference(with: variant) != nil
    }
    if let words = difference(with: small) {
      self.trial.regimes = variantRegimes(small)
      self.words = words
    }
    if fault == nil { shrinkVocabulary() }
  }

  /// Takes facets and terms away that the difference does not need.
  private mutating func shrinkVocabulary() {
    if !path.comparesRegimes { trial.regimes[1] = trial.regimes[0] }
    var isSmaller = true
    while isSmaller {
      isSmaller = false
      for cut in cuts {
        guard let variant = cut.applied(to: trial), let words = difference(in: variant) else {
          continue
        }
        trial = variant
        self.words = words
        isSmaller = true
        break
      }
    }
  }

  /// What may be taken away next.
  private var cuts: [VocabularyCut] {
    let vocabulary = trial.vocabulary
    return vocabulary.facets.indices.compactMap { VocabularyCut(vocabulary, without: FacetID($0)) }
      + vocabulary.taxonomies.enumerated().flatMap { place, taxonomy in
        (0..<taxonomy.leafCount).compactMap { leaf in
          VocabularyCut(vocabulary, without: taxonomy.leafName(leaf), of: TaxonomyID(place))
        }
      }
  }

  /// Keeps the one situation that shows it, if it does so alone.
  private mutating func keep(_ situation: Situation?) {
    guard let situation else { return }
    var alone = trial
    if let total = situation.total(in: trial.vocabulary) {
      alone.situations = [total]
      alone.partial = []
    } else {
      alone.situations = []
      alone.partial = [situation]
    }
    if difference(in: alone) != nil { trial = alone }
  }

  private func variantRegimes(_ regimes: [Regime]) -> [Regime] {
    regimes.count == 1 ? [regimes[0], trial.regimes[1]] : regimes
  }

  private func difference(with regimes: [Regime]) -> String? {
    var variant = trial
    variant.regimes = variantRegimes(regimes)
    return difference(in: variant)
  }

  private func difference(in trial: Trial) -> String? {
    let examination = Examination(
      trial, fault: fault, inSecond: path.comparesRegimes, solver: solver)
    guard case .differs(let words, _) = path.check(examination) else { return nil }
    return words
  }

  /// The trial, and what differs, in words.
  var text: String {
    let text = RegimeText(trial.vocabulary)
    var lines = ["path \(path.rawValue), seed \(trial.seed)", words]
    lines.append("REGIME\n" + RegimeDocuments(trial.regimes[0]).text)
    if path.comparesRegimes {
      lines.append("AND\n" + RegimeDocuments(trial.regimes[1]).text)
      lines.append(trial.day.map { "at \($0)" } ?? "on all days")
    }
    if trial.situations.count == 1 { lines.append("IN " + text.text(trial.situations[0])) }
    if trial.partial.count == 1 { lines.append("IN " + text.text(trial.partial[0])) }
    return lines.joined(separator: "\n")
  }
}
