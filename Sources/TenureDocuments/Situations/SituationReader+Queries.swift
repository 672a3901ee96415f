internal import TenureModel

extension SituationReader {
  /// A question as it stands, before its names are looked up.
  struct Question: Sendable {
    /// A body and an act.
    struct Power: Sendable {
      let body: String
      let act: DocumentNode
    }

    let right: DocumentNode?
    let power: Power?
    let situation: DocumentNode?
  }

  static let power = Schema<Question.Power>.record(
    .required("body", .identifier, "the body"),
    .required("act", .node, "the act, a leaf of the taxonomy `act`")
  ) { Question.Power(body: $0, act: $1) }

  static let question = Schema<Question>.record(
    .optional("right", .node, "a right: does the actor have it?"),
    .optional("power", power, "a power: does the body have it?"),
    .optional("situation", .node, "the situation, a map of facets")
  ) { Question(right: $0, power: $1, situation: $2) }

  /// Looks the names of a question up.
  func readQuery(
    _ question: Question, at location: SourceLocation, _ findings: inout [Finding]
  ) -> Query? {
    let situation: Situation?
    if let given = question.situation {
      situation = read(given, &findings)
    } else if question.power != nil {
      situation = Situation()
    } else {
      findings.append(
        Finding(
          "missing-key", "`situation` is missing", at: location,
          help: "add `situation:`, a map of facets"))
      situation = nil
    }
    if let right = question.right, question.power != nil {
      findings.append(
        right.finding(
          "two-questions", "`right` and `power` are two questions", help: "ask one at a time"))
      return nil
    }
    if let power = question.power {
      let act = leaf(power.act, of: Vocabulary.actTaxonomyName, &findings)
      guard let situation, let act else { return nil }
      return .power(body: power.body, act: act, situation)
    }
    guard let right = question.right else { return situation.map { .ruling($0) } }
    let leaf = leaf(right, of: Vocabulary.rightFacetName, &findings)
    guard let situation, let leaf else { return nil }
    return .claim(right: leaf, situation)
  }

  /// The leaf of a taxonomy that a node names.
  private func leaf(
    _ node: DocumentNode, of name: String, _ findings: inout [Finding]
  ) -> Int? {
    guard let id = vocabulary.taxonomy(named: name) else {
      findings.append(
        node.finding(
          "vocabulary-lacks", "the vocabulary has no taxonomy `\(name)`",
          help: "declare it in `vocabulary.yaml`"))
      return nil
    }
    guard let term = vocabulary.readTerm(node, in: id, &findings) else { return nil }
    guard let leaf = vocabulary[id].leafNumber(of: term) else {
      findings.append(.notALeaf(node, term, vocabulary[id]))
      return nil
    }
    return leaf
  }
}
