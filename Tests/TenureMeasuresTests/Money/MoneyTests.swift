import BigInt
import TenureMeasures
import TenureModel
import TenureTestSupport
import Testing

/// Amounts are read and written to the minor unit, and nothing overflows in silence.
struct MoneyTests {
  @Test(arguments: [
    ("1000.00CNY", 100_000, "1000.00 CNY"), ("1000.00 CNY", 100_000, "1000.00 CNY"),
    ("-5 JPY", -5, "-5 JPY"), ("0.5 EUR", 50, "0.50 EUR"), ("1.234 KWD", 1234, "1.234 KWD"),
    ("0.0001 CLF", 1, "0.0001 CLF"), ("-0.07 USD", -7, "-0.07 USD"),
  ])
  func `an amount is read and written`(text: String, minorUnits: Int, written: String) throws {
    let money = try Money(text)
    #expect(money.minorUnits == minorUnits)
    #expect(money.description == written)
    #expect(try Money(money.description) == money)
  }

  @Test(arguments: [
    ("1000.00", MoneyError.notAnAmount("1000.00")), ("CNY", .notAnAmount("CNY")),
    ("1e3 EUR", .notAnAmount("1e3 EUR")), ("1  EUR", .notAnAmount("1  EUR")),
    ("1 XAU", .unknownCurrency("XAU")), ("1.5 JPY", .finerThanMinorUnit("1.5 JPY")),
    ("0.001 EUR", .finerThanMinorUnit("0.001 EUR")), ("", .notAnAmount("")),
    ("999999999999999.0000 CLF", .overflow),
  ])
  func `what is no amount is refused`(text: String, error: MoneyError) {
    #expect(throws: error) { try Money(text) }
  }

  @Test func `arithmetic is checked`() throws {
    let euro = try Money("1.00 EUR")
    let most = Money(minorUnits: .max, euro.currency)
    #expect(try euro.adding(euro).minorUnits == 200)
    #expect(try euro.subtracting(Money("3.00 EUR")).description == "-2.00 EUR")
    #expect(throws: MoneyError.overflow) { try most.adding(euro) }
    #expect(throws: MoneyError.overflow) { try Money(minorUnits: .min, euro.currency).negated() }
    #expect(throws: MoneyError.differentCurrencies("EUR", "USD")) {
      try euro.adding(Money("1 USD"))
    }
    #expect(euro.exact(times: Ratio(1, 3)) == Rational(100, 3))
  }

  /// The fractions against cross-multiplication in big integers.
  @Test func `fractions agree with big integers`() {
    var random = SplitMix64(seed: 11)
    func number() -> Int {
      switch random.int(0...3) {
      case 0: random.int(-9...9)
      case 1: random.int(-1_000_000...1_000_000)
      case 2: Int(truncatingIfNeeded: random.next())
      default: random.chance(50) ? .min : .max
      }
    }
    for _ in 0..<2000 {
      let (a, c) = (number(), number())
      let (b, d) = (max(abs(number() / 2), 1), max(abs(number() / 2), 1))
      let (left, right) = (Rational(a, b), Rational(c, d))
      let (bigA, bigB, bigC, bigD) = (BigInt(a), BigInt(b), BigInt(c), BigInt(d))
      #expect(left + right == Rational(bigA * bigD + bigC * bigB, bigB * bigD))
      #expect(left - right == Rational(bigA * bigD - bigC * bigB, bigB * bigD))
      #expect(left * right == Rational(bigA * bigC, bigB * bigD))
      if c != 0 { #expect(left / right == Rational(bigA * bigD, bigB * bigC)) }
      #expect((left < right) == (bigA * bigD < bigC * bigB))
      #expect(left.denominator.greatestCommonDivisor(with: left.numerator) == 1)
      let down = left.floor
      #expect(Rational(down) <= left && left < Rational(down + 1))
      let distance = (left - Rational(left.rounded(halvesToEven: true))).magnitude
      #expect(distance <= Rational(1, 2))
    }
  }

  @Test(arguments: [(5, 2, 2, 3), (3, 2, 2, 2), (-5, 2, -2, -3), (7, 3, 2, 2), (-8, 3, -3, -3)])
  func `halves go to even or away from zero`(above: Int, below: Int, even: Int, away: Int) {
    #expect(Rational(above, below).rounded(halvesToEven: true) == BigInt(even))
    #expect(Rational(above, below).rounded(halvesToEven: false) == BigInt(away))
  }

  @Test func `approximations are close`() {
    #expect(Rational(1, 3).approximation == 1.0 / 3.0)
    let huge = BigInt(10).power(40)
    let ratio = Rational(huge * 2, huge * 3 + 1).approximation
    #expect((ratio - 2.0 / 3.0).magnitude < 1e-15)
    #expect((Rational(huge).approximation / 1e40 - 1).magnitude < 1e-15)
    #expect((Rational(-BigInt(1), huge).approximation * -1e40 - 1).magnitude < 1e-15)
  }
}
