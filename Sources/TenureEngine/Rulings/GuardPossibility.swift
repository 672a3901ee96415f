package import TenureModel

extension Clause where PillarEffect == AnyEffect {
  /// Whether a clause may match in some completion of a situation; false only if it cannot.
  package func mayMatch(in situation: Situation, _ vocabulary: Vocabulary) -> Bool {
    condition(in: vocabulary).verdict(in: situation, vocabulary) != false
  }
}

extension Guard {
  /// Whether all completions of a situation pass, or none; nil if that differs or is not seen.
  ///
  /// Each test is looked at by itself, so nil may stand where all or none do. What is said is true:
  /// a clause of which it is said that no completion passes can be left out of account.
  ///
  /// Complexity: linear in the tests.
  func verdict(in situation: Situation, _ vocabulary: Vocabulary) -> Bool? {
    switch self {
    case .test(let test): return test.verdict(in: situation, vocabulary)
    case .not(let part): return part.verdict(in: situation, vocabulary).map { !$0 }
    case .all(let parts): return Self.join(parts, in: situation, vocabulary, all: true)
    case .any(let parts): return Self.join(parts, in: situation, vocabulary, all: false)
    }
  }

  private static func join(
    _ parts: [Guard], in situation: Situation, _ vocabulary: Vocabulary, all: Bool
  ) -> Bool? {
    var isOpen = false
    for part in parts {
      switch part.verdict(in: situation, vocabulary) {
      case nil: isOpen = true
      case all: continue
      default: return !all
      }
    }
    return isOpen ? nil : all
  }
}

extension FacetTest {
  fileprivate func verdict(in situation: Situation, _ vocabulary: Vocabulary) -> Bool? {
    guard facet != vocabulary.right, let fact = situation[facet] else { return nil }
    switch (condition, fact) {
    case (.under(let terms), .oneOf(let leaves)):
      guard let taxonomy = vocabulary.taxonomy(of: facet) else { return false }
      if terms.contains(where: { leaves.isSubset(of: taxonomy[$0].leaves) }) { return true }
      return terms.allSatisfy { leaves.isDisjoint(with: taxonomy[$0].leaves) } ? false : nil
    case (.under(let terms), .known(.term(let leaf))):
      guard let taxonomy = vocabulary.taxonomy(of: facet) else { return false }
      return terms.contains { taxonomy[$0].leaves.contains(leaf) }
    case (.hasAny(let terms), .known(.set(let set))): return has(anyOf: terms, set, vocabulary)
    case (.hasNone(let terms), .known(.set(let set))): return !has(anyOf: terms, set, vocabulary)
    case (.hasAll(let terms), .known(.set(let set))):
      return terms.allSatisfy { has(anyOf: [$0], set, vocabulary) }
    case (.isEmpty(let isEmpty), .known(.set(let set))): return set.isEmpty == isEmpty
    case (.flag(let isOn), .known(.flag(let value))): return isOn == value
    case (.within(let range), .known(.quantity(let number))): return range.contains(number)
    case (.during(let range), .known(.date(let day))): return range.contains(day)
    default: return nil
    }
  }

  private func has(anyOf terms: [TermID], _ set: LeafSet, _ vocabulary: Vocabulary) -> Bool {
    guard let taxonomy = vocabulary.taxonomy(of: facet) else { return false }
    return terms.contains { !taxonomy[$0].leaves.isDisjoint(with: set) }
  }
}
