package import TenureModel

/// The days between two neighbouring cuts.
package struct DayInterval: Sendable, Hashable {
  /// The days.
  package let range: DateRange
  /// One of them.
  package let member: Day

  /// The intervals between the cuts that ranges make, ascending; days have no empty ones.
  package static func all(cutBy ranges: [DateRange]) -> [DayInterval] {
    let cuts = Set(ranges.flatMap { [$0.from, $0.before].compactMap(\.self) }).sorted()
    return zip([nil] + cuts, cuts + [nil]).map { from, before in
      DayInterval(
        range: DateRange(from: from, before: before),
        member: from ?? before.map { Day(number: $0.number - 1) } ?? Day(number: 0))
    }
  }
}
