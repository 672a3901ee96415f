public import TenureMeasures
public import TenureModel

/// What a change of a waterfall means in money: on one income to the cent, and as functions of all
/// incomes and claims.
///
/// ```swift
/// let comparison = PayoutComparison(
///   change.before.outcome.waterfall, change.after.outcome.waterfall, income: income)
/// if case .success(.equal) = comparison.functions { print("only the wording changed") }
/// ```
public struct PayoutComparison: Sendable {
  /// The waterfalls.
  public let before: Waterfall<String>
  /// The waterfall that takes its place.
  public let after: Waterfall<String>
  /// The income that is paid in.
  public let income: Money
  /// What comes with it, with zeros for the figures that it lacked.
  public let claims: Claims
  /// Figures that the steps name and the claims lack; they count as zero, sorted.
  public let assumedZero: [String]
  /// Who has more and who has less of the income, or why it cannot be paid out.
  public let payouts: Result<WinnersAndLosers, WaterfallError>
  /// Whether both pay the same for every income and all claims: proved, or refuted by a witness.
  public let functions: Result<WaterfallComparison, WaterfallError>
  /// The incomes, in minor units, at which a slope changes on either side, the claims as they are;
  /// empty if there is no answer.
  public let breakpoints: [Rational]

  /// Compares two waterfalls.
  ///
  /// - Parameters:
  ///   - before: The steps before.
  ///   - after: The steps after.
  ///   - income: What is paid in.
  ///   - claims: What comes with it. Figures that it lacks count as zero.
  ///   - band: The greatest gain or loss, in minor units, that counts as no change.
  public init(
    _ before: WaterfallOutcome, _ after: WaterfallOutcome, income: Money,
    claims: Claims = Claims(), band: Int = 0
  ) {
    let waterfalls = (before: Waterfall(before), after: Waterfall(after))
    var claims = claims
    let names = before.figures.union(after.figures)
    assumedZero = names.filter { claims.figures[$0] == nil }.sorted()
    for name in assumedZero { claims.figures[name] = 0 }
    self.before = waterfalls.before
    self.after = waterfalls.after
    self.income = income
    self.claims = claims
    payouts = Self.payouts(waterfalls.before, waterfalls.after, income, claims, band)
    functions = Result { () throws(WaterfallError) in
      try WaterfallComparison.compare(
        waterfalls.before, waterfalls.after, currency: income.currency, claims: claims)
    }
    let profile = try? IncomeProfile(
      waterfalls.before, waterfalls.after, currency: income.currency, claims: claims)
    breakpoints = profile?.breakpoints ?? []
  }

  private static func payouts(
    _ before: Waterfall<String>, _ after: Waterfall<String>, _ income: Money, _ claims: Claims,
    _ band: Int
  ) -> Result<WinnersAndLosers, WaterfallError> {
    Result { () throws(WaterfallError) in
      let own = try before.payout(of: income, claims: claims)
      let other = try after.payout(of: income, claims: claims)
      let exact = (
        before: try before.exactPayout(of: income, claims: claims),
        after: try after.exactPayout(of: income, claims: claims)
      )
      do {
        return try WinnersAndLosers(
          before: own, after: other, band: band, exactBefore: exact.before,
          exactAfter: exact.after)
      } catch { throw WaterfallError(.overflow) }
    }
  }
}

extension WaterfallOutcome {
  /// The figures that amounts of its steps name, such as `cost`.
  public var figures: Set<String> {
    steps.keys.reduce(into: Set()) { $0.formUnion($1.step.figures) }
  }
}

extension WaterfallStep {
  /// The figures that its amounts name.
  var figures: Set<String> {
    switch self {
    case .levy(_, let amount, _), .recoup(_, let amount), .cap(_, let amount, _),
      .floor(_, let amount, _):
      amount.figures
    case .split, .dividend: []
    }
  }

  /// Everyone to whom it gives or from whom it takes, funds included.
  var payees: Set<Payee> {
    switch self {
    case .levy(let payee, _, _), .recoup(let payee, _): [payee]
    case .split(.shares(let shares)): Set(shares.map(\.payee))
    case .split(.among(let payees, _, _)): Set(payees)
    case .cap(let payee, _, let other), .floor(let payee, _, let other): [payee, other]
    case .dividend(let fund, let payee, _, _): [Payee(fund), payee]
    }
  }
}

extension Amount {
  fileprivate var figures: Set<String> {
    switch self {
    case .rate, .fixed, .brackets: []
    case .claim(let name, _): [name]
    case .least(let parts), .most(let parts):
      parts.reduce(into: Set()) { $0.formUnion($1.figures) }
    }
  }
}
