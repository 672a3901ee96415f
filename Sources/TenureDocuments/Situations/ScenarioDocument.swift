public import TenureModel

/// A document of `scenarios/`: tests of the law.
public enum ScenarioDocument {
  /// What a document of scenarios looks like.
  public static var shape: SchemaShape { schema.shape }

  /// Reads the scenarios of a document.
  ///
  /// - Parameters:
  ///   - root: The root of the document.
  ///   - vocabulary: What can be said.
  ///   - regimes: The regimes that there are; nil if any will do.
  ///   - findings: Where what is wrong is reported.
  /// - Returns: The scenarios that could be read.
  static func read(
    _ root: DocumentNode, vocabulary: Vocabulary, regimes: [String]?,
    _ findings: inout [Finding]
  ) -> [Scenario] {
    let reader = SituationReader(vocabulary: vocabulary)
    return (schema.read(root, &findings) ?? []).compactMap { draft in
      let query = reader.readQuery(draft.question, at: draft.id.location, &findings)
      for (regime, _) in draft.expect {
        guard let regimes, !regimes.contains(regime.value) else { continue }
        findings.append(
          Finding(
            "unknown-regime", "there is no regime `\(regime.value)`", at: regime.location,
            help: Suggestion.help(for: regime.value, among: regimes)))
      }
      guard let query else { return nil }
      let expectations = draft.expect.compactMap {
        ExpectationSchema.read($0.value, of: $0.key, query, &findings)
      }
      return Scenario(id: draft.id, title: draft.title, query: query, expectations: expectations)
    }
  }

  /// A scenario before the vocabulary is asked.
  private struct Draft: Sendable {
    let id: Located<String>
    let title: String?
    let question: SituationReader.Question
    let expect: [(key: Located<String>, value: DocumentNode)]
  }

  private static let expect = Schema<[(key: Located<String>, value: DocumentNode)]>.map(
    of: Schema<DocumentNode>(shape: ExpectationSchema.shape) { node, _ in node },
    named: "a regime", keys: Schema.identifier.located)

  private static let scenario = Schema<Draft>.record(
    .required("id", Schema.identifier.located, "unique among all scenarios"),
    .optional("title", .text, "what it is about"),
    .optional("right", .node, "a right: does the actor have it?"),
    .optional("power", SituationReader.power, "a power: does the body have it?"),
    .optional("situation", .node, "the situation, a map of facets"),
    .required("expect", expect, "what each regime is expected to answer")
  ) { id, title, right, power, situation, expect in
    Draft(
      id: id, title: title,
      question: .init(right: right, power: power, situation: situation), expect: expect)
  }

  private static let schema = Schema<[Draft]>.record(
    .required("scenarios", .list(of: scenario), "the scenarios")
  ) { $0 }
}

/// How an expectation is written: an answer by itself, or `{verdict: …, by: […], basis: …}`.
private enum ExpectationSchema {
  static let shape = SchemaShape.oneOf([
    verdict.shape, right.shape, power.shape, record(verdict, "verdict").shape,
    record(right, "answer").shape, record(power, "answer").shape,
  ])

  /// Reads what one regime is expected to answer to a question.
  static func read(
    _ node: DocumentNode, of regime: Located<String>, _ query: Query,
    _ findings: inout [Finding]
  ) -> Scenario.Expectation? {
    let (answer, key): (Schema<Scenario.Expectation.Answer>, String) =
      switch query {
      case .ruling: (verdict, "verdict")
      case .claim: (right, "answer")
      case .power: (power, "answer")
      }
    let parts: Parts? =
      node.kind == .map
      ? record(answer, key).read(node, &findings)
      : answer.located.read(node, &findings)
        .map { Parts(answer: $0, deciding: [], basis: nil) }
    return parts.map {
      Scenario.Expectation(
        regime: regime, answer: $0.answer, deciding: $0.deciding, basis: $0.basis)
    }
  }

  private struct Parts: Sendable {
    let answer: Located<Scenario.Expectation.Answer>
    let deciding: [Located<String>]
    let basis: Basis?
  }

  private static let verdict = Schema<Verdict>.choice(of: Verdict.self)
    .map { Scenario.Expectation.Answer.verdict($0) }
  private static let right = Schema<RightState>.choice(of: RightState.self)
    .map { Scenario.Expectation.Answer.claim($0) }
  private static let power = Schema<PowerAnswer>.choice(of: PowerAnswer.self)
    .map { Scenario.Expectation.Answer.power($0) }

  private static func record(
    _ answer: Schema<Scenario.Expectation.Answer>, _ key: String
  ) -> Schema<Parts> {
    let clauses = Field<[Located<String>]>.optional(
      "by", .oneOrMore(Schema.identifier.located), "clauses among those that decide", default: [])
    guard key == "verdict" else {
      return .record(.required(key, answer.located, "the answer"), clauses) {
        Parts(answer: $0, deciding: $1, basis: nil)
      }
    }
    return .record(
      .required(key, answer.located, "the verdict on the act"), clauses,
      .optional("basis", Schema<Basis>.choice(of: Basis.self), "what the verdict rests on")
    ) { Parts(answer: $0, deciding: $1, basis: $2) }
  }
}
