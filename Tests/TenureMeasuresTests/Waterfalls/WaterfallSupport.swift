import TenureMeasures
import TenureModel
import TenureTestSupport
import Testing

/// Short ways to write waterfalls, and random ones.
enum Falls {
  static let terms = DistributionDeclarations(currency: "EUR")

  static func fall(_ steps: [(Int, WaterfallStep)], _ terms: DistributionDeclarations = terms)
    -> Waterfall<String>
  {
    Waterfall(
      steps.enumerated().map {
        Waterfall<String>.Step(
          WaterfallOutcome.Step(order: $0.element.0, step: $0.element.1, terms: terms),
          label: "s\($0.offset)")
      })
  }

  static func euro(_ minorUnits: Int) throws -> Money {
    Money(minorUnits: minorUnits, try #require(Currency("EUR")))
  }

  static func decimal(_ text: String) throws -> ExactDecimal { try #require(ExactDecimal(text)) }

  static func shares(_ shares: [(String, Int, Int)]) -> WaterfallStep {
    .split(
      .shares(
        shares.map { WaterfallStep.Share(Payee($0.0), Ratio(Int128($0.1), Int128($0.2))) }))
  }

  static func totals(_ payout: Payout<String>) -> [String: Int] {
    var totals: [String: Int] = [:]
    for (payee, amount) in payout.totals where amount != 0 { totals[payee.name] = amount }
    if payout.unassigned != 0 { totals["unassigned"] = payout.unassigned }
    return totals
  }

  static let payees = ["a", "b", "c", "fund"].map { Payee($0) }

  static func amount(_ random: inout SplitMix64, depth: Int = 0) -> Amount {
    switch random.int(0...(depth > 1 ? 2 : 5)) {
    case 0: return .rate(Ratio(Int128(random.int(0...40)), Int128(random.int(30...90))))
    case 1: return .fixed(ExactDecimal(coefficient: Int128(random.int(0...30_000)), scale: 3))
    case 2: return .claim(random.pick(["cost", "fee"]), times: Ratio(Int128(random.int(0...9)), 4))
    case 3:
      return .brackets([
        .init(above: .zero, rate: Ratio(1, Int128(random.int(10...60)))),
        .init(
          above: ExactDecimal(coefficient: Int128(random.int(1...9999)), scale: 2),
          rate: Ratio(Int128(random.int(0...30)), 100)),
      ])
    default:
      let parts = [amount(&random, depth: depth + 1), amount(&random, depth: depth + 1)]
      return random.chance(50) ? .least(parts) : .most(parts)
    }
  }

  static func step(_ random: inout SplitMix64, splits: Bool = true) -> WaterfallStep {
    let payee = random.pick(payees)
    switch random.int(0...(splits ? 6 : 4)) {
    case 0: return .levy(to: payee, take: amount(&random), of: .gross)
    case 1: return .levy(to: payee, take: amount(&random), of: .rest)
    case 2: return .recoup(to: payee, take: amount(&random))
    case 3:
      let isRest = random.chance(20)
      return .cap(
        isRest ? .rest : payee, at: amount(&random),
        over: isRest ? payee : random.pick([.rest, .payer, payee]))
    case 4:
      return .floor(payee, at: amount(&random), outOf: random.pick([.rest] + payees))
    case 5:
      let parts = payees.map { _ in random.int(0...5) }
      let sum = max(parts.reduce(0, +), 1) + random.int(0...3)
      return .split(
        .shares(
          zip(payees, parts).map {
            WaterfallStep.Share($0, Ratio(Int128($1), Int128(sum)))
          }))
    default:
      return .split(
        .among(
          random.sample(payees, 1...4), by: random.chance(50) ? .heads : .contribution, game: nil))
    }
  }

  /// A random waterfall; with `distinct`, no two steps share an order.
  static func random(
    _ random: inout SplitMix64, distinct: Bool, rule: DistributionDeclarations.RoundingRule,
    unit: String? = nil, splits: Bool = true
  ) -> Waterfall<String> {
    let terms = DistributionDeclarations(
      currency: "EUR", roundingUnit: unit.flatMap { ExactDecimal($0) }, roundingRule: rule)
    return fall(
      (0..<random.int(1...6)).map {
        (distinct ? $0 * 10 : random.int(1...3), step(&random, splits: splits))
      }, terms)
  }

  static func claims(_ random: inout SplitMix64) -> Claims {
    var contributions: [Payee: Rational] = [:]
    var heads: [Payee: Int] = [:]
    for payee in payees {
      contributions[payee] = Rational(random.int(0...9), random.int(1...4))
      heads[payee] = random.int(0...3)
    }
    return Claims(
      figures: ["cost": random.int(0...5000), "fee": random.int(0...900)],
      contributions: contributions, heads: heads,
      recovered: [Payee("a"): random.int(0...2000)], balances: ["fund": random.int(0...3000)],
      shortage: random.pick(BankruptcyRule.allCases))
  }
}
