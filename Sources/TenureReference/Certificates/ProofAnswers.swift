import TenureModel

/// What a side answers in a state, if it is the same in all of its region.
struct ProofAnswers {
  private let table: ProofTable
  private let question: ProofQuestion
  private let items: [ProofItem]
  private let side: Int

  init(_ state: ProofState, _ question: ProofQuestion, side: Int, in table: ProofTable) {
    self.table = table
    self.question = question
    self.side = side
    items = state.items
  }

  /// The answer; nil where it is not settled.
  var answer: ProofAnswer? {
    switch question {
    case .verdict: return verdict.map { .verdict($0) }
    case .right(let leaf): return state(of: leaf).map { .right($0) }
    case .duty(let phase, let duty):
      return hasDuty { effect in
        effect.circulation.map { $0.conduct != .prohibit && $0.duties[phase].contains(duty) }
          ?? false
      }
    case .holderDuty(let phase, let duty):
      return hasHolderDuty { effect in
        effect.property.map { $0.stance == .grant && $0.duties[phase].contains(duty) } ?? false
      }
    case .waterfall: return waterfall.map { .waterfall($0) }
    case .power(let power): return self.power(power)
    }
  }

  private func settlement(_ meeting: Question) -> Settlement {
    Settlement(table, meeting, items, side: side)
  }

  private func effect(_ entry: Int) -> AnyEffect { table.entries[entry].clause.effect }

  private var verdict: Verdict? {
    let settlement = settlement(.act)
    guard let answers = settlement.answers else { return nil }
    if answers.isEmpty { return .silent }
    if answers == [.no] { return .prohibited }
    if answers.contains(.no) { return .contested }
    return settlement.hasUndefeated { effect($0).circulation?.conduct == .oblige }
      .map { $0 ? .required : .permitted }
  }

  private func state(of right: Int) -> RightState? {
    switch settlement(.right(right)).answers {
    case nil: nil
    case []: RightState.none
    case [.yes]: .held
    case [.no]: .withheld
    default: .contested
    }
  }

  private func hasDuty(_ carries: (AnyEffect) -> Bool) -> ProofAnswer? {
    let attached = items.filter {
      $0.sides & 1 << UInt8(side) != 0 && effect($0.entry).circulation?.conduct == .attach
        && carries(effect($0.entry))
    }
    if attached.contains(where: { $0.condition == .always }) { return .duty(true) }
    guard let spoken = settlement(.act).hasUndefeated(where: { carries(effect($0)) }) else {
      return nil
    }
    return spoken || attached.isEmpty ? .duty(spoken) : nil
  }

  private func hasHolderDuty(_ carries: (AnyEffect) -> Bool) -> ProofAnswer? {
    var isSettled = true
    for meeting in question.meetings(in: table) {
      switch settlement(meeting).hasUndefeated(where: { carries(effect($0)) }) {
      case true?: return .duty(true)
      case false?: break
      case nil: isSettled = false
      }
    }
    return isSettled ? .duty(false) : nil
  }

  private var waterfall: WaterfallOutcome? {
    let terms = table.regimes[side].distribution.terms
    var waterfall = WaterfallOutcome()
    for meeting in question.meetings(in: table) {
      guard let answers = settlement(meeting).answers else { return nil }
      let steps = Set<WaterfallOutcome.Step>(
        answers.compactMap { answer in
          guard case .step(let order, let step) = answer else { return nil }
          return WaterfallOutcome.Step(order: order, step: step, terms: terms)
        })
      if steps.count > 1 {
        waterfall.contested.insert(steps)
      } else if let step = steps.first {
        waterfall.steps[step, default: 0] += 1
      }
    }
    return waterfall
  }

  private func power(_ power: PowersOutcome.Question) -> ProofAnswer? {
    let settlement = settlement(.power(body: power.body, act: power.act))
    guard let answers = settlement.answers else { return nil }
    if answers.isEmpty { return .power(nil) }
    if answers == [.no] { return .power(.disempowered) }
    if answers.contains(.no) { return .power(.contested) }
    func ways(_ entries: some Sequence<Int>) -> Set<PowersOutcome.Way> {
      Set(entries.compactMap { table.regimes[side].way(of: table.entries[$0].clause) })
    }
    if let undefeated = settlement.undefeated {
      return .power(.empowered(ways(undefeated.map(\.clause))))
    }
    // Some may match or not: it is settled only if all say the same.
    let all = ways(settlement.candidates.map(\.speaker.clause))
    return all.count == 1 ? .power(.empowered(all)) : nil
  }
}

extension ProofAnswers {
  /// The answer as a certificate has it; money and powers name the clauses that are left.
  func text(_ answer: ProofAnswer) -> String {
    switch answer {
    case .verdict(let verdict): return verdict.rawValue
    case .right(let state): return state.rawValue
    case .duty(let isDue): return isDue ? "due" : "not due"
    case .waterfall, .power: return "by " + clauses.joined(separator: ", ")
    }
  }

  /// The ids of the clauses that are left in the end, or may be.
  private var clauses: [String] {
    let ids = question.meetings(in: table).flatMap { meeting -> [String] in
      let settlement = settlement(meeting)
      let left = settlement.undefeated ?? settlement.candidates.map(\.speaker)
      return left.map { table.entries[$0.clause].clause.id }
    }
    return ids.isEmpty ? ["no clause"] : Set(ids).sorted()
  }
}
