import BigInt
import TenureMeasures

/// Exact numbers that need not be whole, for people and programs.
enum ExactText {
  /// The number in digits if it is whole, else as a fraction: `7`, `-7/2`.
  static func plain(_ number: Rational) -> String { number.description }

  /// The number for people: whole, or to two decimal places.
  static func rounded(_ number: Rational) -> String {
    NumberText.grouped(share(number).decimal(places: number.isWhole ? 0 : 2))
  }

  /// An amount in minor units, in the main unit of its currency, exact: `12.50`, `25/3`.
  static func amount(_ minorUnits: Rational, _ currency: Currency) -> String {
    if minorUnits.isWhole, let whole = Int(exactly: minorUnits.numerator) {
      return MoneyText.plain(whole, currency)
    }
    return (minorUnits / Rational(currency.minorUnitsPerUnit)).description
  }

  /// An amount in minor units for people, to the minor unit.
  static func roundedAmount(_ minorUnits: Rational, _ currency: Currency) -> String {
    let units = minorUnits / Rational(currency.minorUnitsPerUnit)
    return NumberText.grouped(share(units).decimal(places: currency.exponent))
  }

  /// The number with its sign, `+` where it is above zero.
  static func signed(_ text: String) -> String {
    text.hasPrefix("-") || text.allSatisfy({ "0.,".contains($0) }) ? text : "+" + text
  }

  /// A part of one as people read it: `0.1963`.
  static func decimal(_ share: Share) -> String { share.decimal(places: 4) }

  private static func share(_ number: Rational) -> Share {
    Share(number.numerator, of: number.denominator)
  }
}
