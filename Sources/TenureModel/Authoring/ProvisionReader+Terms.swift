extension ProvisionReader {
  /// The tests that a node writes down on a facet.
  ///
  /// - Parameters:
  ///   - name: The name of the facet.
  ///   - node: The tests, as they would stand behind the facet's name in a clause.
  /// - Returns: The guard; nil if it is wrong, or the vocabulary lacks the facet.
  public mutating func test(_ name: String, _ node: DocumentNode) -> Guard? {
    guard let facet = facet(name, at: node.location) else { return nil }
    return guards.readTest(of: facet, node, &findings)
  }

  /// The tests that a node writes down as a map, all of which must hold.
  public mutating func tests(_ node: DocumentNode) -> Guard? { guards.read(node, &findings) }

  /// The test that a term or set facet is, or has some leaf, under one of some terms that the
  /// plugin itself names.
  public mutating func test(
    _ name: String, isAnyOf terms: [String], at location: SourceLocation
  ) -> Guard? {
    guard let facet = facet(name, at: location), let taxonomy = vocabulary[facet].taxonomy,
      let ids = self.terms(terms, in: taxonomy, at: location)
    else { return nil }
    if case .set = vocabulary[facet].kind { return .test(FacetTest(facet, .hasAny(ids))) }
    return .test(FacetTest(facet, .under(ids)))
  }

  /// The test that a flag is on, or off.
  public mutating func test(
    _ name: String, is isOn: Bool, at location: SourceLocation
  ) -> Guard? {
    facet(name, at: location).map { .test(FacetTest($0, .flag(isOn))) }
  }

  /// The test that a quantity lies in a range.
  public mutating func test(
    _ name: String, within range: QuantityRange, at location: SourceLocation
  ) -> Guard? {
    facet(name, at: location).map { .test(FacetTest($0, .within(range))) }
  }

  /// The facet of a name; nil if the vocabulary lacks it, which is reported.
  public mutating func facet(_ name: String, at location: SourceLocation) -> FacetID? {
    if let facet = vocabulary.facet(named: name) { return facet }
    reportOnce(.lacks("a facet `\(name)`", at: location))
    return nil
  }

  /// The actions that a node names: one, a list, or `any`.
  public mutating func actions(_ node: DocumentNode) -> TermSelection? {
    selection(node, of: "action", vocabulary.action.flatMap { vocabulary[$0].taxonomy })
  }

  /// The actions of some names.
  public mutating func actions(
    _ names: [String], at location: SourceLocation
  ) -> TermSelection? {
    selection(names, of: "action", vocabulary.action.flatMap { vocabulary[$0].taxonomy }, location)
  }

  /// The rights that a node names: one, a list, or `any`.
  public mutating func rights(_ node: DocumentNode) -> TermSelection? {
    selection(
      node, of: Vocabulary.rightFacetName,
      vocabulary.taxonomy(named: Vocabulary.rightFacetName))
  }

  /// The rights of some names.
  public mutating func rights(
    _ names: [String], at location: SourceLocation
  ) -> TermSelection? {
    selection(
      names, of: Vocabulary.rightFacetName,
      vocabulary.taxonomy(named: Vocabulary.rightFacetName), location)
  }

  /// The acts on rules that a node names: one, a list, or `any`.
  public mutating func acts(_ node: DocumentNode) -> TermSelection? {
    selection(
      node, of: Vocabulary.actTaxonomyName,
      vocabulary.taxonomy(named: Vocabulary.actTaxonomyName))
  }

  /// The acts on rules of some names.
  public mutating func acts(_ names: [String], at location: SourceLocation) -> TermSelection? {
    selection(
      names, of: Vocabulary.actTaxonomyName,
      vocabulary.taxonomy(named: Vocabulary.actTaxonomyName), location)
  }

  private mutating func selection(
    _ node: DocumentNode, of name: String, _ taxonomy: TaxonomyID?
  ) -> TermSelection? {
    guard let taxonomy else {
      reportOnce(.lacks("a taxonomy `\(name)`", at: node.location))
      return nil
    }
    return vocabulary.readTerms(node, in: taxonomy, &findings)
  }

  private mutating func selection(
    _ names: [String], of name: String, _ taxonomy: TaxonomyID?, _ location: SourceLocation
  ) -> TermSelection? {
    guard let taxonomy else {
      reportOnce(.lacks("a taxonomy `\(name)`", at: location))
      return nil
    }
    return terms(names, in: taxonomy, at: location).map { .under($0) }
  }

  /// Reports what a provision of several clauses may need several times.
  private mutating func reportOnce(_ finding: Finding) {
    if !findings.suffix(10).contains(finding) { report(finding) }
  }

  private mutating func terms(
    _ names: [String], in taxonomy: TaxonomyID, at location: SourceLocation
  ) -> [TermID]? {
    let found = names.map { vocabulary[taxonomy].term(named: $0) }
    for (name, term) in zip(names, found) where term == nil {
      reportOnce(.lacks("a term `\(name)` of `\(vocabulary[taxonomy].name)`", at: location))
    }
    let terms = Set(found.compactMap { $0 }).sorted()
    return found.contains(nil) ? nil : terms
  }
}

extension Finding {
  /// The document says something that needs a word which the vocabulary does not have.
  fileprivate static func lacks(_ what: String, at location: SourceLocation) -> Finding {
    Finding(
      "vocabulary-lacks", "this needs \(what), which the vocabulary lacks", at: location,
      help: "declare it in `vocabulary.yaml`")
  }
}
