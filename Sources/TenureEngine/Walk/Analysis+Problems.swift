import TenureModel

extension Analysis {
  /// A question made ready for a walk: the clauses that can have a part in the answer, by local
  /// numbers, and each side's reading of them.
  struct Problem {
    /// The entries of the table, by local number.
    let entries: [Int]
    let plan: WalkPlan
    let sides: [(question: SideQuestion, clauses: Bits)]
    /// The local clauses of each side that was asked.
    let members: [Bits]
    /// The local clauses in which two sides differ; nil for one side, or where the sides settle
    /// clashes differently.
    let changed: Bits?
  }

  /// The problem of a question on some sides; nil if no clause there has a part in it.
  func problem(for question: Question, on asked: [Int]) -> Problem? {
    let entries = table.entries.indices.filter { entry in
      asked.contains { has(entry, on: $0) } && concerns(question, table.entries[entry].clause)
    }
    let relevant = narrowed(question, entries)
    guard !relevant.isEmpty else { return nil }
    return problem(entries: relevant, on: asked) { locals in
      asked.map { self.sideQuestion(question, locals, on: $0) }
    }
  }

  /// A problem over given entries.
  ///
  /// An entry whose guard differs between the sides is carried twice.
  func problem(
    entries: [Int], on asked: [Int],
    reading: (LocalClauses) -> [SideQuestion]
  ) -> Problem {
    var numbers: [Int] = []
    var forms: [GuardForm] = []
    var membership: [[Int]] = asked.map { _ in [] }
    var changed: [Int] = []
    for entry in entries {
      let holders = asked.indices.filter { has(entry, on: asked[$0]) }
      if holders.count == 2, isShared(entry) {
        for index in holders { membership[index].append(numbers.count) }
        numbers.append(entry)
        forms.append(form(of: entry, on: asked[0]))
        continue
      }
      for index in holders {
        membership[index].append(numbers.count)
        if asked.count == 2 { changed.append(numbers.count) }
        numbers.append(entry)
        forms.append(form(of: entry, on: asked[index]))
      }
    }
    let plan = WalkPlan.make(forms: forms, space: space, store: store)
    let members = membership.map { locals in
      locals.reduce(into: Bits(count: plan.bitCount)) { $0.insert($1) }
    }
    let locals = LocalClauses(
      numbers: numbers, members: zip(asked, members).map { ($0, $1) }, width: plan.bitCount)
    return Problem(
      entries: numbers, plan: plan, sides: Array(zip(reading(locals), members)),
      members: members,
      changed: asked.count == 2 && settlesAlike
        ? changed.reduce(into: Bits(count: plan.bitCount)) { $0.insert($1) } : nil)
  }

  /// The clauses of a problem: the table entry of each local number, and which sides have it.
  struct LocalClauses {
    let numbers: [Int]
    let members: [(side: Int, clauses: Bits)]
    let width: Int

    func clauses(on side: Int) -> [Int] {
      members.first { $0.side == side }?.clauses.members ?? []
    }
  }

  func has(_ entry: Int, on side: Int) -> Bool {
    table.entries[entry].sides.contains(side == 0 ? .before : .after)
  }

  /// Whether a clause may have a part in a question.
  private func concerns(_ question: Question, _ clause: AnyClause) -> Bool {
    switch (question, clause.effect) {
    case (.act, .circulation(let effect)): effect.conduct != .attach
    case (.duty(let phase, let duty), .circulation(let effect)):
      effect.conduct != .attach || effect.duties[phase].contains(duty)
    case (.right(let right), .property(let effect)):
      space.vocabulary.rights.map { effect.rights.leaves(in: $0).contains(right) } ?? false
    case (.holderDuty, .property), (.step, .distribution), (.rivals, .distribution): true
    case (.power(let power), .governance(let effect)):
      effect.concerns(power.body)
        && (space.vocabulary.acts.map { effect.acts.leaves(in: $0).contains(power.act) } ?? false)
    default: false
    }
  }

  /// Leaves out clauses that cannot matter because no target of the question is near.
  private func narrowed(_ question: Question, _ entries: [Int]) -> [Int] {
    func effect<E>(_ entry: Int, _ pick: (AnyEffect) -> E?) -> E? {
      pick(table.entries[entry].clause.effect)
    }
    func hasStep(_ entry: Int, _ step: WaterfallOutcome.Step) -> Bool {
      sides.indices.contains { side in
        has(entry, on: side)
          && effect(entry, \.distribution)?.outcomeStep(under: sides[side].terms) == step
      }
    }
    switch question {
    case .duty(let phase, let duty):
      let targets = entries.filter {
        effect($0, \.circulation)?.duties[phase].contains(duty) ?? false
      }
      let onlyAttached = targets.allSatisfy { effect($0, \.circulation)?.conduct == .attach }
      return onlyAttached ? targets : entries
    case .holderDuty(let phase, let duty):
      guard let taxonomy = space.vocabulary.rights else { return [] }
      let rights = entries.reduce(LeafSet.empty) { union, entry in
        guard let grant = effect(entry, \.property), grant.duties[phase].contains(duty) else {
          return union
        }
        return union.union(grant.rights.leaves(in: taxonomy))
      }
      return entries.filter {
        effect($0, \.property).map { !$0.rights.leaves(in: taxonomy).isDisjoint(with: rights) }
          ?? false
      }
    case .step(let step):
      let names = Set(
        entries.compactMap { entry in
          hasStep(entry, step) ? effect(entry, \.distribution)?.stepName : nil
        })
      return entries.filter {
        effect($0, \.distribution).map { names.contains($0.stepName) } ?? false
      }
    case .rivals:
      var steps: [String: Set<DistributionEffect>] = [:]
      for entry in entries {
        if let effect = effect(entry, \.distribution) {
          steps[effect.stepName, default: []].insert(effect)
        }
      }
      return entries.filter {
        effect($0, \.distribution).map { (steps[$0.stepName]?.count ?? 0) > 1 } ?? false
      }
    case .act, .right, .power: return entries
    }
  }
}

extension AnyEffect {
  var circulation: CirculationEffect? {
    if case .circulation(let effect) = self { effect } else { nil }
  }
  var property: RightsEffect? { if case .property(let effect) = self { effect } else { nil } }
  var distribution: DistributionEffect? {
    if case .distribution(let effect) = self { effect } else { nil }
  }
  var governance: GovernanceEffect? {
    if case .governance(let effect) = self { effect } else { nil }
  }
}

extension DistributionEffect {
  /// The step as outcomes hold it.
  func outcomeStep(under terms: DistributionDeclarations) -> WaterfallOutcome.Step {
    WaterfallOutcome.Step(order: order, step: step, terms: terms)
  }
}

extension GovernanceEffect {
  /// Whether it speaks on a body.
  func concerns(_ body: String) -> Bool {
    switch power {
    case .empower(let empowered, _, _): empowered == body
    case .disempower(.any): true
    case .disempower(.body(let other)): other == body
    }
  }
}
