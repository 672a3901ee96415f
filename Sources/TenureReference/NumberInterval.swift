package import TenureModel

/// The numbers between two neighbouring cuts.
package struct NumberInterval: Sendable, Hashable {
  /// A place between numbers: just before a number, or just after it.
  private struct Cut: Hashable, Comparable {
    let value: ExactDecimal
    let isAfter: Bool

    /// Along the line.
    static func < (left: Cut, right: Cut) -> Bool {
      left.value != right.value ? left.value < right.value : !left.isAfter && right.isAfter
    }

    /// The same place seen from whole numbers: between 9 and 10 there is but one.
    var amongWholeNumbers: Cut {
      if isAfter || !value.isWhole { return Cut(value: value.floor.adding(1), isAfter: false) }
      return self
    }
  }

  /// The numbers, as far as the facet has them.
  package let range: QuantityRange
  /// One of them.
  package let member: ExactDecimal

  /// The intervals between the cuts that ranges make within a facet's bounds, ascending, none
  /// empty.
  package static func all(
    cutBy ranges: [QuantityRange], of quantity: Facet.Quantity
  ) -> [NumberInterval] {
    var cuts: Set<Cut> = []
    for range in ranges {
      if let lower = range.lower {
        cuts.insert(Cut(value: lower.value, isAfter: !lower.isIncluded))
      }
      if let upper = range.upper { cuts.insert(Cut(value: upper.value, isAfter: upper.isIncluded)) }
    }
    var start = quantity.minimum.map { Cut(value: $0, isAfter: false) }
    if quantity.isWhole {
      cuts = Set(cuts.map(\.amongWholeNumbers))
      start = start?.amongWholeNumbers
    }
    let inner = cuts.sorted().filter { cut in start.map { $0 < cut } ?? true }
    let starts = [start] + inner
    let ends = inner + [nil]
    return zip(starts, ends).map { start, end in
      NumberInterval(
        range: QuantityRange(
          lower: start.map { QuantityRange.Bound($0.value, included: !$0.isAfter) },
          upper: end.map { QuantityRange.Bound($0.value, included: $0.isAfter) }),
        member: member(from: start, to: end))
    }
  }

  private static func member(from start: Cut?, to end: Cut?) -> ExactDecimal {
    switch (start, end) {
    case (let start?, _) where !start.isAfter: start.value
    case (_, let end?) where end.isAfter: end.value
    case (let start?, let end?): start.value.midpoint(to: end.value)
    case (let start?, nil): start.value.adding(1)
    case (nil, let end?): end.value.adding(-1)
    case (nil, nil): .zero
    }
  }
}
