import TenureModel
import TenureReference

/// The reference interpreter of a regime, which remembers what it ruled: a situation counts only
/// through the clauses that match.
final class Judge {
  /// The interpreter.
  let interpreter: ReferenceInterpreter
  private var rulings: [[Int]: Ruling] = [:]

  init(_ regime: Regime, alsoAbout bodies: Set<String> = []) {
    interpreter = ReferenceInterpreter(regime, alsoAbout: bodies)
  }

  /// The ruling on a situation.
  func ruling(in situation: TotalSituation) -> Ruling {
    let matching = interpreter.matching(in: situation)
    if let known = rulings[matching] { return known }
    let ruling = interpreter.ruling(ofMatching: matching)
    rulings[matching] = ruling
    return ruling
  }
}
