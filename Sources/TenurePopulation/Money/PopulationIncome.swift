public import TenureMeasures

/// The income of each row of a population, and what comes with it.
public struct PopulationIncome: Sendable {
  /// How much it is.
  public enum Amount: Sendable, Hashable {
    /// The same in each row, in minor units.
    case fixed(Int)
    /// What stands in a column: a number of units of the currency.
    case column(String)
  }

  /// How much it is.
  public let amount: Amount
  /// The currency of all rows.
  public let currency: Currency
  /// What comes with the income of each row: every row is an income of its own, and nothing is
  /// carried from one to the next.
  public let claims: Claims

  /// Creates an income.
  public init(_ amount: Amount, in currency: Currency, claims: Claims = Claims()) {
    self.amount = amount
    self.currency = currency
    self.claims = claims
  }

  /// The same income of each row.
  public init(_ money: Money, claims: Claims = Claims()) {
    self.init(.fixed(money.minorUnits), in: money.currency, claims: claims)
  }

  /// The column that is read, if one is.
  var column: String? { if case .column(let name) = amount { name } else { nil } }
}
