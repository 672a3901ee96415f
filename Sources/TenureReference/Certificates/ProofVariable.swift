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
  func region(_ classes: ClassSet) -> FacetRegion {
    let members = classes.members
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

/// All variables of a proof, in the one order in which every path of it asks for them.
struct ProofVariables: Sendable {
  let vocabulary: Vocabulary
  /// The day at which both regimes are asked, if it is fixed.
  let day: Day?
  private(set) var all: [ProofVariable]
  /// The positions of a facet's variables.
  private(set) var positions: [FacetID: [Int]] = [:]
  private var levels: [Int] = []

  /// Works the variables out from the conditions of all clauses.
  ///
  /// The facets of `urgent` conditions come first, then those that are used most; numbers and days
  /// stand last.
  init(_ vocabulary: Vocabulary, conditions: [Guard], urgent: [Guard], day: Day?) {
    self.vocabulary = vocabulary
    self.day = day
    var cutter = ProofCutter(vocabulary: vocabulary)
    for condition in conditions { condition.forEachTest { cutter.add($0) } }
    var urgency: [FacetID: Int] = [:]
    for condition in urgent { condition.forEachTest { urgency[$0.facet, default: 0] += 1 } }
    all = cutter.variables(urgency)
    positions = Dictionary(grouping: all.indices) { all[$0].facet }
    for variable in all {
      levels.append((levels.last ?? -1) + (isCounted(variable) ? 1 : 0))
    }
  }

  /// Adds the variable of a derived right, and returns its position.
  mutating func addRight(_ leaf: Int, of facet: FacetID) -> Int {
    all.append(ProofVariable(facet: facet, content: .right(leaf: leaf), weights: [1, 1]))
    return all.count - 1
  }

  /// The variables whose values make situations: no derived rights, and no day that is fixed.
  var counted: [ProofVariable] { all.filter(isCounted) }

  private func isCounted(_ variable: ProofVariable) -> Bool {
    if case .right = variable.content { return false }
    return day == nil || variable.facet != vocabulary.date
  }

  /// The place of a variable among those that are counted.
  func level(of position: Int) -> Int { levels[position] }

  /// The number of situations that the clauses of either side tell apart.
  var total: BigUInt { counted.reduce(1) { $0 * $1.weights.reduce(0, +) } }

  /// The variable that a test is about, and the classes that pass it; nil where a class passes in
  /// part, or the test is none of one variable.
  func classes(of test: Guard, _ facet: FacetID) -> (variable: Int, classes: ClassSet)? {
    var tests: [FacetTest] = []
    switch test {
    case .test(let one): tests = [one]
    case .any(let parts):
      for part in parts {
        guard case .test(let one) = part else { return nil }
        tests.append(one)
      }
    case .all, .not: return nil
    }
    var found: (variable: Int, classes: ClassSet)?
    for test in tests {
      guard test.facet == facet, let next = classes(of: test) else { return nil }
      guard let former = found else {
        found = next
        continue
      }
      guard former.variable == next.variable else { return nil }
      found = (former.variable, former.classes.union(next.classes))
    }
    return found
  }

  private func classes(of test: FacetTest) -> (variable: Int, classes: ClassSet)? {
    let positions = positions[test.facet] ?? []
    func leaves(_ terms: [TermID]) -> LeafSet {
      vocabulary.taxonomy(of: test.facet)?.leaves(underAnyOf: terms) ?? .empty
    }
    func block(_ terms: [TermID], _ number: Int) -> (variable: Int, classes: ClassSet)? {
      let wanted = ProofVariable.Content.block(leaves(terms))
      return positions.first { all[$0].content == wanted }
        .map { ($0, ClassSet(number, count: 2)) }
    }
    /// Each class must lie inside, or outside.
    func whole(_ isInside: (Int) -> Bool?) -> (variable: Int, classes: ClassSet)? {
      guard let position = positions.first else { return nil }
      var classes = ClassSet(count: all[position].classCount)
      for number in 0..<all[position].classCount {
        guard let isInside = isInside(number) else { return nil }
        if isInside { classes.insert(number) }
      }
      return (position, classes)
    }
    guard let content = positions.first.map({ all[$0].content }) else { return nil }
    switch (test.condition, content) {
    case (.hasAny(let terms), .block): return block(terms, 1)
    case (.hasNone(let terms), .block): return block(terms, 0)
    case (.under(let terms), .terms(let sets)):
      let leaves = leaves(terms)
      return whole { number in
        sets[number].isSubset(of: leaves)
          ? true : sets[number].isDisjoint(with: leaves) ? false : nil
      }
    case (.flag(let expected), .flag): return whole { ($0 == 1) == expected }
    case (.within(let range), .numbers(let intervals)):
      return whole { range.holdsAll(of: intervals[$0]) }
    case (.during(let range), .days(let intervals)):
      return whole { range.holdsAll(of: intervals[$0]) }
    default: return nil
    }
  }
}

extension QuantityRange {
  /// Whether the numbers of an interval are in it: all of them or none; nil if only some.
  fileprivate func holdsAll(of interval: NumberInterval) -> Bool? {
    let isInside = contains(interval.member)
    func reaches(_ bound: Bound?, _ own: Bound?, isLower: Bool) -> Bool {
      guard let own else { return true }
      guard let bound else { return false }
      if own.value != bound.value {
        return isLower ? own.value < bound.value : own.value > bound.value
      }
      return own.isIncluded || !bound.isIncluded
    }
    if isInside {
      let all =
        reaches(interval.range.lower, lower, isLower: true)
        && reaches(interval.range.upper, upper, isLower: false)
      return all ? true : nil
    }
    // Apart: it ends before the interval begins, or begins behind its end.
    func isApart(_ end: Bound?, _ start: Bound?) -> Bool {
      guard let end, let start else { return false }
      if end.value != start.value { return end.value < start.value }
      return !(end.isIncluded && start.isIncluded)
    }
    return isApart(upper, interval.range.lower) || isApart(interval.range.upper, lower)
      ? false : nil
  }
}

extension DateRange {
  /// Whether the days of an interval are in it: all of them or none; nil if only some.
  fileprivate func holdsAll(of interval: DayInterval) -> Bool? {
    let range = interval.range
    if contains(interval.member) {
      let startsInside = from.map { from in range.from.map { from <= $0 } ?? false } ?? true
      let endsInside = before.map { end in range.before.map { $0 <= end } ?? false } ?? true
      return startsInside && endsInside ? true : nil
    }
    let endsBefore = before.flatMap { end in range.from.map { end <= $0 } } ?? false
    let startsBehind = from.flatMap { from in range.before.map { $0 <= from } } ?? false
    return endsBefore || startsBehind ? false : nil
  }
}

/// Collects what tests tell apart.
private struct ProofCutter {
  let vocabulary: Vocabulary
  private var leafSets: [FacetID: Set<LeafSet>] = [:]
  private var joined: Set<FacetID> = []
  private var flags: Set<FacetID> = []
  private var ranges: [FacetID: Set<QuantityRange>] = [:]
  private var days: [FacetID: Set<DateRange>] = [:]
  private var uses: [FacetID: Int] = [:]

  init(vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  mutating func add(_ test: FacetTest) {
    let facet = test.facet
    if facet == vocabulary.right { return }
    uses[facet, default: 0] += 1
    switch test.condition {
    case .under(let terms), .hasAny(let terms), .hasNone(let terms), .hasOnly(let terms):
      add(leaves(terms, of: facet), to: facet)
    case .hasAll(let terms): for term in terms { add(leaves([term], of: facet), to: facet) }
    case .isEmpty: add(.empty, to: facet)
    case .sameAs(let other):
      for facet in [facet, other] {
        joined.insert(facet)
        add(.empty, to: facet)
      }
    case .flag: flags.insert(facet)
    case .within(let range): ranges[facet, default: []].insert(range)
    case .during(let range): days[facet, default: []].insert(range)
    }
  }

  private func leaves(_ terms: [TermID], of facet: FacetID) -> LeafSet {
    vocabulary.taxonomy(of: facet)?.leaves(underAnyOf: terms) ?? .empty
  }

  private mutating func add(_ leaves: LeafSet, to facet: FacetID) {
    leafSets[facet, default: []].insert(leaves)
  }

  func variables(_ urgency: [FacetID: Int]) -> [ProofVariable] {
    var variables: [ProofVariable] = []
    for (facet, sets) in leafSets {
      let classes = classes(of: facet, sets)
      if case .set = vocabulary[facet].kind {
        variables += classes.map {
          ProofVariable(
            facet: facet, content: .block($0), weights: [1, (BigUInt(1) << $0.count) - 1])
        }
      } else {
        variables.append(
          ProofVariable(
            facet: facet, content: .terms(classes), weights: classes.map { BigUInt($0.count) }))
      }
    }
    for facet in flags {
      variables.append(ProofVariable(facet: facet, content: .flag, weights: [1, 1]))
    }
    for (facet, ranges) in ranges {
      guard case .quantity(let quantity) = vocabulary[facet].kind else { continue }
      let intervals = NumberInterval.all(cutBy: Array(ranges), of: quantity)
      variables.append(
        ProofVariable(
          facet: facet, content: .numbers(intervals),
          weights: Array(repeating: 1, count: intervals.count)))
    }
    for (facet, ranges) in days {
      let intervals = DayInterval.all(cutBy: Array(ranges))
      variables.append(
        ProofVariable(
          facet: facet, content: .days(intervals),
          weights: Array(repeating: 1, count: intervals.count)))
    }
    func key(_ variable: ProofVariable) -> (Int, Int, Int, Int, Int) {
      var first = 0
      if case .block(let leaves) = variable.content { first = leaves.first ?? 0 }
      return (
        variable.isNumeric ? 1 : 0, -(urgency[variable.facet] ?? 0),
        -(uses[variable.facet] ?? 0), variable.facet.index, first
      )
    }
    return variables.map { (key($0), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// The classes of leaves that no set tells apart, by their first leaves.
  private func classes(of facet: FacetID, _ sets: Set<LeafSet>) -> [LeafSet] {
    let count = vocabulary.taxonomy(of: facet)?.leafCount ?? 0
    if joined.contains(facet) { return (0..<count).map { LeafSet([$0]) } }
    var classOf = Array(repeating: 0, count: count)
    var classCount = 1
    for set in sets {
      // The part of each class that lies in the set gets a new number.
      var renamed: [Int: Int] = [:]
      for leaf in set.leaves {
        if let number = renamed[classOf[leaf]] {
          classOf[leaf] = number
        } else {
          renamed[classOf[leaf]] = classCount
          classOf[leaf] = classCount
          classCount += 1
        }
      }
    }
    return Dictionary(grouping: 0..<count) { classOf[$0] }.values.map { LeafSet($0) }
      .sorted { ($0.first ?? 0) < ($1.first ?? 0) }
  }
}
