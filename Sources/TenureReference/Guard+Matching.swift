package import TenureModel

// Matching: a guard contains a situation when its tests, joined by all, any and not, hold.

extension Guard {
  /// Whether a situation is in the set that the guard stands for.
  package func holds(in situation: TotalSituation, of vocabulary: Vocabulary) -> Bool {
    switch self {
    case .test(let test): test.holds(in: situation, of: vocabulary)
    case .all(let parts): parts.allSatisfy { $0.holds(in: situation, of: vocabulary) }
    case .any(let parts): parts.contains { $0.holds(in: situation, of: vocabulary) }
    case .not(let part): !part.holds(in: situation, of: vocabulary)
    }
  }

  /// Every test in it, in order.
  package var tests: [FacetTest] {
    var tests: [FacetTest] = []
    forEachTest { tests.append($0) }
    return tests
  }
}

extension FacetTest {
  /// Whether the value that a situation gives to the facet passes.
  package func holds(in situation: TotalSituation, of vocabulary: Vocabulary) -> Bool {
    if case .sameAs(let other) = condition { return situation[facet] == situation[other] }
    return holds(for: situation[facet], of: vocabulary)
  }

  /// Whether a value passes, where the test is about this facet alone.
  ///
  /// A condition for another kind of facet than the value's holds nowhere.
  package func holds(for value: FacetValue, of vocabulary: Vocabulary) -> Bool {
    let taxonomy = vocabulary.taxonomy(of: facet)
    func leaves(_ term: TermID) -> LeafSet { taxonomy?[term].leaves ?? .empty }
    return switch (condition, value) {
    case (.under(let terms), .term(let leaf)): terms.contains { leaves($0).contains(leaf) }
    case (.hasAny(let terms), .set(let set)):
      terms.contains { !set.isDisjoint(with: leaves($0)) }
    case (.hasAll(let terms), .set(let set)):
      terms.allSatisfy { !set.isDisjoint(with: leaves($0)) }
    case (.hasNone(let terms), .set(let set)):
      terms.allSatisfy { set.isDisjoint(with: leaves($0)) }
    case (.hasOnly(let terms), .set(let set)):
      set.isSubset(of: taxonomy?.leaves(underAnyOf: terms) ?? .empty)
    case (.isEmpty(let expected), .set(let set)): set.isEmpty == expected
    case (.flag(let expected), .flag(let flag)): flag == expected
    case (.within(let range), .quantity(let number)): range.contains(number)
    case (.during(let range), .date(let day)): range.contains(day)
    default: false
    }
  }
}
