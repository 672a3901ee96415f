import TenureModel

/// Puts variables in an order in which what most guards test comes first: the sooner a guard is
/// known not to match, the less is left of the others to tell apart.
///
///     amended    data are personal, persons from 100 000
///     order      data.personal  persons  │  action  …  data.health  data.public  …
///
/// What the guards of changed clauses test stands before everything, for nothing differs elsewhere;
/// and of a set facet only the blocks that they test. The others stay side by side, so that regions
/// are few boxes, and each counts for the part of the tests that it has. Blocks that many guards
/// link are never parted, as `BlockOrder` says; and ranges that are cut into very many classes
/// stand last. Where nothing is foremost, as of two regimes that have nothing in common, all ranges
/// do: what differs is most of the space then, and fewer boxes.
///
/// Complexity: that of `BlockOrder`, and the number of tests, times the ranges of leaves in each.
struct FrequencyOrder {
  /// The most classes of a range that does not stand last, where something is foremost.
  private static let mostRanges = 64

  private let vocabulary: Vocabulary
  private let guards: [Guard]
  private let uses: TestUses
  private let urgency: TestUses
  /// The most classes of a range that does not stand last.
  private let mostRanges: Int

  /// - Parameters:
  ///   - guards: All guards.
  ///   - tests: Their tests.
  ///   - foremost: Those of clauses that changed; none where all did.
  ///   - vocabulary: Their vocabulary.
  init(
    _ guards: [Guard], _ tests: TestCounts, foremost: [Guard], in vocabulary: Vocabulary
  ) {
    self.vocabulary = vocabulary
    self.guards = guards
    uses = TestUses(of: tests, in: vocabulary)
    urgency = TestUses(of: TestCounts(of: foremost, in: vocabulary), in: vocabulary)
    mostRanges = foremost.isEmpty ? 0 : Self.mostRanges
  }

  /// The variables in order.
  ///
  /// - Precondition: those of a facet must stand side by side.
  func ordered(_ variables: [Variable]) -> [Variable] {
    let (variables, linked) = BlockOrder(guards, in: vocabulary).ordered(variables)
    let urgency = urgency.counts(of: variables, together: linked)
    let own = uses.counts(of: variables, together: [])
    var shared: [FacetID: (sum: Int, count: Int)] = [:]
    func isShared(_ place: Int) -> Bool {
      urgency[place] == 0 || linked.contains(variables[place].facet)
    }
    for place in variables.indices where isShared(place) {
      let former = shared[variables[place].facet] ?? (0, 0)
      shared[variables[place].facet] = (former.sum + own[place], former.count + 1)
    }
    return variables.indices.map { place in
      let variable = variables[place]
      var uses = own[place]
      if isShared(place), let all = shared[variable.facet] { uses = all.sum / all.count }
      let isDerived = variable.facet == vocabulary.right
      let isLate = variable.isNumeric && variable.arity > mostRanges
      return (isDerived ? 2 : isLate ? 1 : 0, -urgency[place], -uses, place)
    }.sorted(by: <).map { variables[$0.3] }
  }
}

/// How often guards test each facet, and of a set facet each leaf.
private struct TestUses {
  private let vocabulary: Vocabulary
  /// By the number of the facet.
  private var facets: [Int]
  /// For each set facet that is tested, how much more often than the leaf before it each leaf is.
  private var steps: [[Int]]

  init(of tests: TestCounts, in vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    facets = Array(repeating: 0, count: vocabulary.facets.count)
    steps = Array(repeating: [], count: vocabulary.facets.count)
    for (test, count) in zip(tests.tests, tests.counts) { add(test, count) }
  }

  private mutating func add(_ test: FacetTest, _ count: Int) {
    let place = test.facet.index
    facets[place] += count
    guard case .set(let id) = vocabulary[test.facet].kind else { return }
    let taxonomy = vocabulary[id]
    if steps[place].isEmpty {
      steps[place] = Array(repeating: 0, count: taxonomy.leafCount + 1)
    }
    for range in Self.leaves(of: test.condition, in: taxonomy).ranges {
      steps[place][range.lowerBound] += count
      steps[place][range.upperBound] -= count
    }
  }

  private static func leaves(of condition: FacetTest.Condition, in taxonomy: Taxonomy) -> LeafSet {
    switch condition {
    case .hasAny(let terms), .hasAll(let terms), .hasNone(let terms):
      taxonomy.leaves(under: terms)
    case .hasOnly(let terms): taxonomy.leaves(under: terms).complement(in: taxonomy.leafCount)
    default: LeafSet(0..<taxonomy.leafCount)
    }
  }

  /// How often each variable is tested; those of some facets as often as their facet.
  func counts(of variables: [Variable], together: Set<FacetID>) -> [Int] {
    var sums: [FacetID: [Int]] = [:]
    return variables.map { variable in
      guard case .block(let leaves) = variable.content, !together.contains(variable.facet),
        let first = leaves.first, !steps[variable.facet.index].isEmpty
      else { return facets[variable.facet.index] }
      if let known = sums[variable.facet] { return known[first] }
      var sum = 0
      let counts = steps[variable.facet.index].map { step in
        sum += step
        return sum
      }
      sums[variable.facet] = counts
      return counts[first]
    }
  }
}
