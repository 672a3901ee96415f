import BigInt
import TenureModel

/// All variables of a proof, in the one order in which every path of it asks for them.
struct ProofVariables: Sendable {
  let vocabulary: Vocabulary
  /// The day at which both regimes are asked, if it is fixed.
  let day: Day?
  private(set) var all: [ProofVariable]
  /// The positions of a facet's variables.
  private(set) var positions: [FacetID: [Int]] = [:]
  private var levels: [Int] = []
  /// For each leaf of a facet what it lies in: of a term facet the class, of a set facet the
  /// position of the variable.
  private var homes: [FacetID: [Int]] = [:]

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
    for (position, variable) in all.enumerated() {
      levels.append((levels.last ?? -1) + (isCounted(variable) ? 1 : 0))
      switch variable.content {
      case .terms(let sets):
        for (number, set) in sets.enumerated() { settle(set, in: number, of: variable.facet) }
      case .block(let leaves): settle(leaves, in: position, of: variable.facet)
      case .flag, .numbers, .days, .right: break
      }
    }
  }

  private mutating func settle(_ leaves: LeafSet, in home: Int, of facet: FacetID) {
    let count = vocabulary.taxonomy(of: facet)?.leafCount ?? 0
    for leaf in leaves.leaves {
      homes[facet, default: Array(repeating: 0, count: count)][leaf] = home
    }
  }

  /// What some leaves lie in: of a term facet the classes, of a set facet the positions of the
  /// variables, ascending.
  ///
  /// Complexity: linear in the number of leaves, but for the sorting.
  func homes(of leaves: LeafSet, in facet: FacetID) -> [Int] {
    guard let homes = homes[facet] else { return [] }
    var found: [Int] = []
    for leaf in leaves.leaves where found.last != homes[leaf] { found.append(homes[leaf]) }
    return found.count < 2 ? found : Set(found).sorted()
  }

  /// Adds the variable of a derived right.
  mutating func addRight(_ leaf: Int, of facet: FacetID) {
    all.append(ProofVariable(facet: facet, content: .right(leaf: leaf), weights: [1, 1]))
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
  func classes(of test: Guard, _ facet: FacetID) -> (variable: Int, classes: Set<Int>)? {
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
    var found: (variable: Int, classes: Set<Int>)?
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

  private func classes(of test: FacetTest) -> (variable: Int, classes: Set<Int>)? {
    let positions = positions[test.facet] ?? []
    func leaves(_ terms: [TermID]) -> LeafSet {
      vocabulary.taxonomy(of: test.facet)?.leaves(underAnyOf: terms) ?? .empty
    }
    func block(_ terms: [TermID], _ number: Int) -> (variable: Int, classes: Set<Int>)? {
      let leaves = leaves(terms)
      guard let position = homes(of: leaves, in: test.facet).first,
        all[position].content == .block(leaves)
      else { return nil }
      return (position, [number])
    }
    /// Each class must lie inside, or outside.
    func whole(_ isInside: (Int) -> Bool?) -> (variable: Int, classes: Set<Int>)? {
      guard let position = positions.first else { return nil }
      var classes: Set<Int> = []
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
      let classes = homes(of: leaves, in: test.facet)
      guard classes.reduce(0, { $0 + sets[$1].count }) == leaves.count else { return nil }
      return positions.first.map { ($0, Set(classes)) }
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

extension ProofVariables {
  /// The test that some classes of a variable pass, and no others.
  func test(of variable: Int, _ classes: Set<Int>) -> Guard {
    let facet = all[variable].facet
    func terms(_ leaves: LeafSet) -> [TermID] {
      guard let taxonomy = vocabulary.taxonomy(of: facet) else { return [] }
      return leaves.leaves.map { taxonomy.leaves[$0] }
    }
    switch all[variable].region(classes) {
    case .terms(let leaves): return .test(FacetTest(facet, .under(terms(leaves))))
    case .sets:
      guard case .block(let leaves) = all[variable].content else { return .never }
      return classes == [1]
        ? .test(FacetTest(facet, .hasAny(terms(leaves))))
        : .test(FacetTest(facet, .hasNone(terms(leaves))))
    case .flags(let flags):
      return .any(flags.sorted { $0 && !$1 }.map { .test(FacetTest(facet, .flag($0))) })
    case .quantities(let ranges):
      return .any(ranges.map { .test(FacetTest(facet, .within($0))) })
    case .dates(let ranges):
      return .any(ranges.map { .test(FacetTest(facet, .during($0))) })
    }
  }
}
