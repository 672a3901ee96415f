public import TenureModel

/// The plugin `dividend` for the distribution pillar: a levy into a fund, and the fund paid out.
public struct Dividend: DistributionPolicy {
  /// The id that users write.
  public static let name = "dividend"
  /// Counts up whenever the same document lowers to other clauses.
  public static let version = 1
  /// What its documents are about.
  public static let summary = """
    Those who earn with data pay `levies` into a `fund`, and its `payouts` go to everybody, `per`
    head or per recorded contribution. A levy takes a rate, a sum or `brackets`, `of` the gross
    income or of what is left; `above` leaves an allowance free, `at-least` and `at-most` bound what
    is taken. Who pays at all is said by tests, say `actor: platform` and `persons: {at-least:
    1000000}`. A payout may be bounded, too: what lies above `at-most` goes back to the fund, and
    up to `at-least` is topped up from it.

    A levy lowers to one step. A payout lowers to a `dividend`, and its bounds to a `floor`,
    `ID.floor`, and a `cap`, `ID.cap`, right behind it. Payouts run after all levies.
    """
  /// A document to begin with.
  public static let defaultDocument = """
    currency: EUR
    rounding: {unit: 0.01, split: largest-remainder}
    fund: data-dividend-fund
    levies:
      - id: data-value-levy
        take: 2%
        above: 1000000.00
        actor: platform
        persons: {at-least: 1000000}
        cites: the text that it encodes
    payouts:
      - id: data-dividend
        to: person
        per: head
        every: 1 year

    """

  static let fund = Field.required(
    "fund", MoneySchema.fund, "the fund that is paid into, and out of")

  static let form = PolicyForm(
    .distribution,
    settings: DeclarationSchema.money.filter { $0.name != "funds" } + [fund as any AnyField],
    sections: [levies, payouts])

  /// How a document is read.
  public static let schema = form.schema

  /// Where payouts begin: behind all levies.
  static let payoutStart = 1_000

  /// Creates the policy.
  public init() {}

  /// The clauses that a document means.
  public func lower(
    _ document: PolicyDocument, in context: LoweringContext
  ) -> Lowered<DistributionEffect> {
    var reader = ProvisionReader(document, in: context)
    var declarations = reader.moneyDeclarations() ?? DistributionDeclarations()
    let fund = reader.setting(Self.fund) ?? ""
    declarations.funds = [fund]
    var clauses: [Clause<DistributionEffect>] = []
    var order = StepOrder()
    for levy in reader.provisions(of: Self.levies) {
      let place = order.next(levy, levy.own.place, &reader)
      guard let amount = levy.own.amount(&reader) else { continue }
      let step = WaterfallStep.levy(
        to: levy.own.payee ?? Payee(fund), take: amount, of: levy.own.base)
      clauses.append(levy.clause(step, order: place, levy.own.place))
    }
    order = order.skipping(to: Self.payoutStart)
    for payout in reader.provisions(of: Self.payouts) {
      let place = order.next(payout, payout.own.place, &reader)
      payout.own.checkBounds(at: payout.origin, &reader)
      for (offset, part) in payout.own.steps(of: fund).enumerated() {
        clauses.append(
          payout.clause(part.step, order: place + offset, payout.own.place, part: part.name))
      }
    }
    return reader.lowered(clauses, declarations: declarations)
  }
}
