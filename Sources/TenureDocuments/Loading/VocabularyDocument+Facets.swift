internal import TenureModel

extension VocabularyDocument {
  /// Reads the facets, in document order.
  mutating func readFacets(_ node: DocumentNode?) -> [Facet] {
    guard let node else { return [] }
    guard node.count <= Self.facetLimit else {
      findings.append(
        node.finding("too-many-facets", "a vocabulary has at most \(Self.facetLimit) facets"))
      return []
    }
    return node.entries.compactMap { readFacet($0) }
  }

  private mutating func readFacet(_ entry: DocumentNode.Entry) -> Facet? {
    let name = readFacetName(entry.key)
    guard let declaration = FacetDeclaration.schema.read(entry.value, &findings) else {
      return nil
    }
    for (key, location) in declaration.misplacedKeys {
      findings.append(
        Finding(
          "wrong-facet-key", "a \(declaration.kind.value.rawValue) facet has no `\(key)`",
          at: location, help: "take the key out, or choose another kind"))
    }
    guard let kind = readKind(declaration, entry.value), let name else { return nil }
    let facet = Facet(name: name, kind: kind)
    if name == Vocabulary.actionFacetName, declaration.kind.value != .term {
      findings.append(
        Finding(
          "action-not-a-term", "`action` must be a term facet", at: declaration.kind.location,
          help: "`permit`, `prohibit` and the like are tests on it"))
    }
    guard let node = declaration.defaultValue else { return facet }
    guard let value = readDefault(node, of: facet) else { return nil }
    return Facet(name: name, kind: kind, defaultValue: value)
  }

  private mutating func readFacetName(_ key: DocumentNode) -> String? {
    guard let name = Schema.identifier.read(key, &findings) else { return nil }
    if name == Vocabulary.dateFacetName || name == Vocabulary.rightFacetName {
      findings.append(
        key.finding(
          "reserved-facet", "facet `\(name)` cannot be declared",
          help: name == Vocabulary.dateFacetName
            ? "a facet of this name is always there"
            : "it follows from a taxonomy named `\(name)`"))
      return nil
    }
    if ClauseKeyword.named(name) != nil {
      findings.append(
        key.finding(
          "reserved-facet", "a facet cannot be named like `\(name)`, a key of a clause",
          help: "choose another name, say `\(name)-of-data`"))
      return nil
    }
    return name
  }

  private mutating func readKind(
    _ declaration: FacetDeclaration, _ node: DocumentNode
  ) -> Facet.Kind? {
    switch declaration.kind.value {
    case .flag: return .flag
    case .date: return .date
    case .quantity:
      return .quantity(
        Facet.Quantity(
          unit: declaration.unit?.value, isWhole: declaration.isWhole?.value ?? false,
          minimum: declaration.minimum?.value))
    case .term, .set:
      guard let name = declaration.taxonomy else {
        findings.append(
          node.finding(
            "missing-key", "`taxonomy` is missing", help: "add `taxonomy:`, where its values stand"
          ))
        return nil
      }
      guard let taxonomy = readTaxonomy(name) else { return nil }
      if declaration.kind.value == .term, taxonomies[taxonomy.index].terms.isEmpty {
        findings.append(
          name.finding(
            "empty-taxonomy", "taxonomy `\(name.text)` has no terms, so the facet has no value",
            help: "give the taxonomy a term, or take the facet out"))
        return nil
      }
      return declaration.kind.value == .term ? .term(taxonomy) : .set(taxonomy)
    }
  }

  private mutating func readDefault(_ node: DocumentNode, of facet: Facet) -> FacetValue? {
    switch facet.kind {
    case .flag: return Schema.flag.read(node, &findings).map { .flag($0) }
    case .date: return Schema.day.read(node, &findings).map { .date($0) }
    case .quantity(let quantity):
      guard let number = Schema.decimal.read(node, &findings) else { return nil }
      guard quantity.admits(.exactly(number)) else {
        findings.append(
          node.finding("out-of-range", "`\(number)` is no value of `\(facet.name)`"))
        return nil
      }
      return .quantity(number)
    case .term(let id):
      return readLeaf(node, taxonomies[id.index]).map { .term(leaf: $0) }
    case .set(let id):
      let items = node.kind == .sequence ? Array(node.items) : [node]
      let leaves = items.compactMap { readLeaf($0, taxonomies[id.index]) }
      return leaves.count == items.count ? .set(LeafSet(leaves)) : nil
    }
  }

  private mutating func readLeaf(_ node: DocumentNode, _ taxonomy: Taxonomy) -> Int? {
    guard let name = Schema.identifier.read(node, &findings) else { return nil }
    guard let term = taxonomy.term(named: name) else {
      findings.append(
        node.finding(
          "unknown-term", "`\(name)` is not a term of taxonomy `\(taxonomy.name)`",
          help: Suggestion.help(for: name, among: taxonomy.terms.map(\.name))))
      return nil
    }
    guard let leaf = taxonomy.leafNumber(of: term) else {
      findings.append(.notALeaf(node, term, taxonomy))
      return nil
    }
    return leaf
  }

  /// Reads what people and other vocabularies call the terms.
  mutating func readLabels(_ node: DocumentNode?) -> [TermLabel] {
    var labels: [TermLabel] = []
    for entry in node.map({ Array($0.entries) }) ?? [] {
      guard let id = readTaxonomy(entry.key) else { continue }
      let taxonomy = taxonomies[id.index]
      guard entry.value.kind == .map else {
        findings.append(.expected("a map of terms, each with its names", entry.value))
        continue
      }
      for term in entry.value.entries {
        let name = term.key.text
        if taxonomy.term(named: name) == nil {
          findings.append(
            term.key.finding(
              "unknown-term",
              "`\(Finding.brief(name))` is not a term of taxonomy `\(taxonomy.name)`",
              help: findings.count < Finding.suggestionLimit
                ? Suggestion.help(for: name, among: taxonomy.terms.map(\.name)) : nil))
        }
        for (scheme, text) in Self.labels.read(term.value, &findings) ?? [] {
          labels.append(
            TermLabel(taxonomy: taxonomy.name, term: name, scheme: scheme, text: text))
        }
      }
    }
    return labels
  }
}

extension Finding {
  /// An inner term where only a value will do.
  static func notALeaf(_ node: DocumentNode, _ term: TermID, _ taxonomy: Taxonomy) -> Finding {
    node.finding(
      "not-a-leaf", "`\(taxonomy[term].name)` stands for the terms under it and is no value",
      help: taxonomy.leafHelp(term))
  }
}

extension Taxonomy {
  /// The first values under an inner term, for who named it as one.
  func leafHelp(_ term: TermID) -> String {
    let leaves = self[term].leaves
    let names = leaves.leaves.prefix(4).map { "`\(leafName($0))`" }
    return "name one of " + names.joined(separator: ", ") + (leaves.count > 4 ? ", …" : "")
  }
}
