import TenureModel

/// Finds an order of variables in which few guards are open at a time: begun and not yet finished.
///
///     order     action  data  consent │ export-contract  persons
///     guard 1     ●      ●       ●    │
///     guard 2     ●                   │       ●             ●      open at the line
///
/// How many different things can be left to ask at a place in the order grows with the guards that
/// are open there. The next variable is always one after which the fewest are; of several, the one
/// that most guards test, of these the first. The axes, by which answers are told apart, come
/// before all others, so that what follows need not be kept apart for them.
///
/// It is bad where no axis is tested by nearly all guards: then hardly anything is left out early.
///
/// Complexity: the number of variables, times their number and the tests of all guards.
struct VariableOrder {
  private let variables: [Variable]
  /// For each variable the guards that test it.
  private let testing: [[Int]]
  private let guardCount: Int
  private let right: FacetID?

  init(_ variables: [Variable], _ guards: [Guard], in vocabulary: Vocabulary) {
    self.variables = variables
    guardCount = guards.count
    right = vocabulary.right
    var levels: [FacetID: [Int]] = [:]
    for (level, variable) in variables.enumerated() {
      levels[variable.facet, default: []].append(level)
    }
    var testing = variables.map { _ in [Int]() }
    for (number, condition) in guards.enumerated() {
      condition.forEachTest { test in
        var facets = [test.facet]
        if case .sameAs(let other) = test.condition { facets.append(other) }
        for level in facets.flatMap({ levels[$0] ?? [] })
        where testing[level].last != number && Self.tests(test, variables[level], vocabulary) {
          testing[level].append(number)
        }
      }
    }
    self.testing = testing
  }

  /// Whether a test on a facet asks for a variable of it.
  private static func tests(
    _ test: FacetTest, _ variable: Variable, _ vocabulary: Vocabulary
  ) -> Bool {
    guard case .block(let block) = variable.content,
      let taxonomy = vocabulary.taxonomy(of: variable.facet)
    else { return true }
    switch test.condition {
    case .hasAny(let terms), .hasAll(let terms), .hasNone(let terms):
      return !taxonomy.leaves(underAnyOf: terms).isDisjoint(with: block)
    case .hasOnly(let terms): return !block.isSubset(of: taxonomy.leaves(underAnyOf: terms))
    default: return true
    }
  }

  /// The variables in order: first those of the axes, last those of rights.
  func ordered(after axes: [FacetID]) -> [Variable] {
    var begun = Array(repeating: false, count: guardCount)
    // How many of the variables that are left test each guard.
    var uses = Array(repeating: 0, count: guardCount)
    let foremost = variables.indices.filter { axes.contains(variables[$0].facet) }
    var left = variables.indices.filter {
      !axes.contains(variables[$0].facet) && variables[$0].facet != right
    }
    for level in foremost { for number in testing[level] { begun[number] = true } }
    for level in left { for number in testing[level] { uses[number] += 1 } }
    var order = foremost
    while !left.isEmpty {
      var best = (opened: Int.max, tests: 0, place: 0)
      for (place, level) in left.enumerated() {
        var opened = 0
        for number in testing[level] {
          if begun[number], uses[number] == 1 { opened -= 1 }
          if !begun[number], uses[number] > 1 { opened += 1 }
        }
        let tests = testing[level].count
        if (opened, -tests) < (best.opened, -best.tests) { best = (opened, tests, place) }
      }
      let next = left.remove(at: best.place)
      for number in testing[next] {
        begun[number] = true
        uses[number] -= 1
      }
      order.append(next)
    }
    return (order + variables.indices.filter { variables[$0].facet == right }).map {
      variables[$0]
    }
  }
}
