public import TenureModel

/// An amount of money: a whole number of minor units of a currency.
///
/// An amount never passes through a binary fraction. Arithmetic is checked: an overflow, or two
/// currencies, is an error and not a trap.
///
/// ```swift
/// let price = try Money("1000.00 CNY")
/// price.minorUnits  // 100000
/// ```
public struct Money: Sendable, Hashable {
  /// The amount, in minor units; below zero for a refund or a debt.
  public let minorUnits: Int
  /// The currency.
  public let currency: Currency

  /// Creates an amount.
  public init(minorUnits: Int, _ currency: Currency) {
    self.minorUnits = minorUnits
    self.currency = currency
  }

  /// Creates an amount from a number of units of the currency.
  ///
  /// - Throws: if the number is finer than the minor unit, or too large.
  public init(_ amount: ExactDecimal, _ currency: Currency) throws(MoneyError) {
    let exact = Rational(amount) * Rational(currency.minorUnitsPerUnit)
    guard exact.isWhole else { throw .finerThanMinorUnit("\(amount) \(currency)") }
    guard let minorUnits = Int(exactly: exact.numerator) else { throw .overflow }
    self.init(minorUnits: minorUnits, currency)
  }

  /// Reads `1000.00CNY`, `1000.00 CNY` or `-5 JPY`.
  ///
  /// - Throws: if the text is no amount with a currency, the code is unknown, or the amount is
  ///   finer than the minor unit.
  public init(_ text: some StringProtocol) throws(MoneyError) {
    let code = text.suffix(3)
    var number = text.dropLast(3)
    if number.last == " " { number = number.dropLast() }
    guard code.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }),
      let amount = ExactDecimal(number)
    else { throw .notAnAmount(String(text)) }
    guard let currency = Currency(code) else { throw .unknownCurrency(String(code)) }
    try self.init(amount, currency)
  }

  /// The sum.
  ///
  /// - Throws: if the currencies differ, or the sum is too large.
  public func adding(_ other: Money) throws(MoneyError) -> Money {
    guard currency == other.currency else {
      throw .differentCurrencies(currency.code, other.currency.code)
    }
    return Money(minorUnits: try minorUnits.checkedAdding(other.minorUnits), currency)
  }

  /// The difference.
  ///
  /// - Throws: if the currencies differ, or the difference is too large.
  public func subtracting(_ other: Money) throws(MoneyError) -> Money {
    try adding(other.negated())
  }

  /// The amount with the other sign.
  ///
  /// - Throws: if it is too large.
  public func negated() throws(MoneyError) -> Money {
    let (value, overflows) = 0.subtractingReportingOverflow(minorUnits)
    if overflows { throw .overflow }
    return Money(minorUnits: value, currency)
  }

  /// A rate of the amount, exact, in minor units; it is rounded by whoever pays it out.
  public func exact(times rate: Ratio) -> Rational { Rational(minorUnits) * Rational(rate) }
}

extension Money: CustomStringConvertible {
  /// The amount as documents write it, with all decimal places: `1000.00 CNY`.
  public var description: String {
    var digits = String(minorUnits.magnitude)
    if currency.exponent > 0 {
      while digits.count <= currency.exponent { digits = "0" + digits }
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -currency.exponent))
    }
    return (minorUnits < 0 ? "-" : "") + digits + " " + currency.code
  }
}

extension Int {
  /// The sum, or an error.
  func checkedAdding(_ other: Int) throws(MoneyError) -> Int {
    let (sum, overflows) = addingReportingOverflow(other)
    if overflows { throw .overflow }
    return sum
  }
}
