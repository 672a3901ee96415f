package import TenureModel

/// Random effects of the four pillars.
package struct RandomEffect: Sendable {
  private let vocabulary: Vocabulary

  /// The bodies that clauses name.
  package static let bodies = ["council", "board"]
  /// The names of the declared procedures.
  package static let procedures = ["co-decision", "plain-vote"]

  /// Prepares to make effects over a vocabulary.
  package init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  /// Makes an effect of a pillar.
  package func make(_ pillar: Pillar, using random: inout SplitMix64) -> AnyEffect {
    switch pillar {
    case .property:
      let stance: RightsEffect.Stance = random.chance(60) ? .grant : .withhold
      let duties = stance == .grant && random.chance(30) ? Self.duties(using: &random) : .none
      return .property(
        RightsEffect(stance, selection("right", using: &random), duties: duties))
    case .circulation:
      let conduct = random.pick(
        [.permit, .permit, .prohibit, .prohibit, .oblige, .attach] as [CirculationEffect.Conduct])
      let hasDuties = conduct == .attach || conduct != .prohibit && random.chance(40)
      return .circulation(
        CirculationEffect(
          conduct, selection("action", using: &random),
          duties: hasDuties ? Self.duties(using: &random) : .none))
    case .distribution:
      return .distribution(step(using: &random))
    case .governance:
      return .governance(
        GovernanceEffect(power(using: &random), acts: selection("act", using: &random)))
    }
  }

  private func selection(_ taxonomy: String, using random: inout SplitMix64) -> TermSelection {
    guard let id = vocabulary.taxonomy(named: taxonomy), random.chance(70) else { return .any }
    let terms = vocabulary[id].terms.indices.map { TermID($0) }
    return .under(random.sample(terms, 1...2))
  }

  private static func duties(using random: inout SplitMix64) -> Duties {
    let all = [
      Duty("notify"), Duty("assess"), Duty("erase", within: Period(30, .day)),
      Duty("erase", within: Period(1, .year)),
    ]
    let chosen = random.sample(all, 1...2)
    return switch random.int(0...2) {
    case 0: Duties(before: chosen)
    case 1: Duties(with: chosen)
    default: Duties(after: chosen)
    }
  }

  private func step(using random: inout SplitMix64) -> DistributionEffect {
    let source = Payee("source")
    let steps: [WaterfallStep] = [
      .levy(to: Payee("fund"), take: .rate(Ratio(1, 50)), of: .gross),
      .split(.shares([.init(Payee("holder"), Ratio(2, 3)), .init(source, Ratio(1, 3))])),
      .cap(source, at: .fixed(ExactDecimal(500)), over: .payer),
    ]
    return DistributionEffect(
      random.pick(steps), order: random.pick([10, 20]), stepName: random.pick(["levy", "share"]))
  }

  private func power(using random: inout SplitMix64) -> GovernanceEffect.Power {
    let body = random.pick(Self.bodies)
    if random.chance(35) { return .disempower(body: random.chance(50) ? .any : .body(body)) }
    return .empower(
      body: body,
      by: random.chance(50) ? .alone : .procedure(random.pick(Self.procedures)),
      lasts: random.chance(30) ? Period(5, .year) : nil)
  }

  /// What every layer of a random regime declares for governance.
  package static let governance = GovernanceDeclarations(
    bodies: [
      "council": [.init(holder: "state", count: 4, weight: 3)],
      "board": [.init(holder: "member", count: 5, weight: 1)],
    ],
    procedures: [
      "co-decision": [
        .propose("board"), .vote(.init(in: "council", threshold: .moreThan(Ratio(1, 2)))),
      ],
      "plain-vote": [
        .any([.vote(.init(in: "board", threshold: .atLeast(Ratio(2, 3)))), .agree("council")]),
        .notice(Period(14, .day)),
      ],
    ])
}
