public import TenureModel

/// Whether two waterfalls pay the same, whatever the income and the claims: proved, or refuted.
///
/// Before rounding, what a payee gets is a piecewise linear function of the income, the figures,
/// what was recovered before and what the funds hold. The comparison goes through all pieces of
/// both, exact throughout. Contributions, heads, games and due periods are those of the claims. If
/// the claims lack a split's contributions or game, its payees count as one: what they get together
/// is compared, which is the same for all contributions.
///
/// It is bad at waterfalls with many steps that can each be the one that is short: there can be
/// twice as many pieces with each. ``pieceLimit`` is the most that it goes through. Steps of equal
/// order that share a short rest in changing proportion are no linear functions, and an error says
/// so, unless the two waterfalls are the same to the letter.
public enum WaterfallComparison: Sendable, Hashable {
  /// The most pieces that a comparison goes through.
  public static let pieceLimit = 4096

  /// They pay the same for all incomes and claims of at least zero.
  case equal
  /// They differ, for example here.
  case differ(Witness)

  /// An income and claims for which a payee gets something else.
  ///
  /// Amounts are exact, in minor units, and whole wherever whole numbers show a difference as well.
  public struct Witness: Sendable, Hashable {
    /// The income.
    public let income: Rational
    /// The figures.
    public let figures: [String: Rational]
    /// What payees had recovered before.
    public let recovered: [Payee: Rational]
    /// What funds held before.
    public let balances: [String: Rational]
    /// The payee who gets something else.
    public let payee: Payee
    /// What it gets by the first waterfall.
    public let before: Rational
    /// What it gets by the second.
    public let after: Rational
  }

  /// Compares two waterfalls.
  ///
  /// - Throws: if there are too many pieces, a step is not linear, or the claims lack what a split
  ///   needs.
  public static func compare<First, Second>(
    _ before: Waterfall<First>, _ after: Waterfall<Second>, currency: Currency,
    claims: Claims = Claims()
  ) throws(WaterfallError) -> WaterfallComparison {
    if before.steps.map(\.content) == after.steps.map(\.content) { return .equal }
    let variables = Variables(before.inputs.union(after.inputs))
    let explorer = PieceExplorer(variableCount: variables.count, limit: pieceLimit)
    var result = WaterfallComparison.equal
    try explorer.explore { () throws(WaterfallError) -> Bool in
      let inputs = variables.forms
      var first = ExactRun(
        inputs, claims: claims, currency: currency, explorer: explorer, joinsUnknown: true)
      let own = try first.totals(of: before)
      var second = ExactRun(
        inputs, claims: claims, currency: currency, explorer: explorer, joinsUnknown: true)
      let other = try second.totals(of: after)
      let zero = LinearForm(.zero, count: variables.count)
      for payee in Set(own.keys).union(other.keys).sorted(by: { $0.name < $1.name }) {
        let difference = (own[payee] ?? zero) - (other[payee] ?? zero)
        guard !difference.isZero else { continue }
        if let point = explorer.point(where: difference)
          ?? explorer.point(where: difference * -.one)
        {
          result = .differ(
            variables.witness(
              point, payee, (own[payee] ?? zero).value(at: point),
              (other[payee] ?? zero).value(at: point)))
          return false
        }
      }
      return true
    }
    if case .differ(let witness) = result {
      let whole = try wholeWitness(witness, before, after, currency, claims, variables)
      return .differ(whole ?? witness)
    }
    return result
  }

  /// The witness rounded up to whole minor units, if that shows a difference as well.
  private static func wholeWitness<First, Second>(
    _ witness: Witness, _ before: Waterfall<First>, _ after: Waterfall<Second>,
    _ currency: Currency, _ claims: Claims, _ variables: Variables
  ) throws(WaterfallError) -> Witness? {
    let point = variables.point(of: witness).map { -Rational((-$0).floor) }
    let inputs = variables.constants(point)
    let own = try before.exactTotals(inputs, claims, currency, joinsUnknown: true)
    let other = try after.exactTotals(inputs, claims, currency, joinsUnknown: true)
    for payee in Set(own.keys).union(other.keys).sorted(by: { $0.name < $1.name })
    where own[payee] ?? .zero != other[payee] ?? .zero {
      return variables.witness(point, payee, own[payee] ?? .zero, other[payee] ?? .zero)
    }
    return nil
  }
}

extension Waterfall {
  /// What each payee gets before rounding, exact, in minor units; what no step takes is with
  /// `unassigned`.
  ///
  /// - Throws: if the claims lack what a step names.
  public func exactPayout(of income: Money, claims: Claims = Claims())
    throws(WaterfallError) -> [Payee: Rational]
  {
    let isMirrored = income.minorUnits < 0
    let magnitude = Rational(income.minorUnits).magnitude
    let inputs = ExactRun.Inputs(
      income: LinearForm(magnitude, count: 0),
      figures: claims.figures.mapValues { LinearForm(Rational($0), count: 0) },
      recovered: claims.recovered.mapValues { LinearForm(Rational($0), count: 0) },
      balances: claims.balances.mapValues { LinearForm(Rational($0), count: 0) })
    let totals = try exactTotals(inputs, claims, income.currency, joinsUnknown: false)
    return isMirrored ? totals.mapValues { -$0 } : totals
  }

  /// What each payee gets of constants.
  func exactTotals(
    _ inputs: ExactRun.Inputs, _ claims: Claims, _ currency: Currency, joinsUnknown: Bool
  ) throws(WaterfallError) -> [Payee: Rational] {
    var run = ExactRun(
      inputs, claims: claims, currency: currency,
      explorer: PieceExplorer(variableCount: 0, limit: 1), joinsUnknown: joinsUnknown)
    return try run.totals(of: self).mapValues(\.constant)
  }
}
