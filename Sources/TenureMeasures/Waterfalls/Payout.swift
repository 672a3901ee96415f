public import TenureModel

/// Who gets what of an income, and by which steps.
///
/// Amounts are in minor units of its currency.
public struct Payout<Label: Hashable & Sendable>: Sendable {
  /// Money that changes hands within a step.
  public struct Move: Sendable, Hashable {
    /// Who has less.
    public let from: Payee
    /// Who has more.
    public let to: Payee
    /// How much; below zero for a refund.
    public let amount: Int
  }

  /// What an entry of the ledger is about.
  public enum Subject: Sendable, Hashable {
    /// A step that ran.
    case step(WaterfallStep, label: Label)
    /// Rivals that pay nothing.
    case contested(Set<WaterfallOutcome.Step>)
  }

  /// An entry of the ledger: one step.
  public struct Entry: Sendable, Hashable {
    /// When it ran.
    public let order: Int
    /// What ran.
    public let subject: Subject
    /// What it asked for, before it was cut to what was there.
    public let asked: Int
    /// What changed hands, by payee; nothing if the list is empty.
    public let moves: [Move]
    /// What was left of the income before the steps of this order.
    public let restBefore: Int
    /// What was left after them.
    public let restAfter: Int
    /// What the nearest units missed of a split, before it was handed out; see ``Apportionment``.
    public let residual: Int
  }

  /// What was paid in; below zero for a refund.
  public let income: Money
  /// The steps, in the order in which they ran.
  public let entries: [Entry]
  /// What each payee ends with.
  ///
  /// A fund's total is what it gained: below zero if it paid out more than it took in.
  public let totals: [Payee: Int]
  /// What no step takes.
  public let unassigned: Int
  /// What each payee has recovered, this transaction included; for the claims of the next.
  public let recovered: [Payee: Int]
  /// What is carried to the next payout, in minor units; for its claims.
  public let carried: [WaterfallStep: [Payee: Rational]]

  /// The totals and what is unassigned, together: the income, always.
  public var sum: Int { totals.values.reduce(unassigned, +) }
}

extension Waterfall {
  /// Runs an income down the steps.
  ///
  /// A rate in `recoup`, `cap` and `floor` is of the whole income; in `levy`, of what the step
  /// says. Single amounts are rounded to the nearest unit, halves away from zero, or to even if the
  /// step rounds so. If the rest is too short for the steps of an order, the claims' rule shares
  /// it, and the units that do not come out even go by largest remainder. What is less than a
  /// rounding unit is paid to nobody. Several caps on one payee together take no more than the
  /// lowest asks, and several floors give no more than the highest. A split in which nobody has a
  /// weight leaves the rest. A dividend per head or per contribution pays each the same; what does
  /// not come out even stays in the fund.
  ///
  /// A refund, an income below zero, is the exact mirror of the same income above zero.
  ///
  /// - Throws: if the claims lack what a step names, an amount is too large, or a currency is
  ///   another.
  public func payout(of income: Money, claims: Claims = Claims()) throws(WaterfallError)
    -> Payout<Label>
  {
    guard income.minorUnits.magnitude <= UInt(1) << 61 else { throw WaterfallError(.overflow) }
    try claims.checkSizes()
    let isMirrored = income.minorUnits < 0
    var run = WaterfallRun(
      income: Money(minorUnits: abs(income.minorUnits), income.currency), claims: claims,
      isMirrored: isMirrored)
    return try run.payout(of: self, income: income)
  }
}
