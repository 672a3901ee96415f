import TenureModel

/// The steps of waterfalls in JSON: in the documents' own form, amounts and rates as texts.
struct StepJSON {
  /// A waterfall: the steps that run, in order, and the rivals that do not.
  static func json(_ waterfall: WaterfallOutcome) -> JSONValue {
    [
      "steps": .list(
        sorted(waterfall.steps.keys).map { json($0, times: waterfall.steps[$0] ?? 1) }),
      "contested": .list(
        waterfall.contested.map { rivals in .list(sorted(rivals).map { json($0, times: 1) }) }
          .sorted { $0.line < $1.line }),
    ]
  }

  /// Steps in the order in which they run.
  static func sorted(_ steps: some Sequence<WaterfallOutcome.Step>) -> [WaterfallOutcome.Step] {
    steps.map { (step: $0, text: json($0, times: 1).line) }
      .sorted { ($0.step.order, $0.text) < ($1.step.order, $1.text) }.map(\.step)
  }

  static func json(_ step: WaterfallOutcome.Step, times: Int) -> JSONValue {
    var members: [(String, JSONValue)] = [("order", .whole(step.order))]
    if times != 1 { members.append(("times", .whole(times))) }
    let (keyword, value) = parts(step.step)
    members.append((keyword, value))
    if let currency = step.terms.currency { members.append(("currency", .text(currency))) }
    if step.terms.roundingUnit != nil || step.terms.roundingRule != nil {
      members.append(
        (
          "rounding",
          [
            "unit": .optional(step.terms.roundingUnit?.description),
            "split": .optional(step.terms.roundingRule?.rawValue),
          ]
        ))
    }
    if step.terms.bankruptcyRule != .proportional {
      members.append(("shortfall", .text(step.terms.bankruptcyRule.rawValue)))
    }
    return .members(members)
  }

  /// The keyword of a step and what stands behind it.
  static func parts(_ step: WaterfallStep) -> (keyword: String, value: JSONValue) {
    switch step {
    case .levy(let payee, let amount, let base):
      return (
        "levy", ["to": .text(payee.name), "take": json(amount), "of": .text(base.rawValue)]
      )
    case .recoup(let payee, let amount):
      return ("recoup", ["to": .text(payee.name), "take": json(amount)])
    case .split(.shares(let shares)):
      return (
        "split",
        ["to": .members(shares.map { ($0.payee.name, .text($0.share.description)) })]
      )
    case .split(.among(let payees, let rule, let game)):
      var members: [(String, JSONValue)] = [
        ("among", .texts(payees.map(\.name))), ("by", .text(rule.rawValue)),
      ]
      if let game { members.append(("game", .text(game))) }
      return ("split", .members(members))
    case .cap(let payee, let amount, let over):
      return ("cap", ["payee": .text(payee.name), "at": json(amount), "over": .text(over.name)])
    case .floor(let payee, let amount, let source):
      return (
        "floor", ["payee": .text(payee.name), "at": json(amount), "out-of": .text(source.name)]
      )
    case .dividend(let fund, let payee, let unit, let every):
      var members: [(String, JSONValue)] = [
        ("of", .text(fund)), ("to", .text(payee.name)), ("per", .text(unit.rawValue)),
      ]
      if let every { members.append(("every", .text(every.description))) }
      return ("dividend", .members(members))
    }
  }

  static func json(_ amount: Amount) -> JSONValue {
    switch amount {
    case .rate(let ratio): .text(PercentText.exact(ratio))
    case .fixed(let sum): .text(sum.description)
    case .claim(let name, let times):
      ["claim": .text(name), "times": .text(PercentText.exact(times))]
    case .brackets(let brackets):
      [
        "brackets": .list(
          brackets.map {
            ["above": .text($0.above.description), "rate": .text(PercentText.exact($0.rate))]
          })
      ]
    case .least(let amounts): ["least": .list(amounts.map { json($0) })]
    case .most(let amounts): ["most": .list(amounts.map { json($0) })]
    }
  }
}
