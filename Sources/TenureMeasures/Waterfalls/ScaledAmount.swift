import BigInt
import TenureModel

/// An amount in whole numbers over one denominator, for the fast path.
///
/// A class, so that the loop over transactions counts one reference a step and not one for each
/// array within.
final class ScaledAmount: Sendable {
  struct Bracket {
    let above: Int128
    let rate: Int128
  }

  indirect enum Term: Sendable {
    /// A multiple of the base.
    case rate(Int128)
    case fixed(Int128)
    /// A multiple of a figure, by its column.
    case figure(Int, Int128)
    /// Marginal rates: limits times the first scale, rates times the second.
    case brackets([Bracket], limitScale: Int128)
    case least([Term])
    case most([Term])
  }

  /// Scales and multiples up to this keep every product within 128 bits.
  static let limit: Int128 = 1 << 30

  let term: Term
  /// What the terms are to be divided by to give minor units.
  let scale: Int128
  let unit: Int
  let halvesToEven: Bool

  /// Nil if the amount's numbers are too large for the fast path.
  init?(
    _ amount: Amount, currency: Currency, unit: Int, halvesToEven: Bool, columns: [String: Int]
  ) {
    var limits: BigInt = 1
    var rates: BigInt = 1
    Self.gather(amount, currency, &limits, &rates)
    guard limits * rates * BigInt(unit) < BigInt(Self.limit) else { return nil }
    let scale = Int128(limits * rates)
    guard
      let term = Self.term(
        amount, currency, columns, limits: Int128(limits), rates: Int128(rates))
    else { return nil }
    self.term = term
    self.scale = scale
    self.unit = unit
    self.halvesToEven = halvesToEven
  }

  /// The least multiples that make all limits and sums, and all rates, whole.
  private static func gather(
    _ amount: Amount, _ currency: Currency, _ limits: inout BigInt, _ rates: inout BigInt
  ) {
    func join(_ number: Rational, _ multiple: inout BigInt) {
      let below = number.denominator
      multiple = multiple / multiple.greatestCommonDivisor(with: below) * below
    }
    switch amount {
    case .rate(let rate), .claim(_, let rate): join(Rational(rate), &rates)
    case .fixed(let sum): join(minorUnits(sum, currency), &limits)
    case .brackets(let brackets):
      for bracket in brackets {
        join(minorUnits(bracket.above, currency), &limits)
        join(Rational(bracket.rate), &rates)
      }
    case .least(let amounts), .most(let amounts):
      for amount in amounts { gather(amount, currency, &limits, &rates) }
    }
  }

  private static func minorUnits(_ sum: ExactDecimal, _ currency: Currency) -> Rational {
    Rational(sum) * Rational(currency.minorUnitsPerUnit)
  }

  private static func whole(_ number: Rational, below limit: Int128) -> Int128? {
    guard number.isWhole, let value = Int128(exactly: number.numerator), abs(value) < limit
    else { return nil }
    return value
  }

  private static func term(
    _ amount: Amount, _ currency: Currency, _ columns: [String: Int], limits: Int128,
    rates: Int128
  ) -> Term? {
    let scale = Rational(BigInt(limits * rates))
    switch amount {
    case .rate(let rate):
      return whole(Rational(rate) * scale, below: limit).map { .rate($0) }
    case .fixed(let sum):
      return whole(minorUnits(sum, currency) * scale, below: 1 << 100).map { .fixed($0) }
    case .claim(let name, let times):
      guard let column = columns[name] else { return nil }
      return whole(Rational(times) * scale, below: limit).map { .figure(column, $0) }
    case .brackets(let brackets):
      var scaled: [Bracket] = []
      for bracket in brackets {
        let above = minorUnits(bracket.above, currency) * Rational(BigInt(limits))
        guard let above = whole(above, below: 1 << 90),
          let rate = whole(Rational(bracket.rate) * Rational(BigInt(rates)), below: limit)
        else { return nil }
        scaled.append(Bracket(above: above, rate: rate))
      }
      return .brackets(scaled, limitScale: limits)
    case .least(let amounts), .most(let amounts):
      var terms: [Term] = []
      for amount in amounts {
        guard let term = term(amount, currency, columns, limits: limits, rates: rates) else {
          return nil
        }
        terms.append(term)
      }
      if case .least = amount { return .least(terms) }
      return .most(terms)
    }
  }

  /// The amount on a base, in minor units, rounded to whole units; never below zero.
  func value(of base: Int, figures: UnsafeBufferPointer<Int>) throws(WaterfallError) -> Int {
    let exact = max(evaluate(term, base, figures), 0)
    let divisor = scale * Int128(unit)
    let units: Int
    if let near = Int(exactly: exact), let divisor = Int(exactly: divisor) {
      let (quotient, rest) = near.quotientAndRemainder(dividingBy: divisor)
      units = quotient &+ (isUp(rest, divisor - rest, quotient) ? 1 : 0)
    } else {
      let (quotient, rest) = exact.quotientAndRemainder(dividingBy: divisor)
      units = Int(clamping: quotient + (isUp(rest, divisor - rest, quotient) ? 1 : 0))
    }
    let amount = Int128(units) * Int128(unit)
    guard amount <= 1 << 62 else { throw WaterfallError(.overflow) }
    return Int(amount)
  }

  private func isUp<Whole: BinaryInteger>(_ rest: Whole, _ other: Whole, _ down: Whole) -> Bool {
    rest > other || (rest == other && (!halvesToEven || down % 2 != 0))
  }

  private func evaluate(_ term: Term, _ base: Int, _ figures: UnsafeBufferPointer<Int>) -> Int128 {
    switch term {
    case .rate(let rate): return Int128(base) * rate
    case .fixed(let sum): return sum
    case .figure(let column, let times): return Int128(figures[column]) * times
    case .brackets(let brackets, let limitScale):
      var sum: Int128 = 0
      let base = Int128(base) * limitScale
      for index in brackets.indices {
        let upper = index + 1 < brackets.count ? min(base, brackets[index + 1].above) : base
        if upper > brackets[index].above {
          sum += (upper - brackets[index].above) * brackets[index].rate
        }
      }
      return sum
    case .least(let terms):
      return terms.map { evaluate($0, base, figures) }.min() ?? 0
    case .most(let terms):
      return terms.map { evaluate($0, base, figures) }.max() ?? 0
    }
  }
}
