/// What clauses look like, for editors and for the handbook.
///
/// Names of facets are known only with a vocabulary, so any other key of a clause may be the name
/// of a facet.
package enum ClauseShape {
  /// The shape of the documents of a pillar.
  ///
  /// - Parameters:
  ///   - pillar: The pillar.
  ///   - fields: What stands in the document beside `defaults`, `scope` and `notes`.
  /// - Returns: The shape.
  package static func document(of pillar: Pillar, _ fields: [SchemaShape.FieldShape]) -> SchemaShape
  {
    let common: [SchemaShape.FieldShape] = [
      .init(
        "defaults", "what each clause has unless it says otherwise", isRequired: false,
        shape: InheritedValues.schema.shape),
      .init("scope", "tests that are joined to every clause", isRequired: false, shape: tests),
    ]
    let notes = SchemaShape.FieldShape(
      "notes", "what the text says and no clause can", isRequired: false,
      shape: PolicyNote.schema.shape)
    return .map(.init(fields: common + fields + [notes]))
  }

  /// The shape of a clause of a rulebook.
  package static func clause(of pillar: Pillar) -> SchemaShape {
    let keys = ClauseKeyword.allowed(in: pillar).filter { !$0.joinsTests }
    return .map(
      .init(
        fields: keys.map { field($0, isRequired: $0 == .id || $0 == .order) } + joins, rest: rest))
  }

  /// The shape of a provision: keys of its own, and what every clause may have.
  static func provision(_ own: [any AnyField]) -> SchemaShape {
    let names = Set(own.map(\.name))
    let header = ClauseKeyword.allCases.filter { $0.isHeader && !names.contains($0.rawValue) }
    return .map(
      .init(
        fields: [field(.id, isRequired: true)] + own.map(\.fieldShape)
          + header.filter { $0 != .id }.map { field($0, isRequired: false) } + joins,
        rest: rest))
  }

  private static let tests = SchemaShape.named("tests") {
    .map(.init(fields: joins, rest: rest))
  }

  private static let rest = SchemaShape.RestShape(
    "a facet", "a test of its value", shape: .anything)

  private static var joins: [SchemaShape.FieldShape] {
    let list = SchemaShape.list(tests, isEmptyAllowed: false)
    return [
      .init("all", "all of these hold", isRequired: false, shape: list),
      .init("any", "one of these holds", isRequired: false, shape: list),
      .init("not", "these do not all hold", isRequired: false, shape: tests),
      .init("unless", "these do not all hold", isRequired: false, shape: tests),
    ]
  }
}

extension ClauseShape {
  private static func field(
    _ key: ClauseKeyword, isRequired: Bool
  ) -> SchemaShape.FieldShape {
    .init(key.rawValue, doc(key), isRequired: isRequired, shape: shape(key))
  }

  private static func shape(_ key: ClauseKeyword) -> SchemaShape {
    switch key {
    case .id, .rank, .step, .empower, .disempower, .by: return Schema.identifier.shape
    case .permit, .prohibit, .oblige, .attach, .grant, .withhold, .act:
      return Schema<[String]>.oneOrMore(.identifier).shape
    case .duties: return DutySchema.duties.shape
    case .order: return ClauseSchema.wholeNumber.shape
    case .lasts: return Schema.period.shape
    case .over, .implements: return ClauseSchema.identifiers.shape
    case .force: return ClauseSchema.force.shape
    case .default, .reviewed: return .flag
    case .from, .until, .enacted: return Schema.day.shape
    case .cites, .note: return Schema.text.shape
    case .levy, .recoup, .split, .cap, .floor, .dividend:
      return StepSchema.step(key)?.shape ?? .anything
    case .all, .any, .not, .unless: return .anything
    }
  }

  private static func doc(_ key: ClauseKeyword) -> String {
    switch key {
    case .id: "unique in the regime over all its layers, stable over its life"
    case .permit: "the actions that may be done"
    case .prohibit: "the actions that must not be done"
    case .oblige: "the actions that must be done"
    case .attach: "the actions to which duties are added; says nothing about them"
    case .grant: "the rights that the actor has against the holder"
    case .withhold: "the rights that the actor has not"
    case .duties: "what must be done before, with and after"
    case .levy: "an amount is taken to a payee"
    case .recoup: "what earlier transactions left unrecovered is taken to a payee"
    case .split: "the whole rest is divided"
    case .cap: "what a payee has above an amount goes to another"
    case .floor: "a payee is topped up to an amount"
    case .dividend: "a fund is paid out"
    case .order: "steps run in ascending order"
    case .step: "steps of one name are rivals, of which the doctrine picks one"
    case .empower: "the body that may perform the act"
    case .disempower: "the body that may not, or `any`"
    case .act: "the acts"
    case .by: "the procedure, or `alone`"
    case .lasts: "for how long the act holds"
    case .over: "the clauses that it beats by its own word"
    case .rank: "its place in the order of superior and inferior law"
    case .force: "how hard it is"
    case .default: "whether it speaks only where no other clause does"
    case .from: "the first day in force"
    case .until: "the first day no longer in force"
    case .enacted: "the day that `recency` compares; `from` if left out"
    case .implements: "ids in a catalogue of rules"
    case .cites: "the text that it encodes"
    case .note: "free text"
    case .reviewed: "whether someone has read it against the official text"
    case .all, .any, .not, .unless: "joins tests"
    }
  }
}
