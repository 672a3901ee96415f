import TenureEngine
import TenureModel

/// What changed into what, in a few words: `prohibited → permitted`.
struct ShiftText {
  let vocabulary: Vocabulary
  let ink: Ink

  /// Shifts of one kind are told together.
  static func kind(of subject: RegimeDiff.Subject) -> String {
    switch subject {
    case .verdict: "verdict"
    case .duty(let phase, _, let isNew): "duty \(phase) \(isNew)"
    case .right(_, let before, let after): "right \(before) \(after)"
    case .holderDuty(let phase, _, let isNew): "holder \(phase) \(isNew)"
    case .step(_, let before, let after): "step \(before) \(after)"
    case .rivals: "rivals"
    case .power(let question, let before, let after):
      "power \(question.body) \(before == nil) \(after == nil) \(after.hashValue)"
    }
  }

  /// The text of some shifts of one kind.
  func text(_ subjects: [RegimeDiff.Subject]) -> String {
    guard let first = subjects.first else { return "" }
    switch first {
    case .verdict(let before, let after):
      return verdict(before) + ink(" → ", .strong) + verdict(after)
    case .duty(let phase, _, let isNew):
      return change(isNew) + " " + counted(subjects, "duty", "duties")
        + " \(phase.rawValue) the act: "
        + names(subjects)
    case .holderDuty(let phase, _, let isNew):
      return change(isNew) + " " + counted(subjects, "duty", "duties")
        + " of the holder \(phase.rawValue): " + names(subjects)
    case .right(_, let before, let after):
      return "right to \(names(subjects)): " + state(before) + ink(" → ", .strong) + state(after)
    case .step(_, let before, let after):
      let times = before > 0 && after > 0 ? " (\(before) → \(after) times)" : ""
      return change(after > before) + " money: " + names(subjects) + times
    case .rivals: return "money: other steps are unsettled"
    case .power(let question, let before, let after):
      return "\(question.body) to \(names(subjects)): " + answer(before) + ink(" → ", .strong)
        + answer(after)
    }
  }

  private func change(_ isNew: Bool) -> String { ink(isNew ? "new" : "gone", .strong) }

  private func counted(
    _ subjects: [RegimeDiff.Subject], _ one: String, _ many: String
  ) -> String {
    subjects.count == 1 ? one : many
  }

  private func verdict(_ verdict: Verdict) -> String {
    ink(verdict.rawValue, RulingText.style(verdict))
  }

  private func state(_ state: RightState) -> String {
    switch state {
    case .held: ink("held", .good)
    case .withheld: ink("withheld", .bad)
    case .contested: ink("contested", .doubtful)
    case .none: "not spoken of"
    case .open: "open"
    }
  }

  private func answer(_ answer: PowersOutcome.Answer?) -> String {
    switch answer {
    case nil: "not spoken of"
    case .disempowered: ink("may not", .bad)
    case .contested: ink("contested", .doubtful)
    case .empowered(let ways):
      ink("may", .good) + (ways.contains { $0.steps != nil } ? " by procedure" : " alone")
    }
  }

  private func names(_ subjects: [RegimeDiff.Subject]) -> String {
    subjects.map { subject in
      switch subject {
      case .verdict, .rivals: ""
      case .duty(_, let duty, _), .holderDuty(_, let duty, _): RulingText.text(duty)
      case .right(let right, _, _): vocabulary.rights?.leafName(right) ?? ""
      case .step(let step, _, _): StepText.text(step.step)
      case .power(let question, _, _): vocabulary.acts?.leafName(question.act) ?? ""
      }
    }.joined(separator: ", ")
  }
}
