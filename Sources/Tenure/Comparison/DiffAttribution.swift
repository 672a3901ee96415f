public import BigInt
public import TenureMeasures
public import TenureModel

/// How much of a comparison is due to each change: the Shapley value over the changes, for the
/// number of situations that differ and for money.
///
/// What a change does may depend on the others. The Shapley value is the mean over all orders in
/// which the changes could have been made (Shapley, *A value for n-person games*, 1953): it does
/// not depend on an order, and adds up exactly to the whole. Changes that never matter in one
/// situation are attributed apart, which is the same and costs less.
///
/// ```swift
/// let attribution = try DiffAttribution(mixture, situations: [])
/// for part in attribution.parts { print(part.change.name, part.flips) }
/// ```
///
/// It is bad at many changes that all can matter in one situation: 2ᵏ comparisons for k of them,
/// and beyond `ChangeAttribution.exactLimit` a sample, with a stated error.
public struct DiffAttribution: Sendable {
  /// A situation, and the income that is paid out in it.
  public struct Payment: Sendable {
    /// The situation.
    public let situation: TotalSituation
    /// What is paid in.
    public let income: Money
    /// What comes with it; figures that it lacks count as zero.
    public let claims: Claims

    /// Creates a payment.
    public init(_ situation: TotalSituation, income: Money, claims: Claims = Claims()) {
      self.situation = situation
      self.income = income
      self.claims = claims
    }
  }

  /// What is due to one change.
  public struct Part: Sendable {
    /// The change.
    public let change: RegimeChange
    /// The number of situations that differ because of it; below zero if it takes differences back
    /// that others make.
    public let flips: Rational
    /// The same for each pillar; pillars with zero are left out.
    public let flipsByPillar: [Pillar: Rational]
    /// For each payment what each payee gains or loses because of it, in minor units; nil where
    /// some mixture of the regimes cannot be paid out.
    public let gains: [[String: Rational]?]
    /// The same for all transactions together; nil without transactions.
    public let totals: [String: Rational]?
    /// Why it does nothing at all, with or without the other changes; nil if it does something.
    public let inertness: Inertness?
  }

  /// Why a change does nothing.
  public enum Inertness: Sendable, Hashable {
    /// It says the same in other words.
    case wording
    /// No situation passes the tests of its clause.
    case neverMatches
    /// Wherever its clause matches, other clauses beat it.
    case alwaysBeaten(by: [String])
    /// Nothing refers to what it declares.
    case unused
    /// Other clauses already say the same.
    case redundant
  }

  /// What is due to each change, in the order of the mixture.
  public let parts: [Part]
  /// The number of situations that differ.
  public let flips: BigUInt
  /// How many mixtures were compared with the regime before.
  public let evaluations: Int
  /// Nil if exact; otherwise how far a number of situations may be off, with a confidence of 99 %;
  /// see `ChangeAttribution`.
  public let error: Double?

  /// How many mixtures an exact attribution compares; nil if it would be sampled.
  public static func cost(of mixture: RegimeMixture) -> Int? {
    var cost = 0
    for group in ChangeReach.groups(of: mixture.reaches()) {
      guard group.count <= ChangeAttribution.exactLimit else { return nil }
      cost += 1 << group.count
    }
    return cost
  }

  /// Attributes the difference between two regimes to the changes between them.
  ///
  /// - Parameters:
  ///   - mixture: The regimes and the changes.
  ///   - payments: Payments of which the gains and losses are attributed as well.
  ///   - transactions: Transactions of which the totals are attributed as well.
  ///   - assumptions: Values for facets that the situations of transactions leave out.
  ///   - day: The day at which both are asked; without it, all days.
  ///   - orders: How many random orders are sampled where exactness is out of reach.
  ///   - seed: For the sample; equal seeds give equal numbers.
  /// - Throws: `GameError` if more than `ChangeAttribution.changeLimit` changes can matter in one
  ///   situation.
  public init(
    _ mixture: RegimeMixture, payments: [Payment] = [],
    transactions: [TransactionComparison.Transaction] = [],
    assuming assumptions: [FacetID: FacetValue] = [:], at day: Day? = nil, orders: Int = 200,
    seed: UInt64 = 1
  ) throws {
    let trial = AttributionTrial(
      mixture, payments: payments,
      transactions: transactions.isEmpty
        ? nil : TransactionTotals(transactions, assuming: assumptions), at: day)
    var shares: [Int: [Rational]] = [:]
    var inert: Set<Int> = []
    var evaluations = 0
    var error: Double?
    var isPayable = Array(repeating: true, count: trial.potCount)
    for group in ChangeReach.groups(of: mixture.reaches()) {
      let attribution = try ChangeAttribution(
        changes: group.count, orders: orders, seed: seed
      ) { subset in
        let outcome = trial.outcome(of: Self.members(of: subset, group))
        for (position, isPaid) in outcome.isPaid.enumerated() where !isPaid {
          isPayable[position] = false
        }
        return outcome.numbers
      }
      evaluations += attribution.evaluations
      for (place, change) in group.enumerated() { shares[change] = attribution.shares[place] }
      if let own = attribution.error?.first { error = (error ?? 0) + own }
      for place in attribution.inert where trial.isInert(group[place], in: group) {
        inert.insert(group[place])
      }
    }
    self.evaluations = evaluations
    self.error = error
    flips = trial.outcome(of: Set(mixture.changes.indices)).flips
    parts = mixture.changes.enumerated().map { position, change in
      Part(
        change, shares[position] ?? trial.nothing, trial, isPayable: isPayable,
        paymentCount: payments.count,
        inertness: change.kind == .reworded
          ? .wording : inert.contains(position) ? trial.inertness(of: change) : nil)
    }
  }

  private static func members(of subset: UInt64, _ group: [Int]) -> Set<Int> {
    Set(group.enumerated().filter { subset >> UInt64($0.offset) & 1 == 1 }.map(\.element))
  }
}

extension DiffAttribution.Part {
  /// Reads the numbers of a trial.
  fileprivate init(
    _ change: RegimeChange, _ numbers: [Rational], _ trial: AttributionTrial, isPayable: [Bool],
    paymentCount: Int, inertness: DiffAttribution.Inertness?
  ) {
    self.change = change
    flips = numbers[0]
    var byPillar: [Pillar: Rational] = [:]
    for (place, pillar) in Pillar.allCases.enumerated() where numbers[place + 1].signum != 0 {
      byPillar[pillar] = numbers[place + 1]
    }
    flipsByPillar = byPillar
    let pots = isPayable.enumerated().map { pot, isPayable in
      isPayable ? trial.gains(numbers, of: pot) : nil
    }
    gains = Array(pots.prefix(paymentCount))
    totals = pots.count > paymentCount ? pots[paymentCount] : nil
    self.inertness = inertness
  }
}
