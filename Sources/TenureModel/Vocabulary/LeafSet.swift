/// A set of leaves of one taxonomy, by their numbers: sorted, disjoint, non-touching ranges.
///
///     health ── { 3 ..< 7 }            a subtree is one range
///     any of [health, minor] ── { 3 ..< 7, 9 ..< 10 }
///
/// Leaves are numbered in the order of the tree, so a term's subtree is one range and only a term
/// with several parents adds another. A set over 10,000 leaves therefore costs what its shape
/// costs, not 10,000 bits.
///
/// Complexity: set operations are linear in the number of ranges, `contains` is logarithmic.
public struct LeafSet: Sendable, Hashable {
  /// The ranges, ascending, none empty, none touching the next.
  public private(set) var ranges: [Range<Int>]

  /// The set of nothing.
  public static let empty = LeafSet()

  /// Creates the set of nothing.
  public init() { ranges = [] }

  /// Creates a set of one range.
  public init(_ range: Range<Int>) { ranges = range.isEmpty ? [] : [range] }

  /// Creates a set of the given leaves, in any order.
  public init(_ leaves: some Sequence<Int>) {
    ranges = []
    for leaf in leaves.sorted() {
      guard let last = ranges.last else {
        ranges.append(leaf..<leaf + 1)
        continue
      }
      if leaf == last.upperBound {
        ranges[ranges.count - 1] = last.lowerBound..<leaf + 1
      } else if leaf > last.upperBound {
        ranges.append(leaf..<leaf + 1)
      }
    }
  }

  /// Whether there is no leaf in it.
  public var isEmpty: Bool { ranges.isEmpty }

  /// How many leaves it has.
  public var count: Int { ranges.reduce(0) { $0 + $1.count } }

  /// The lowest leaf, if there is one.
  public var first: Int? { ranges.first?.lowerBound }

  /// The leaves, ascending.
  public var leaves: some Sequence<Int> { ranges.lazy.joined() }

  /// Whether a leaf is in it.
  public func contains(_ leaf: Int) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= leaf { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(leaf)
  }

  /// The leaves in either.
  public func union(_ other: LeafSet) -> LeafSet {
    if other.isEmpty { return self }
    if isEmpty { return other }
    var result = LeafSet()
    var left = ranges[...]
    var right = other.ranges[...]
    while let next = Self.popLower(&left, &right) {
      if let last = result.ranges.last, next.lowerBound <= last.upperBound {
        let upper = Swift.max(last.upperBound, next.upperBound)
        result.ranges[result.ranges.count - 1] = last.lowerBound..<upper
      } else {
        result.ranges.append(next)
      }
    }
    return result
  }

  /// The leaves in both.
  public func intersection(_ other: LeafSet) -> LeafSet {
    var result = LeafSet()
    var left = 0
    var right = 0
    while left < ranges.count, right < other.ranges.count {
      let lower = Swift.max(ranges[left].lowerBound, other.ranges[right].lowerBound)
      let upper = Swift.min(ranges[left].upperBound, other.ranges[right].upperBound)
      if lower < upper { result.ranges.append(lower..<upper) }
      if ranges[left].upperBound < other.ranges[right].upperBound { left += 1 } else { right += 1 }
    }
    return result
  }

  /// The leaves of `0 ..< count` that are not in it.
  public func complement(in count: Int) -> LeafSet {
    var result = LeafSet()
    var next = 0
    for range in ranges {
      if next < range.lowerBound { result.ranges.append(next..<range.lowerBound) }
      next = range.upperBound
    }
    if next < count { result.ranges.append(next..<count) }
    return result
  }

  /// The leaves in this set and not in the other.
  public func subtracting(_ other: LeafSet) -> LeafSet {
    guard let last = ranges.last else { return self }
    return intersection(other.complement(in: last.upperBound))
  }

  /// Whether the two have no leaf in common.
  public func isDisjoint(with other: LeafSet) -> Bool {
    var left = 0
    var right = 0
    while left < ranges.count, right < other.ranges.count {
      if ranges[left].overlaps(other.ranges[right]) { return false }
      if ranges[left].upperBound < other.ranges[right].upperBound { left += 1 } else { right += 1 }
    }
    return true
  }

  /// Whether every leaf of this set is in the other.
  public func isSubset(of other: LeafSet) -> Bool {
    var right = 0
    // Ranges do not touch, so each of these must lie within one of those.
    for range in ranges {
      while right < other.ranges.count, other.ranges[right].upperBound < range.upperBound {
        right += 1
      }
      guard right < other.ranges.count, other.ranges[right].lowerBound <= range.lowerBound else {
        return false
      }
    }
    return true
  }

  private static func popLower(
    _ left: inout ArraySlice<Range<Int>>, _ right: inout ArraySlice<Range<Int>>
  ) -> Range<Int>? {
    guard let first = left.first else { return right.popFirst() }
    guard let second = right.first else { return left.popFirst() }
    return first.lowerBound <= second.lowerBound ? left.popFirst() : right.popFirst()
  }
}
