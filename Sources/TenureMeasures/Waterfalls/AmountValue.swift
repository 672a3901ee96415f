import TenureModel

/// What an amount comes to, exact, in minor units.
struct AmountValue {
  let currency: Currency
  let figures: [String: Int]
  /// The label of the step, for errors.
  let step: String

  /// The value on a base; it may be below zero.
  func value(_ amount: Amount, of base: Rational) throws(WaterfallError) -> Rational {
    switch amount {
    case .rate(let rate): return base * Rational(rate)
    case .fixed(let sum): return minorUnits(sum)
    case .claim(let name, let times):
      guard let figure = figures[name] else {
        throw WaterfallError(.missingFigure, step: step, name: name)
      }
      guard figure >= 0 else { throw WaterfallError(.figureBelowZero, step: step, name: name) }
      return Rational(figure) * Rational(times)
    case .brackets(let brackets):
      var sum = Rational.zero
      for (index, bracket) in brackets.enumerated() {
        let lower = minorUnits(bracket.above)
        let upper =
          index + 1 < brackets.count ? min(base, minorUnits(brackets[index + 1].above)) : base
        if upper > lower { sum += (upper - lower) * Rational(bracket.rate) }
      }
      return sum
    case .least(let amounts):
      return try values(amounts, of: base).min() ?? .zero
    case .most(let amounts):
      return try values(amounts, of: base).max() ?? .zero
    }
  }

  private func values(_ amounts: [Amount], of base: Rational) throws(WaterfallError) -> [Rational] {
    var values: [Rational] = []
    for amount in amounts { values.append(try value(amount, of: base)) }
    return values
  }

  private func minorUnits(_ sum: ExactDecimal) -> Rational {
    Rational(sum) * Rational(currency.minorUnitsPerUnit)
  }
}
