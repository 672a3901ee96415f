/// Why an amount of money could not be read or worked out.
public enum MoneyError: Error, Sendable, Hashable {
  /// The text is not an amount followed by a currency: `1000.00 CNY`.
  case notAnAmount(String)
  /// The code is not a currency of ISO 4217 with a minor unit.
  case unknownCurrency(String)
  /// The amount is finer than the currency's minor unit.
  case finerThanMinorUnit(String)
  /// Two amounts are of different currencies.
  case differentCurrencies(String, String)
  /// The amount is too large to be held.
  case overflow
}

extension MoneyError: CustomStringConvertible {
  /// The reason, in a line.
  public var description: String {
    switch self {
    case .notAnAmount(let text): "`\(text)` is not an amount of money, as `1000.00 CNY` is"
    case .unknownCurrency(let code): "`\(code)` is not a currency code of ISO 4217"
    case .finerThanMinorUnit(let text): "`\(text)` is finer than the currency's minor unit"
    case .differentCurrencies(let left, let right): "`\(left)` and `\(right)` cannot be added"
    case .overflow: "the amount is too large"
    }
  }
}
