/// A decimal number, held exactly: `coefficient` × 10^−`scale`.
///
/// Thresholds and amounts are read from text and compared without ever passing through a binary
/// fraction. A value has one form only (no trailing zeros), so equal numbers are equal values.
///
/// Text has at most 15 digits before the point and 15 behind it; more is refused. That leaves room
/// for what is worked out from such numbers: every comparison and midpoint is exact in 128 bits.
public struct ExactDecimal: Sendable, Hashable {
  /// The most digits that text may have on either side of the point.
  public static let digitLimit = 15
  /// The most digits that may stand behind the point at all.
  public static let scaleLimit = 18

  /// The number without its point.
  public let coefficient: Int128
  /// How many of its digits stand behind the point.
  public let scale: Int

  /// The number zero.
  public static let zero = ExactDecimal(0)

  /// Creates a whole number.
  public init(_ whole: Int) {
    self.init(coefficient: Int128(whole), scale: 0)
  }

  /// Creates `coefficient` × 10^−`scale`, in its shortest form.
  ///
  /// - Precondition: `scale` must be from 0 to 18.
  public init(coefficient: Int128, scale: Int) {
    precondition(
      (0...Self.scaleLimit).contains(scale),
      "ExactDecimal.scale must be from 0 to \(Self.scaleLimit) (was \(scale))")
    var coefficient = coefficient
    var scale = scale
    while scale > 0, coefficient % 10 == 0 {
      coefficient /= 10
      scale -= 1
    }
    self.coefficient = coefficient
    self.scale = scale
  }

  /// Reads `12`, `-3`, `0.50`; anything else, an exponent included, is nil.
  public init?(_ text: some StringProtocol) {
    var digits = 0
    var fraction = 0
    var value: Int128 = 0
    var seenPoint = false
    var isNegative = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "-") where digits == 0 && !isNegative: isNegative = true
      case UInt8(ascii: ".") where !seenPoint && digits > 0: seenPoint = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        value = value * 10 + Int128(byte - UInt8(ascii: "0"))
        if seenPoint { fraction += 1 } else { digits += 1 }
        guard digits <= Self.digitLimit, fraction <= Self.digitLimit else { return nil }
      default: return nil
      }
    }
    guard digits > 0, !seenPoint || fraction > 0 else { return nil }
    self.init(coefficient: isNegative ? -value : value, scale: fraction)
  }

  /// Whether nothing stands behind the point.
  public var isWhole: Bool { scale == 0 }

  /// The largest whole number that is not above this one.
  public var floor: ExactDecimal {
    guard scale > 0 else { return self }
    let unit = Self.powerOfTen(scale)
    var whole = coefficient / unit
    if coefficient < 0 { whole -= 1 }
    return ExactDecimal(coefficient: whole, scale: 0)
  }

  /// The sum with a whole number.
  public func adding(_ whole: Int) -> ExactDecimal {
    ExactDecimal(
      coefficient: coefficient + Int128(whole) * Self.powerOfTen(scale), scale: scale)
  }

  /// The value halfway to another, one digit finer; exact.
  ///
  /// - Precondition: neither number uses all 18 places behind the point.
  public func midpoint(to other: ExactDecimal) -> ExactDecimal {
    let scale = max(scale, other.scale)
    let sum = aligned(to: scale) + other.aligned(to: scale)
    return ExactDecimal(coefficient: sum * 5, scale: scale + 1)
  }

  func aligned(to scale: Int) -> Int128 {
    coefficient * Self.powerOfTen(scale - self.scale)
  }

  static func powerOfTen(_ exponent: Int) -> Int128 {
    var power: Int128 = 1
    for _ in 0..<exponent { power *= 10 }
    return power
  }
}

extension ExactDecimal: Comparable {
  /// By value.
  public static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
    let scale = max(left.scale, right.scale)
    return left.aligned(to: scale) < right.aligned(to: scale)
  }
}

extension ExactDecimal: CustomStringConvertible {
  /// The number as documents write it: `-3`, `0.5`.
  public var description: String {
    guard scale > 0 else { return String(coefficient) }
    var digits = String(coefficient.magnitude)
    while digits.count <= scale { digits = "0" + digits }
    let point = digits.index(digits.endIndex, offsetBy: -scale)
    return (coefficient < 0 ? "-" : "") + digits[..<point] + "." + digits[point...]
  }
}
