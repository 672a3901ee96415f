/// A currency, by its code in ISO 4217, with the number of decimal places of its minor unit.
public struct Currency: Sendable, Hashable {
  /// The three letters: `EUR`.
  public let code: String
  /// How many decimal places the minor unit has: 2 for the cent, 0 for the yen.
  public let exponent: Int

  /// The currency of a code in ISO 4217's list of current currencies and funds (List One); nil for
  /// any other code, metals and test codes included, which have no minor unit.
  public init?(_ code: some StringProtocol) {
    let code = String(code)
    guard let exponent = Self.exponents[code] else { return nil }
    self.code = code
    self.exponent = exponent
  }

  /// How many minor units make one of the currency.
  public var minorUnitsPerUnit: Int {
    var power = 1
    for _ in 0..<exponent { power *= 10 }
    return power
  }

  private static let exponents: [String: Int] = {
    var table: [String: Int] = [:]
    for (exponent, codes) in codesByExponent {
      for code in codes.split(separator: " ") { table[String(code)] = exponent }
    }
    return table
  }()

  private static let codesByExponent: [(Int, String)] = [
    (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
    (
      2,
      """
      AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD \
      CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL \
      GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR \
      LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD \
      PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC \
      SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW \
      ZWG
      """
    ),
    (3, "BHD IQD JOD KWD LYD OMR TND"),
    (4, "CLF UYW"),
  ]
}

extension Currency: CustomStringConvertible {
  /// The code.
  public var description: String { code }
}
