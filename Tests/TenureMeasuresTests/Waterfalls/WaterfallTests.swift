import TenureMeasures
import TenureModel
import TenureTestSupport
import Testing

/// Waterfalls worked by hand.
struct WaterfallTests {
  @Test func `a film's recoupment, step by step`() throws {
    // 1000.00 in: 2 % fee of gross, cost of 400.00 with a premium of 8 %, of which 100.00 were
    // recovered before, then 30 to 70.
    let fall = Falls.fall([
      (30, Falls.shares([("source", 30, 100), ("holder", 70, 100)])),
      (10, .levy(to: Payee("agent"), take: .rate(Ratio(1, 50)), of: .gross)),
      (20, .recoup(to: Payee("producer"), take: .claim("cost", times: Ratio(108, 100)))),
    ])
    let claims = Claims(figures: ["cost": 40_000], recovered: [Payee("producer"): 10_000])
    let payout = try fall.payout(of: Falls.euro(100_000), claims: claims)
    #expect(
      Falls.totals(payout)
        == ["agent": 2000, "producer": 33_200, "source": 19_440, "holder": 45_360])
    #expect(payout.entries.map(\.restBefore) == [100_000, 98_000, 64_800])
    #expect(payout.entries.map(\.restAfter) == [98_000, 64_800, 0])
    #expect(payout.entries[1].asked == 33_200)
    #expect(payout.entries[0].moves.map(\.from) == [.rest])
    #expect(payout.entries[0].moves.map(\.to) == [Payee("agent")])
    #expect(payout.entries[0].moves.map(\.amount) == [2000])
    #expect(payout.recovered[Payee("producer")] == 43_200)
    #expect(payout.sum == 100_000)
    guard case .step(_, let label) = payout.entries[0].subject else {
      Issue.record("the first entry is no step")
      return
    }
    #expect(label == "s1")
    // The next transaction recoups what is left: nothing.
    let next = try fall.payout(
      of: Falls.euro(100_000),
      claims: Claims(figures: ["cost": 40_000], recovered: payout.recovered))
    #expect(Falls.totals(next)["producer"] == nil)
  }

  @Test func `the Alabama paradox is named where a payout has it`() throws {
    // Quotas 4.71, 4.71, 1.57 of 11 units, and 4.29, 4.29, 1.43 of 10.
    let split = Falls.shares([("a", 3, 7), ("b", 3, 7), ("c", 1, 7)])
    let fee = WaterfallStep.levy(
      to: Payee("fee"), take: .fixed(try Falls.decimal("0.01")), of: .rest)
    let fall = Falls.fall([(10, fee), (20, split)])
    let payout = try fall.payout(of: Falls.euro(12))
    #expect(Falls.totals(payout) == ["fee": 1, "a": 5, "b": 5, "c": 1])
    let found = try fall.alabamaParadoxes(in: payout)
    #expect(found.keys.sorted() == ["s1"])
    let paradox = try #require(found["s1"]?.first)
    #expect((paradox.name, paradox.ofSmaller, paradox.ofLarger) == ("c", 2, 1))
    let refund = try fall.alabamaParadoxes(in: fall.payout(of: Falls.euro(-12)))
    #expect(refund == found)
    #expect(try fall.alabamaParadoxes(in: fall.payout(of: Falls.euro(11))).isEmpty)
    // What the shares leave is the rest, and has a quota like a payee.
    let open = Falls.fall([(20, Falls.shares([("a", 3, 7), ("c", 1, 7)]))])
    let left = try open.alabamaParadoxes(in: open.payout(of: Falls.euro(11)))
    #expect(left["s0"]?.map(\.name) == ["c"])
    // Divisor methods have none.
    let terms = DistributionDeclarations(currency: "EUR", roundingRule: .webster)
    let webster = Falls.fall([(20, split)], terms)
    #expect(try webster.alabamaParadoxes(in: webster.payout(of: Falls.euro(11))).isEmpty)
  }

  @Test func `marginal brackets, least and most`() throws {
    let brackets = Amount.brackets([
      .init(above: .zero, rate: Ratio(1, 100)),
      .init(above: try Falls.decimal("100.00"), rate: Ratio(10, 100)),
      .init(above: try Falls.decimal("500.00"), rate: Ratio(50, 100)),
    ])
    func levy(_ amount: Amount, _ income: Int) throws -> Int {
      let fall = Falls.fall([(1, .levy(to: Payee("state"), take: amount, of: .gross))])
      return try fall.payout(of: Falls.euro(income)).totals[Payee("state")] ?? 0
    }
    #expect(try levy(brackets, 8000) == 80)
    #expect(try levy(brackets, 10_000) == 100)
    #expect(try levy(brackets, 30_000) == 2100)
    #expect(try levy(brackets, 60_000) == 100 + 4000 + 5000)
    let most = Amount.most([.rate(Ratio(1, 10)), .fixed(try Falls.decimal("20.00"))])
    #expect(try levy(most, 10_000) == 2000)
    #expect(try levy(most, 30_000) == 3000)
    #expect(try levy(.least([most, .fixed(try Falls.decimal("25.00"))]), 30_000) == 2500)
    // At most the rest.
    #expect(try levy(.fixed(try Falls.decimal("20.00")), 500) == 500)
  }

  @Test func `caps return the excess and floors top up`() throws {
    let fall = Falls.fall([
      (1, Falls.shares([("holder", 3, 4), ("source", 1, 4)])),
      (2, .cap(Payee("holder"), at: .fixed(try Falls.decimal("50.00")), over: .payer)),
      (3, .floor(Payee("source"), at: .rate(Ratio(1, 2)), outOf: Payee("holder"))),
    ])
    // 75.00 to the holder, cut to 50.00; the source has 25.00 and is due 50.00.
    #expect(
      try Falls.totals(fall.payout(of: Falls.euro(10_000)))
        == ["holder": 2500, "payer": 2500, "source": 5000])
    let rest = Falls.fall([
      (1, .cap(.rest, at: .fixed(try Falls.decimal("30.00")), over: .payer)),
      (2, .floor(Payee("source"), at: .fixed(try Falls.decimal("40.00")), outOf: .rest)),
    ])
    #expect(
      try Falls.totals(rest.payout(of: Falls.euro(10_000))) == ["payer": 7000, "source": 3000])
  }

  @Test func `equal orders see the same rest and share it when short`() throws {
    let fall = Falls.fall([
      (1, .levy(to: Payee("a"), take: .fixed(try Falls.decimal("100.00")), of: .gross)),
      (1, .levy(to: Payee("b"), take: .fixed(try Falls.decimal("200.00")), of: .gross)),
      (1, .levy(to: Payee("c"), take: .fixed(try Falls.decimal("300.00")), of: .gross)),
    ])
    func totals(_ income: Int, _ rule: BankruptcyRule) throws -> [String: Int] {
      try Falls.totals(fall.payout(of: Falls.euro(income), claims: Claims(shortage: rule)))
    }
    #expect(try totals(30_000, .proportional) == ["a": 5000, "b": 10_000, "c": 15_000])
    #expect(try totals(20_000, .talmud) == ["a": 5000, "b": 7500, "c": 7500])
    #expect(try totals(10_000, .equalAwards) == ["a": 3334, "b": 3333, "c": 3333])
    #expect(try totals(10_000, .equalLosses) == ["c": 10_000])
    #expect(
      try totals(70_000, .proportional)
        == ["a": 10_000, "b": 20_000, "c": 30_000, "unassigned": 10_000])
  }

  @Test func `a step that stands twice applies twice, and two equal caps cut once`() throws {
    let levy = WaterfallOutcome.Step(
      order: 1, step: .levy(to: Payee("a"), take: .rate(Ratio(1, 10)), of: .gross))
    let outcome = WaterfallOutcome(steps: [levy: 2])
    let payout = try Waterfall(outcome).payout(of: Falls.euro(1000))
    #expect(payout.totals == [Payee("a"): 200])
    #expect(payout.entries.count == 2)
    let cap = WaterfallStep.cap(Payee("a"), at: .fixed(ExactDecimal(6)), over: .payer)
    let twice = Falls.fall([(1, Falls.shares([("a", 1, 1)])), (2, cap), (2, cap)])
    #expect(
      try Falls.totals(twice.payout(of: Falls.euro(1000))) == ["a": 600, "payer": 400])
  }

  @Test func `contested steps pay nothing and stand in the ledger`() throws {
    let rivals = Set(
      [2, 3].map {
        WaterfallOutcome.Step(
          order: 20, step: .levy(to: Payee("state"), take: .rate(Ratio($0, 100)), of: .gross))
      })
    let outcome = WaterfallOutcome(
      steps: [
        WaterfallOutcome.Step(
          order: 10, step: .levy(to: Payee("a"), take: .rate(Ratio(1, 4)), of: .rest)): 1,
        WaterfallOutcome.Step(
          order: 30, step: .levy(to: Payee("b"), take: .rate(Ratio(1, 3)), of: .rest)): 1,
      ], contested: [rivals])
    let payout = try Waterfall(outcome).payout(of: Falls.euro(1000))
    #expect(Falls.totals(payout) == ["a": 250, "b": 250, "unassigned": 500])
    #expect(payout.entries[1].subject == .contested(rivals))
    #expect(payout.entries[1].restBefore == 750 && payout.entries[1].restAfter == 750)
  }

  @Test func `funds pay dividends to all heads alike, when they are due`() throws {
    let year = Period(1, .year)
    let fall = Falls.fall([
      (1, .levy(to: Payee("fund"), take: .rate(Ratio(1, 10)), of: .gross)),
      (2, .dividend(of: "fund", to: Payee("person"), per: .head, every: year)),
      (3, Falls.shares([("holder", 1, 1)])),
    ])
    var claims = Claims(heads: [Payee("person"): 30], balances: ["fund": 1000])
    #expect(
      try Falls.totals(fall.payout(of: Falls.euro(1000), claims: claims))
        == ["fund": 100, "holder": 900])
    claims.endingPeriods = [year]
    // 11.00 among 30 heads: 36 cents each, and 20 cents stay.
    #expect(
      try Falls.totals(fall.payout(of: Falls.euro(1000), claims: claims))
        == ["fund": 100 - 1080, "person": 1080, "holder": 900])
    claims.heads = [:]
    #expect(
      throws: WaterfallError(.missingHeads, step: "s1", name: "person")
    ) { try fall.payout(of: Falls.euro(1000), claims: claims) }
  }

  @Test func `splits go by contribution, heads and games`() throws {
    let players = ["left", "right-1", "right-2"].map { Payee($0) }
    func totals(_ rule: WaterfallStep.ShareRule, _ claims: Claims) throws -> [String: Int] {
      let fall = Falls.fall([(1, .split(.among(players, by: rule, game: "gloves")))])
      return try Falls.totals(fall.payout(of: Falls.euro(600), claims: claims))
    }
    let game = try CooperativeGame(
      players: players.map(\.name), blocs: [[0], [1, 2]]
    ) { $0 & 1 != 0 && $0 & 6 != 0 ? 1 : 0 }
    let claims = Claims(
      contributions: [players[0]: .one, players[1]: Rational(2), players[2]: .zero],
      heads: [players[0]: 4], games: ["gloves": .table(game)])
    #expect(try totals(.shapley, claims) == ["left": 400, "right-1": 100, "right-2": 100])
    #expect(try totals(.owen, claims) == ["left": 300, "right-1": 150, "right-2": 150])
    #expect(try totals(.nucleolus, claims) == ["left": 600])
    #expect(try totals(.contribution, claims) == ["left": 200, "right-1": 400])
    #expect(try totals(.heads, claims) == ["left": 400, "right-1": 100, "right-2": 100])
    let given = Claims(games: ["gloves": .values([players[0]: .one])])
    #expect(try totals(.shapley, given) == ["left": 600])
    let nobody = Claims(contributions: [players[0]: .zero, players[1]: .zero, players[2]: .zero])
    #expect(try totals(.contribution, nobody) == ["unassigned": 600])
  }

  @Test func `what is missing or wrong is named with its step`() throws {
    func error(_ step: WaterfallStep, _ claims: Claims = Claims()) -> WaterfallError? {
      do {
        _ = try Falls.fall([(1, step)]).payout(of: Falls.euro(100), claims: claims)
        return nil
      } catch { return error as? WaterfallError }
    }
    let recoup = WaterfallStep.recoup(to: Payee("a"), take: .claim("cost", times: Ratio(1, 1)))
    #expect(error(recoup) == WaterfallError(.missingFigure, step: "s0", name: "cost"))
    #expect(error(recoup)?.description == "step `s0`: the claims lack the figure `cost`")
    #expect(
      error(recoup, Claims(figures: ["cost": -1]))
        == WaterfallError(.figureBelowZero, step: "s0", name: "cost"))
    let a = [Payee("a")]
    #expect(
      error(.split(.among(a, by: .contribution, game: nil)))
        == WaterfallError(.missingContribution, step: "s0", name: "a"))
    #expect(
      error(.split(.among(a, by: .shapley, game: "g")))
        == WaterfallError(.missingGame, step: "s0", name: "g"))
    #expect(
      error(
        .split(.among(a, by: .shapley, game: "g")),
        Claims(games: ["g": .values([Payee("b"): .one])]))
        == WaterfallError(.playerNotPaid, step: "s0", name: "b"))
    #expect(
      error(Falls.shares([("a", 2, 3), ("b", 1, 2)]))
        == WaterfallError(.sharesAboveOne, step: "s0"))
    let third = (1 << 61) / 3 + 1
    #expect(
      error(recoup, Claims(figures: ["cost": 1], balances: ["x": third, "y": third, "z": third]))
        == WaterfallError(.overflow))
    let yen = Falls.fall(
      [(1, recoup)], DistributionDeclarations(currency: "JPY"))
    #expect(throws: WaterfallError(.differentCurrency, step: "s0", name: "JPY")) {
      try yen.payout(of: Falls.euro(1))
    }
    let fine = Falls.fall(
      [(1, Falls.shares([("a", 1, 1)]))],
      DistributionDeclarations(roundingUnit: ExactDecimal("0.001")))
    #expect(throws: WaterfallError(.unitNotWhole, step: "s0")) {
      try fine.payout(of: Falls.euro(1))
    }
  }

  @Test func `amounts are rounded to the document's unit`() throws {
    func totals(_ unit: String, _ rule: DistributionDeclarations.RoundingRule) throws
      -> [String: Int]
    {
      let terms = DistributionDeclarations(roundingUnit: ExactDecimal(unit), roundingRule: rule)
      let fall = Falls.fall(
        [
          (1, .levy(to: Payee("state"), take: .rate(Ratio(1, 40)), of: .gross)),
          (2, Falls.shares([("a", 1, 3), ("b", 2, 3)])),
        ], terms)
      return try Falls.totals(fall.payout(of: Falls.euro(1023), claims: Claims()))
    }
    // 25.575 cents; then 9.97 by thirds.
    #expect(try totals("0.01", .largestRemainder) == ["state": 26, "a": 332, "b": 665])
    // In steps of five cents: 25; then 9.95 and three cents that cannot be paid.
    #expect(
      try totals("0.05", .largestRemainder)
        == ["state": 25, "a": 330, "b": 665, "unassigned": 3])
    #expect(try totals("1.00", .halfEven) == ["a": 300, "b": 700, "unassigned": 23])
  }
}
