import BigInt

/// A kind of number in which cases are counted: exact, as far as it reaches.
protocol CaseNumber: Equatable, ExpressibleByIntegerLiteral {
  /// A count of cases; it must fit.
  init(cases: BigUInt)

  /// The same without bound.
  var cases: BigUInt { get }

  static func + (left: Self, right: Self) -> Self
  static func - (left: Self, right: Self) -> Self
  static func * (left: Self, right: Self) -> Self
}

extension CaseNumber {
  static func += (left: inout Self, right: Self) { left = left + right }
  static func *= (left: inout Self, right: Self) { left = left * right }
}

extension UInt128: CaseNumber {
  init(cases: BigUInt) { self.init(cases) }
  var cases: BigUInt { BigUInt(words: [UInt(truncatingIfNeeded: self), UInt(self >> 64)]) }
}

extension BigUInt: CaseNumber {
  init(cases: BigUInt) { self = cases }
  var cases: BigUInt { self }
}

/// A whole number of 256 bits: two regimes of forty facets have a few more cases than 128 bits
/// count, and numbers without bound are some ten times slower.
///
/// Counts never pass the number of all cases, so what would not fit does not come up.
struct WideCount: CaseNumber {
  private let low: UInt128
  private let high: UInt128

  private init(_ low: UInt128, _ high: UInt128) {
    self.low = low
    self.high = high
  }

  init(integerLiteral value: UInt64) { self.init(UInt128(value), 0) }

  init(cases: BigUInt) {
    self.init(UInt128(truncatingIfNeeded: cases), UInt128(truncatingIfNeeded: cases >> 128))
  }

  var cases: BigUInt { high.cases << 128 + low.cases }

  static func + (left: WideCount, right: WideCount) -> WideCount {
    let (low, isOver) = left.low.addingReportingOverflow(right.low)
    return WideCount(low, left.high &+ right.high &+ (isOver ? 1 : 0))
  }

  static func - (left: WideCount, right: WideCount) -> WideCount {
    let (low, isUnder) = left.low.subtractingReportingOverflow(right.low)
    return WideCount(low, left.high &- right.high &- (isUnder ? 1 : 0))
  }

  static func * (left: WideCount, right: WideCount) -> WideCount {
    let product = left.low.multipliedFullWidth(by: right.low)
    return WideCount(
      product.low, product.high &+ left.low &* right.high &+ left.high &* right.low)
  }
}
