internal import TenureModel

/// A levy as it stands in the document.
struct Levy: Sendable {
  let take: Located<Amount>
  let base: WaterfallStep.Base
  let allowance: Located<ExactDecimal>?
  let least: Amount?
  let most: Amount?
  let payee: Payee?
  let place: StepKeys

  /// What is taken: the rate on what lies above the allowance, within its bounds.
  func amount(_ reader: inout ProvisionReader) -> Amount? {
    var amount = take.value
    if let allowance {
      guard case .rate(let rate) = take.value else {
        reader.report(
          Finding(
            "key-without-meaning", "`above` frees a part of the base of a rate, and this is none",
            at: allowance.location, help: "`take` a rate, or write the limit into `brackets`"))
        return nil
      }
      amount = .brackets([Amount.Bracket(above: allowance.value, rate: rate)])
    }
    if let least { amount = .most([amount, least]) }
    if let most { amount = .least([amount, most]) }
    return amount
  }
}

/// A payout as it stands in the document.
struct Payout: Sendable {
  let payee: Payee
  let unit: WaterfallStep.DividendUnit
  let every: Period?
  let least: Amount?
  let most: Amount?
  let place: StepKeys

  /// The steps, in the order in which they run.
  func steps(of fund: String) -> [(name: String?, step: WaterfallStep)] {
    var steps: [(name: String?, step: WaterfallStep)] = [
      (nil, .dividend(of: fund, to: payee, per: unit, every: every))
    ]
    if let least { steps.append(("floor", .floor(payee, at: least, outOf: Payee(fund)))) }
    if let most { steps.append(("cap", .cap(payee, at: most, over: Payee(fund)))) }
    return steps
  }

  /// Reports bounds of which the lower lies above the upper.
  func checkBounds(at location: SourceLocation, _ reader: inout ProvisionReader) {
    guard case .fixed(let low)? = least, case .fixed(let high)? = most, low > high else { return }
    reader.report(
      Finding(
        "bounds-crossed", "`at-least` \(low) lies above `at-most` \(high)", at: location,
        help: "exchange them, or take one of them out"))
  }
}

extension Dividend {
  static let levies = ProvisionSection(
    "levies", "who pays into the fund, and how much",
    .required("take", MoneySchema.amount.located, "how much is taken, at most what is left"),
    .optional(
      "of", .choice(of: WaterfallStep.Base.self),
      "of what a rate is taken: of the whole income, or of what is left", default: .gross),
    .optional("above", MoneySchema.sum.located, "what is free of the levy"),
    .optional("at-least", MoneySchema.amount, "what is taken in any case"),
    .optional("at-most", MoneySchema.amount, "what is taken at the most"),
    .optional("to", MoneySchema.payee, "another payee than the fund"),
    StepOrder.field, StepOrder.stepField
  ) {
    Levy(
      take: $0, base: $1, allowance: $2, least: $3, most: $4, payee: $5,
      place: StepKeys(order: $6, name: $7))
  }

  static let payouts = ProvisionSection(
    "payouts", "to whom the fund is paid out",
    .required("to", MoneySchema.payee, "who is paid"),
    .required("per", .choice(of: WaterfallStep.DividendUnit.self), "per what it is paid"),
    .optional("every", .period, "how often"),
    .optional("at-least", MoneySchema.amount, "up to what they are topped up out of the fund"),
    .optional("at-most", MoneySchema.amount, "above what it goes back to the fund"),
    StepOrder.field, StepOrder.stepField
  ) {
    Payout(
      payee: $0, unit: $1, every: $2, least: $3, most: $4,
      place: StepKeys(order: $5, name: $6))
  }
}
