import BigInt
import TenureModel

/// What the clauses of a regime name: the facets, and the cuts that they make on numbers and days.
///
/// Counting rests on it: `total` is the product of the cases of all facets that some clause names,
/// also where a comparison needs to look at few of the clauses.
///
/// How often each is named is kept, so that an amended clause can be taken out and put in again.
struct Survey: Sendable {
  private var facets: Tally<FacetID> = [:]
  private var cutTallies: [FacetID: Tally<Cut>] = [:]
  private var dayTallies: [FacetID: Tally<Day>] = [:]

  private typealias Tally<Item: Hashable> = [Item: Int]

  init() {}

  init(of conditions: [Guard], in vocabulary: Vocabulary) {
    for condition in conditions { add(condition, in: vocabulary) }
  }

  /// The facets that are named.
  var named: Dictionary<FacetID, Int>.Keys { facets.keys }

  /// Whether a facet is named.
  func names(_ facet: FacetID) -> Bool { facets[facet] != nil }

  /// The cuts on the numbers of a facet, ascending.
  func cuts(of facet: FacetID) -> [Cut] { cutTallies[facet]?.keys.sorted() ?? [] }

  /// The cuts on the days of a facet, ascending.
  func days(of facet: FacetID) -> [Day] { dayTallies[facet]?.keys.sorted() ?? [] }

  mutating func add(_ condition: Guard, in vocabulary: Vocabulary) {
    count(condition, in: vocabulary, by: 1)
  }

  /// Takes out what was added.
  mutating func remove(_ condition: Guard, in vocabulary: Vocabulary) {
    count(condition, in: vocabulary, by: -1)
  }

  private mutating func count(_ condition: Guard, in vocabulary: Vocabulary, by step: Int) {
    condition.forEachTest { test in
      Self.count(test.facet, in: &facets, by: step)
      switch test.condition {
      case .sameAs(let other): Self.count(other, in: &facets, by: step)
      case .within(let range):
        guard case .quantity(let domain) = vocabulary[test.facet].kind else { return }
        for cut in [Cut.lower(of: range, in: domain), Cut.upper(of: range, in: domain)] {
          guard let cut, cut.isInside(domain) else { continue }
          Self.count(cut, in: &cutTallies[test.facet, default: [:]], by: step)
        }
      case .during(let range):
        for day in [range.from, range.before] {
          if let day { Self.count(day, in: &dayTallies[test.facet, default: [:]], by: step) }
        }
      default: break
      }
    }
  }

  private static func count<Item>(_ item: Item, in tally: inout Tally<Item>, by step: Int) {
    let number = tally[item, default: 0] + step
    tally[item] = number == 0 ? nil : number
  }

  /// What the clauses of both name.
  func union(_ other: Survey) -> Survey {
    var result = self
    Self.join(&result.facets, other.facets)
    for (facet, tally) in other.cutTallies {
      Self.join(&result.cutTallies[facet, default: [:]], tally)
    }
    for (facet, tally) in other.dayTallies {
      Self.join(&result.dayTallies[facet, default: [:]], tally)
    }
    return result
  }

  /// Adds what is missing: neighbours in a history have nearly all in common.
  private static func join<Item>(_ tally: inout Tally<Item>, _ other: Tally<Item>) {
    for (item, number) in other where tally[item] == nil { tally[item] = number }
  }

  /// The number of cases that a facet tells apart.
  func cases(of facet: FacetID, in vocabulary: Vocabulary, at day: Day?) -> BigUInt {
    if facet == vocabulary.right || (facet == vocabulary.date && day != nil) { return 1 }
    switch vocabulary[facet].kind {
    case .term(let taxonomy): return BigUInt(vocabulary[taxonomy].leafCount)
    case .set(let taxonomy): return BigUInt(1) << vocabulary[taxonomy].leafCount
    case .flag: return 2
    case .quantity: return BigUInt((cutTallies[facet]?.count ?? 0) + 1)
    case .date: return BigUInt((dayTallies[facet]?.count ?? 0) + 1)
    }
  }

  /// The number of all situations that are told apart.
  func total(in vocabulary: Vocabulary, at day: Day?) -> BigUInt {
    named.reduce(1) { $0 * cases(of: $1, in: vocabulary, at: day) }
  }
}
