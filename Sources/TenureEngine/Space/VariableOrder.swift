import TenureModel

/// Finds an order of variables in which few guards are open at a time: begun and not yet finished.
///
///     order     action  data  consent │ export-contract  persons
///     guard 1     ●      ●       ●    │
///     guard 2     ●                   │       ●             ●      open at the line
///
/// How many different things can be left to ask at a place in the order grows with the guards that
/// are open there. The axes, by which answers are told apart, come before all others, so that what
/// follows need not be kept apart for them; these stand as `LeastOpenOrder` says.
///
/// It is bad where no axis is tested by nearly all guards: then hardly anything is left out early.
///
/// Complexity: that of `LeastOpenOrder`, and the blocks of a facet times the tests on it.
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
    let foremost = variables.indices.filter { axes.contains(variables[$0].facet) }
    let others = variables.indices.filter {
      !axes.contains(variables[$0].facet) && variables[$0].facet != right
    }
    for level in foremost { for number in testing[level] { begun[number] = true } }
    var order = LeastOpenOrder(testing: others.map { testing[$0] }, begun: begun)
    let levels = foremost + order.sequence().map { others[$0] }
    return (levels + variables.indices.filter { variables[$0].facet == right }).map {
      variables[$0]
    }
  }
}
