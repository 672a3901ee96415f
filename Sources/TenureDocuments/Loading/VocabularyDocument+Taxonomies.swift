internal import TenureModel

extension VocabularyDocument {
  /// The terms of one taxonomy, as far as they are read.
  private struct Draft {
    let name: String
    var terms: [(name: String, parents: [String])] = []
    /// Where each term stands first.
    var places: [String: (index: Int, node: DocumentNode)] = [:]
    /// Where `also` names parents, by term and parent.
    var alsoPlaces: [String: [String: SourceLocation]] = [:]
    var isSound = true
  }

  /// Builds the taxonomies from the trees and from the further parents.
  mutating func readTaxonomies(_ trees: DocumentNode?, also: DocumentNode?) {
    var drafts: [Draft] = []
    for entry in trees.map({ Array($0.entries) }) ?? [] {
      guard let name = Schema.identifier.read(entry.key, &findings) else { continue }
      declaredTaxonomies.append(name)
      var draft = Draft(name: name)
      readTree(entry.value, under: nil, &draft)
      drafts.append(draft)
    }
    for entry in also.map({ Array($0.entries) }) ?? [] {
      guard let position = drafts.firstIndex(where: { entry.key.hasText($0.name) }) else {
        reportUnknownTaxonomy(entry.key)
        continue
      }
      readParents(entry.value, &drafts[position])
    }
    for draft in drafts { build(draft) }
  }

  private mutating func readTree(_ node: DocumentNode, under parent: String?, _ draft: inout Draft)
  {
    guard !node.isEmpty else { return }
    guard node.kind == .map else {
      findings.append(
        node.finding(
          "wrong-kind", "expected the terms under `\(parent ?? draft.name)` as a map",
          help: "write each term as a key with nothing behind it: `{company: , agency: }`"))
      draft.isSound = false
      return
    }
    for entry in node.entries {
      guard let name = readTermName(entry.key, &draft) else { continue }
      if let first = draft.places[name] {
        findings.append(
          entry.key.finding(
            "duplicate-term", "term `\(name)` stands twice in taxonomy `\(draft.name)`",
            notes: [.init("first here", at: first.node.location)],
            help: "a term stands once in the tree; further parents stand under `also`"))
        draft.isSound = false
        continue
      }
      draft.places[name] = (draft.terms.count, entry.key)
      draft.terms.append((name, parent.map { [$0] } ?? []))
      readTree(entry.value, under: name, &draft)
    }
  }

  private mutating func readTermName(_ key: DocumentNode, _ draft: inout Draft) -> String? {
    guard let name = Schema.identifier.read(key, &findings) else {
      draft.isSound = false
      return nil
    }
    guard name != Vocabulary.unknownWord else {
      findings.append(
        key.finding(
          "reserved-term", "no term can be named `\(name)`",
          help: "the word leaves a facet open in every situation; say `other`, perhaps"))
      draft.isSound = false
      return nil
    }
    guard draft.terms.count < Self.termLimit else {
      if draft.terms.count == Self.termLimit, draft.isSound {
        findings.append(
          key.finding("too-many-terms", "a taxonomy has at most \(Self.termLimit) terms"))
      }
      draft.isSound = false
      return nil
    }
    return name
  }

  private mutating func readParents(_ node: DocumentNode, _ draft: inout Draft) {
    guard node.kind == .map else {
      findings.append(.expected("a map of terms, each with its further parents", node))
      draft.isSound = false
      return
    }
    for entry in node.entries {
      guard let name = readTermName(entry.key, &draft),
        let parents = Self.parents.read(entry.value, &findings)
      else {
        draft.isSound = false
        continue
      }
      if draft.places[name] == nil {
        draft.places[name] = (draft.terms.count, entry.key)
        draft.terms.append((name, []))
      }
      guard let position = draft.places[name]?.index else { continue }
      draft.terms[position].parents += parents.map(\.value)
      for parent in parents { draft.alsoPlaces[name, default: [:]][parent.value] = parent.location }
    }
  }

  private mutating func build(_ draft: Draft) {
    var isSound = draft.isSound
    for (term, parents) in draft.alsoPlaces.sorted(by: { $0.key < $1.key }) {
      for (parent, location) in parents where draft.places[parent] == nil {
        isSound = false
        findings.append(
          Finding(
            "unknown-term", "`\(parent)` is not a term of taxonomy `\(draft.name)`", at: location,
            notes: [.init("named as a parent of `\(term)`")],
            help: findings.count < Finding.suggestionLimit
              ? Suggestion.help(for: parent, among: draft.terms.map(\.name)) : nil))
      }
    }
    guard isSound else { return }
    do throws(TaxonomyProblem) {
      taxonomies.append(try Taxonomy(name: draft.name, terms: draft.terms))
    } catch {
      findings.append(report(error, draft))
    }
  }

  private func report(_ problem: TaxonomyProblem, _ draft: Draft) -> Finding {
    switch problem {
    case .circle(let path):
      // One of the steps down comes from `also`: a tree by itself has no circles.
      let location = zip(path, path.dropFirst()).lazy
        .compactMap { draft.alsoPlaces[$0.1]?[$0.0] }.first
      return Finding(
        "circle",
        "terms stand under one another in a circle: "
          + path.map { "`\($0)`" }.joined(separator: " over "),
        at: location, help: "take one of these parents away")
    case .duplicateTerm(let term):
      return Finding(
        "duplicate-term", "term `\(term)` stands twice in taxonomy `\(draft.name)`",
        at: draft.places[term]?.node.location)
    case .unknownParent(_, let parent):
      return Finding("unknown-term", "`\(parent)` is not a term of taxonomy `\(draft.name)`")
    }
  }

  /// Reports a taxonomy that is not declared.
  mutating func reportUnknownTaxonomy(_ node: DocumentNode) {
    let name = node.text
    findings.append(
      node.finding(
        "unknown-taxonomy", "unknown taxonomy `\(Finding.brief(name))`",
        help: Suggestion.help(for: name, among: declaredTaxonomies)))
  }

  /// The taxonomy that a node names; one that is not declared is reported.
  mutating func readTaxonomy(_ node: DocumentNode) -> TaxonomyID? {
    let name = node.text
    guard declaredTaxonomies.contains(name) else {
      reportUnknownTaxonomy(node)
      return nil
    }
    return taxonomies.firstIndex { $0.name == name }.map { TaxonomyID($0) }
  }
}
