public import TenureMeasures
public import TenureModel

/// Many transactions under two regimes: who has more and who has less of all of them together.
///
/// Transactions are added one by one and not kept, so memory follows the number of payees and not
/// of transactions.
///
/// ```swift
/// var comparison = TransactionComparison(before: before, after: after, currency: currency)
/// for transaction in transactions { try comparison.add(transaction) }
/// let result = try comparison.result(band: 100)
/// ```
public struct TransactionComparison {
  /// A situation with an income.
  public struct Transaction: Sendable {
    /// The situation.
    public let situation: Situation
    /// The income, in the currency of the comparison; below zero for a refund.
    public let income: Money
    /// What comes with it.
    public let claims: Claims
    /// What it is called; nil if it has no name.
    public let name: String?

    /// Creates a transaction.
    public init(
      _ situation: Situation, income: Money, claims: Claims = Claims(), name: String? = nil
    ) {
      self.situation = situation
      self.income = income
      self.claims = claims
      self.name = name
    }
  }

  /// Why a transaction could not be paid out.
  public enum Failure: Error, Sendable, Hashable {
    /// Who is paid depends on facts that the situation leaves open.
    case depends(on: [FacetID])
    /// The waterfall could not be run.
    case waterfall(WaterfallError)
    /// The sums are too large.
    case overflow
    /// The income is in another currency.
    case currency(String)
  }

  /// What changed for the payees, and what of it is rounding.
  public struct Result: Sendable {
    /// How many transactions there were.
    public let transactions: Int
    /// In how many of them somebody gets something else.
    public let differing: Int
    /// The totals of all payees, of which gains less losses are the change of the pot.
    public let totals: WinnersAndLosers
    /// Those who by rounding lose although they gain before rounding, or the other way round.
    ///
    /// By name. The paradox of Alabama is of this kind.
    public let reversed: [String]
    /// The transaction of which most money goes elsewhere: its name or its number, counted from 1,
    /// and how much, in minor units; the first of several.
    public let largest: (name: String, moved: Int)?
  }

  private struct Side {
    let question: MoneyQuestion
    var totals: [String: Int] = [:]
    var exact: [String: Rational] = [:]
  }

  /// The most waterfalls that are kept for situations that come again.
  private static let cacheLimit = 4096

  private let currency: Currency
  private let assumptions: [FacetID: FacetValue]
  private var sides: [Side]
  /// For each side the waterfalls of situations that came before.
  private var waterfalls: [[Situation: Waterfall<Int>]] = [[:], [:]]
  private var count = 0
  private var differing = 0
  private var largest: (name: String, moved: Int)?

  /// Begins a comparison without transactions.
  ///
  /// - Parameters:
  ///   - before: Money under the first regime.
  ///   - after: Money under the second.
  ///   - currency: The currency of all incomes.
  ///   - assumptions: Values for facets that situations leave out, such as the date.
  public init(
    before: MoneyQuestion, after: MoneyQuestion, currency: Currency,
    assumptions: [FacetID: FacetValue] = [:]
  ) {
    self.currency = currency
    self.assumptions = assumptions
    sides = [Side(question: before), Side(question: after)]
  }

  /// Adds a transaction; one that cannot be paid out on both sides is not counted.
  ///
  /// Complexity: the steps of both waterfalls, and two rulings for a situation that is new.
  public mutating func add(_ transaction: Transaction) throws(Failure) {
    guard transaction.income.currency == currency else {
      throw .currency(transaction.income.currency.code)
    }
    var new = sides
    var parts: [[String: Int]] = []
    for side in sides.indices {
      let waterfall = try waterfall(of: transaction.situation, side)
      do throws(WaterfallError) {
        let payout = try waterfall.payout(of: transaction.income, claims: transaction.claims)
        let exact = try waterfall.exactPayout(of: transaction.income, claims: transaction.claims)
        var totals = Dictionary(
          payout.totals.map { ($0.key.name, $0.value) }, uniquingKeysWith: +)
        totals[Payee.unassigned.name, default: 0] += payout.unassigned
        for (name, amount) in totals {
          let (sum, overflows) = (new[side].totals[name] ?? 0).addingReportingOverflow(amount)
          if overflows { throw WaterfallError(.overflow) }
          new[side].totals[name] = sum
        }
        for (payee, amount) in exact { new[side].exact[payee.name, default: .zero] += amount }
        parts.append(totals)
      } catch {
        throw error.code == .overflow ? .overflow : .waterfall(error)
      }
    }
    sides = new
    count += 1
    let moved = Set(parts[0].keys).union(parts[1].keys).reduce(0) {
      $0 + max(0, (parts[1][$1] ?? 0) - (parts[0][$1] ?? 0))
    }
    if parts[0].filter({ $0.value != 0 }) != parts[1].filter({ $0.value != 0 }) {
      differing += 1
      if moved > largest?.moved ?? -1 { largest = (transaction.name ?? "\(count)", moved) }
    }
  }

  /// What came of all transactions so far.
  ///
  /// - Parameter band: The greatest gain or loss, in minor units, that counts as no change.
  /// - Returns: The totals, with what is rounding in them.
  /// - Throws: `overflow` if the amounts together are too large.
  public func result(band: Int = 0) throws(Failure) -> Result {
    let totals: WinnersAndLosers
    do {
      totals = try WinnersAndLosers(
        before: sides[0].totals, after: sides[1].totals, band: band, exactBefore: sides[0].exact,
        exactAfter: sides[1].exact)
    } catch { throw .overflow }
    precondition(
      totals.gains - totals.losses == totals.potAfter - totals.potBefore,
      "TransactionComparison must conserve the pot")
    let reversed = totals.changes.filter { change in
      let exact = (sides[1].exact[change.name] ?? .zero) - (sides[0].exact[change.name] ?? .zero)
      return exact.signum * change.gain.signum() < 0
    }
    return Result(
      transactions: count, differing: differing, totals: totals, reversed: reversed.map(\.name),
      largest: largest)
  }
}

extension TransactionComparison {
  private mutating func waterfall(
    of situation: Situation, _ side: Int
  ) throws(Failure) -> Waterfall<Int> {
    if let known = waterfalls[side][situation] { return known }
    do throws(MoneyQuestion.Failure) {
      let waterfall = try sides[side].question.waterfall(in: situation, assuming: assumptions)
      if waterfalls[side].count >= Self.cacheLimit { waterfalls[side] = [:] }
      waterfalls[side][situation] = waterfall
      return waterfall
    } catch {
      switch error {
      case .depends(let facets): throw .depends(on: facets)
      }
    }
  }
}
