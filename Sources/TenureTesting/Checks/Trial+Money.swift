import TenureMeasures
import TenureModel

/// What the waterfall of a document pays.
extension Trial {
  /// The incomes that are run down it, in minor units: nothing, the least, uneven, large.
  private static let incomes = [0, 1, 99, 10_007, 1_000_00, 123_456_789]

  mutating func checkMoney(of sample: Sample) {
    let effects = sample.lowered.clauses.compactMap { clause in
      clause.effect.step.map { (id: clause.id, effect: $0) }
    }
    guard !effects.isEmpty else { return }
    var terms = DistributionDeclarations()
    if case .distribution(let declared) = sample.lowered.declarations { terms = declared.terms }
    let code = terms.currency ?? "EUR"
    guard let currency = Currency(code) else {
      violate(.money, "`\(code)` is no currency; \(sample.name)")
      return
    }
    func waterfall(_ chosen: [(id: String, effect: DistributionEffect)]) -> Waterfall<String> {
      Waterfall(
        chosen.map { id, effect in
          .init(
            WaterfallOutcome.Step(order: effect.order, step: effect.step, terms: terms), label: id)
        })
    }
    for (id, effect) in effects where effect.step.asksForLessThanNothing {
      violate(.money, "clause `\(id)` asks for less than nothing; \(sample.name)")
    }
    // Steps of one name are rivals, of which only one runs.
    var names: Set<String> = []
    let together = effects.filter { names.insert($0.effect.stepName).inserted }
    let claims = ClaimsForTrial(effects.map(\.effect.step)).claims
    for chosen in [together] + effects.map({ [$0] }) {
      run(waterfall(chosen), currency, claims, sample.name)
    }
  }

  private mutating func run(
    _ waterfall: Waterfall<String>, _ currency: Currency, _ claims: Claims, _ name: String
  ) {
    for units in Self.incomes {
      let income = Money(minorUnits: units, currency)
      do throws(WaterfallError) {
        let payout = try waterfall.payout(of: income, claims: claims)
        if payout.sum != units {
          violate(.money, "of \(income) the steps account for \(payout.sum); \(name)")
        }
        if let loser = payout.totals.filter({ $0.value < 0 && claims.balances[$0.key.name] == nil })
          .keys.map(\.name).min()
        {
          violate(.money, "of \(income) `\(loser)` gets less than nothing; \(name)")
        }
        guard units != 0 else { continue }
        let refund = try waterfall.payout(
          of: Money(minorUnits: -units, currency), claims: claims)
        if refund.totals != payout.totals.mapValues({ -$0 })
          || refund.unassigned != -payout.unassigned
        {
          violate(.money, "the refund of \(income) is not the mirror of its payout; \(name)")
        }
      } catch {
        violate(.money, "an income of \(income) cannot be split: \(error); \(name)")
        return
      }
    }
  }
}

extension AnyEffect {
  /// The step, if the effect is one.
  fileprivate var step: DistributionEffect? {
    if case .distribution(let effect) = self { return effect }
    return nil
  }
}

extension WaterfallStep {
  /// Whether an amount or a share of the step is below zero.
  fileprivate var asksForLessThanNothing: Bool {
    switch self {
    case .levy(_, let amount, _), .recoup(_, let amount), .cap(_, let amount, _),
      .floor(_, let amount, _):
      amount.isBelowZero
    case .split(.shares(let shares)): shares.contains { $0.share.numerator < 0 }
    case .split(.among), .dividend: false
    }
  }
}

extension Amount {
  fileprivate var isBelowZero: Bool {
    switch self {
    case .rate(let rate), .claim(_, let rate): rate.numerator < 0
    case .fixed(let sum): sum < ExactDecimal(0)
    case .brackets(let brackets): brackets.contains { $0.rate.numerator < 0 }
    case .least(let parts), .most(let parts): parts.contains(where: \.isBelowZero)
    }
  }
}

/// Claims that have whatever some steps ask for.
private struct ClaimsForTrial {
  private(set) var claims = Claims()
  private var payees = 0

  /// What each figure, and each fund, comes to.
  private static let figure = 300_00

  init(_ steps: [WaterfallStep]) {
    for step in steps { collect(step) }
  }

  private mutating func collect(_ step: WaterfallStep) {
    switch step {
    case .levy(let payee, let take, _), .recoup(let payee, let take):
      collect(payee)
      collect(take)
    case .cap(let payee, let amount, let other), .floor(let payee, let amount, let other):
      collect(payee)
      collect(other)
      collect(amount)
    case .dividend(let fund, let payee, _, let every):
      collect(payee)
      claims.balances[fund] = Self.figure
      if let every { claims.endingPeriods.insert(every) }
    case .split(.shares(let shares)):
      for share in shares { collect(share.payee) }
    case .split(.among(let payees, _, let game)):
      for payee in payees { collect(payee) }
      guard let game else { return }
      claims.games[game] = .values(
        Dictionary(
          payees.enumerated().map { ($1, Rational($0 + 1)) },
          uniquingKeysWith: { first, _ in first }
        ))
    }
  }

  private mutating func collect(_ payee: Payee) {
    guard claims.heads[payee] == nil else { return }
    payees += 1
    claims.heads[payee] = payees
    claims.contributions[payee] = Rational(payees)
  }

  private mutating func collect(_ amount: Amount) {
    switch amount {
    case .claim(let name, _): claims.figures[name] = Self.figure
    case .least(let parts), .most(let parts):
      for part in parts { collect(part) }
    case .rate, .fixed, .brackets: break
    }
  }
}
