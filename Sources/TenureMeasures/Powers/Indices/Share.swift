public import BigInt

/// An exact part of a whole, in lowest terms.
///
/// Indices of power are shares whose numbers pass every machine word: 1 in 500! orders, say.
public struct Share: Sendable, Hashable {
  /// The part above the line; carries the sign.
  public let numerator: BigInt
  /// The part below the line, above zero.
  public let denominator: BigInt

  /// Creates a share and brings it to lowest terms.
  ///
  /// - Precondition: `denominator` must be above zero.
  public init(_ numerator: BigInt, of denominator: BigInt) {
    precondition(denominator > 0, "Share.denominator must be above zero (was \(denominator))")
    let twos = denominator.trailingZeroBitCount
    guard denominator.bitWidth > twos + 2 else {
      // A power of two, as numbers of coalitions are: its divisors need no search.
      let common = numerator == 0 ? twos : min(twos, numerator.trailingZeroBitCount)
      self.numerator = numerator >> common
      self.denominator = denominator >> common
      return
    }
    let divisor = numerator.greatestCommonDivisor(with: denominator)
    self.numerator = divisor == 1 ? numerator : numerator / divisor
    self.denominator = divisor == 1 ? denominator : denominator / divisor
  }

  /// Nothing.
  public static let zero = Share(0, of: 1)

  /// The difference of two shares.
  public static func - (left: Share, right: Share) -> Share {
    Share(
      left.numerator * right.denominator - right.numerator * left.denominator,
      of: left.denominator * right.denominator)
  }

  /// The sum of two shares.
  public static func + (left: Share, right: Share) -> Share {
    Share(
      left.numerator * right.denominator + right.numerator * left.denominator,
      of: left.denominator * right.denominator)
  }

  /// So many times the share.
  public static func * (left: Share, right: Int) -> Share {
    Share(left.numerator * BigInt(right), of: left.denominator)
  }

  /// The share in decimals, rounded half to even, for people to read: `0.1963` with four places.
  public func decimal(places: Int) -> String {
    let scale = BigInt(10).power(places)
    let (whole, rest) = (numerator.magnitude * scale.magnitude)
      .quotientAndRemainder(dividingBy: denominator.magnitude)
    let twice = rest * 2
    let isUp =
      twice > denominator.magnitude
      || (twice == denominator.magnitude && whole % 2 == 1)
    let digits = String(isUp ? whole + 1 : whole)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let sign = numerator < 0 && digits.contains(where: { $0 != "0" }) ? "-" : ""
    guard places > 0 else { return sign + padded }
    return sign + padded.dropLast(places) + "." + padded.suffix(places)
  }
}

extension Share: Comparable {
  /// By size.
  public static func < (left: Share, right: Share) -> Bool {
    left.numerator * right.denominator < right.numerator * left.denominator
  }
}

extension Share: CustomStringConvertible {
  /// The fraction: `421/2145`, or a whole number.
  public var description: String {
    denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)"
  }
}
