package import BigInt
import TenureMeasures
package import TenureModel

/// Numbers for people.
package enum NumberText {
  /// A number with separators between thousands: `1,234,567`.
  package static func grouped(_ digits: String) -> String {
    let isNegative = digits.hasPrefix("-")
    let whole = digits.drop { $0 == "-" }.prefix { $0 != "." }
    let fraction = digits.drop { $0 != "." }
    var text = ""
    for (position, digit) in whole.enumerated() {
      if position > 0, (whole.count - position) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return (isNegative ? "-" : "") + text + fraction
  }

  /// A count with separators between thousands.
  package static func grouped(_ count: BigUInt) -> String { grouped(String(count)) }

  /// A number with separators between thousands.
  static func grouped(_ number: ExactDecimal) -> String { grouped(number.description) }

  /// A word with its count: `1 case`, `2,000 cases`.
  package static func counted(_ count: Int, _ noun: String) -> String {
    "\(grouped(String(count))) \(noun)\(count == 1 ? "" : "s")"
  }
}

/// Shares and rates for people.
package enum PercentText {
  /// The share of a count in a total, for display; 0 of nothing.
  package static func share(_ count: BigUInt, of total: BigUInt) -> Double {
    guard total > 0 else { return 0 }
    // Counts pass the range of binary fractions; the same power of two is taken off both.
    let excess = max(0, total.bitWidth - 1_000)
    let denominator = Double(total >> excess)
    return denominator == 0 ? 0 : Double(count >> excess) / denominator
  }

  /// The share of a number in a total in per cent, to two digits that count; `-` before it if the
  /// number is below zero.
  static func rounded(_ number: Rational, of total: BigUInt) -> String {
    let share = share(number.numerator.magnitude, of: number.denominator.magnitude * total)
    return rounded(number.numerator < 0 ? -share : share)
  }

  /// A share in per cent, to two digits that count: `2.4 %`, `37 %`, `0.0031 %`, `-12 %`.
  package static func rounded(_ share: Double) -> String {
    let percent = abs(share) * 100
    let sign = share < 0 ? "-" : ""
    if percent == 0 { return "0 %" }
    if percent < 0.0001 { return share < 0 ? "> -0.0001 %" : "< 0.0001 %" }
    if percent >= 99.95, percent < 100 { return share < 0 ? "< -99.9 %" : "> 99.9 %" }
    if percent >= 9.95 {
      // A fund may pay out more than a thousand million times the income.
      guard percent < 1e15 else { return "\(sign)\(percent) %" }
      return "\(sign)\(Int(percent.rounded())) %"
    }
    var decimals = 1
    var scaled = percent * 10
    while scaled < 9.95 {
      scaled *= 10
      decimals += 1
    }
    var digits = String(Int(scaled.rounded()))
    while digits.count <= decimals { digits = "0" + digits }
    let point = digits.index(digits.endIndex, offsetBy: -decimals)
    return "\(sign)\(digits[..<point]).\(digits[point...]) %"
  }

  /// A rate as documents write it: in per cent if that comes out even, else as a fraction.
  package static func exact(_ ratio: Ratio) -> String {
    guard ratio.denominator != 1 else {
      return ratio.numerator == 1 ? "100%" : ratio.description
    }
    var scale = 0
    var power: Int128 = 100
    while scale < 6 {
      if power % ratio.denominator == 0 {
        let coefficient = ratio.numerator * (power / ratio.denominator)
        return ExactDecimal(coefficient: coefficient, scale: scale).description + "%"
      }
      power *= 10
      scale += 1
    }
    return ratio.description
  }
}
