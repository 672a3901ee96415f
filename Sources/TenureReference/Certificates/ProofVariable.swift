import BigInt
import TenureModel

/// One dimension of the space of a proof: a facet, or one yes/no question about a set facet, cut
/// into the classes of values that no clause of either regime tells apart.
///
/// Nothing of the engine is used: the classes are worked out anew from the clauses.
struct ProofVariable: Sendable {
  enum Content: Sendable, Hashable {
    /// Classes of leaves of a term facet.
    case terms([LeafSet])
    /// Leaves of a set facet that are not told apart: class 0 has none of them, class 1 some.
    case block(LeafSet)
    /// Class 0 is no, class 1 is yes.
    case flag
    /// Intervals, ascending.
    case numbers([NumberInterval])
    /// Intervals, ascending.
    case days([DayInterval])
    /// A derived right: class 1 where it is held. It is never split on; who has it is worked out.
    case right(leaf: Int)
  }

  let facet: FacetID
  let content: Content
  /// How many cases each class stands for.
  let weights: [BigUInt]

  var classCount: Int { weights.count }

  var isNumeric: Bool {
    switch content {
    case .numbers, .days: true
    case .terms, .block, .flag, .right: false
    }
  }

  /// The values in some of the classes.
  func region(_ classes: Set<Int>) -> FacetRegion {
    let members = classes.sorted()
    switch content {
    case .terms(let sets):
      return .terms(members.reduce(LeafSet.empty) { $0.union(sets[$1]) })
    case .block(let leaves):
      // Some of the leaves: a union of cubes, one for each leaf.
      if members == [1] {
        return .sets(leaves.leaves.map { FacetRegion.Cube(all: LeafSet([$0]), none: .empty) })
      }
      return .sets([FacetRegion.Cube(all: .empty, none: members == [0] ? leaves : .empty)])
    case .flag: return .flags(Set(members.map { $0 == 1 }))
    case .numbers(let intervals): return .quantities(Self.joined(members.map { intervals[$0] }))
    case .days(let intervals):
      var ranges: [DateRange] = []
      for range in members.map({ intervals[$0].range }) {
        if let last = ranges.last, last.before != nil, last.before == range.from {
          ranges[ranges.count - 1] = DateRange(from: last.from, before: range.before)
        } else {
          ranges.append(range)
        }
      }
      return .dates(ranges)
    case .right(let leaf): return .terms(LeafSet([leaf]))
    }
  }

  private static func joined(_ intervals: [NumberInterval]) -> [QuantityRange] {
    var ranges: [QuantityRange] = []
    for range in intervals.map(\.range) {
      if let last = ranges.last, let end = last.upper, let start = range.lower,
        end.value == start.value, end.isIncluded != start.isIncluded
      {
        ranges[ranges.count - 1] = QuantityRange(lower: last.lower, upper: range.upper)
      } else {
        ranges.append(range)
      }
    }
    return ranges
  }
}
