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
    case .duty(let phase, _, _): "duty \(phase)"
    case .right(_, let before, let after): "right \(before) \(after)"
    case .holderDuty(let phase, _, _): "holder \(phase)"
    case .step(let step, _, _): "step \(step.order)"
    case .rivals: "rivals"
    case .power(let question, let before, let after):
      "power \(question.body) \(before.hashValue) \(after.hashValue)"
    }
  }

  /// The text of some shifts of one kind.
  func text(_ subjects: [RegimeDiff.Subject]) -> String {
    guard let first = subjects.first else { return "" }
    switch first {
    case .verdict(let before, let after):
      return verdict(before) + ink(" → ", .strong) + verdict(after)
    case .duty(let phase, _, _): return duties(subjects, "\(phase.rawValue) the act")
    case .holderDuty(let phase, _, _):
      return duties(subjects, "of the holder \(phase.rawValue)")
    case .right(_, let before, let after):
      return "right to \(names(subjects)): " + state(before) + ink(" → ", .strong) + state(after)
    case .step: return "money: " + steps(subjects)
    case .rivals: return "money: other steps are unsettled"
    case .power(let question, let before, let after):
      return "power of \(question.body) to \(names(subjects)): " + answer(before)
        + ink(" → ", .strong) + answer(after)
    }
  }

  private func change(_ isNew: Bool) -> String { ink(isNew ? "new" : "gone", .strong) }

  /// Duties that are new or gone in the same situations; one whose time alone changed is one.
  private func duties(_ subjects: [RegimeDiff.Subject], _ phase: String) -> String {
    var gone: [Duty] = []
    var new: [Duty] = []
    for subject in subjects {
      guard case .duty(_, let duty, let isNew) = subject.asDuty else { continue }
      if isNew { new.append(duty) } else { gone.append(duty) }
    }
    var parts: [String] = []
    for duty in new {
      if let former = gone.firstIndex(where: { $0.name == duty.name }) {
        let times = [gone.remove(at: former), duty].map { $0.within?.description ?? "no time" }
        parts.append("\(duty.name) within " + times.joined(separator: ink(" → ", .strong)))
      } else {
        parts.append(change(true) + " " + RulingText.text(duty))
      }
    }
    parts += gone.map { change(false) + " " + RulingText.text($0) }
    return "\(subjects.count == 1 ? "duty" : "duties") \(phase): " + parts.joined(separator: ", ")
  }

  /// Steps that are new or gone in the same situations.
  private func steps(_ subjects: [RegimeDiff.Subject]) -> String {
    subjects.compactMap { subject -> (isNew: Bool, text: String)? in
      guard case .step(let step, let before, let after) = subject else { return nil }
      let times = before > 0 && after > 0 ? " (\(before) → \(after) times)" : ""
      return (after > before, change(after > before) + " " + StepText.text(step.step) + times)
    }
    .sorted { !$0.isNew && $1.isNew }.map(\.text).joined(separator: ", ")
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

  func answer(_ answer: PowersOutcome.Answer?) -> String {
    switch answer {
    case nil: "not spoken of"
    case .disempowered: ink("may not", .bad)
    case .contested: ink("contested", .doubtful)
    case .empowered(let ways):
      ink("may", .good) + " "
        + ways.map { ProcedureText.text($0) }.sorted().joined(separator: ", or ")
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

extension RegimeDiff.Subject {
  /// A duty of the holder as one of the actor: what is said of both is the same.
  fileprivate var asDuty: RegimeDiff.Subject {
    guard case .holderDuty(let phase, let duty, let isNew) = self else { return self }
    return .duty(phase, duty, isNew: isNew)
  }
}
