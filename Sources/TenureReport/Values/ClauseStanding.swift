import TenureModel

/// What makes a clause the same on the sides of a comparison: a reader sees no difference.
struct ClauseStanding: Hashable {
  private let id: String
  private let `guard`: Guard
  private let effect: AnyEffect
  private let effective: DateRange

  init(_ clause: AnyClause) {
    id = clause.id
    self.guard = clause.guard
    effect = clause.effect
    effective = clause.effective
  }
}
