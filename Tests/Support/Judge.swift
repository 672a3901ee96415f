package import TenureModel
package import TenureReference

/// The reference interpreter of a regime, which remembers what it ruled: a situation counts only
/// through the clauses that match, and for rights only through those of property.
package final class Judge {
  /// The interpreter.
  package let interpreter: ReferenceInterpreter
  private var rulings: [[Int]: Ruling] = [:]
  private var held: [[Int]: LeafSet] = [:]

  /// The judge of a regime.
  package convenience init(_ regime: Regime) { self.init(ReferenceInterpreter(regime)) }

  private init(_ interpreter: ReferenceInterpreter) { self.interpreter = interpreter }

  /// Judges of two regimes, each asked about the bodies of the other too, as comparisons are.
  package static func pair(_ judges: [Judge]) -> [Judge] {
    let bodies = judges.reduce(into: Set()) { $0.formUnion($1.interpreter.bodies) }
    return judges.map { Judge($0.interpreter.asked(alsoAbout: bodies)) }
  }

  /// The ruling on a situation.
  package func ruling(in situation: TotalSituation) -> Ruling {
    let matching = interpreter.matching(in: situation) { property in
      if let known = held[property] { return known }
      let rights = interpreter.heldRights(property)
      held[property] = rights
      return rights
    }
    if let known = rulings[matching] { return known }
    let ruling = interpreter.ruling(ofMatching: matching)
    rulings[matching] = ruling
    return ruling
  }
}
