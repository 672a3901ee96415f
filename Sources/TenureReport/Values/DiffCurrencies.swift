package import BigInt
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
    /// The steps that run before only, and those that run after only.
    package let steps: (before: [Step], after: [Step])

    /// Creates a region; the labels of the waterfalls at its witness are the positions of clauses.
    package init(
      change: Change, payout: PayoutComparison, before: Waterfall<Int>, after: Waterfall<Int>
    ) {
      self.change = change
      self.payout = payout
      steps = (Step.steps(of: before, without: after), Step.steps(of: after, without: before))
    }
  }

  /// A step of a waterfall, with its clause.
  package struct Step {
    package let content: WaterfallOutcome.Step
    /// The position of the clause; nil if none is known.
    package let clause: Int?

    fileprivate static func steps(
      of waterfall: Waterfall<Int>, without other: Waterfall<Int>
    ) -> [Step] {
      var others: [WaterfallOutcome.Step: Int] = [:]
      for step in other.steps { others[step.content, default: 0] += 1 }
      return waterfall.steps.compactMap { step in
        if let count = others[step.content], count > 0 {
          others[step.content] = count - 1
          return nil
        }
        return Step(content: step.content, clause: step.label < 0 ? nil : step.label)
      }
    }
  }

  /// Who does what to a comparison.
  package enum Attribution {
    /// It is worked out.
    case done(DiffAttribution)
    /// It takes long for so many changes, and nobody has asked for it.
    case unasked(changes: Int)
    /// It cannot be done: why not.
    case refused(String)
  }

  /// The number of situations that are told apart.
  package var total: BigUInt = 0
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
  /// The transactions themselves; nil if they are too many to be kept.
  package var keptTransactions: [TransactionComparison.Transaction]?
  /// The powers that differ.
  package var procedures: [ProcedureComparison] = []
  /// What each change did.
  package var attribution: Attribution?
  /// What the property pillar does to the others.
  package var throughRights: ThroughRights?

  /// The clauses of the steps that differ, on either side.
  package var clauses: (before: Set<Int>, after: Set<Int>) {
    (
      Set(regions.flatMap { $0.steps.before.compactMap(\.clause) }),
      Set(regions.flatMap { $0.steps.after.compactMap(\.clause) })
    )
  }

  /// Creates a comparison with nothing in it.
  package init() {}
}
