import TenureModel

/// Numbers for the tests of guards, equal ones once: a regime of ten thousand clauses makes some
/// hundred different tests, so what is worked out for a test need not be worked out for each guard.
///
/// Complexity: constant for a test of one term or of a flag, as most are; else that of hashing it.
struct TestNumbers {
  /// The tests in the order of their numbers.
  private(set) var tests: [FacetTest] = []

  private let vocabulary: Vocabulary
  /// For each facet the numbers of its tests of one term, those of a term side by side, or of a
  /// flag; -1 where there is none yet.
  private var plain: [[Int32]]
  private var others: [FacetTest: Int] = [:]

  /// In how many ways a term may be tested alone.
  private static let ways = 5

  init(in vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    plain = Array(repeating: [], count: vocabulary.facets.count)
  }

  /// The number of a test, which is the next one if the test is new.
  mutating func number(of test: FacetTest) -> Int {
    guard let place = Self.place(of: test.condition) else {
      if let known = others[test] { return known }
      others[test] = tests.count
      tests.append(test)
      return tests.count - 1
    }
    let facet = test.facet.index
    if plain[facet].isEmpty { plain[facet] = emptyPlaces(of: test.facet) }
    let known = plain[facet][place]
    if known >= 0 { return Int(known) }
    plain[facet][place] = Int32(truncatingIfNeeded: tests.count)
    tests.append(test)
    return tests.count - 1
  }

  private func emptyPlaces(of facet: FacetID) -> [Int32] {
    let terms = vocabulary.taxonomy(of: facet)?.terms.count ?? 0
    return Array(repeating: -1, count: max(2, terms * Self.ways))
  }

  /// The place of a test among those of its facet; nil if it is neither of one term nor of a flag.
  private static func place(of condition: FacetTest.Condition) -> Int? {
    switch condition {
    case .under(let terms): place(of: terms, 0)
    case .hasAny(let terms): place(of: terms, 1)
    case .hasAll(let terms): place(of: terms, 2)
    case .hasNone(let terms): place(of: terms, 3)
    case .hasOnly(let terms): place(of: terms, 4)
    case .flag(let isOn): isOn ? 1 : 0
    case .sameAs, .isEmpty, .within, .during: nil
    }
  }

  private static func place(of terms: [TermID], _ way: Int) -> Int? {
    terms.count == 1 ? terms[0].index * ways + way : nil
  }
}

/// The tests of some guards, each with how often it occurs.
struct TestCounts {
  private(set) var tests: [FacetTest]
  private(set) var counts: [Int] = []

  init(of guards: [Guard], in vocabulary: Vocabulary) {
    var numbers = TestNumbers(in: vocabulary)
    var counts: [Int] = []
    for condition in guards {
      condition.forEachTest { test in
        let number = numbers.number(of: test)
        if number == counts.count { counts.append(1) } else { counts[number] += 1 }
      }
    }
    tests = numbers.tests
    self.counts = counts
  }
}
