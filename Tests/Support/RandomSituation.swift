package import TenureModel

/// Random situations, total and partial.
package enum RandomSituation {
  /// A value for every facet; numbers and days at, between and beyond the constants of tests.
  package static func total(
    in vocabulary: Vocabulary, using random: inout SplitMix64
  ) -> TotalSituation {
    var situation = TotalSituation(vocabulary.facets.map { _ in .set(.empty) })
    for position in vocabulary.facets.indices where FacetID(position) != vocabulary.right {
      situation[FacetID(position)] = value(of: FacetID(position), in: vocabulary, using: &random)
    }
    return situation
  }

  /// A situation that leaves facets open or out, names inner terms, and stands for at most so many
  /// combinations of leaves, subsets, flags and intervals.
  package static func partial(
    in vocabulary: Vocabulary, limit: Int = 300, using random: inout SplitMix64
  ) -> Situation {
    var situation = Situation()
    var completions = 1
    for position in vocabulary.facets.indices.shuffled(using: &random)
    where FacetID(position) != vocabulary.right {
      let facet = FacetID(position)
      let known = Situation.Fact.known(value(of: facet, in: vocabulary, using: &random))
      let size = size(of: facet, in: vocabulary)
      let canStayOpen = completions * size <= limit
      switch random.int(0...9) {
      case 0...3:
        situation[facet] = known
        continue
      case 4...6 where canStayOpen || vocabulary[facet].defaultValue != nil:
        if vocabulary[facet].defaultValue != nil { continue }
      case 7 where canStayOpen: situation[facet] = .unknown
      default:
        guard case .term = vocabulary[facet].kind, canStayOpen else {
          situation[facet] = known
          continue
        }
        situation[facet] = .oneOf(leaves(of: facet, in: vocabulary, using: &random))
      }
      completions *= size
    }
    return situation
  }

  /// A value of a facet.
  package static func value(
    of facet: FacetID, in vocabulary: Vocabulary, using random: inout SplitMix64
  ) -> FacetValue {
    let leafCount = vocabulary.taxonomy(of: facet)?.leafCount ?? 0
    switch vocabulary[facet].kind {
    case .term: return .term(leaf: random.int(0...leafCount - 1))
    case .set: return .set(LeafSet((0..<leafCount).filter { _ in random.chance(50) }))
    case .flag: return .flag(random.chance(50))
    case .date:
      return .date(Day(number: random.pick(RandomVocabulary.days).number + random.int(-1...1)))
    case .quantity(let quantity):
      var number = random.pick(RandomVocabulary.numbers).adding(random.int(-1...1))
      if !quantity.isWhole, random.chance(30) {
        number = number.midpoint(to: number.adding(1))
      }
      if quantity.isWhole { number = number.floor }
      return .quantity(quantity.minimum.map { max($0, number) } ?? number)
    }
  }

  /// The leaves under a random term.
  private static func leaves(
    of facet: FacetID, in vocabulary: Vocabulary, using random: inout SplitMix64
  ) -> LeafSet {
    vocabulary.taxonomy(of: facet).map { random.pick($0.terms).leaves } ?? .empty
  }

  private static func size(of facet: FacetID, in vocabulary: Vocabulary) -> Int {
    let leafCount = vocabulary.taxonomy(of: facet)?.leafCount ?? 0
    return switch vocabulary[facet].kind {
    case .term: leafCount
    case .set: 1 << leafCount
    case .flag: 2
    case .quantity, .date: 4
    }
  }
}
