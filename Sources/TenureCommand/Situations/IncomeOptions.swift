import ArgumentParser
import TenureEngine
import TenureMeasures
import TenureModel
import TenurePopulation
import TenureReport

/// The options that say what income the rows of a population bring.
struct IncomeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Say who gets what of the income of each row: a column, or an amount such as 10.00EUR.",
      valueName: "income"))
  var income: String?

  @Option(
    help: ArgumentHelp(
      "The currency of a column of incomes; that of the regimes unless given.",
      valueName: "code"))
  var currency: String?

  @Option(help: ArgumentHelp("What comes with the income of each row.", valueName: "file"))
  var claims: String?

  func validate() throws {
    guard income != nil || (currency == nil && claims == nil) else {
      throw ValidationError("`--currency` and `--claims` say more about an income: give `--income`")
    }
  }

  /// The income of rows, if one was given.
  ///
  /// - Throws: A `CommandFailure` if the currency is not clear, or the claims cannot be read.
  func income(
    under before: RegimeEngine, _ after: RegimeEngine
  ) throws -> PopulationIncome? {
    guard let income else { return nil }
    if let money = try? Money(income) {
      guard currency == nil || currency == money.currency.code else {
        throw CommandFailure(
          "`--income` is in \(money.currency), and `--currency` says \(currency ?? "")",
          help: "leave `--currency` out")
      }
      return PopulationIncome(money, claims: try claims(in: money.currency))
    }
    let currency = try currency(under: [before, after])
    return PopulationIncome(.column(income), in: currency, claims: try claims(in: currency))
  }

  private func claims(in currency: Currency) throws -> Claims {
    try claims.map { try MoneyFiles.claims($0, in: currency) } ?? Claims()
  }

  private func currency(under engines: [RegimeEngine]) throws -> Currency {
    if let code = currency {
      guard let known = Currency(code) else {
        throw CommandFailure(
          "`\(code.printable)` is no currency", help: "give a code of ISO 4217, such as EUR")
      }
      return known
    }
    return try DeclaredCurrencies(by: engines).shared(help: "give --currency, such as EUR")
  }
}

/// The currencies in which regimes say that they pay.
struct DeclaredCurrencies {
  private let codes: [String]

  /// Looks at regimes, those that count most first.
  init(by engines: [RegimeEngine]) {
    codes = engines.compactMap(\.regime.distribution.currency)
  }

  /// That of the first regime that declares one.
  var first: Currency? { codes.first.flatMap { Currency($0) } }

  /// The one currency of all regimes that declare one.
  ///
  /// - Throws: A `CommandFailure` with this way out if there is none, or more than one.
  func shared(help: String) throws -> Currency {
    let different = Set(codes).sorted()
    guard different.count == 1, let currency = Currency(different[0]) else {
      throw CommandFailure(
        different.isEmpty
          ? "neither regime declares a currency"
          : "the regimes pay in different currencies: \(different.joined(separator: ", "))",
        help: help)
    }
    return currency
  }
}
