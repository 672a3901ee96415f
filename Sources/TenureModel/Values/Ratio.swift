/// A share or rate, held exactly as a fraction in lowest terms: `2%` is 1/50.
public struct Ratio: Sendable, Hashable {
  /// The part above the line; carries the sign.
  public let numerator: Int128
  /// The part below the line, above zero.
  public let denominator: Int128

  /// Creates a fraction and brings it to lowest terms.
  ///
  /// - Precondition: `denominator` must be above zero.
  public init(_ numerator: Int128, _ denominator: Int128) {
    precondition(denominator > 0, "Ratio.denominator must be above zero (was \(denominator))")
    let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    self.numerator = numerator / Int128(divisor)
    self.denominator = denominator / Int128(divisor)
  }

  /// Reads `30%`, `2.5%`, `1/3`, `0.25` or `2`; anything else is nil.
  public init?(_ text: some StringProtocol) {
    if text.hasSuffix("%") {
      guard let percent = ExactDecimal(text.dropLast()) else { return nil }
      self.init(percent.coefficient, ExactDecimal.powerOfTen(percent.scale) * 100)
    } else if let line = text.firstIndex(of: "/") {
      guard let above = ExactDecimal(text[..<line]), above.isWhole,
        let below = ExactDecimal(text[text.index(after: line)...]), below.isWhole,
        below > .zero
      else { return nil }
      self.init(above.coefficient, below.coefficient)
    } else {
      guard let number = ExactDecimal(text) else { return nil }
      self.init(number.coefficient, ExactDecimal.powerOfTen(number.scale))
    }
  }

  private static func greatestCommonDivisor(_ first: UInt128, _ second: UInt128) -> UInt128 {
    var (first, second) = (first, second)
    while second != 0 { (first, second) = (second, first % second) }
    return max(first, 1)
  }
}

extension Ratio: CustomStringConvertible {
  /// The fraction as documents write it: `1/3`, or a whole number.
  public var description: String {
    denominator == 1 ? String(numerator) : "\(numerator)/\(denominator)"
  }
}
