import TenureModel

// What a side answers in a state, where that is the same in all of its region.

extension ProofQuest {
  /// The answer of a side; nil where it is not settled.
  func answer(_ state: ProofState, side: Int) -> ProofAnswer? {
    let contests = parts(state.items)
    switch question {
    case .verdict: return verdict(contests[0], side).map { .verdict($0) }
    case .right: return answers(contests[0], side).map { .right(RightState($0)) }
    case .duty, .holderDuty:
      let found = contests.map { has(1, $0, side) }
      if found.contains(true) { return .duty(true) }
      return found.contains(nil) ? nil : .duty(false)
    case .waterfall: return waterfall(contests, side)
    case .power: return power(contests[0], side)
    }
  }

  private func verdict(_ items: [ProofItem], _ side: Int) -> Verdict? {
    guard let answers = answers(items, side) else { return nil }
    if answers.isEmpty { return .silent }
    if answers == [.no] { return .prohibited }
    if answers.contains(.no) { return .contested }
    return has(1, items, side).map { $0 ? .required : .permitted }
  }

  private func power(_ items: [ProofItem], _ side: Int) -> ProofAnswer? {
    guard let answers = answers(items, side) else { return nil }
    if answers.isEmpty { return .power(nil) }
    if answers == [.no] { return .power(.disempowered) }
    if answers.contains(.no) { return .power(.contested) }
    return labels(items, side).map { labels in
      .power(.empowered(Set(labels.map { ways[$0 - 1] })))
    }
  }

  private func waterfall(_ contests: [[ProofItem]], _ side: Int) -> ProofAnswer? {
    let terms = table.regimes[side].distribution.terms
    var waterfall = WaterfallOutcome()
    for items in contests {
      guard let answers = answers(items, side) else { return nil }
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
    return .waterfall(waterfall)
  }

  // MARK: Contests

  /// The answers that are left in a contest: none, one, or several where it is contested.
  private func answers(_ items: [ProofItem], _ side: Int) -> Set<Answer>? {
    guard let first = items.first(where: { $0.stands(on: side) }) else { return [] }
    return first.isSure ? kinds[roles[first.role].kind]?.answers : nil
  }

  /// Whether something undefeated has a label.
  func has(_ label: Int, _ items: [ProofItem], _ side: Int) -> Bool? {
    guard let first = items.first(where: { $0.stands(on: side) }) else { return false }
    guard first.isSure else { return nil }
    let role = ProofRole(kind: roles[first.role].kind, label: label)
    let bringers = items.filter { $0.stands(on: side) && roles[$0.role] == role }
    return bringers.contains(where: \.isSure) ? true : bringers.isEmpty ? false : nil
  }

  /// The labels of all that is undefeated.
  private func labels(_ items: [ProofItem], _ side: Int) -> Set<Int>? {
    var labels: Set<Int> = []
    for label in Set(items.lazy.map { roles[$0.role].label }) where label != 0 {
      guard let has = has(label, items, side) else { return nil }
      if has { labels.insert(label) }
    }
    return labels
  }
}

extension RightState {
  /// What answers on a right come to.
  fileprivate init(_ answers: Set<Answer>) {
    switch answers {
    case []: self = .none
    case [.yes]: self = .held
    case [.no]: self = .withheld
    default: self = .contested
    }
  }
}

// MARK: Words

extension ProofQuest {
  /// The answer of a side as a certificate has it; money and powers name a clause for each thing
  /// that is said: of several that say the same, the first by its id.
  func text(_ answer: ProofAnswer, _ state: ProofState, side: Int) -> String {
    switch answer {
    case .verdict(let verdict): return verdict.rawValue
    case .right(let state): return state.rawValue
    case .duty(let isDue): return isDue ? "due" : "not due"
    case .power(nil): return "nothing"
    case .power(.disempowered?): return "disempowered"
    case .power(.contested?): return "contested"
    case .waterfall, .power(.empowered?):
      let ids = parts(state.items).flatMap { items in
        decisive(items.filter { $0.stands(on: side) }).compactMap { names[$0.role][side] }
      }
      return ids.isEmpty ? "nothing" : "by " + Set(ids).sorted().joined(separator: ", ")
    }
  }

  /// What is left of a contest that is settled.
  private func decisive(_ items: [ProofItem]) -> [ProofItem] {
    guard let first = items.first else { return [] }
    return items.filter { $0.isSure && roles[$0.role].kind == roles[first.role].kind }
  }
}
