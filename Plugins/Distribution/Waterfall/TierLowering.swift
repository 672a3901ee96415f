internal import TenureModel

/// Lowers tiers to steps, one after the other.
struct TierLowering {
  private(set) var clauses: [Clause<DistributionEffect>] = []
  private let rule: DistributionDeclarations.BankruptcyRule
  private var order = StepOrder()
  private var hurdles: [String: Hurdle] = [:]

  init(rule: DistributionDeclarations.BankruptcyRule) { self.rule = rule }

  mutating func add(_ tier: Provision<Tier>, _ reader: inout ProvisionReader) {
    let order = order.next(tier, tier.own.place, &reader)
    guard let content = tier.own.contents.first else {
      reader.report(
        Finding(
          "no-effect", "tier `\(Finding.brief(tier.id))` says nothing", at: tier.origin,
          help: "add a step: `levy`, `recoup`, `hurdle`, `catch-up`, `split`, `cap`, `floor` or "
            + "`dividend`"))
      return
    }
    if tier.own.contents.count > 1 {
      reader.report(
        Finding(
          "several-effects", "tier `\(Finding.brief(tier.id))` has several steps",
          at: tier.origin, help: "write a tier for each; with one `order` they run together"))
    }
    switch content {
    case .step(let step): append(tier, step, order)
    case .hurdle(let hurdle):
      hurdles[tier.id] = hurdle
      guard let times = Ratio(1, 1).plus(hurdle.yield) else {
        reader.report(.tooFine(tier))
        return
      }
      append(tier, .recoup(to: hurdle.payee, take: .claim(hurdle.capital, times: times)), order)
    case .catchUp(let catchUp): add(catchUp, of: tier, order, &reader)
    }
  }

  private mutating func add(
    _ catchUp: CatchUp, of tier: Provision<Tier>, _ order: Int, _ reader: inout ProvisionReader
  ) {
    guard let hurdle = hurdles[catchUp.hurdle.value] else {
      reader.report(
        Finding(
          "unknown-hurdle", "there is no hurdle `\(Finding.brief(catchUp.hurdle.value))` above",
          at: catchUp.hurdle.location,
          help: Suggestion.help(for: catchUp.hurdle.value, among: hurdles.keys.sorted())))
      return
    }
    guard isReachable(catchUp, of: hurdle, tier, &reader) else { return }
    guard let multiples = catchUp.multiples(of: hurdle.yield) else {
      reader.report(.tooFine(tier))
      return
    }
    let own = WaterfallStep.recoup(
      to: catchUp.payee, take: .claim(hurdle.capital, times: multiples.own))
    guard multiples.other.numerator > 0 else {
      append(tier, own, order)
      return
    }
    if rule != .proportional {
      reader.report(
        Finding(
          "catch-up-not-proportional",
          "a `share` below the whole is exact only where what is short is shared in proportion",
          at: tier.origin, help: "say `shortfall: proportional`, or leave `share` out"))
    }
    append(tier, own, order, part: catchUp.payee.name)
    append(
      tier,
      .recoup(to: hurdle.payee, take: .claim(hurdle.capital, times: multiples.other)), order,
      part: hurdle.payee.name)
  }

  private func isReachable(
    _ catchUp: CatchUp, of hurdle: Hurdle, _ tier: Provision<Tier>,
    _ reader: inout ProvisionReader
  ) -> Bool {
    if catchUp.payee == hurdle.payee {
      reader.report(
        Finding(
          "named-twice", "`\(catchUp.payee.name)` cannot catch up with itself", at: tier.origin,
          help: "name another payee than the hurdle's"))
      return false
    }
    guard catchUp.until.numerator > 0, hurdle.yield.numerator > 0,
      let gap = catchUp.share.minus(catchUp.until), gap.numerator > 0
    else {
      reader.report(
        Finding(
          "catch-up-out-of-reach",
          "this never ends: the share that is caught up with is not "
            + "below the share of the tier, or there is no yield to catch up with",
          at: tier.origin, help: "let `until` be below `share`, and the hurdle have a `return`"))
      return false
    }
    return true
  }

  private mutating func append(
    _ tier: Provision<Tier>, _ step: WaterfallStep, _ order: Int, part: String? = nil
  ) {
    clauses.append(tier.clause(step, order: order, tier.own.place, part: part))
  }
}

extension Finding {
  fileprivate static func tooFine(_ tier: Provision<Tier>) -> Finding {
    Finding(
      "out-of-range", "these shares cannot be held exactly together", at: tier.origin,
      help: "write them with fewer digits")
  }
}
