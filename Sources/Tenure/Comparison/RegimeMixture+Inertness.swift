internal import TenureEngine
internal import TenureModel

extension RegimeMixture {
  /// Why a change that makes no difference makes none.
  ///
  /// - Throws: To find out takes too many nodes.
  func inertness(
    of change: RegimeChange, at day: Day?
  ) throws(TooManyNodes) -> DiffAttribution.Inertness {
    guard case .clause(let id) = change.subject else { return .unused }
    let regime = change.kind == .removed ? before : after
    let vocabulary = regime.vocabulary
    guard let own = regime.clauses.first(where: { $0.clause.id == id })?.clause else {
      return .redundant
    }
    let reach = ChangeReach(
      vocabulary: vocabulary, conditions: [own.condition(in: vocabulary)])
    // Clauses that it never meets have no say, and a check looks at every clause.
    let near = regime.keeping { clause in
      let other = ChangeReach(
        vocabulary: vocabulary, conditions: [clause.condition(in: vocabulary)])
      let isRelated = clause.pillar == own.pillar || clause.pillar == .property
      return clause.id == id || (isRelated && reach.mayMeet(other))
    }
    let engine = RegimeEngine(near)
    guard let position = engine.position(ofClause: id),
      let dead = try engine.deadness(of: position, at: day)
    else { return .redundant }
    let beaters = dead.clauses.dropFirst().map { engine.clauses[$0].clause.id }
    return beaters.isEmpty ? .neverMatches : .alwaysBeaten(by: beaters)
  }
}
