import TenureModel
import TenureReference

/// The reference interpreter of a regime, which remembers what it ruled: a situation counts only
/// through the clauses that match.
final class Judge {
  /// The interpreter.
  let interpreter: ReferenceInterpreter
  private var rulings: [[Int]: Ruling] = [:]

  init(_ regime: Regime) { interpreter = ReferenceInterpreter(regime) }

  /// The same judge, asked about some bodies too.
  init(_ other: Judge, alsoAbout bodies: Set<String>) {
    interpreter = other.interpreter.asked(alsoAbout: bodies)
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
