import TenureModel

/// Procedures in words: `by a vote in council of more than 1/2, person is heard for 14 days`.
enum ProcedureText {
  /// How a body may act.
  static func text(_ way: PowersOutcome.Way) -> String {
    let lasts = way.lasts.map { ", for \($0)" } ?? ""
    guard let steps = way.steps else { return "alone" + lasts }
    return "if " + steps.map { text($0) }.joined(separator: ", ") + lasts
  }

  private static func text(_ step: ProcedureStep) -> String {
    switch step {
    case .propose(let body): return "\(body) proposes"
    case .agree(let body): return "\(body) agrees"
    case .hear(let party, let period):
      return "\(party) is heard" + (period.map { " for \($0)" } ?? "")
    case .notice(let period): return "notice is given for \(period)"
    case .vote(let vote):
      let threshold =
        switch vote.threshold {
        case .moreThan(let share): "more than \(PercentText.exact(share))"
        case .atLeast(let share): "at least \(PercentText.exact(share))"
        }
      let vetoes = vote.vetoes.isEmpty ? "" : " with \(vote.vetoes.joined(separator: ", "))"
      return "\(threshold) of \(vote.body) vote for it\(vetoes)"
    case .any(let steps):
      return "(" + steps.map { text($0) }.joined(separator: " or ") + ")"
    case .all(let steps):
      return "(" + steps.map { text($0) }.joined(separator: " and ") + ")"
    }
  }
}
