import TenureModel

/// The steps of waterfalls in words: `levies 2% of gross to source`.
enum StepText {
  static func text(_ step: WaterfallStep) -> String {
    switch step {
    case .levy(let payee, let amount, let base):
      return "levies \(text(amount)) of \(base.rawValue) to \(payee.name)"
    case .recoup(let payee, let amount): return "recoups \(text(amount)) to \(payee.name)"
    case .split(.shares(let shares)):
      let parts = shares.map { "\(PercentText.exact($0.share)) to \($0.payee.name)" }
      return "splits the rest, " + parts.joined(separator: ", ")
    case .split(.among(let payees, let rule, let game)):
      let names = payees.map(\.name).joined(separator: ", ")
      return "splits the rest among \(names) by \(rule.rawValue)"
        + (game.map { " of \($0)" } ?? "")
    case .cap(let payee, let amount, let over):
      return "caps \(payee.name) at \(text(amount)), the excess to \(over.name)"
    case .floor(let payee, let amount, let source):
      return "tops \(payee.name) up to \(text(amount)) out of \(source.name)"
    case .dividend(let fund, let payee, let unit, let every):
      return "pays \(fund) out to \(payee.name) per \(unit.rawValue)"
        + (every.map { ", every \($0)" } ?? "")
    }
  }

  private static func text(_ amount: Amount) -> String {
    switch amount {
    case .rate(let ratio): return PercentText.exact(ratio)
    case .fixed(let sum): return NumberText.grouped(sum)
    case .claim(let name, let times):
      return times == Ratio(1, 1) ? "the \(name)" : "\(PercentText.exact(times)) of the \(name)"
    case .brackets(let brackets):
      return brackets.map { "\(PercentText.exact($0.rate)) above \(NumberText.grouped($0.above))" }
        .joined(separator: ", ")
    case .least(let amounts):
      return "the least of " + amounts.map { text($0) }.joined(separator: " and ")
    case .most(let amounts):
      return "the most of " + amounts.map { text($0) }.joined(separator: " and ")
    }
  }
}
