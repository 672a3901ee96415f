import Tenure
import TenureTestSupport
import Testing

/// Money before and after, to the cent, as functions, and over transactions; worked by hand.
@Suite struct MoneyComparisonTests {
  private static func outcome(_ steps: (Int, WaterfallStep)...) -> WaterfallOutcome {
    WaterfallOutcome(
      steps: Dictionary(
        steps.map { (WaterfallOutcome.Step(order: $0.0, step: $0.1), 1) }, uniquingKeysWith: +))
  }

  private static func levy(_ percent: Int, to payee: String = "fund") -> WaterfallStep {
    .levy(to: Payee(payee), take: .rate(Ratio(Int128(percent), 100)), of: .gross)
  }

  private static let split = WaterfallStep.split(
    .shares([.init(Payee("source"), Ratio(1, 3)), .init(Payee("holder"), Ratio(2, 3))]))

  @Test func `gains and losses to the cent`() throws {
    // 1000.01 x 2 % = 20.0002 and x 3 % = 30.0003; a third of 980.01 and of 970.01.
    let comparison = PayoutComparison(
      Self.outcome((10, Self.levy(2)), (20, Self.split)),
      Self.outcome((10, Self.levy(3)), (20, Self.split)), income: try Money("1000.01 EUR"))
    let totals = try comparison.payouts.get()
    let rows = totals.changes.filter { $0.gain != 0 }.map { "\($0.name) \($0.before) \($0.after)" }
    #expect(rows == ["fund 2000 3000", "holder 65334 64667", "source 32667 32334"])
    #expect(totals.gains == 1000)
    #expect(totals.losses == 1000)
    #expect(totals.largestLoser?.name == "holder")
    guard case .differ = try comparison.functions.get() else {
      Issue.record("they differ")
      return
    }
  }

  @Test func `steps written otherwise pay the same for every income`() throws {
    let comparison = PayoutComparison(
      Self.outcome((10, Self.levy(2)), (20, Self.levy(3)), (30, Self.split)),
      Self.outcome((10, Self.levy(5)), (30, Self.split)), income: try Money("1000.00 EUR"))
    #expect(try comparison.functions.get() == .equal)
    #expect(try comparison.payouts.get().changes.allSatisfy { $0.gain == 0 })
  }

  /// Why such waterfalls are not the same outcome: every step rounds by itself.
  @Test func `what is the same before rounding may differ by a cent`() throws {
    let comparison = PayoutComparison(
      Self.outcome((10, Self.levy(2)), (20, Self.levy(3)), (30, Self.split)),
      Self.outcome((10, Self.levy(5)), (30, Self.split)), income: try Money("0.25 EUR"))
    #expect(try comparison.functions.get() == .equal)
    let fund = try comparison.payouts.get().changes.first { $0.name == "fund" }
    #expect(fund?.before == 2 && fund?.after == 1 && fund?.isRoundingArtefact == true)
  }

  @Test func `figures that are not known count as zero, and are named`() throws {
    let recoup = WaterfallStep.recoup(to: Payee("holder"), take: .claim("cost", times: Ratio(1, 1)))
    let rest = WaterfallStep.split(.shares([.init(Payee("source"), Ratio(1, 1))]))
    let (before, after) = (Self.outcome((20, rest)), Self.outcome((10, recoup), (20, rest)))
    let income = try Money("100.00 EUR")
    let unknown = PayoutComparison(before, after, income: income)
    #expect(unknown.assumedZero == ["cost"])
    #expect(try unknown.payouts.get().changes.allSatisfy { $0.gain == 0 })
    guard case .differ(let witness) = try unknown.functions.get() else {
      Issue.record("they differ where there are costs")
      return
    }
    #expect(witness.figures["cost"].map { $0.signum > 0 } == true)
    let known = PayoutComparison(
      before, after, income: income, claims: Claims(figures: ["cost": 3000]))
    #expect(known.assumedZero == [])
    #expect(try known.payouts.get().largestLoser?.gain == -3000)
    // Up to the cost everything goes to the holder.
    #expect(known.breakpoints == [Rational(3000)])
  }

  @Test func `what cannot be paid out says why`() throws {
    let among = WaterfallStep.split(.among([Payee("source")], by: .contribution, game: nil))
    let comparison = PayoutComparison(
      Self.outcome((20, Self.split)), Self.outcome((20, among)), income: try Money("1.00 EUR"))
    #expect(throws: WaterfallError.self) { try comparison.payouts.get() }
  }

  private static func regime(_ percent: Int) -> Regime {
    SmallLaw.regime([
      SmallLaw.clause("tax", SmallLaw.levy(percent, step: "tax")),
      SmallLaw.clause(
        "rest",
        .distribution(DistributionEffect(split, order: 20, stepName: "rest")),
        SmallLaw.when("action", "sell")),
    ])
  }

  private static func comparison(_ before: Int, _ after: Int) throws -> TransactionComparison {
    TransactionComparison(
      before: MoneyQuestion(RegimeEngine(regime(before))),
      after: MoneyQuestion(RegimeEngine(regime(after))),
      currency: try Money("0 EUR").currency)
  }

  private static func situation(_ action: String) -> Situation {
    Situation([SmallLaw.id("action"): .known(.term(leaf: SmallLaw.leaf("action", action)))])
  }

  @Test func `transactions are summed, and the pot is kept`() throws {
    var comparison = try Self.comparison(2, 3)
    let sale = Self.situation("sell")
    try comparison.add(.init(sale, income: Money("100.00 EUR"), name: "spring"))
    try comparison.add(.init(sale, income: Money("500.00 EUR"), name: "summer"))
    try comparison.add(.init(Self.situation("store"), income: Money("10.00 EUR")))
    let result = try comparison.result(band: 250)
    #expect(result.transactions == 3)
    #expect(result.differing == 3)
    #expect(result.largest?.name == "summer")
    #expect(result.largest?.moved == 500)
    let rows = result.totals.changes.map { "\($0.name) \($0.before) \($0.after)" }
    // A tenth more goes to the fund of each; the stored data's rest stays unassigned.
    #expect(
      rows == [
        "fund 1220 1830", "holder 39200 38800", "source 19600 19400", "unassigned 980 970",
      ])
    #expect(result.totals.winners.map(\.name) == ["fund"])
    #expect(result.totals.losers.map(\.name) == ["holder"])
    #expect(result.totals.unchanged.map(\.name) == ["source", "unassigned"])
    #expect(result.totals.gains == result.totals.losses)
    #expect(result.totals.potBefore == 61000)
  }

  @Test func `who loses by rounding alone is labelled`() throws {
    // Of a cent 60 % are a cent; twice 35 % are nothing twice, although 70 % are more.
    let before = SmallLaw.regime([SmallLaw.clause("tax", SmallLaw.levy(60, step: "tax"))])
    let after = SmallLaw.regime([
      SmallLaw.clause("one", SmallLaw.levy(35, step: "one")),
      SmallLaw.clause("two", SmallLaw.levy(35, step: "two", order: 11)),
    ])
    var comparison = TransactionComparison(
      before: MoneyQuestion(RegimeEngine(before)), after: MoneyQuestion(RegimeEngine(after)),
      currency: try Money("0 EUR").currency)
    for _ in 0..<3 { try comparison.add(.init(Situation(), income: Money("0.01 EUR"))) }
    let result = try comparison.result()
    #expect(result.totals.changes.map { "\($0.name) \($0.gain)" } == ["fund -3", "unassigned 3"])
    #expect(result.totals.changes.allSatisfy { $0.isRoundingArtefact })
    #expect(result.reversed == ["fund", "unassigned"])
  }

  @Test func `one that cannot be paid out is not counted`() throws {
    var comparison = try Self.comparison(2, 3)
    let open = Situation([SmallLaw.id("action"): .unknown])
    #expect(throws: TransactionComparison.Failure.depends(on: [SmallLaw.id("action")])) {
      try comparison.add(.init(open, income: Money("1.00 EUR")))
    }
    #expect(throws: TransactionComparison.Failure.currency("USD")) {
      try comparison.add(.init(open, income: Money("1.00 USD")))
    }
    #expect(try comparison.result().transactions == 0)
  }
}
