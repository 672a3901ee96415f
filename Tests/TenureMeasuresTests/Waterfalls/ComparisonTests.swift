import TenureMeasures
import TenureModel
import TenureTestSupport
import Testing

/// Waterfalls are compared as functions, and not as texts.
struct ComparisonTests {
  static func compare(
    _ before: Waterfall<String>, _ after: Waterfall<String>, _ claims: Claims = Claims()
  ) throws -> WaterfallComparison {
    try WaterfallComparison.compare(
      before, after, currency: Falls.euro(0).currency, claims: claims)
  }

  static func witness(_ before: Waterfall<String>, _ after: Waterfall<String>) throws
    -> WaterfallComparison.Witness?
  {
    if case .differ(let witness) = try compare(before, after) { return witness }
    return nil
  }

  @Test func `different texts of one function are equal`() throws {
    let cost = Amount.claim("cost", times: Ratio(1, 1))
    let half = Amount.rate(Ratio(1, 2))
    // A share of the rest, twice, is a share of it once.
    let twice = Falls.fall([
      (1, .levy(to: Payee("a"), take: half, of: .rest)),
      (2, .levy(to: Payee("a"), take: half, of: .rest)),
      (3, Falls.shares([("b", 1, 1)])),
    ])
    let once = Falls.fall([(1, Falls.shares([("a", 3, 4), ("b", 1, 4)]))])
    #expect(try Self.compare(twice, once) == .equal)
    // A levy takes at most the rest, so the least with the income says nothing new.
    let least = Falls.fall([
      (1, .levy(to: Payee("a"), take: .least([cost, .rate(Ratio(1, 1))]), of: .gross))
    ])
    let plain = Falls.fall([(7, .levy(to: Payee("a"), take: cost, of: .gross))])
    #expect(try Self.compare(least, plain) == .equal)
    // A cap on the rest, over to a payee, is a levy of what lies above.
    let cap = Falls.fall([(1, .cap(.rest, at: .fixed(ExactDecimal(5)), over: Payee("a")))])
    let bracket = Falls.fall([
      (
        1,
        .levy(
          to: Payee("a"), take: .brackets([.init(above: ExactDecimal(5), rate: Ratio(1, 1))]),
          of: .gross)
      )
    ])
    #expect(try Self.compare(cap, bracket) == .equal)
    #expect(try Self.compare(cap, cap) == .equal)
  }

  @Test func `a difference in a corner is found, and is one`() throws {
    func fall(_ above: Int) -> Waterfall<String> {
      Falls.fall([
        (1, .recoup(to: Payee("a"), take: .claim("cost", times: Ratio(108, 100)))),
        (
          2,
          .levy(
            to: Payee("state"),
            take: .brackets([
              .init(above: .zero, rate: Ratio(1, 100)),
              .init(above: ExactDecimal(above), rate: Ratio(2, 100)),
            ]), of: .rest)
        ),
      ])
    }
    let witness = try #require(try Self.witness(fall(1_000_000), fall(1_000_001)))
    let recovered = Int(witness.recovered[Payee("a")]?.approximation ?? -1)
    let claims = Claims(
      figures: ["cost": Int(witness.figures["cost"]?.approximation ?? -1)],
      recovered: [Payee("a"): recovered])
    let income = try Falls.euro(Int(witness.income.approximation))
    #expect(witness.income.isWhole && witness.income > Rational(100_000_000))
    let before = try fall(1_000_000).exactPayout(of: income, claims: claims)
    let after = try fall(1_000_001).exactPayout(of: income, claims: claims)
    #expect(before[witness.payee] ?? .zero == witness.before)
    #expect(after[witness.payee] ?? .zero == witness.after)
    #expect(witness.before != witness.after)
  }

  /// Random pairs: equal ones agree wherever one looks, others at least at their witness not.
  @Test func `verdicts agree with payouts at random points`() throws {
    var random = SplitMix64(seed: 131)
    var verdicts: [Bool] = []
    for round in 0..<20 {
      var claims = Falls.claims(&random)
      claims.shortage = .proportional
      claims.balances = [:]
      let before = Falls.random(&random, distinct: true, rule: .largestRemainder)
      var steps = before.steps
      if random.chance(60) {
        let order = (steps.last?.content.order ?? 0) + 10
        let extra = WaterfallOutcome.Step(
          order: order, step: Falls.step(&random), terms: Falls.terms)
        steps.append(Waterfall<String>.Step(extra, label: "extra"))
      }
      // As other texts: twice the orders.
      let after = Waterfall(
        steps.map {
          Waterfall<String>.Step(
            WaterfallOutcome.Step(
              order: $0.content.order * 2, step: $0.content.step, terms: Falls.terms),
            label: $0.label)
        })
      let verdict: WaterfallComparison
      do { verdict = try Self.compare(before, after, claims) } catch {
        #expect((error as? WaterfallError)?.code == .tooManyPieces, "round \(round): \(error)")
        continue
      }
      verdicts.append(verdict == .equal)
      for _ in 0..<20 where verdict == .equal {
        var point = claims
        point.figures = ["cost": random.int(0...9000), "fee": random.int(0...9000)]
        point.recovered = [Payee("a"): random.int(0...900), Payee("b"): random.int(0...900)]
        let income = try Falls.euro(random.int(0...9000))
        #expect(
          try before.exactPayout(of: income, claims: point)
            == after.exactPayout(of: income, claims: point), "round \(round)")
      }
    }
    #expect(verdicts.contains(true) && verdicts.contains(false))
  }

  @Test func `unknown contributions are compared for all of them`() throws {
    let group = WaterfallStep.split(
      .among([Payee("a"), Payee("b")], by: .contribution, game: nil))
    func fall(_ rate: Ratio) -> Waterfall<String> {
      Falls.fall([(1, .levy(to: Payee("state"), take: .rate(rate), of: .gross)), (2, group)])
    }
    let whole = Falls.fall([
      (5, .levy(to: Payee("state"), take: .rate(Ratio(1, 10)), of: .rest)), (6, group),
    ])
    #expect(try Self.compare(fall(Ratio(1, 10)), whole) == .equal)
    let witness = try #require(try Self.witness(fall(Ratio(1, 10)), fall(Ratio(1, 5))))
    #expect(witness.payee.name == "a, b by contribution")
    let capped = Falls.fall([(1, group), (2, .cap(Payee("a"), at: .fixed(.zero), over: .payer))])
    #expect(throws: WaterfallError(.missingContribution, step: "s0", name: "a")) {
      try Self.compare(capped, whole)
    }
  }

  @Test func `what is not linear is refused`() throws {
    func fall(_ order: Int) -> Waterfall<String> {
      Falls.fall([
        (order, .recoup(to: Payee("a"), take: .claim("cost", times: Ratio(1, 1)))),
        (order, .recoup(to: Payee("b"), take: .claim("fee", times: Ratio(1, 1)))),
      ])
    }
    #expect(throws: WaterfallError(.notLinear, step: "s0")) {
      try Self.compare(fall(1), fall(2))
    }
  }

  @Test func `a profile has the corners and slopes of both sides`() throws {
    let before = Falls.fall([
      (1, .recoup(to: Payee("a"), take: .claim("cost", times: Ratio(1, 1)))),
      (2, Falls.shares([("a", 1, 2), ("b", 1, 2)])),
    ])
    let after = Falls.fall([
      (1, .recoup(to: Payee("a"), take: .claim("cost", times: Ratio(1, 1)))),
      (2, Falls.shares([("a", 1, 2), ("b", 1, 2)])),
      (3, .cap(Payee("b"), at: .fixed(ExactDecimal(3)), over: Payee("a"))),
    ])
    let profile = try IncomeProfile(
      before, after, currency: Falls.euro(0).currency, claims: Claims(figures: ["cost": 1000]))
    #expect(profile.breakpoints == [Rational(1000), Rational(1600)])
    #expect(
      profile.pieces.map { $0.before[Payee("a")]?.slope } == [.one, Rational(1, 2), Rational(1, 2)])
    #expect(profile.pieces.map { $0.after[Payee("a")]?.slope } == [.one, Rational(1, 2), .one])
    #expect(profile.pieces[0].gains.isEmpty && profile.pieces[1].gains.isEmpty)
    let gain = try #require(profile.pieces[2].gains[Payee("a")])
    #expect(gain.slope == Rational(1, 2) && gain.intercept == Rational(-800))
    #expect(profile.pieces[2].gains[Payee("b")]?.value(at: Rational(2000)) == Rational(-200))
    #expect(profile.pieces.last?.upTo == nil)
  }

  @Test func `profiles agree with payouts`() throws {
    var random = SplitMix64(seed: 137)
    for _ in 0..<25 {
      var claims = Falls.claims(&random)
      claims.shortage = .proportional
      let before = Falls.random(&random, distinct: true, rule: .largestRemainder)
      let after = Falls.random(&random, distinct: true, rule: .largestRemainder)
      let profile = try IncomeProfile(
        before, after, currency: Falls.euro(0).currency, claims: claims)
      for (piece, next) in zip(profile.pieces, profile.pieces.dropFirst()) {
        #expect(piece.upTo == next.from)
      }
      for _ in 0..<20 {
        let income = random.int(0...15_000)
        let piece = try #require(profile.pieces.last { $0.from <= Rational(income) })
        for (fall, lines) in [(before, piece.before), (after, piece.after)] {
          let exact = try fall.exactPayout(of: Falls.euro(income), claims: claims)
          for payee in Set(exact.keys).union(lines.keys) {
            #expect(
              lines[payee]?.value(at: Rational(income)) ?? .zero == exact[payee] ?? .zero)
          }
        }
      }
    }
  }
}
