extension GuardReader {
  /// Reads tests of a term facet: a term, `{same-as: FACET}`, or a list of these.
  func readTermTest(
    of facet: FacetID, _ taxonomy: TaxonomyID, _ node: DocumentNode,
    _ findings: inout [Finding]
  ) -> Guard? {
    readTerms(of: facet, taxonomy, node, &findings, { .under($0) }) { map, findings in
      readSameAs(facet, map, &findings).map { .test(FacetTest(facet, .sameAs($0))) }
    }
  }

  /// Reads tests of a set facet: a term, a map, or a list of these.
  func readSetTest(
    of facet: FacetID, _ taxonomy: TaxonomyID, _ node: DocumentNode,
    _ findings: inout [Finding]
  ) -> Guard? {
    readTerms(of: facet, taxonomy, node, &findings, { .hasAny($0) }) { map, findings in
      readSubset(of: facet, taxonomy, map, &findings)
    }
  }

  /// Reads a term, a map, or a list of alternatives.
  ///
  /// The terms of a list become one test.
  private func readTerms(
    of facet: FacetID, _ taxonomy: TaxonomyID, _ node: DocumentNode,
    _ findings: inout [Finding], _ condition: ([TermID]) -> FacetTest.Condition,
    _ readMap: (DocumentNode, inout [Finding]) -> Guard?
  ) -> Guard? {
    let items = node.kind == .sequence ? Array(node.items) : [node]
    guard !items.isEmpty else {
      findings.append(.emptyTests(node))
      return nil
    }
    var terms: Set<TermID> = []
    var parts: [Guard] = []
    var isSound = true
    for item in items {
      switch item.kind {
      case .map:
        if let part = readMap(item, &findings) { parts.append(part) } else { isSound = false }
      case .scalar:
        if let term = vocabulary.readTerm(item, in: taxonomy, &findings) {
          terms.insert(term)
        } else {
          isSound = false
        }
      case .sequence:
        findings.append(.wrongTest(item, vocabulary[facet], key: nil))
        isSound = false
      }
    }
    guard isSound else { return nil }
    if !terms.isEmpty { parts.insert(.test(FacetTest(facet, condition(terms.sorted()))), at: 0) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  /// Reads `{same-as: FACET}`.
  private func readSameAs(
    _ facet: FacetID, _ node: DocumentNode, _ findings: inout [Finding]
  ) -> FacetID? {
    guard let entry = readOnlyKey(of: node, facet, &findings) else { return nil }
    guard let other = vocabulary.readFacet(entry.value, &findings) else { return nil }
    if other != facet, vocabulary[other].kind == vocabulary[facet].kind { return other }
    let partners = vocabulary.facets.filter {
      $0.kind == vocabulary[facet].kind && $0.name != vocabulary[facet].name
    }
    let names = partners.map { "`\($0.name)`" }.joined(separator: ", ")
    findings.append(
      entry.value.finding(
        "not-comparable",
        "`\(vocabulary[facet].name)` cannot be compared with `\(vocabulary[other].name)`",
        help: partners.isEmpty
          ? "no other term facet has its taxonomy" : "term facets of its taxonomy: \(names)"))
    return nil
  }

  private func readOnlyKey(
    of node: DocumentNode, _ facet: FacetID, _ findings: inout [Finding]
  ) -> DocumentNode.Entry? {
    var found: DocumentNode.Entry?
    for entry in node.entries {
      guard entry.key.hasText("same-as") else {
        findings.append(.wrongTest(entry.key, vocabulary[facet], key: entry.key.text))
        return nil
      }
      found = entry
    }
    if found == nil { findings.append(.emptyTests(node)) }
    return found
  }

  /// Reads `{all: …, none: …, only: …, empty: …}`; all that is there must hold.
  private func readSubset(
    of facet: FacetID, _ taxonomy: TaxonomyID, _ node: DocumentNode,
    _ findings: inout [Finding]
  ) -> Guard? {
    guard node.count > 0 else {
      findings.append(.emptyTests(node))
      return nil
    }
    var conditions: [(place: Int, condition: FacetTest.Condition)] = []
    for entry in node.entries {
      let key = entry.key.text
      switch key {
      case "all":
        readList(entry.value, taxonomy, &findings).map { conditions.append((0, .hasAll($0))) }
      case "none":
        readList(entry.value, taxonomy, &findings).map { conditions.append((1, .hasNone($0))) }
      case "only":
        readList(entry.value, taxonomy, &findings).map { conditions.append((2, .hasOnly($0))) }
      case "empty":
        Schema.flag.read(entry.value, &findings).map { conditions.append((3, .isEmpty($0))) }
      default: findings.append(.wrongTest(entry.key, vocabulary[facet], key: key))
      }
    }
    guard conditions.count == node.count else { return nil }
    let tests = conditions.sorted { $0.place < $1.place }
      .map { Guard.test(FacetTest(facet, $0.condition)) }
    return tests.count == 1 ? tests[0] : .all(tests)
  }

  /// Reads one term or a list of terms.
  private func readList(
    _ node: DocumentNode, _ taxonomy: TaxonomyID, _ findings: inout [Finding]
  ) -> [TermID]? {
    guard node.kind == .sequence else {
      return vocabulary.readTerm(node, in: taxonomy, &findings).map { [$0] }
    }
    guard node.count > 0 else {
      findings.append(.emptyTests(node))
      return nil
    }
    let terms = node.items.compactMap { vocabulary.readTerm($0, in: taxonomy, &findings) }
    return terms.count == node.count ? Set(terms).sorted() : nil
  }
}
