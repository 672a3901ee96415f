import TenureModel

/// Tells which guards one guard plainly excludes; each test is compared with it once, whatever
/// number of guards has it.
struct PlainExclusion {
  private let guarded: Guard
  private let vocabulary: Vocabulary
  /// Whether the guard is of tests alone, so that it excludes what one of its tests excludes.
  private let isPlain: Bool
  /// For each facet whether a test of it may be excluded.
  private let isTested: [Bool]
  private var numbers: TestNumbers
  /// For each test whether it is excluded.
  private var known: [Bool] = []

  /// - Parameters:
  ///   - guarded: The guard.
  ///   - vocabulary: Its vocabulary.
  init(of guarded: Guard, in vocabulary: Vocabulary) {
    self.guarded = guarded
    self.vocabulary = vocabulary
    numbers = TestNumbers(in: vocabulary)
    var isTested = Array(repeating: false, count: vocabulary.facets.count)
    guarded.forEachTest { isTested[$0.facet.index] = true }
    self.isTested = isTested
    guard case .all(let parts) = guarded else {
      isPlain = false
      return
    }
    isPlain = parts.allSatisfy { if case .test = $0 { true } else { false } }
  }

  /// Whether a guard is plainly excluded; see `Guard.plainlyExcludes(_:in:)`.
  mutating func holds(_ condition: Guard) -> Bool {
    guard isPlain, case .all(let parts) = condition else {
      return guarded.plainlyExcludes(condition, in: vocabulary)
    }
    for part in parts where holds(part: part) { return true }
    return false
  }

  private mutating func holds(part: Guard) -> Bool {
    guard case .test(let test) = part else {
      return guarded.plainlyExcludes(part, in: vocabulary)
    }
    guard isTested[test.facet.index] else { return false }
    let number = numbers.number(of: test)
    if number == known.count { known.append(guarded.plainlyExcludes(part, in: vocabulary)) }
    return known[number]
  }
}
