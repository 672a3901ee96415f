package import TenureModel

/// Random vocabularies of every kind of facet, small enough to try every situation.
package enum RandomVocabulary {
  /// The constants that tests of quantities use: whole or not, so that a whole facet sees both.
  package static let numbers: [ExactDecimal] = [
    ExactDecimal(0), ExactDecimal(9), ExactDecimal(coefficient: 95, scale: 1), ExactDecimal(10),
    ExactDecimal(11),
  ]
  /// The days that tests and effective dates use.
  package static let days: [Day] = [18_000, 18_001, 19_000].map { Day(number: $0) }

  /// Makes a vocabulary.
  ///
  /// The facet `action` and the taxonomies of rights and acts are there more
  /// often than not.
  package static func make(using random: inout SplitMix64) -> Vocabulary {
    var taxonomies = [
      taxonomy("party", leaves: random.int(2...4), using: &random),
      taxonomy("tag", leaves: random.int(1...3), using: &random),
      taxonomy("action", leaves: random.int(2...3), using: &random),
    ]
    if random.chance(85) {
      taxonomies.append(taxonomy("right", leaves: random.int(1...3), using: &random))
    }
    if random.chance(85) {
      taxonomies.append(taxonomy("act", leaves: random.int(1...3), using: &random))
    }
    let party = TaxonomyID(0)
    var facets: [Facet] = []
    if random.chance(90) { facets.append(Facet(name: "action", kind: .term(TaxonomyID(2)))) }
    var others = [
      Facet(name: "actor", kind: .term(party)),
      Facet(name: "recipient", kind: .term(party), defaultValue: .term(leaf: 0)),
      Facet(name: "data", kind: .set(TaxonomyID(1))),
      Facet(name: "standing", kind: .set(TaxonomyID(1)), defaultValue: .set(.empty)),
      Facet(name: "consent", kind: .flag, defaultValue: .flag(false)),
      Facet(name: "fair", kind: .flag),
      Facet(name: "collected", kind: .date),
    ]
    others.append(quantity("persons", using: &random))
    others.append(quantity("income", using: &random))
    // Two facets of one taxonomy, so that they can be compared, more often than chance would.
    let pair = random.chance(40) ? 2 : 0
    facets += others.prefix(pair)
    facets += random.sample(Array(others.dropFirst(pair)), 2...(5 - pair))
    return Vocabulary(
      name: "random", taxonomies: taxonomies, facets: facets.shuffled(using: &random))
  }

  private static func quantity(_ name: String, using random: inout SplitMix64) -> Facet {
    let isWhole = random.chance(60)
    let minimum =
      random.chance(50) ? random.pick([ExactDecimal(-1), .zero, ExactDecimal(10)]) : nil
    let defaultValue = random.chance(50) ? (minimum ?? .zero) : nil
    return Facet(
      name: name,
      kind: .quantity(Facet.Quantity(unit: "unit", isWhole: isWhole, minimum: minimum)),
      defaultValue: defaultValue.map { .quantity($0) })
  }

  /// A directed acyclic graph with so many leaves: a third of its terms have several parents.
  package static func taxonomy(
    _ name: String, leaves: Int, using random: inout SplitMix64
  ) -> Taxonomy {
    let inner = (0..<random.int(0...2)).map { "\(name)-group-\($0)" }
    var terms: [(name: String, parents: [String])] = inner.enumerated().map { position, term in
      (term, position > 0 && random.chance(50) ? [random.pick(Array(inner[..<position]))] : [])
    }
    // A group without members would be a leaf itself: give each a leaf first.
    for leaf in 0..<max(leaves, inner.count) {
      var parents = leaf < inner.count ? [inner[leaf]] : []
      if !inner.isEmpty, random.chance(50) { parents.append(random.pick(inner)) }
      terms.append(("\(name)-\(leaf)", parents))
    }
    do {
      return try Taxonomy(name: name, terms: terms.shuffled(using: &random))
    } catch {
      preconditionFailure("RandomVocabulary.taxonomy must be acyclic (\(error))")
    }
  }
}
