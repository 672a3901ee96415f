public import TenureMeasures
public import TenureModel

/// Who gets what of the incomes of a population under two regimes.
///
/// Amounts are in minor units.
public struct PopulationMoney: Sendable {
  /// What a party has of all rows, or of some.
  public struct Share: Sendable, Hashable {
    /// The party; what no step takes is `unassigned`.
    public let payee: String
    /// What it has before.
    public let before: Int
    /// What it has after.
    public let after: Int

    /// What it gains, or loses if below zero.
    public var gain: Int { after - before }
  }

  /// The rows that have a value of a facet.
  public struct Group: Sendable {
    /// The value, as documents write it; nil where it is not known.
    public let value: String?
    /// So many of them were paid out.
    public let rows: Int
    /// What each party has of them, by name.
    public let shares: [Share]
  }

  /// The currency.
  public let currency: Currency
  /// So many rows were paid out, under both regimes.
  public internal(set) var rows = 0
  /// Their incomes together.
  public internal(set) var income = 0
  /// So many rows were not: their income is not known, or who is paid depends on what is not known.
  public internal(set) var openRows = 0
  /// In so many rows somebody gets something else.
  public internal(set) var differing = 0
  /// So much goes to somebody else, over all rows.
  public internal(set) var moved = 0
  /// What each party has, by name.
  public internal(set) var shares: [Share] = []
  /// The same by value, for each facet that was asked for; of a set, once for each of its terms.
  public internal(set) var groups: [(facet: FacetID, groups: [Group])] = []

  init(_ currency: Currency) { self.currency = currency }
}
