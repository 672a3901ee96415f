import BigInt
public import TenureModel

/// Divides whole units among payees by weight, so that nothing is lost and nothing invented.
///
/// The parts always add up to the pot, whatever the rule. A pot below zero, a refund, is divided
/// as the exact mirror of the same pot above zero. Ties do not depend on the order of the input:
/// the larger weight goes first, then the name that comes first.
///
/// * `largestRemainder` (Hamilton): each gets its quota without the fraction, and what is left
///   goes to the largest fractions. It keeps within one unit of the quota, and has the Alabama
///   paradox.
/// * `webster`, `jefferson`: divisor methods. A larger pot gives nobody less; a part may be more
///   than one unit from its quota.
/// * `halfEven`, `halfUp`: each to the nearest unit. The nearest parts may miss the pot; the
///   difference is given as the residual, and is handed out one unit each to payees that were
///   rounded the other way, in the order of ties. So no part is further than one unit from its
///   quota, and none is below zero.
/// * `carry`: what each payee was due and did not get is kept, exact, and counts the next time.
///
/// The methods and their paradoxes: Balinski and Young, *Fair Representation* (1982).
public struct Apportionment: Sendable, Hashable {
  /// A payee and its weight.
  public struct Weight: Sendable, Hashable {
    /// The payee's name; it settles ties.
    public let name: String
    /// The weight, at least zero.
    public let weight: Rational

    /// Creates a weight.
    public init(_ name: String, _ weight: Rational) {
      self.name = name
      self.weight = weight
    }
  }

  /// The parts, and what the rule left behind.
  public struct Parts: Sendable, Hashable {
    /// What each payee gets, in whole units, in the order of the weights; they add up to the pot.
    public var units: [Int]
    /// What the nearest units missed of the pot, before it was handed out: for `halfEven` and
    /// `halfUp`, else zero.
    public var residual: Int
    /// What each payee is still due, exact, in units, for the next time: for `carry`, else zeros.
    ///
    /// Below zero for those who had more. It adds up to what was carried before.
    public var carried: [Rational]
  }

  /// How a pot is divided.
  public typealias Rule = DistributionDeclarations.RoundingRule

  /// The rule.
  public let rule: Rule

  /// Creates a way to divide.
  public init(_ rule: Rule = .largestRemainder) { self.rule = rule }

  /// Divides a pot of whole units.
  ///
  /// Takes time n log n for n payees, and with `webster` and `jefferson` n².
  ///
  /// For `carry`, `carried` is what each payee is due from before; nothing if left out.
  ///
  /// - Throws: ``ApportionmentError`` if a weight is below zero, all are zero, or there is nothing
  ///   to divide among.
  public func parts(
    of pot: Int, among weights: [Weight], carried: [Rational] = []
  ) throws(ApportionmentError) -> Parts {
    if let weight = weights.first(where: { $0.weight.signum < 0 }) {
      throw .weightBelowZero(weight.name)
    }
    let order = Self.order(of: weights)
    let whole = Self.wholeNumbers(weights.map(\.weight))
    let total = whole.reduce(0, +)
    guard total > 0 else { throw .noWeight }
    let isMirrored = pot < 0
    var parts: Parts
    if rule == .carry {
      parts = carrying(
        abs(BigInt(pot)), whole, total, order,
        carried: carried.map { isMirrored ? -$0 : $0 })
    } else if total <= Self.narrowLimit, pot.magnitude <= Self.narrowLimit {
      let division = Division<Int128>(
        pot: abs(Int128(pot)), weights: whole.map { Int128($0) }, total: Int128(total),
        order: order)
      parts = division.parts(rule)
    } else {
      let division = Division<BigInt>(
        pot: abs(BigInt(pot)), weights: whole, total: total, order: order)
      parts = division.parts(rule)
    }
    if isMirrored {
      parts.units = parts.units.map { -$0 }
      parts.residual = -parts.residual
      parts.carried = parts.carried.map { -$0 }
    }
    return parts
  }

  /// Pots and weights up to this are divided in 128 bits: twice their product fits.
  static let narrowLimit = 1 << 61

  /// Who goes first in ties: the larger weight, then the name.
  private static func order(of weights: [Weight]) -> [Int] {
    weights.indices.sorted {
      let (left, right) = (weights[$0], weights[$1])
      if left.weight != right.weight { return left.weight > right.weight }
      return (left.name, $0) < (right.name, $1)
    }
  }

  /// Whole numbers in the same proportion, the least there are.
  static func wholeNumbers(_ weights: [Rational]) -> [BigInt] {
    var multiple: BigInt = 1
    for weight in weights {
      let below = weight.denominator
      multiple = multiple / multiple.greatestCommonDivisor(with: below) * below
    }
    let whole = weights.map { $0.numerator * (multiple / $0.denominator) }
    let divisor = whole.reduce(BigInt(0)) { $0.greatestCommonDivisor(with: $1) }
    return divisor > 1 ? whole.map { $0 / divisor } : whole
  }

  /// Divides with what each is due from before.
  ///
  /// Each part is what is due without the fraction, and at least zero; what then is left, or
  /// lacks, goes to or comes from those who are due the most or the least above their part.
  private func carrying(
    _ pot: BigInt, _ weights: [BigInt], _ total: BigInt, _ order: [Int], carried: [Rational]
  ) -> Parts {
    let due = weights.indices.map {
      Rational(pot * weights[$0], total) + (carried.indices.contains($0) ? carried[$0] : .zero)
    }
    var units = due.map { max($0.floor, 0) }
    var rank = [Int](repeating: 0, count: weights.count)
    for (place, index) in order.enumerated() { rank[index] = place }
    var left = pot - units.reduce(0, +)
    let precedes = { (left: Int, right: Int) -> Bool in
      let open = (due[left] - Rational(units[left]), due[right] - Rational(units[right]))
      return open.0 == open.1 ? rank[left] < rank[right] : open.0 > open.1
    }
    while left > 0, let next = units.indices.min(by: precedes) {
      units[next] += 1
      left -= 1
    }
    while left < 0, let last = units.indices.filter({ units[$0] > 0 }).max(by: precedes) {
      units[last] -= 1
      left += 1
    }
    return Parts(
      units: units.map { Int(clamping: $0) }, residual: 0,
      carried: units.indices.map { due[$0] - Rational(units[$0]) })
  }
}

/// Why a pot could not be divided.
public enum ApportionmentError: Error, Sendable, Hashable {
  /// The payee's weight is below zero.
  case weightBelowZero(String)
  /// There is no payee, or no weight above zero.
  case noWeight
}
