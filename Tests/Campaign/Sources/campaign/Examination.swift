import TenureEngine
import TenureModel
import TenureReference
import TenureTestSupport

/// A trial in progress: what the judge says, and what several paths share, made once.
final class Examination {
  /// The trial.
  let trial: Trial
  /// The regimes as the paths are given them: those of the trial, unless a fault is planted.
  let given: [Regime]
  /// The other programs, if they are there.
  let solver: SolverProcess?

  /// The judge of the first regime.
  private(set) lazy var judge = Judge(trial.regimes[0])
  /// The judge of the second regime.
  private(set) lazy var secondJudge = Judge(trial.regimes[1])
  /// The judges of both regimes, each asked about the bodies of the other too, as comparisons are.
  private(set) lazy var pairOfJudges = Judge.pair([judge, secondJudge])
  /// What the judge rules in the situations of the trial.
  private(set) lazy var rulings = trial.situations.map { judge.ruling(in: $0) }
  /// What the judge rules in those that leave facets open.
  private(set) lazy var partialRulings = trial.partial.map {
    judge.interpreter.ruling(in: $0)
  }
  /// The engine of the first regime, as given.
  private(set) lazy var engine = RegimeEngine(given[0])
  /// The comparison of both regimes, as given; nil if it takes too many nodes.
  private(set) lazy var diff = try? RegimeDiff.compare(
    engine, RegimeEngine(given[1]), at: trial.day, areIdentical: given[0] == given[1])

  /// Begins to examine a trial; a fault is planted in the first regime, or in the second where
  /// two are compared.
  init(
    _ trial: Trial, fault: Fault? = nil, inSecond: Bool = false, solver: SolverProcess? = nil
  ) {
    self.trial = trial
    self.solver = solver
    var given = trial.regimes
    if let fault {
      let place = inSecond ? 1 : 0
      given[place] = fault.planted(in: given[place])
    }
    self.given = given
  }

  /// The words of the vocabulary.
  var text: RegimeText { RegimeText(trial.vocabulary) }
}
