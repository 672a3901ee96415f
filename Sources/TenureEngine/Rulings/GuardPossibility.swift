package import TenureModel

extension Clause where PillarEffect == AnyEffect {
  /// Whether a clause may match in some completion of a situation; false only if it cannot.
  package func mayMatch(in situation: Situation, _ vocabulary: Vocabulary) -> Bool {
    condition(in: vocabulary).verdict(in: FactTable(situation, in: vocabulary)) != false
  }
}

/// What a situation knows of each facet, for guards that are held against it one after the other.
struct FactTable {
  /// The terms of the taxonomy of each facet.
  fileprivate let terms: [[Term]]
  fileprivate private(set) var facts: [Situation.Fact?]

  init(_ situation: Situation, in vocabulary: Vocabulary) {
    self.init(vocabulary.facets.indices.map { situation[FacetID($0)] }, in: vocabulary)
  }

  init(_ situation: TotalSituation, in vocabulary: Vocabulary) {
    self.init(situation.values.map { .known($0) }, in: vocabulary)
  }

  private init(_ facts: [Situation.Fact?], in vocabulary: Vocabulary) {
    terms = vocabulary.facets.indices.map { position in
      vocabulary.facets[position].taxonomy.map { vocabulary.taxonomies[$0.index].terms } ?? []
    }
    self.facts = facts
    if let right = vocabulary.right { self.facts[right.index] = nil }
  }

  /// What is known of a facet; nil if it was left out, or is derived.
  subscript(_ facet: FacetID) -> Situation.Fact? {
    get { facts[facet.index] }
    set { facts[facet.index] = newValue }
  }
}

extension Guard {
  /// Whether all completions of a situation pass, or none; nil if that differs or is not seen.
  ///
  /// Each test is looked at by itself, so nil may stand where all or none do. What is said is true:
  /// a clause of which it is said that no completion passes can be left out of account.
  ///
  /// Complexity: linear in the tests.
  func verdict(in facts: FactTable) -> Bool? {
    switch self {
    case .test(let test): return test.verdict(in: facts)
    case .not(let part): return part.verdict(in: facts).map { !$0 }
    case .all(let parts): return Self.join(parts, in: facts, all: true)
    case .any(let parts): return Self.join(parts, in: facts, all: false)
    }
  }

  private static func join(_ parts: [Guard], in facts: FactTable, all: Bool) -> Bool? {
    var isOpen = false
    for part in parts {
      switch part.verdict(in: facts) {
      case nil: isOpen = true
      case all: continue
      default: return !all
      }
    }
    return isOpen ? nil : all
  }
}

extension FacetTest {
  // Not a switch over both at once: that would copy both for each test.
  fileprivate func verdict(in facts: FactTable) -> Bool? {
    guard let fact = facts.facts[facet.index] else { return nil }
    switch condition {
    case .under(let terms):
      return verdict(under: terms, fact, facts.terms[facet.index])
    case .hasAny(let terms):
      guard case .known(.set(let set)) = fact else { return nil }
      return has(anyOf: terms, set, facts)
    case .hasNone(let terms):
      guard case .known(.set(let set)) = fact else { return nil }
      return !has(anyOf: terms, set, facts)
    case .hasAll(let terms):
      guard case .known(.set(let set)) = fact else { return nil }
      return terms.allSatisfy { has($0, set, facts) }
    case .isEmpty(let isEmpty):
      guard case .known(.set(let set)) = fact else { return nil }
      return set.isEmpty == isEmpty
    case .flag(let isOn):
      guard case .known(.flag(let value)) = fact else { return nil }
      return isOn == value
    case .within(let range):
      guard case .known(.quantity(let number)) = fact else { return nil }
      return range.contains(number)
    case .during(let range):
      guard case .known(.date(let day)) = fact else { return nil }
      return range.contains(day)
    case .sameAs, .hasOnly: return nil
    }
  }

  private func verdict(
    under terms: [TermID], _ fact: Situation.Fact, _ known: [Term]
  ) -> Bool? {
    switch fact {
    case .known(.term(let leaf)):
      return terms.contains { known[$0.index].leaves.contains(leaf) }
    case .oneOf(let leaves):
      if terms.contains(where: { leaves.isSubset(of: known[$0.index].leaves) }) { return true }
      return terms.allSatisfy { leaves.isDisjoint(with: known[$0.index].leaves) } ? false : nil
    default: return nil
    }
  }

  private func has(anyOf terms: [TermID], _ set: LeafSet, _ facts: FactTable) -> Bool {
    terms.contains { has($0, set, facts) }
  }

  private func has(_ term: TermID, _ set: LeafSet, _ facts: FactTable) -> Bool {
    !facts.terms[facet.index][term.index].leaves.isDisjoint(with: set)
  }
}
