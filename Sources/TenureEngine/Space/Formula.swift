import TenureModel

/// A guard in a space's own terms, with negation pushed into the tests.
indirect enum Formula: Hashable {
  case constant(Bool)
  /// The variable at a level is in one of these classes.
  case member(Int, Bits)
  /// Two variables of one taxonomy, cut into single leaves, are equal, or are not.
  case equal(Int, Int, Bool)
  case all([Formula])
  case any([Formula])
}

/// A box of a space: one set of classes for each level that it constrains, ascending.
struct Row: Hashable {
  var tests: [Test]

  struct Test: Hashable {
    let level: Int
    var classes: Bits
  }

  init(tests: [Test]) { self.tests = tests }

  /// The box of classes by level.
  init(_ classes: [Int: Bits]) {
    tests = classes.sorted { $0.key < $1.key }.map { Test(level: $0.key, classes: $0.value) }
  }

  /// The box of tests of as many levels; nil if there is anything else among the formulas.
  init?(ofTests parts: [Formula]) {
    var tests: [Test] = []
    tests.reserveCapacity(parts.count)
    for part in parts {
      guard case .member(let level, let classes) = part else { return nil }
      let place = tests.lastIndex { $0.level <= level }
      if let place, tests[place].level == level { return nil }
      tests.insert(Test(level: level, classes: classes), at: place.map { $0 + 1 } ?? 0)
    }
    self.tests = tests
  }

  /// The common part of two boxes, or nil if there is none.
  func intersection(_ other: Row) -> Row? {
    var result: [Test] = []
    var left = tests[...]
    var right = other.tests[...]
    while let first = left.first, let second = right.first {
      if first.level < second.level {
        result.append(left.removeFirst())
      } else if second.level < first.level {
        result.append(right.removeFirst())
      } else {
        var classes = first.classes
        classes.formIntersection(second.classes)
        if classes.isEmpty { return nil }
        result.append(Test(level: first.level, classes: classes))
        left.removeFirst()
        right.removeFirst()
      }
    }
    return Row(tests: result + left + right)
  }

  /// Whether every situation of this box lies in the other.
  func isSubset(of other: Row) -> Bool {
    var mine = tests[...]
    for test in other.tests {
      while let first = mine.first, first.level < test.level { mine.removeFirst() }
      guard let first = mine.first, first.level == test.level,
        first.classes.isSubset(of: test.classes)
      else { return false }
    }
    return true
  }
}

extension Space {
  /// A test in the space's terms.
  ///
  /// - Precondition: the test was among those that cut the space.
  func formula(_ test: FacetTest, negated: Bool) -> Formula {
    let levels = levels[test.facet] ?? []
    func blocks(_ set: LeafSet, negated: Bool) -> Formula {
      // Some leaf of the set: one of its blocks has some.
      let parts: [Formula] = levels.compactMap { level in
        guard case .block(let block) = variables[level].content, !block.isDisjoint(with: set)
        else { return nil }
        return member(level, on: [negated ? 0 : 1])
      }
      return .joined(parts, all: negated)
    }
    guard let taxonomy = vocabulary.taxonomy(of: test.facet) else {
      return numericFormula(test, levels: levels, negated: negated)
    }
    switch test.condition {
    case .under(let terms):
      var classes = variables[levels[0]].codes(of: taxonomy.leaves(under: terms))
      if negated { classes = classes.complement(count: variables[levels[0]].arity) }
      return member(levels[0], classes)
    case .sameAs(let other): return .equal(levels[0], (self.levels[other] ?? levels)[0], !negated)
    case .hasAny(let terms):
      return blocks(taxonomy.leaves(under: terms), negated: negated)
    case .hasNone(let terms):
      return blocks(taxonomy.leaves(under: terms), negated: !negated)
    case .hasAll(let terms):
      return .joined(
        terms.map { blocks(taxonomy[$0].leaves, negated: negated) }, all: !negated)
    case .hasOnly(let terms):
      let others = taxonomy.leaves(underAnyOf: terms).complement(in: taxonomy.leafCount)
      return blocks(others, negated: !negated)
    case .isEmpty(let isEmpty):
      return blocks(taxonomy.allLeaves, negated: negated != isEmpty)
    case .flag, .within, .during: return .constant(false)
    }
  }

  private func numericFormula(
    _ test: FacetTest, levels: [Int], negated: Bool
  ) -> Formula {
    switch test.condition {
    case .flag(let isOn): return member(levels[0], on: [isOn != negated ? 1 : 0])
    case .within(let range):
      guard case .quantity(let domain) = vocabulary[test.facet].kind else {
        return .constant(negated)
      }
      let lower = Cut.lower(of: range, in: domain)
      let upper = Cut.upper(of: range, in: domain)
      return interval(
        levels.first, negated: negated, isEmpty: isEmpty(lower, upper, in: domain),
        start: { cuts in lower.map { lower in cuts.partitioningIndex { $0 >= lower } } },
        lowerIsInside: lower?.isInside(domain) ?? false,
        end: { cuts in upper.map { upper in cuts.partitioningIndex { $0 >= upper } } })
    case .during(let range):
      if test.facet == vocabulary.date, let day { return .constant(range.contains(day) != negated) }
      return days(range, level: levels.first, negated: negated)
    default: return .constant(negated)
    }
  }

  private func isEmpty(_ lower: Cut?, _ upper: Cut?, in domain: Facet.Quantity) -> Bool {
    if let upper, !upper.isInside(domain) { return true }
    if let lower, let upper { return lower >= upper }
    return false
  }

  private func interval(
    _ level: Int?, negated: Bool, isEmpty: Bool, start: ([Cut]) -> Int?, lowerIsInside: Bool,
    end: ([Cut]) -> Int?
  ) -> Formula {
    if isEmpty { return .constant(negated) }
    guard let level, case .numbers(let cuts, _) = variables[level].content else {
      return .constant(!negated)
    }
    let first = lowerIsInside ? (start(cuts) ?? -1) + 1 : 0
    let last = end(cuts) ?? cuts.count
    var classes = Bits(count: cuts.count + 1, on: first..<last + 1)
    if negated { classes = classes.complement(count: cuts.count + 1) }
    return member(level, classes)
  }

  private func days(_ range: DateRange, level: Int?, negated: Bool) -> Formula {
    if let from = range.from, let before = range.before, from >= before {
      return .constant(negated)
    }
    guard let level, case .days(let cuts) = variables[level].content else {
      return .constant(!negated)
    }
    let first = range.from.map { from in cuts.partitioningIndex { $0 >= from } + 1 } ?? 0
    let last = range.before.map { before in cuts.partitioningIndex { $0 >= before } } ?? cuts.count
    var classes = Bits(count: cuts.count + 1, on: first..<last + 1)
    if negated { classes = classes.complement(count: cuts.count + 1) }
    return member(level, classes)
  }

  private func member(_ level: Int, on codes: [Int]) -> Formula {
    var classes = Bits(count: variables[level].arity)
    for code in codes { classes.insert(code) }
    return member(level, classes)
  }

  private func member(_ level: Int, _ classes: Bits) -> Formula {
    if classes.isEmpty { return .constant(false) }
    if classes.count == variables[level].arity { return .constant(true) }
    return .member(level, classes)
  }
}

extension Taxonomy {
  /// The leaves under some of the terms; mostly there is one, and nothing to unite.
  func leaves(under terms: [TermID]) -> LeafSet {
    terms.count == 1 ? self[terms[0]].leaves : leaves(underAnyOf: terms)
  }
}

extension Formula {
  /// All of some formulas, or one of them, without what goes without saying.
  static func joined(_ parts: [Formula], all: Bool) -> Formula {
    var flat: [Formula] = []
    flat.reserveCapacity(parts.count)
    for part in parts {
      switch part {
      case .constant(all): continue
      case .constant: return part
      case .all(let inner) where all: flat += inner
      case .any(let inner) where !all: flat += inner
      default: flat.append(part)
      }
    }
    if flat.isEmpty { return .constant(all) }
    if flat.count == 1 { return flat[0] }
    return all ? .all(flat) : .any(flat)
  }

  /// The formula as a union of boxes, or nil if that takes more than `limit` of them or compares
  /// facets with one another.
  func rows(limit: Int) -> [Row]? {
    switch self {
    case .constant(let isTrue): return isTrue ? [Row(tests: [])] : []
    case .member(let level, let classes):
      return [Row(tests: [Row.Test(level: level, classes: classes)])]
    case .equal: return nil
    case .any(let parts):
      var rows: [Row] = []
      for part in parts {
        guard let more = part.rows(limit: limit), rows.count + more.count <= limit else {
          return nil
        }
        rows += more
      }
      return rows
    case .all(let parts):
      if let row = Row(ofTests: parts) { return limit > 0 ? [row] : nil }
      var rows = [Row(tests: [])]
      for part in parts {
        guard let more = part.rows(limit: limit) else { return nil }
        var product: [Row] = []
        for left in rows {
          for right in more {
            if let common = left.intersection(right) { product.append(common) }
          }
        }
        guard product.count <= limit else { return nil }
        rows = product
      }
      return rows
    }
  }
}
