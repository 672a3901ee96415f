import TenureModel

extension Guard {
  /// Whether a total situation passes, read directly from the guard.
  ///
  /// `rights` are those that the actor holds, for tests on the derived facet.
  func holds(
    in situation: TotalSituation, rights: LeafSet, _ vocabulary: Vocabulary
  ) -> Bool {
    switch self {
    case .test(let test): test.holds(in: situation, rights: rights, vocabulary)
    case .all(let parts): parts.allSatisfy { $0.holds(in: situation, rights: rights, vocabulary) }
    case .any(let parts): parts.contains { $0.holds(in: situation, rights: rights, vocabulary) }
    case .not(let part): !part.holds(in: situation, rights: rights, vocabulary)
    }
  }
}

extension FacetTest {
  fileprivate func holds(
    in situation: TotalSituation, rights: LeafSet, _ vocabulary: Vocabulary
  ) -> Bool {
    switch (condition, facet == vocabulary.right ? .set(rights) : situation[facet]) {
    case (.under(let terms), .term(let leaf)):
      guard let taxonomy = vocabulary.taxonomy(of: facet) else { return false }
      return terms.contains { taxonomy[$0].leaves.contains(leaf) }
    case (.sameAs(let other), let value): return value == situation[other]
    case (.hasAny(let terms), .set(let set)): return has(anyOf: terms, set, vocabulary)
    case (.hasNone(let terms), .set(let set)): return !has(anyOf: terms, set, vocabulary)
    case (.hasAll(let terms), .set(let set)):
      return terms.allSatisfy { has(anyOf: [$0], set, vocabulary) }
    case (.hasOnly(let terms), .set(let set)):
      guard let taxonomy = vocabulary.taxonomy(of: facet) else { return false }
      return set.isSubset(of: taxonomy.leaves(underAnyOf: terms))
    case (.isEmpty(let isEmpty), .set(let set)): return set.isEmpty == isEmpty
    case (.flag(let isOn), .flag(let value)): return isOn == value
    case (.within(let range), .quantity(let number)): return range.contains(number)
    case (.during(let range), .date(let day)): return range.contains(day)
    default: return false
    }
  }

  private func has(anyOf terms: [TermID], _ set: LeafSet, _ vocabulary: Vocabulary) -> Bool {
    guard let taxonomy = vocabulary.taxonomy(of: facet) else { return false }
    return terms.contains { !taxonomy[$0].leaves.isDisjoint(with: set) }
  }
}
