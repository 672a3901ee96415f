package import TenureModel

/// Random guards: every condition, nested any, all and not.
package struct RandomGuard: Sendable {
  private let vocabulary: Vocabulary
  private let isProperty: Bool

  /// Prepares to make guards for clauses of a pillar; those of property never test `right`.
  package init(_ vocabulary: Vocabulary, for pillar: Pillar) {
    self.vocabulary = vocabulary
    isProperty = pillar == .property
  }

  /// Makes a guard.
  package func make(using random: inout SplitMix64) -> Guard {
    if random.chance(25) { return .always }
    var parts = (0..<(random.chance(65) ? 1 : 2)).map { _ in test(using: &random) }
    if random.chance(30) { parts.append(nested(depth: 2, using: &random)) }
    return parts.count == 1 && random.chance(50) ? parts[0] : .all(parts)
  }

  private func nested(depth: Int, using random: inout SplitMix64) -> Guard {
    guard depth > 0 else { return test(using: &random) }
    let parts = (0..<random.int(1...2)).map { _ in nested(depth: depth - 1, using: &random) }
    return switch random.int(0...2) {
    case 0: .any(parts)
    case 1: .not(parts[0])
    default: .all(parts)
    }
  }

  private func test(using random: inout SplitMix64) -> Guard {
    let facets = vocabulary.facets.indices.map { FacetID($0) }
      .filter { !isProperty || $0 != vocabulary.right }
    let facet = random.pick(facets)
    return .test(FacetTest(facet, condition(on: facet, using: &random)))
  }

  private func condition(
    on facet: FacetID, using random: inout SplitMix64
  ) -> FacetTest.Condition {
    switch vocabulary[facet].kind {
    case .term:
      let partners = vocabulary.facets.indices.map { FacetID($0) }.filter {
        $0 != facet && vocabulary[$0].kind == vocabulary[facet].kind
      }
      if !partners.isEmpty, random.chance(35) { return .sameAs(random.pick(partners)) }
      return .under(terms(of: facet, using: &random))
    case .set:
      let terms = terms(of: facet, using: &random)
      return switch random.int(0...5) {
      case 0, 1: .hasAny(terms)
      case 2: .hasAll(terms)
      case 3: .hasNone(terms)
      case 4: .hasOnly(terms)
      default: .isEmpty(random.chance(50))
      }
    case .flag: return .flag(random.chance(50))
    case .quantity: return .within(range(using: &random))
    case .date: return .during(Self.dates(using: &random))
    }
  }

  private func terms(of facet: FacetID, using random: inout SplitMix64) -> [TermID] {
    let count = vocabulary.taxonomy(of: facet)?.terms.count ?? 0
    return random.sample((0..<count).map { TermID($0) }, 1...2)
  }

  private func range(using random: inout SplitMix64) -> QuantityRange {
    let numbers = random.sample(RandomVocabulary.numbers, 2...2).sorted()
    let lower = QuantityRange.Bound(numbers[0], included: random.chance(50))
    let upper = QuantityRange.Bound(numbers[1], included: random.chance(50))
    return switch random.int(0...3) {
    case 0: QuantityRange(lower: lower)
    case 1: QuantityRange(upper: upper)
    case 2: QuantityRange(lower: lower, upper: upper)
    default: .exactly(numbers[0])
    }
  }

  /// Makes a range of days, seldom an empty one.
  package static func dates(using random: inout SplitMix64) -> DateRange {
    let days = random.sample(RandomVocabulary.days, 2...2)
    return switch random.int(0...2) {
    case 0: DateRange(from: days[0])
    case 1: DateRange(before: days[1])
    default:
      random.chance(90)
        ? DateRange(from: days.min(), before: days.max())
        : DateRange(from: days[0], before: days[1])
    }
  }
}
