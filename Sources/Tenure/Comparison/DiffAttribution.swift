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
/// Where clashes are settled otherwise before and after, or too many changes meet, mixtures are
/// compared one by one: all of them where these are few, and else those along so many random orders
/// as a fixed effort allows, with a stated error. Of money the same holds for the changes that can
/// matter to one payment.
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

  /// How well something was estimated from random orders.
  public struct Sample: Sendable, Hashable {
    /// How many orders of all changes were tried, the fewest of any part.
    public let orders: Int
    /// With a confidence of 99 %, no number is further from the true one than this; see
    /// `ChangeAttribution`.
    public let error: Double
  }

  /// How much work is done.
  public struct Effort: Sendable, Hashable {
    /// The most states of one walk over all mixtures together.
    public var states: Int
    /// The most nodes of diagrams that are made, about, to compare mixtures one by one; with 0
    /// they are not.
    public var nodes: Int
    /// The most payments that are made to attribute money, about.
    public var payments: Int
    /// Whether a sample is good enough.
    public var maySample: Bool

    /// Creates an effort.
    public init(states: Int, nodes: Int, payments: Int, maySample: Bool = true) {
      self.states = states
      self.nodes = nodes
      self.payments = payments
      self.maySample = maySample
    }

    /// A few seconds, but for up to sixteen changes that meet while the doctrine changes, too: of
    /// these all mixtures are compared, whatever it takes.
    public static let full = Effort(states: 1 << 18, nodes: 1 << 21, payments: 1 << 18)
    /// A few thousandths of a second; what takes more, or a sample, is not done.
    public static let brief = Effort(
      states: 1 << 9, nodes: 0, payments: 1 << 6, maySample: false)
  }

  /// The effort did not suffice.
  public struct TooMuchWork: Error, Sendable, Hashable {}

  /// What is due to each change, in the order of the mixture.
  public let parts: [Part]
  /// The number of situations that differ.
  public let flips: BigUInt
  /// How the numbers of situations were estimated; nil if they are exact.
  public let sample: Sample?
  /// How the gains were estimated, the error in minor units; nil if they are exact.
  public let moneySample: Sample?

  /// Attributes the difference between two regimes to the changes between them.
  ///
  /// - Parameters:
  ///   - mixture: The regimes and the changes.
  ///   - payments: Payments of which the gains and losses are attributed as well.
  ///   - transactions: Transactions of which the totals are attributed as well.
  ///   - assumptions: Values for facets that the situations of transactions leave out.
  ///   - day: The day at which both are asked; without it, all days.
  ///   - effort: How much work is done.
  ///   - seed: For a sample; equal seeds give equal numbers.
  ///   - progress: Where mixtures are compared one by one, is told before each how many there were
  ///     and how many are known to come; what it throws ends the work.
  /// - Throws: `GameError` if there are more than `ChangeAttribution.changeLimit` changes;
  ///   `TooMuchWork` if the effort does not suffice even for a sample; `TooManyNodes` if comparing
  ///   mixtures takes too many; and what `progress` throws.
  public init(
    _ mixture: RegimeMixture, payments: [Payment] = [],
    transactions: [TransactionComparison.Transaction] = [],
    assuming assumptions: [FacetID: FacetValue] = [:], at day: Day? = nil,
    effort: Effort = .full, seed: UInt64 = 1,
    progress: (_ made: Int, _ all: Int) throws -> Void = { _, _ in }
  ) throws {
    let count = mixture.changes.count
    guard count <= ChangeAttribution.changeLimit else {
      throw GameError.tooManyPlayers(count, limit: ChangeAttribution.changeLimit)
    }
    let situations = try SituationShares(
      mixture, at: day, effort: effort, seed: seed, progress: progress)
    let money = try MoneyShares(
      mixture, payments: payments, transactions: transactions, assuming: assumptions,
      effort: effort, seed: seed)
    flips = situations.flips
    sample = situations.sample
    moneySample = money.sample
    parts = try mixture.changes.enumerated().map { position, change in
      try Part(
        change, situations.numbers[position], money, position,
        inertness: change.kind == .reworded
          ? .wording
          : situations.inert.contains(position) ? mixture.inertness(of: change, at: day) : nil)
    }
  }
}

extension DiffAttribution.Part {
  /// Reads the numbers of situations, in any pillar and then in each, and of money.
  fileprivate init(
    _ change: RegimeChange, _ numbers: [Rational], _ money: MoneyShares, _ position: Int,
    inertness: DiffAttribution.Inertness?
  ) {
    self.change = change
    flips = numbers[0]
    var byPillar: [Pillar: Rational] = [:]
    for (place, pillar) in Pillar.allCases.enumerated() where numbers[place + 1].signum != 0 {
      byPillar[pillar] = numbers[place + 1]
    }
    flipsByPillar = byPillar
    gains = money.payments.map { $0?.gains(of: position) }
    totals = money.totals.flatMap { $0?.gains(of: position) }
    self.inertness = inertness
  }
}
