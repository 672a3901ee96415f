import TenureTesting

/// A small circulation plugin with exactly one fault, as each test chooses it.
///
///     bans:
///       - {id: no-sale, action: sell}
enum Toy {
  /// The form of its documents.
  static let bans = ProvisionSection(
    "bans", "what is forbidden", .required("act", .node, "the actions")
  ) { $0 }
  static let form = PolicyForm(.circulation, sections: [bans])

  static let document = """
    bans:
      - {id: no-sale, act: sell, data: personal}
      - {id: no-export, act: export}
      - {id: no-publication, act: publish, consent: none}

    """

  /// What a sound plugin makes of a document.
  static func lower(_ root: DocumentNode, _ context: LoweringContext) -> LoweredDocument {
    var findings: [Finding] = []
    guard let document = form.schema.read(root, &findings) else {
      return LoweredDocument(clauses: [], declarations: .none, findings: findings)
    }
    var reader = ProvisionReader(document, in: context)
    var clauses: [Clause<CirculationEffect>] = []
    for ban in reader.provisions(of: bans) {
      guard let actions = reader.actions(ban.own) else { continue }
      clauses.append(ban.clause(CirculationEffect(.prohibit, actions)))
    }
    return reader.lowered(clauses).erased
  }

  /// A plugin that changes what a sound one answers.
  static func plugin(
    name: String = "toy", version: Int = 1, summary: String = "Bans.", document: String = document,
    pillar: Pillar = .circulation,
    _ spoil:
      @escaping @Sendable (LoweredDocument, DocumentNode, LoweringContext) ->
      LoweredDocument = { lowered, _, _ in lowered }
  ) -> Plugin {
    Plugin(
      name: name, pillar: pillar, version: version, summary: summary,
      defaultDocument: document, shape: form.schema.shape
    ) { documents, context in
      documents.map { spoil(lower($0, context), $0, context) }
    }
  }
}

extension LoweredDocument {
  /// The same with other clauses.
  func with(_ clauses: [AnyClause]) -> LoweredDocument {
    LoweredDocument(clauses: clauses, declarations: declarations, findings: findings)
  }

  /// The same with other findings.
  func with(findings: [Finding]) -> LoweredDocument {
    LoweredDocument(clauses: clauses, declarations: declarations, findings: findings)
  }
}

extension Clause where PillarEffect == AnyEffect {
  /// The same clause, with some of it changed.
  func with(
    id: String? = nil, guard condition: Guard? = nil, effect: AnyEffect? = nil,
    origin: SourceLocation? = nil
  ) -> AnyClause {
    AnyClause(
      id: id ?? self.id, guard: condition ?? self.guard, effect: effect ?? self.effect,
      rank: rank, origin: origin ?? self.origin)
  }
}

extension Toy {
  /// What a plugin makes of a document that reads its bans and looks at nothing else.
  static func onlyBans(of root: DocumentNode, _ context: LoweringContext) -> LoweredDocument {
    let guards = GuardReader(vocabulary: context.vocabulary, pillar: .circulation)
    var findings: [Finding] = []
    let clauses = (root["bans"].map { Array($0.items) } ?? []).compactMap { item -> AnyClause? in
      let tests = item.entries.filter { $0.key.text != "id" && $0.key.text != "act" }
      guard let condition = guards.read(tests, &findings), let act = item["act"]?.text,
        let term = context.vocabulary.action.flatMap({ context.vocabulary.taxonomy(of: $0) })?
          .term(named: act)
      else { return nil }
      return AnyClause(
        id: item["id"]?.text ?? "", guard: condition,
        effect: .circulation(CirculationEffect(.prohibit, .under([term]))),
        origin: item.location)
    }
    return LoweredDocument(clauses: clauses, declarations: .none, findings: findings)
  }
}
