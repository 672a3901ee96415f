/// The natural logarithm and the exponential function, in binary fractions.
///
/// The standard library has neither, and this module links to no other. Both are within a few
/// units in the last place.
enum Elementary {
  private static let ln2High = 0x1.62e42fefa39efp-1
  private static let ln2Low = 0x1.abc9e3b39803fp-56

  /// The natural logarithm of a number above zero; minus infinity for zero.
  static func logarithm(_ number: Double) -> Double {
    guard number > 0 else { return number == 0 ? -.infinity : .nan }
    guard number < .infinity else { return .infinity }
    var (mantissa, exponent) = (number.significand, Double(number.exponent))
    if mantissa > 1.414_213_562_373_095 {
      mantissa /= 2
      exponent += 1
    }
    // ln m = 2 artanh((m - 1) ÷ (m + 1)), whose argument is at most 0.172.
    let argument = (mantissa - 1) / (mantissa + 1)
    let square = argument * argument
    var (sum, power, divisor) = (0.0, argument * square, 3.0)
    while power.magnitude > 1e-19 {
      sum += power / divisor
      power *= square
      divisor += 2
    }
    return exponent * ln2High + (exponent * ln2Low + (2 * argument + 2 * sum))
  }

  /// e to the power of a number.
  static func exponential(_ number: Double) -> Double {
    guard number < 709.8 else { return .infinity }
    guard number > -745.2 else { return 0 }
    let exponent = (number / ln2High).rounded()
    let rest = (number - exponent * ln2High) - exponent * ln2Low
    var (sum, term, count) = (1.0, rest, 2.0)
    while term.magnitude > 1e-19 {
      sum += term
      term *= rest / count
      count += 1
    }
    return sum * Double(sign: .plus, exponent: Int(exponent), significand: 1)
  }
}
