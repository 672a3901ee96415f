package import TenureModel

/// A place between two numbers at which some test tells values apart: just before or just behind
/// a value.
package struct Cut: Hashable, Comparable, Sendable {
  package let value: ExactDecimal
  package let isBehind: Bool

  package static func < (left: Cut, right: Cut) -> Bool {
    if left.value != right.value { return left.value < right.value }
    return !left.isBehind && right.isBehind
  }

  /// The cut at which a range begins, in the form that the domain gives it.
  static func lower(of range: QuantityRange, in domain: Facet.Quantity) -> Cut? {
    range.lower.map { Cut(value: $0.value, isBehind: !$0.isIncluded).normalised(in: domain) }
  }

  /// The cut at which a range ends.
  static func upper(of range: QuantityRange, in domain: Facet.Quantity) -> Cut? {
    range.upper.map { Cut(value: $0.value, isBehind: $0.isIncluded).normalised(in: domain) }
  }

  /// For whole numbers every cut stands just before a whole number, so that no interval is empty.
  func normalised(in domain: Facet.Quantity) -> Cut {
    guard domain.isWhole else { return self }
    let floor = value.floor
    if floor == value { return Cut(value: isBehind ? value.adding(1) : value, isBehind: false) }
    return Cut(value: floor.adding(1), isBehind: false)
  }

  /// Whether there are values of the domain below the cut.
  func isInside(_ domain: Facet.Quantity) -> Bool {
    guard let minimum = domain.minimum else { return true }
    let least = Cut(value: minimum, isBehind: false).normalised(in: domain)
    return least < self
  }

  /// Whether a number lies behind the cut.
  func isBelow(_ number: ExactDecimal) -> Bool {
    isBehind ? value < number : value <= number
  }
}
