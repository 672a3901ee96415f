/// A length of time as the law states it: `30 days`, `1 year`.
///
/// Periods of different units are not converted into one another: a month has no fixed number of
/// days, and the law means the word that it uses.
public struct Period: Sendable, Hashable {
  /// A unit of time.
  public enum Unit: String, Sendable, Hashable, CaseIterable {
    /// Sixty minutes.
    case hour
    /// A calendar day.
    case day
    /// Seven days.
    case week
    /// A calendar month.
    case month
    /// A calendar year.
    case year
  }

  /// How many units.
  public let count: Int
  /// The unit.
  public let unit: Unit

  /// Creates a period.
  public init(_ count: Int, _ unit: Unit) {
    self.count = count
    self.unit = unit
  }

  /// Reads `30 days` or `1 year`; anything else is nil.
  public init?(_ text: some StringProtocol) {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 2, let count = Int(words[0]), count >= 0 else { return nil }
    let noun = words[1].hasSuffix("s") ? words[1].dropLast() : words[1]
    guard let unit = Unit(rawValue: String(noun)) else { return nil }
    self.init(count, unit)
  }
}

extension Period: CustomStringConvertible {
  /// The period as documents write it: `30 days`.
  public var description: String { "\(count) \(unit.rawValue)\(count == 1 ? "" : "s")" }
}
