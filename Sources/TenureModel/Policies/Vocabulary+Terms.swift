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
    if let term = self[taxonomy].term(named: name) { return term }
    let help = findings.count < Finding.suggestionLimit ? help(for: name, in: taxonomy) : nil
    findings.append(
      node.finding(
        "unknown-term",
        "`\(Finding.brief(name))` is not a term of taxonomy `\(self[taxonomy].name)`",
        help: help))
    return nil
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
    return Suggestion.help(for: name, among: known)
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

extension Finding {
  /// After so many findings of one document no more suggestions are worked out: each costs a pass
  /// over all known words.
  package static let suggestionLimit = 50
}
