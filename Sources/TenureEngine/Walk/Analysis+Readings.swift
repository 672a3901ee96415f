import TenureModel

extension Analysis {
  /// How a side reads a question over the clauses of a problem.
  func sideQuestion(_ question: Question, _ locals: LocalClauses, on side: Int) -> SideQuestion {
    let clauses = locals.clauses(on: side)
    let terms = sides[side].terms
    func effect(_ local: Int) -> AnyEffect { table.entries[locals.numbers[local]].clause.effect }
    func bits(where isIncluded: (AnyEffect) -> Bool) -> Bits {
      clauses.reduce(into: Bits(count: locals.width)) {
        if isIncluded(effect($1)) { $0.insert($1) }
      }
    }
    func contest(_ answer: (AnyEffect) -> Int?) -> Contest {
      var answers: [Int: Int] = [:]
      for local in clauses { answers[local] = answer(effect(local)) }
      return Contest(
        answers: answers, precedence: sides[side].precedence, numbers: locals.numbers,
        width: locals.width)
    }
    func made(_ contests: [Contest], _ reading: SideQuestion.Reading) -> SideQuestion {
      SideQuestion(contests: contests, reading: reading, relevant: bits { _ in true })
    }
    func acts(_ conduct: CirculationEffect.Conduct) -> Bits {
      bits { $0.circulation?.conduct == conduct }
    }
    switch question {
    case .act:
      return made(
        [contest(\.conductAnswer)],
        .act(permits: acts(.permit), prohibits: acts(.prohibit), obliges: acts(.oblige)))
    case .duty(let phase, let duty):
      let carriers = bits { $0.circulation?.duties[phase].contains(duty) ?? false }
      var free = acts(.attach)
      free.formIntersection(carriers)
      var targets = carriers
      targets.subtract(free)
      return made([contest(\.conductAnswer)], .duty(targets: targets, free: free))
    case .right(let right):
      return made(
        [contest { self.rightAnswer($0, right) }],
        .right(
          grants: bits { $0.property?.stance == .grant },
          withholds: bits { $0.property?.stance == .withhold }))
    case .holderDuty(let phase, let duty):
      let targets = bits {
        $0.property?.stance == .grant && $0.property?.duties[phase].contains(duty) ?? false
      }
      let rights = holderRights(clauses.filter { targets[$0] }.map(effect))
      return made(
        rights.map { right in contest { self.rightAnswer($0, right) } },
        .duty(targets: targets, free: Bits(count: locals.width)))
    case .step(let step):
      return made(
        stepContests(clauses.map(effect)).map { name in
          contest { $0.distribution.flatMap { $0.stepName == name ? self.stepAnswer($0) : nil } }
        },
        .step(targets: bits { $0.distribution?.outcomeStep(under: terms) == step }))
    case .rivals:
      var steps: [Int: WaterfallOutcome.Step] = [:]
      for local in clauses {
        steps[local] = effect(local).distribution?.outcomeStep(under: terms)
      }
      return made(
        stepContests(clauses.map(effect)).map { name in
          contest { $0.distribution.flatMap { $0.stepName == name ? self.stepAnswer($0) : nil } }
        }, .rivals(steps, stepSets))
    case .power(let power):
      var ways: [Int: PowersOutcome.Way?] = [:]
      for local in clauses { ways[local] = .some(way(of: effect(local), on: side)) }
      return made(
        [contest { self.powerAnswer($0, power) }], .power(ways, powerAnswers))
    }
  }

  /// What an effect says on a body and an act.
  ///
  /// A problem may carry clauses of the whole pillar, so whether it speaks at all is asked here
  /// too.
  private func powerAnswer(_ effect: AnyEffect, _ power: PowersOutcome.Question) -> Int? {
    guard let acts = space.vocabulary.acts, let effect = effect.governance,
      effect.concerns(power.body), effect.acts.leaves(in: acts).contains(power.act)
    else { return nil }
    return effect.erased.isRestrictive.map { $0 ? 0 : 1 }
  }

  private func rightAnswer(_ effect: AnyEffect, _ right: Int) -> Int? {
    guard let taxonomy = space.vocabulary.rights, let effect = effect.property,
      effect.rights.leaves(in: taxonomy).contains(right)
    else { return nil }
    return effect.stance == .grant ? 1 : 0
  }

  /// The rights of some grants, one for each group that the same clauses could speak on.
  private func holderRights(_ effects: [AnyEffect]) -> [Int] {
    guard let taxonomy = space.vocabulary.rights else { return [] }
    let rights = effects.reduce(LeafSet.empty) { union, effect in
      effect.property.map { union.union($0.rights.leaves(in: taxonomy)) } ?? union
    }
    var seen: Set<[Bool]> = []
    let speakers = table.entries.compactMap {
      $0.clause.effect.property?.rights.leaves(in: taxonomy)
    }
    return rights.leaves.filter { right in
      seen.insert(speakers.map { $0.contains(right) }).inserted
    }
  }

  private func stepContests(_ effects: [AnyEffect]) -> [String] {
    var seen: Set<String> = []
    return effects.compactMap { $0.distribution?.stepName }.filter { seen.insert($0).inserted }
  }

  private func stepAnswer(_ effect: DistributionEffect) -> Int {
    stepNumbers.number(of: effect.outcomeStep(under: DistributionDeclarations()))
  }

  /// How an effect lets a body act, written out; nil for a red line.
  func way(of effect: AnyEffect, on side: Int) -> PowersOutcome.Way? {
    effect.governance?.way(under: sides[side].governance)
  }
}

extension AnyEffect {
  /// What a clause says on the act: prohibit against permit and oblige.
  var conductAnswer: Int? {
    switch circulation?.conduct {
    case .permit, .oblige: 1
    case .prohibit: 0
    case .attach, nil: nil
    }
  }
}

extension GovernanceEffect {
  /// How the effect lets a body act, with its procedure written out; nil for a red line.
  func way(under declarations: GovernanceDeclarations) -> PowersOutcome.Way? {
    guard case .empower(_, let reference, let lasts) = power else { return nil }
    guard case .procedure(let name) = reference else {
      return PowersOutcome.Way(steps: nil, bodies: [:], lasts: lasts)
    }
    let steps = declarations.procedures[name] ?? []
    var bodies: [String: [GovernanceDeclarations.Seats]] = [:]
    for body in steps.flatMap(\.bodies) { bodies[body] = declarations.bodies[body] ?? [] }
    return PowersOutcome.Way(steps: steps, bodies: bodies, lasts: lasts)
  }
}

extension ProcedureStep {
  /// The bodies that vote in a step.
  var bodies: [String] {
    switch self {
    case .vote(let vote): [vote.body]
    case .any(let steps), .all(let steps): steps.flatMap(\.bodies)
    case .propose, .agree, .hear, .notice: []
    }
  }
}
