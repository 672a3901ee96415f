import TenureModel

extension ProofQuestion {
  /// The questions that must be settled to answer it.
  func meetings(in table: ProofTable) -> [Question] {
    switch self {
    case .verdict, .duty: return [.act]
    case .right(let leaf): return [.right(leaf)]
    case .holderDuty(let phase, let duty):
      guard let rights = table.vocabulary.rights else { return [] }
      var leaves = LeafSet.empty
      for entry in table.entries {
        guard case .property(let effect) = entry.clause.effect, effect.stance == .grant,
          effect.duties[phase].contains(duty)
        else { continue }
        leaves = leaves.union(effect.rights.leaves(in: rights))
      }
      return leaves.leaves.map { .right($0) }
    case .waterfall:
      var names: [String] = []
      for case .step(let name) in table.speakers.keys { names.append(name) }
      return names.sorted().map { .step($0) }
    case .power(let power): return [.power(body: power.body, act: power.act)]
    }
  }

  /// Every question on which some clause speaks, in one order.
  static func all(in table: ProofTable) -> [ProofQuestion] {
    var questions: [ProofQuestion] = []
    var duties: Set<ProofQuestion> = []
    for entry in table.entries {
      switch entry.clause.effect {
      case .property(let effect) where effect.stance == .grant:
        for phase in DutyPhase.allCases {
          for duty in effect.duties[phase] { duties.insert(.holderDuty(phase, duty)) }
        }
      case .circulation(let effect) where effect.conduct != .prohibit:
        for phase in DutyPhase.allCases {
          for duty in effect.duties[phase] { duties.insert(.duty(phase, duty)) }
        }
      default: break
      }
    }
    if table.speakers[.act] != nil { questions.append(.verdict) }
    questions += duties.sorted { $0.sortKey < $1.sortKey }
    for leaf in 0..<(table.vocabulary.rights?.leafCount ?? 0)
    where table.speakers[.right(leaf)] != nil {
      questions.append(.right(leaf))
    }
    if table.speakers.keys.contains(where: { if case .step = $0 { true } else { false } }) {
      questions.append(.waterfall)
    }
    var powers: [PowersOutcome.Question] = []
    for case .power(let body, let act) in table.speakers.keys {
      powers.append(PowersOutcome.Question(body: body, act: act))
    }
    return questions
      + powers.sorted { ($0.body, $0.act) < ($1.body, $1.act) }.map { .power($0) }
  }

  private var sortKey: String {
    switch self {
    case .duty(let phase, let duty):
      "a \(phase) \(duty.name) \(duty.within?.description ?? "")"
    case .holderDuty(let phase, let duty):
      "b \(phase) \(duty.name) \(duty.within?.description ?? "")"
    default: ""
    }
  }
}
