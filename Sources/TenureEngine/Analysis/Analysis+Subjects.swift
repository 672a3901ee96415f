import TenureModel

extension Analysis {
  /// What changed when one answer became another, in words of the model.
  func subject(_ question: Question, _ pair: [Int]) -> RegimeDiff.Subject {
    switch question {
    case .act:
      return .verdict(before: ActValue.verdicts[pair[0]], after: ActValue.verdicts[pair[1]])
    case .duty(let phase, let duty): return .duty(phase, duty, isNew: pair[1] == 1)
    case .right(let right):
      return .right(
        right, before: RightValue.states[pair[0]], after: RightValue.states[pair[1]])
    case .holderDuty(let phase, let duty): return .holderDuty(phase, duty, isNew: pair[1] == 1)
    case .step(let step): return .step(step, before: pair[0], after: pair[1])
    case .rivals: return .rivals
    case .power(let power):
      return .power(
        power, before: powerAnswers.values[pair[0]],
        after: powerAnswers.values[pair[1]])
    }
  }
}
