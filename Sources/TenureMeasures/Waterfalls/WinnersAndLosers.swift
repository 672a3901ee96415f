public import TenureModel

/// Who gains and who loses when one payout takes the place of another.
///
/// Amounts are in minor units.
public struct WinnersAndLosers: Sendable, Hashable {
  /// What changes for one payee.
  public struct Change: Sendable, Hashable {
    /// The payee, by its name, or the transaction, by its number.
    public let name: String
    /// What it had.
    public let before: Int
    /// What it has.
    public let after: Int
    /// Whether the change is one of rounding: before rounding it gains nothing or the other way
    /// round.
    public let isRoundingArtefact: Bool

    /// What it gains, or loses if below zero.
    public var gain: Int { after - before }
  }

  /// All that have something on either side, by name.
  public let changes: [Change]
  /// The greatest gain or loss that counts as no change.
  public let band: Int
  /// Everything before, together.
  public let potBefore: Int
  /// Everything after, together.
  public let potAfter: Int
  /// The Gini coefficient of all payees before, exact; nil if it is not defined.
  ///
  /// What is unassigned is nobody's, and left out.
  public let giniBefore: Rational?
  /// The Gini coefficient of all payees after, exact; nil if it is not defined.
  public let giniAfter: Rational?

  /// Those who gain more than the band, the most first.
  public var winners: [Change] {
    changes.filter { $0.gain > band }.sorted { ($1.gain, $0.name) < ($0.gain, $1.name) }
  }

  /// Those who lose more than the band, the most first.
  public var losers: [Change] {
    changes.filter { $0.gain < -band }.sorted { ($0.gain, $0.name) < ($1.gain, $1.name) }
  }

  /// Those whose change is within the band.
  public var unchanged: [Change] { changes.filter { abs($0.gain) <= band } }
  /// The one who loses most, the first by name of several; nil if nobody loses more than the band.
  public var largestLoser: Change? { losers.first }
  /// The gains of all who gain, the band not counted.
  public var gains: Int { changes.reduce(0) { $0 + max($1.gain, 0) } }
  /// The losses of all who lose, as a number of at least zero, the band not counted.
  public var losses: Int { changes.reduce(0) { $0 + max(-$1.gain, 0) } }

  /// Compares two lists of totals.
  ///
  /// The gains less the losses are the change of the pot: what one side has and the other lacks
  /// counts as zero there.
  ///
  /// * `band`: the greatest gain or loss that counts as no change.
  /// * `exactBefore`: what each had before rounding; with `exactAfter`, changes that are none but
  ///   for rounding are labelled.
  /// * `exactAfter`: what each has before rounding.
  ///
  /// - Throws: if the amounts together are too large.
  public init(
    before: [String: Int], after: [String: Int], band: Int = 0,
    exactBefore: [String: Rational]? = nil, exactAfter: [String: Rational]? = nil
  ) throws(MoneyError) {
    let names = Set(before.keys).union(after.keys).sorted()
    // Half a word for all together leaves room for every difference.
    var (sum, potBefore, potAfter) = (UInt(0), 0, 0)
    for amount in [before.values, after.values].joined() {
      let (next, overflows) = sum.addingReportingOverflow(amount.magnitude)
      guard !overflows, next <= UInt(Int.max) else { throw .overflow }
      sum = next
    }
    var changes: [Change] = []
    for name in names {
      let (old, new) = (before[name] ?? 0, after[name] ?? 0)
      potBefore += old
      potAfter += new
      var isArtefact = false
      if let exactBefore, let exactAfter {
        let exact = (exactAfter[name] ?? .zero) - (exactBefore[name] ?? .zero)
        isArtefact = new != old && exact.signum != (new - old).signum()
      }
      changes.append(
        Change(name: name, before: old, after: new, isRoundingArtefact: isArtefact))
    }
    self.changes = changes
    self.band = max(band, 0)
    self.potBefore = potBefore
    self.potAfter = potAfter
    let paid = changes.filter { $0.name != Payee.unassigned.name }
    giniBefore = Self.gini(paid.map(\.before))
    giniAfter = Self.gini(paid.map(\.after))
  }

  /// Compares two payouts, payee by payee, what is unassigned included.
  ///
  /// - Throws: if the currencies differ, or the amounts together are too large.
  public init<First, Second>(
    before: Payout<First>, after: Payout<Second>, band: Int = 0,
    exactBefore: [Payee: Rational]? = nil, exactAfter: [Payee: Rational]? = nil
  ) throws(MoneyError) {
    guard before.income.currency == after.income.currency else {
      throw .differentCurrencies(before.income.currency.code, after.income.currency.code)
    }
    try self.init(
      before: before.named, after: after.named, band: band,
      exactBefore: exactBefore.map(Self.named), exactAfter: exactAfter.map(Self.named))
  }

  private static func named(_ amounts: [Payee: Rational]) -> [String: Rational] {
    Dictionary(amounts.map { ($0.key.name, $0.value) }, uniquingKeysWith: +)
  }

  private static func gini(_ amounts: [Int]) -> Rational? {
    guard let distribution = try? WeightedDistribution(amounts) else { return nil }
    return try? distribution.gini()
  }
}

extension Payout {
  /// The totals by name, what is unassigned included.
  fileprivate var named: [String: Int] {
    var named = Dictionary(totals.map { ($0.key.name, $0.value) }, uniquingKeysWith: +)
    named[Payee.unassigned.name, default: 0] += unassigned
    return named
  }
}
