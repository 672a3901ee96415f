import TenureEngine
import TenureModel

extension RegimeDiff.Subject {
  /// Whether a clause speaks on what changed, and so may be behind it.
  ///
  /// One ruling has many parts: a clause on another right, another body or another step decides in
  /// the same situation, and changed nothing of this.
  func concerns(_ clause: AnyClause, in vocabulary: Vocabulary) -> Bool {
    switch (self, clause.effect) {
    case (.verdict, .circulation(let effect)): effect.conduct != .attach
    case (.duty(let phase, let duty, _), .circulation(let effect)):
      // What permits or prohibits lets duties come and go; what only adds them has its own alone.
      effect.conduct != .attach || effect.duties[phase].contains { $0.name == duty.name }
    case (.right(let right, _, _), .property(let effect)):
      vocabulary.rights.map { effect.rights.leaves(in: $0).contains(right) } ?? false
    case (.step(let step, _, _), .distribution(let effect)): effect.step == step.step
    case (.power(let question, _, _), .governance(let effect)):
      effect.power.concerns(question.body)
        && vocabulary.acts.map { effect.acts.leaves(in: $0).contains(question.act) } ?? false
    case (.holderDuty, .property), (.rivals, .distribution): true
    default: false
    }
  }
}

extension GovernanceEffect.Power {
  /// Whether it is about a body.
  fileprivate func concerns(_ body: String) -> Bool {
    switch self {
    case .empower(let own, _, _): own == body
    case .disempower(.body(let own)): own == body
    case .disempower(.any): true
    }
  }
}
