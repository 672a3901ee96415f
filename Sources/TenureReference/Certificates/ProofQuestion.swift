package import TenureModel

/// One of the questions of a certificate: what is settled, and compared, on its own.
package enum ProofQuestion: Sendable, Hashable {
  /// May the act be done?
  case verdict
  /// Has the actor this duty?
  case duty(DutyPhase, Duty)
  /// What is the state of this right?
  case right(Int)
  /// Has the holder this duty?
  case holderDuty(DutyPhase, Duty)
  /// Which steps take the income?
  case waterfall
  /// How may this body perform this act?
  case power(PowersOutcome.Question)

  /// The pillar that answers it.
  package var pillar: Pillar {
    switch self {
    case .verdict, .duty: .circulation
    case .right, .holderDuty: .property
    case .waterfall: .distribution
    case .power: .governance
    }
  }
}

/// What a regime answers to such a question.
enum ProofAnswer: Sendable, Hashable {
  case verdict(Verdict)
  case right(RightState)
  case duty(Bool)
  case waterfall(WaterfallOutcome)
  /// Nil where nothing speaks of it.
  case power(PowersOutcome.Answer?)

  /// The outcome that has this answer and no other.
  func outcome(to question: ProofQuestion) -> Outcome {
    switch (question, self) {
    case (_, .verdict(let verdict)): return Outcome(verdict: verdict)
    case (.right(let leaf), .right(let state)):
      return state == .none ? Outcome() : Outcome(rights: [leaf: state])
    case (.duty(let phase, let duty), .duty(true)):
      return Outcome(duties: Duties(duty, phase))
    case (.holderDuty(let phase, let duty), .duty(true)):
      return Outcome(holderDuties: Duties(duty, phase))
    case (_, .waterfall(let waterfall)): return Outcome(waterfall: waterfall)
    case (.power(let power), .power(let answer?)):
      return Outcome(powers: PowersOutcome(answers: [power: answer]))
    default: return Outcome()
    }
  }
}

extension Duties {
  /// One duty.
  fileprivate init(_ duty: Duty, _ phase: DutyPhase) {
    switch phase {
    case .before: self.init(before: [duty])
    case .with: self.init(with: [duty])
    case .after: self.init(after: [duty])
    }
  }
}

extension AnyEffect {
  /// What it says of conduct, if it does.
  var circulation: CirculationEffect? {
    if case .circulation(let effect) = self { effect } else { nil }
  }

  /// What it says of rights, if it does.
  var property: RightsEffect? { if case .property(let effect) = self { effect } else { nil } }
}
