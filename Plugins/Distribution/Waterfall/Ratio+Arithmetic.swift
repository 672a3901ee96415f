internal import TenureModel

extension Ratio {
  /// The sum; nil if it cannot be held.
  func plus(_ other: Ratio) -> Ratio? {
    guard let left = product(numerator, other.denominator),
      let right = product(other.numerator, denominator),
      let below = product(denominator, other.denominator)
    else { return nil }
    let above = left.addingReportingOverflow(right)
    return above.overflow ? nil : Ratio(above.partialValue, below)
  }

  /// The difference; nil if it cannot be held.
  func minus(_ other: Ratio) -> Ratio? { plus(Ratio(-other.numerator, other.denominator)) }

  /// The product; nil if it cannot be held.
  func times(_ other: Ratio) -> Ratio? {
    guard let above = product(numerator, other.numerator),
      let below = product(denominator, other.denominator)
    else { return nil }
    return Ratio(above, below)
  }

  /// The quotient; nil if it cannot be held, or the divisor is not above zero.
  func over(_ other: Ratio) -> Ratio? {
    guard other.numerator > 0 else { return nil }
    return times(Ratio(other.denominator, other.numerator))
  }

  private func product(_ left: Int128, _ right: Int128) -> Int128? {
    let product = left.multipliedReportingOverflow(by: right)
    return product.overflow ? nil : product.partialValue
  }
}
