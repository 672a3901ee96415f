public import BigInt
public import TenureModel

/// A fraction, exact whatever its size, in lowest terms.
///
/// What is worked out from amounts and rates passes through this type until it is rounded, once, to
/// minor units. Numbers whose parts fit into machine words are held in them; larger ones are big
/// integers. A value has one form only, so equal numbers are equal values.
public struct Rational: Sendable, Hashable {
  // INVARIANT (one form): lowest terms, the lower part above zero, words wherever both parts fit.
  enum Parts: Sendable, Hashable {
    case words(Int, Int)
    case big(BigInt, BigInt)
  }

  let parts: Parts

  /// The number zero.
  public static let zero = Rational(0)
  /// The number one.
  public static let one = Rational(1)

  /// Creates a whole number.
  public init(_ whole: Int) { parts = .words(whole, 1) }

  /// Creates a whole number of any size.
  public init(_ whole: BigInt) { self.init(reduced: whole, 1) }

  /// Creates a fraction and brings it to lowest terms.
  ///
  /// - Precondition: `denominator` must not be zero.
  public init(_ numerator: BigInt, _ denominator: BigInt) {
    precondition(denominator != 0, "Rational.denominator must not be zero")
    let divisor = numerator.greatestCommonDivisor(with: denominator)
    let sign: BigInt = denominator < 0 ? -1 : 1
    self.init(reduced: sign * numerator / divisor, sign * denominator / divisor)
  }

  /// Creates a fraction of words.
  ///
  /// - Precondition: `denominator` must not be zero.
  public init(_ numerator: Int, _ denominator: Int) {
    precondition(denominator != 0, "Rational.denominator must not be zero")
    let sign: Int128 = denominator < 0 ? -1 : 1
    self.init(wide: sign * Int128(numerator), sign * Int128(denominator))
  }

  /// The number that a document wrote as a share or rate.
  public init(_ ratio: Ratio) { self.init(wide: ratio.numerator, ratio.denominator) }

  /// The number that a document wrote as a decimal.
  public init(_ decimal: ExactDecimal) {
    var power: Int128 = 1
    for _ in 0..<decimal.scale { power *= 10 }
    self.init(wide: decimal.coefficient, power)
  }

  /// Parts in lowest terms, the lower above zero.
  private init(reduced numerator: BigInt, _ denominator: BigInt) {
    if let above = Int(exactly: numerator), let below = Int(exactly: denominator) {
      parts = .words(above, below)
    } else {
      parts = .big(numerator, denominator)
    }
  }

  /// Parts that are words multiplied or so, the lower above zero.
  init(wide numerator: Int128, _ denominator: Int128) {
    let divisor = Self.commonDivisor(numerator.magnitude, denominator.magnitude)
    let (above, below) = (numerator / divisor, denominator / divisor)
    if let above = Int(exactly: above), let below = Int(exactly: below) {
      parts = .words(above, below)
    } else {
      parts = .big(BigInt(above), BigInt(below))
    }
  }

  /// The greatest common divisor of two numbers, the second of which is not zero.
  private static func commonDivisor(_ first: UInt128, _ second: UInt128) -> Int128 {
    var (first, second) = (first, second)
    while first > UInt128(UInt64.max) || second > UInt128(UInt64.max) {
      if second == 0 { return Int128(first) }
      (first, second) = (second, first % second)
    }
    var (left, right) = (UInt64(first), UInt64(second))
    while right != 0 { (left, right) = (right, left % right) }
    return Int128(left)
  }

  /// The part above the line; carries the sign.
  public var numerator: BigInt {
    switch parts {
    case .words(let above, _): BigInt(above)
    case .big(let above, _): above
    }
  }

  /// The part below the line, above zero.
  public var denominator: BigInt {
    switch parts {
    case .words(_, let below): BigInt(below)
    case .big(_, let below): below
    }
  }

  /// Whether the number is whole.
  public var isWhole: Bool {
    if case .words(_, let below) = parts { below == 1 } else { denominator == 1 }
  }

  /// -1, 0 or 1.
  public var signum: Int {
    switch parts {
    case .words(let above, _): above.signum()
    case .big(let above, _): above.sign == .minus ? -1 : 1
    }
  }
}

extension Rational: CustomStringConvertible {
  /// The number as documents write it: `1/3`, or a whole number.
  public var description: String {
    isWhole ? String(numerator) : "\(numerator)/\(denominator)"
  }
}
