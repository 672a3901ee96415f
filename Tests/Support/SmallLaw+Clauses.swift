package import TenureModel

extension SmallLaw {
  /// A clause.
  ///
  /// All stand on one line, so that they are in the order of their ids.
  package static func clause(
    _ id: String, _ effect: AnyEffect, _ guard: Guard = .always, rank: String? = nil,
    isDefault: Bool = false, over: [String] = [], from: String? = nil, until: String? = nil,
    enacted: String? = nil, force: Force = .binding
  ) -> AnyClause {
    AnyClause(
      id: id, guard: `guard`, effect: effect, rank: rank, force: force, isDefault: isDefault,
      over: over,
      effective: DateRange(from: from.flatMap { Day($0) }, before: until.flatMap { Day($0) }),
      enacted: enacted.flatMap { Day($0) }, origin: .line(1))
  }

  /// What a permission, prohibition or obligation does; without an action it is about any.
  package static func conduct(
    _ conduct: CirculationEffect.Conduct, _ action: String? = nil, duties: [String] = []
  ) -> AnyEffect {
    let actions = action.map { TermSelection.under([term("action", $0)]) } ?? .any
    return .circulation(
      CirculationEffect(conduct, actions, duties: Duties(before: duties.map { Duty($0) })))
  }

  /// A grant or a withholding; without a right it is about all.
  package static func rights(
    _ stance: RightsEffect.Stance, _ rights: String..., duties: [String] = []
  ) -> AnyEffect {
    let terms = rights.map { term("right", $0) }
    return .property(
      RightsEffect(
        stance, terms.isEmpty ? .any : .under(terms),
        duties: Duties(with: duties.map { Duty($0) })))
  }

  /// A levy of so many percent to the fund.
  package static func levy(_ percent: Int, step: String, order: Int = 10) -> AnyEffect {
    let take = Amount.rate(Ratio(Int128(percent), 100))
    return .distribution(
      DistributionEffect(
        .levy(to: Payee("fund"), take: take, of: .gross), order: order, stepName: step))
  }

  /// A power of a body over an act; without one over all.
  package static func empower(
    _ body: String, _ act: String? = nil, by procedure: GovernanceEffect.ProcedureReference = .alone
  ) -> AnyEffect {
    .governance(
      GovernanceEffect(.empower(body: body, by: procedure, lasts: nil), acts: acts(act)))
  }

  /// A red line; without a body for all that clauses name.
  package static func disempower(_ body: String? = nil, _ act: String? = nil) -> AnyEffect {
    let selection = body.map { GovernanceEffect.BodySelection.body($0) } ?? .any
    return .governance(GovernanceEffect(.disempower(body: selection), acts: acts(act)))
  }

  private static func acts(_ act: String?) -> TermSelection {
    act.map { .under([term("act", $0)]) } ?? .any
  }
}
