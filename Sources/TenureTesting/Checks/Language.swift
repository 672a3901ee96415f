import TenureModel

/// Whether a clause says only what can be said: facets, terms and values of the vocabulary.
///
/// The types of guards keep them decidable; what they do not keep is that a test fits its facet.
struct Language {
  private let clause: AnyClause
  private let vocabulary: Vocabulary

  init(of clause: AnyClause, in vocabulary: Vocabulary) {
    self.clause = clause
    self.vocabulary = vocabulary
  }

  /// What is wrong, each as the rest of a sentence about the clause.
  var faults: [String] {
    var faults: [String] = []
    clause.guard.forEachTest { test in
      if let fault = fault(of: test) { faults.append(fault) }
    }
    if let fault = faultOfEffect { faults.append(fault) }
    return faults
  }

  private func fault(of test: FacetTest) -> String? {
    guard vocabulary.facets.indices.contains(test.facet.index) else {
      return "tests a facet that the vocabulary lacks"
    }
    if clause.pillar == .property, test.facet == vocabulary.right {
      return "tests `\(Vocabulary.rightFacetName)`, which property itself decides"
    }
    let name = vocabulary[test.facet].name
    switch (vocabulary[test.facet].kind, test.condition) {
    case (.term(let taxonomy), .under(let terms)),
      (.set(let taxonomy), .hasAny(let terms)), (.set(let taxonomy), .hasAll(let terms)),
      (.set(let taxonomy), .hasNone(let terms)), (.set(let taxonomy), .hasOnly(let terms)):
      return areKnown(terms, in: vocabulary[taxonomy])
        ? nil : "tests `\(name)` for a term that its taxonomy lacks"
    case (.term(let taxonomy), .sameAs(let other)):
      guard vocabulary.facets.indices.contains(other.index),
        vocabulary[other].kind == .term(taxonomy)
      else { return "compares `\(name)` with a facet of another taxonomy" }
      return nil
    case (.set, .isEmpty), (.flag, .flag), (.quantity, .within), (.date, .during): return nil
    default: return "tests `\(name)` for a value of another kind"
    }
  }

  private var faultOfEffect: String? {
    switch clause.effect {
    case .property(let effect):
      fault(of: effect.rights, in: vocabulary.rights, "a right")
    case .circulation(let effect):
      fault(
        of: effect.actions, in: vocabulary.action.flatMap { vocabulary.taxonomy(of: $0) },
        "an action")
    case .governance(let effect): fault(of: effect.acts, in: vocabulary.acts, "an act")
    case .distribution: nil
    }
  }

  private func fault(
    of selection: TermSelection, in taxonomy: Taxonomy?, _ what: String
  ) -> String? {
    guard let taxonomy else { return "is about \(what), and the vocabulary has none" }
    guard case .under(let terms) = selection else { return nil }
    return areKnown(terms, in: taxonomy) ? nil : "is about \(what) that the vocabulary lacks"
  }

  private func areKnown(_ terms: [TermID], in taxonomy: Taxonomy) -> Bool {
    terms.allSatisfy { taxonomy.terms.indices.contains($0.index) }
  }
}
