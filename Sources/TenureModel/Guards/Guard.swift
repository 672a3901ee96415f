/// A set of situations: tests on facets, joined by all, any and not.
///
/// The language is decidable by construction. A test compares a facet with constants, tests
/// membership and subsumption, or compares two facets of one taxonomy for equality; there is no
/// arithmetic between facets and no expression language. So every question about guards
/// (does one contain the other? is there a situation in both?) has an exact answer.
public indirect enum Guard: Sendable, Hashable {
  /// One test.
  case test(FacetTest)
  /// All of them hold; of none: always.
  case all([Guard])
  /// One of them holds; of none: never.
  case any([Guard])
  /// It does not hold.
  case not(Guard)

  /// The guard that every situation passes.
  public static let always = Guard.all([])
  /// The guard that no situation passes.
  public static let never = Guard.any([])

  /// Both hold.
  public func and(_ other: Guard) -> Guard {
    switch (self, other) {
    case (.always, _): other
    case (_, .always): self
    case (.all(let left), .all(let right)): .all(left + right)
    case (.all(let left), _): .all(left + [other])
    case (_, .all(let right)): .all([self] + right)
    default: .all([self, other])
    }
  }

  /// Calls `visit` with every test in it, in order.
  public func forEachTest(_ visit: (FacetTest) -> Void) {
    switch self {
    case .test(let test): visit(test)
    case .all(let parts), .any(let parts): for part in parts { part.forEachTest(visit) }
    case .not(let part): part.forEachTest(visit)
    }
  }

  /// The facets that some test in it names, `same-as` naming two.
  public var facets: Set<FacetID> {
    var facets: Set<FacetID> = []
    forEachTest { test in
      facets.insert(test.facet)
      if case .sameAs(let other) = test.condition { facets.insert(other) }
    }
    return facets
  }
}

/// A test of one facet.
public struct FacetTest: Sendable, Hashable {
  /// What a facet's value must be.
  public enum Condition: Sendable, Hashable {
    /// Term facet: the value is a leaf under one of these terms.
    case under([TermID])
    /// Term facet: the value equals that of another facet of the same taxonomy.
    case sameAs(FacetID)
    /// Set facet: it has some leaf under one of these terms.
    case hasAny([TermID])
    /// Set facet: it has some leaf under each of these terms.
    case hasAll([TermID])
    /// Set facet: it has no leaf under any of these terms.
    case hasNone([TermID])
    /// Set facet: it has no leaf but those under these terms; the empty set passes.
    case hasOnly([TermID])
    /// Set facet: it is, or is not, empty.
    case isEmpty(Bool)
    /// Flag facet.
    case flag(Bool)
    /// Quantity facet.
    case within(QuantityRange)
    /// Date facet.
    case during(DateRange)
  }

  /// The facet.
  public let facet: FacetID
  /// What its value must be.
  public let condition: Condition

  /// Creates a test.
  public init(_ facet: FacetID, _ condition: Condition) {
    self.facet = facet
    self.condition = condition
  }
}

/// The numbers between two bounds, each included or not, each of them optional.
public struct QuantityRange: Sendable, Hashable {
  /// An end of a range.
  public struct Bound: Sendable, Hashable {
    /// The number.
    public let value: ExactDecimal
    /// Whether the number itself belongs to the range.
    public let isIncluded: Bool

    /// Creates a bound.
    public init(_ value: ExactDecimal, included: Bool) {
      self.value = value
      self.isIncluded = included
    }
  }

  /// The lower end: `at-least` if included, else `above`.
  public let lower: Bound?
  /// The upper end: `at-most` if included, else `below`.
  public let upper: Bound?

  /// Creates a range.
  public init(lower: Bound? = nil, upper: Bound? = nil) {
    self.lower = lower
    self.upper = upper
  }

  /// The range of one number.
  public static func exactly(_ value: ExactDecimal) -> QuantityRange {
    QuantityRange(
      lower: Bound(value, included: true), upper: Bound(value, included: true))
  }

  /// Whether a number lies in it.
  public func contains(_ value: ExactDecimal) -> Bool {
    if let lower {
      guard value > lower.value || (lower.isIncluded && value == lower.value) else { return false }
    }
    if let upper {
      guard value < upper.value || (upper.isIncluded && value == upper.value) else { return false }
    }
    return true
  }
}

/// The days from one, included, to another, not included; each of them optional.
public struct DateRange: Sendable, Hashable {
  /// The first day.
  public let from: Day?
  /// The first day no longer in it.
  public let before: Day?

  /// All days.
  public static let always = DateRange()

  /// Creates a range.
  public init(from: Day? = nil, before: Day? = nil) {
    self.from = from
    self.before = before
  }

  /// Whether a day lies in it.
  public func contains(_ day: Day) -> Bool {
    if let from, day < from { return false }
    if let before, day >= before { return false }
    return true
  }

  /// Whether some day lies in both; of two ranges that are not empty.
  public func overlaps(_ other: DateRange) -> Bool {
    if let before, let from = other.from, before <= from { return false }
    if let from, let before = other.before, before <= from { return false }
    return true
  }

  /// Whether every day lies in it.
  public var isAlways: Bool { from == nil && before == nil }

  /// Whether a day that a document can name lies in it.
  package var isPossible: Bool {
    guard let before else { return true }
    return max(from ?? Day.first, Day.first) < before
  }

  /// The range without the ends beyond which no document can name a day: no cut is made there.
  package var withoutIdleEnds: DateRange {
    DateRange(
      from: from.flatMap { $0 > Day.first ? $0 : nil },
      before: before.flatMap { $0 > Day.last ? nil : $0 })
  }
}
