package import TenureModel

/// One of the separate questions that a ruling answers.
package enum Question: Sendable, Hashable {
  /// Has the actor this right? By leaf number of the taxonomy of rights.
  case right(Int)
  /// May the act be done?
  case act
  /// What happens at the step of this name?
  case step(String)
  /// May this body perform this act? By leaf number of the taxonomy of acts.
  case power(body: String, act: Int)
}

/// What a clause answers to a question.
///
/// Two clauses that speak *disagree* when their answers differ.
package enum Answer: Sendable, Hashable {
  /// Permit and oblige, which agree; grant; empower.
  case yes
  /// Prohibit; withhold; disempower.
  case no
  /// This happens at the step, in this order.
  case step(order: Int, WaterfallStep)
}

extension AnyEffect {
  /// What the effect answers to a question, or nil where it does not speak on it.
  package func answer(to question: Question, in vocabulary: Vocabulary) -> Answer? {
    switch (self, question) {
    case (.property(let effect), .right(let leaf)):
      guard let rights = vocabulary.rights, effect.rights.leaves(in: rights).contains(leaf) else {
        return nil
      }
      return effect.stance == .grant ? .yes : .no

    case (.circulation(let effect), .act):
      switch effect.conduct {
      case .permit, .oblige: return .yes
      case .prohibit: return .no
      case .attach: return nil
      }

    case (.distribution(let effect), .step(let name)):
      guard effect.stepName == name else { return nil }
      return .step(order: effect.order, effect.step)

    case (.governance(let effect), .power(let body, let act)):
      guard let acts = vocabulary.acts, effect.acts.leaves(in: acts).contains(act) else {
        return nil
      }
      switch effect.power {
      case .empower(body, _, _): return .yes
      case .disempower(.any), .disempower(.body(body)): return .no
      default: return nil
      }

    default: return nil
    }
  }
}
