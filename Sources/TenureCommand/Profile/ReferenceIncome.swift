import TenureMeasures
import TenureModel

/// The income that runs down the waterfalls of a profile: a number, read in each regime's own
/// currency, so that shares can stand side by side.
struct ReferenceIncome: Sendable {
  let text: String
  private let amount: ExactDecimal
  /// For regimes that declare no currency.
  private let currency: Currency

  /// Reads `1000`, `1000.00` or `1000.00CNY`; nil for anything else, and for nothing.
  init?(_ text: String) {
    let digits = text.prefix { $0.isNumber || $0 == "." }
    let code = text.dropFirst(digits.count).drop { $0 == " " }
    guard let amount = ExactDecimal(String(digits)), amount > .zero,
      let currency = Currency(code.isEmpty ? "EUR" : code)
    else { return nil }
    self.text = digits + (code.isEmpty ? "" : " " + code)
    self.amount = amount
    self.currency = currency
  }

  /// The income in the currency that a regime declares.
  ///
  /// - Throws: if the currency has not so many decimal places, or the amount is too large.
  func money(in declared: String?) throws(MoneyError) -> Money {
    try Money(amount, declared.flatMap { Currency($0) } ?? currency)
  }
}

extension Claims {
  /// Claims with nothing that tells payees apart: figures of zero, all contributions, heads and
  /// games the same, no period that ends.
  static func equal(for waterfall: WaterfallOutcome) -> Claims {
    var claims = Claims()
    for step in waterfall.steps.keys {
      for name in step.step.figures { claims.figures[name] = 0 }
      switch step.step {
      case .split(.among(let payees, let rule, let game)):
        for payee in payees {
          claims.heads[payee] = 1
          claims.contributions[payee] = .one
        }
        guard let game, rule != .contribution, rule != .heads else { continue }
        claims.games[game] = .values(
          Dictionary(payees.map { ($0, .one) }, uniquingKeysWith: { first, _ in first }))
      case .dividend(_, let payee, _, _):
        claims.heads[payee] = 1
        claims.contributions[payee] = .one
      case .levy, .recoup, .split, .cap, .floor: continue
      }
    }
    return claims
  }
}

extension WaterfallStep {
  /// The figures that its amounts name.
  fileprivate var figures: [String] {
    switch self {
    case .levy(_, let amount, _), .recoup(_, let amount), .cap(_, let amount, _),
      .floor(_, let amount, _):
      amount.figures
    case .split, .dividend: []
    }
  }
}

extension Amount {
  fileprivate var figures: [String] {
    switch self {
    case .claim(let name, _): [name]
    case .least(let amounts), .most(let amounts): amounts.flatMap(\.figures)
    case .rate, .fixed, .brackets: []
    }
  }
}
