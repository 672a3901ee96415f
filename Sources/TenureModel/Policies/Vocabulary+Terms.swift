extension Vocabulary {
  /// The term that a node names.
  ///
  /// An unknown term is reported with the nearest known one, or the facet that knows it.
  public func readTerm(
    _ node: DocumentNode, in taxonomy: TaxonomyID, _ findings: inout [Finding]
  ) -> TermID? {
    guard node.kind == .scalar, !node.isEmpty else {
      findings.append(.wrongKind(of: node, expected: "a term of `\(self[taxonomy].name)`"))
      return nil
    }
    let name = node.text
    if let term = taxonomies[taxonomy.index].term(named: name) { return term }
    let help = findings.count < Finding.suggestionLimit ? help(for: name, in: taxonomy) : nil
    findings.append(
      node.finding(
        "unknown-term",
        "`\(Finding.brief(name))` is not a term of taxonomy `\(self[taxonomy].name)`",
        help: help))
    return nil
  }

  /// The terms that an effect names: one, a list of them, or `any`.
  public func readTerms(
    _ node: DocumentNode, in taxonomy: TaxonomyID, _ findings: inout [Finding]
  ) -> TermSelection? {
    guard node.kind == .sequence else {
      if node.hasText("any") { return .any }
      return readTerm(node, in: taxonomy, &findings).map { .under([$0]) }
    }
    guard node.count > 0 else {
      findings.append(
        node.finding("empty-list", "the list is empty", help: "name at least one, or say `any`"))
      return nil
    }
    var terms: Set<TermID> = []
    var isSound = true
    for item in node.items {
      if item.hasText("any") {
        findings.append(
          item.finding(
            "any-in-list", "`any` stands alone, not in a list",
            help: "write `any` without the list, or take it out"))
        isSound = false
      } else if let term = readTerm(item, in: taxonomy, &findings) {
        terms.insert(term)
      } else {
        isSound = false
      }
    }
    return isSound ? .under(terms.sorted()) : nil
  }

  /// A way out for who names a term that a taxonomy does not have.
  package func help(for name: String, in taxonomy: TaxonomyID) -> String? {
    if name == Self.unknownWord {
      return "a clause tests what is the case; `\(name)` is for situations"
    }
    let known = self[taxonomy].terms.map(\.name)
    if let near = Suggestion.nearest(to: name, among: known) { return "did you mean `\(near)`?" }
    let owners = facets.filter { facet in
      facet.taxonomy.map { self[$0].term(named: name) != nil } ?? false
    }
    if !owners.isEmpty {
      return "it is a term of " + owners.map { "`\($0.name)`" }.joined(separator: ", ")
    }
    return Suggestion.help(for: name, among: known) ?? self[taxonomy].widestTerms
  }

  /// The facet that a key names.
  ///
  /// - Parameters:
  ///   - key: The node that names it.
  ///   - others: Further words that may have been meant.
  ///   - findings: Where an unknown facet is reported, with the nearest known word.
  /// - Returns: The facet; nil if there is none of that name.
  public func readFacet(
    _ key: DocumentNode, others: [String] = [], _ findings: inout [Finding]
  ) -> FacetID? {
    let name = key.text
    if let facet = facet(named: name) { return facet }
    let message =
      others.isEmpty
      ? "unknown facet `\(Finding.brief(name))`"
      : "`\(Finding.brief(name))` is neither a key of a clause nor a facet"
    var help: String?
    if findings.count < Finding.suggestionLimit {
      help = Suggestion.help(for: name, among: others + facets.map(\.name))
    }
    findings.append(
      key.finding(others.isEmpty ? "unknown-facet" : "unknown-key", message, help: help))
    return nil
  }
}

extension Taxonomy {
  /// Where to begin to look for a term, in words: those at the top.
  package var widestTerms: String {
    let tops = terms.filter(\.parents.isEmpty)
    let names = tops.prefix(8).map { "`\($0.name)`" }.joined(separator: ", ")
    return "the widest are \(names)" + (tops.count > 8 ? " and others" : "")
      + "; `vocabulary.yaml` lists what lies under them"
  }
}

extension Finding {
  /// After so many findings of one document no more suggestions are worked out: each costs a pass
  /// over all known words.
  package static let suggestionLimit = 50
}
