public import TenureModel

/// What rulebooks look like, for editors and for the handbook.
///
/// Names of facets are known only with a vocabulary; without one any other key of a clause may be
/// the name of a facet.
public enum RulebookShape {
  /// Larger taxonomies are not spelled out as choices.
  static let choiceLimit = 500

  /// The shape of the documents of a pillar.
  ///
  /// - Parameters:
  ///   - pillar: The pillar.
  ///   - vocabulary: What can be said, if it is known.
  /// - Returns: The shape.
  public static func document(of pillar: Pillar, vocabulary: Vocabulary?) -> SchemaShape {
    let tests = tests(vocabulary, pillar)
    var fields: [SchemaShape.FieldShape] = []
    switch pillar {
    case .distribution:
      fields += [
        .init("currency", "the currency", isRequired: false, shape: MoneySchema.currency.shape),
        .init(
          "rounding", "to what amounts are rounded, and how", isRequired: false,
          shape: MoneySchema.rounding.shape),
        .init(
          "funds", "the funds that steps pay to", isRequired: false,
          shape: MoneySchema.funds.shape),
      ]
    case .governance:
      fields += [
        .init(
          "bodies", "the bodies with their seats", isRequired: false,
          shape: BodySchema.bodies.shape),
        .init(
          "procedures", "the procedures, each a list of steps", isRequired: false,
          shape: ProcedureSchema.procedures.shape),
      ]
    case .property, .circulation: break
    }
    fields += [
      .init(
        "defaults", "what each clause has unless it says otherwise", isRequired: false,
        shape: InheritedValues.schema.shape),
      .init("scope", "tests that are joined to every clause", isRequired: false, shape: tests),
      .init(
        "clauses", "the clauses", isRequired: false,
        shape: .list(clause(of: pillar, vocabulary), isEmptyAllowed: true)),
      .init(
        "notes", "what the text says and no clause can", isRequired: false,
        shape: RulebookNote.schema.shape),
    ]
    return .map(.init(fields: fields))
  }

  private static func clause(of pillar: Pillar, _ vocabulary: Vocabulary?) -> SchemaShape {
    let keys = ClauseKeyword.allowed(in: pillar).filter { !$0.joinsTests }.map { key in
      SchemaShape.FieldShape(
        key.rawValue, doc(key),
        isRequired: key == .id || (key == .order && pillar == .distribution),
        shape: shape(key, vocabulary))
    }
    return .map(
      .init(fields: keys + testFields(vocabulary, pillar), rest: rest(vocabulary)))
  }

  private static func tests(_ vocabulary: Vocabulary?, _ pillar: Pillar) -> SchemaShape {
    .named("tests") {
      .map(.init(fields: testFields(vocabulary, pillar), rest: rest(vocabulary)))
    }
  }

  private static func rest(_ vocabulary: Vocabulary?) -> SchemaShape.RestShape? {
    vocabulary == nil ? .init("a facet", "a test of its value", shape: .anything) : nil
  }

  private static func testFields(
    _ vocabulary: Vocabulary?, _ pillar: Pillar
  ) -> [SchemaShape.FieldShape] {
    let list = SchemaShape.list(
      .named("tests") { tests(vocabulary, pillar) }, isEmptyAllowed: false)
    let joins: [SchemaShape.FieldShape] = [
      .init("all", "all of these hold", isRequired: false, shape: list),
      .init("any", "one of these holds", isRequired: false, shape: list),
      .init("not", "these do not all hold", isRequired: false, shape: tests(vocabulary, pillar)),
      .init("unless", "these do not all hold", isRequired: false, shape: tests(vocabulary, pillar)),
    ]
    guard let vocabulary else { return joins }
    let facets = vocabulary.facets.enumerated().filter {
      pillar != .property || FacetID($0.offset) != vocabulary.right
    }
    return joins
      + facets.map { _, facet in
        .init(
          facet.name, "a test of the \(facet.kindName) facet `\(facet.name)`", isRequired: false,
          shape: test(facet, vocabulary))
      }
  }

  private static func test(_ facet: Facet, _ vocabulary: Vocabulary) -> SchemaShape {
    func orList(_ shape: SchemaShape) -> SchemaShape {
      .oneOf([shape, .list(shape, isEmptyAllowed: false)])
    }
    func map(_ shape: SchemaShape) -> SchemaShape {
      .map(
        .init(
          fields: facet.testKeys.map {
            .init($0, "", isRequired: false, shape: $0 == "empty" ? .flag : shape)
          }))
    }
    switch facet.kind {
    case .flag: return orList(.flag)
    case .quantity:
      return orList(.oneOf([Schema.decimal.shape, map(Schema.decimal.shape)]))
    case .date: return orList(.oneOf([Schema.day.shape, map(Schema.day.shape)]))
    case .term(let id):
      return orList(.oneOf([terms(vocabulary[id]), map(.text(.identifier))]))
    case .set(let id):
      return orList(.oneOf([terms(vocabulary[id]), map(orList(terms(vocabulary[id])))]))
    }
  }

  /// A term of a taxonomy.
  private static func terms(_ taxonomy: Taxonomy?, _ words: [String] = []) -> SchemaShape {
    guard let taxonomy, taxonomy.terms.count <= choiceLimit else { return .text(.identifier) }
    return .choice((words + taxonomy.terms.map(\.name)).map { SchemaShape.Choice($0) })
  }
}

extension RulebookShape {
  private static func shape(_ key: ClauseKeyword, _ vocabulary: Vocabulary?) -> SchemaShape {
    func selection(_ taxonomy: Taxonomy?) -> SchemaShape {
      .oneOf([terms(taxonomy, ["any"]), .list(terms(taxonomy), isEmptyAllowed: false)])
    }
    switch key {
    case .id, .rank, .step, .empower, .disempower, .by: return Schema.identifier.shape
    case .permit, .prohibit, .oblige, .attach:
      return selection(vocabulary.flatMap { $0.action.flatMap($0.taxonomy(of:)) })
    case .grant, .withhold: return selection(vocabulary?.rights)
    case .act: return selection(vocabulary?.acts)
    case .duties: return DutySchema.duties.shape
    case .order: return Schemas.wholeNumber.shape
    case .lasts: return Schema.period.shape
    case .over, .implements: return Schemas.identifiers.shape
    case .force: return Schemas.force.shape
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
