public import TenureEngine
public import TenureModel

/// What the change of the property pillar alone does to the other pillars: verdicts, steps and
/// powers that differ because clauses test rights.
///
/// The regime before is compared with itself under the property clauses of the regime after. What
/// that changes beyond property would vanish if the property pillar were held fixed.
public struct ThroughRights {
  /// The regime before against the same with the property pillar of the regime after.
  public let diff: RegimeDiff

  /// The shifts outside of property.
  public var shifts: [RegimeDiff.Shift] { diff.shifts.filter { $0.subject.pillar != .property } }

  /// Compares, if it can matter: nil if both have the same property clauses, or if no clause of
  /// another pillar tests a right.
  ///
  /// - Throws: The comparison takes too many nodes.
  ///
  /// - Precondition: both regimes have the same vocabulary.
  public init?(
    _ before: RegimeEngine, _ after: RegimeEngine, at day: Day? = nil
  ) throws(TooManyNodes) {
    guard let right = before.regime.vocabulary.right else { return nil }
    let restsOnRights = before.clauses.contains { entry in
      entry.clause.pillar != .property && entry.clause.guard.facets.contains(right)
    }
    guard restsOnRights, Self.property(before) != Self.property(after) else { return nil }
    let mixed = RegimeEngine(before.regime.taking(.property, from: after.regime))
    diff = try RegimeDiff.compare(RegimeEngine(before.regime), mixed, at: day)
  }

  private static func property(_ engine: RegimeEngine) -> Set<RegimeClause> {
    Set(
      engine.clauses.filter { $0.clause.pillar == .property }
        .map { RegimeClause(clause: $0.clause.withoutWords, layer: $0.layer) })
  }
}
