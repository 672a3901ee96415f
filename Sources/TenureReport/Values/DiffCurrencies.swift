package import Tenure

/// A comparison in the currencies that people ask for: rights, money, power, and what each change
/// did of it.
///
/// What there is nothing to say of is empty.
package struct DiffCurrencies {
  /// Money in a region of situations.
  package struct Region {
    /// The region.
    package let change: Change
    /// What the change means in money.
    package let payout: PayoutComparison

    /// Creates a region.
    package init(change: Change, payout: PayoutComparison) {
      self.change = change
      self.payout = payout
    }
  }

  /// Who does what to a comparison.
  package enum Attribution {
    /// It is worked out.
    case done(DiffAttribution)
    /// It would take so many comparisons, and nobody has asked for it; nil if it would be sampled.
    case unasked(changes: Int, comparisons: Int?)
    /// It cannot be done: why not.
    case refused(String)
  }

  /// The rights that are gained and lost.
  package var rights: RightsComparison?
  /// What was paid in, of each region of money.
  package var income: Money?
  /// Whether nobody named the income.
  package var isUsualIncome = false
  /// The regions in which the waterfall differs.
  package var regions: [Region] = []
  /// Regions that are not shown.
  package var areMoreRegions = false
  /// What came of a file of transactions.
  package var transactions: TransactionComparison.Result?
  /// The powers that differ.
  package var procedures: [ProcedureComparison] = []
  /// What each change did.
  package var attribution: Attribution?
  /// What the property pillar does to the others.
  package var throughRights: ThroughRights?

  /// Creates a comparison with nothing in it.
  package init() {}
}
