internal import TenureModel

/// The schemas of the values of clauses, made once: a regime may have 10,000 clauses.
enum Schemas {
  static let identifier = Schema<String>.identifier
  static let identifiers = Schema<[String]>.oneOrMore(.identifier)
  static let text = Schema<String>.text
  static let flag = Schema<Bool>.flag
  static let day = Schema<Day>.day
  static let period = Schema<Period>.period
  static let wholeNumber = Schema<Int>.wholeNumber()
  static let force = Schema<Force>.choice([
    (.init("binding", "law in force"), .binding),
    (.init("policy", "a policy document: directs its addressees"), .policy),
    (.init("exploratory", "a trial"), .exploratory),
    (.init("proposal", "a draft or a demand"), .proposal),
  ])

  /// Terms of an effect: one, a list, or `any`.
  static func readTerms(
    _ node: DocumentNode, of taxonomy: TaxonomyID, in vocabulary: Vocabulary,
    _ findings: inout [Finding]
  ) -> TermSelection? {
    guard node.kind == .sequence else {
      if node.hasText("any") { return .any }
      return vocabulary.readTerm(node, in: taxonomy, &findings).map { .under([$0]) }
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
      } else if let term = vocabulary.readTerm(item, in: taxonomy, &findings) {
        terms.insert(term)
      } else {
        isSound = false
      }
    }
    return isSound ? .under(terms.sorted()) : nil
  }

  /// A taxonomy or facet that effects need and the vocabulary lacks.
  static func missing(_ what: String, at key: ClauseDraft.Key) -> Finding {
    key.name.finding(
      "vocabulary-lacks", "`\(key.key.rawValue)` needs \(what), which the vocabulary lacks",
      help: "declare it in `vocabulary.yaml`")
  }
}
