public import BigInt

extension Rational: AdditiveArithmetic, Comparable {
  /// The sum.
  public static func + (left: Rational, right: Rational) -> Rational {
    if case .words(let a, let b) = left.parts, case .words(let c, let d) = right.parts {
      if b == 1, d == 1 {
        let (sum, overflows) = a.addingReportingOverflow(c)
        if !overflows { return Rational(sum) }
      }
      return Rational(wide: Int128(a) * Int128(d) + Int128(c) * Int128(b), Int128(b) * Int128(d))
    }
    return Rational(
      left.numerator * right.denominator + right.numerator * left.denominator,
      left.denominator * right.denominator)
  }

  /// The difference.
  public static func - (left: Rational, right: Rational) -> Rational { left + -right }

  /// The number with the other sign.
  public static prefix func - (value: Rational) -> Rational {
    if case .words(let above, let below) = value.parts, above != .min {
      return Rational(wide: -Int128(above), Int128(below))
    }
    return Rational(-value.numerator, value.denominator)
  }

  /// The product.
  public static func * (left: Rational, right: Rational) -> Rational {
    if case .words(let a, let b) = left.parts, case .words(let c, let d) = right.parts {
      return Rational(wide: Int128(a) * Int128(c), Int128(b) * Int128(d))
    }
    return Rational(
      left.numerator * right.numerator, left.denominator * right.denominator)
  }

  /// The quotient.
  ///
  /// - Precondition: `right` must not be zero.
  public static func / (left: Rational, right: Rational) -> Rational {
    precondition(right.signum != 0, "Rational: the divisor must not be zero")
    if case .words(let a, let b) = left.parts, case .words(let c, let d) = right.parts {
      let sign: Int128 = c < 0 ? -1 : 1
      return Rational(wide: sign * Int128(a) * Int128(d), sign * Int128(b) * Int128(c))
    }
    return Rational(
      left.numerator * right.denominator, left.denominator * right.numerator)
  }

  /// Adds the product of two numbers.
  mutating func add(_ left: Rational, times right: Rational) {
    if left.signum != 0, right.signum != 0 { self += left * right }
  }

  /// By value.
  public static func < (left: Rational, right: Rational) -> Bool {
    if case .words(let a, let b) = left.parts, case .words(let c, let d) = right.parts {
      return Int128(a) * Int128(d) < Int128(c) * Int128(b)
    }
    return left.numerator * right.denominator < right.numerator * left.denominator
  }
}

extension Rational {
  /// The distance from zero.
  public var magnitude: Rational { signum < 0 ? -self : self }

  /// The largest whole number that is not above this one.
  public var floor: BigInt {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    return remainder < 0 ? quotient - 1 : quotient
  }

  /// The nearest whole number.
  ///
  /// Halves go to the even number, or else away from zero.
  public func rounded(halvesToEven: Bool) -> BigInt {
    let down = magnitude.floor
    let rest = magnitude - Rational(down)
    let half = Rational(1, 2)
    let isUp = rest > half || (rest == half && (!halvesToEven || down % 2 != 0))
    let nearest = isUp ? down + 1 : down
    return signum < 0 ? -nearest : nearest
  }

  /// The nearest binary fraction, for display and for what is no rational number anyway.
  public var approximation: Double {
    if case .words(let above, let below) = parts, above.magnitude < 1 << 53, below < 1 << 53 {
      return Double(above) / Double(below)
    }
    // Both parts are cut to a length that a binary fraction holds.
    let shift = max(numerator.magnitude.bitWidth - denominator.magnitude.bitWidth, -2000)
    let scaled =
      shift > 64
      ? (numerator.magnitude >> (shift - 64)) / denominator.magnitude
      : (numerator.magnitude << (64 - shift)) / denominator.magnitude
    let value = Double(scaled) * Double(sign: .plus, exponent: shift - 64, significand: 1)
    return signum < 0 ? -value : value
  }
}
