internal import TenureModel

/// Rulebooks of the governance pillar: `empower` and `disempower`, bodies and procedures.
struct PowerDialect: RulebookDialect {
  static let pillar = Pillar.governance
  static let declarationKeys = DeclarationSchema.powers.map(\.name)

  private let vocabulary: Vocabulary

  init(_ context: LoweringContext) {
    vocabulary = context.vocabulary
  }

  mutating func readDeclarations(
    _ root: DocumentNode, _ findings: inout [Finding]
  ) -> GovernanceDeclarations? {
    DeclarationSchema.readPowers(root, &findings)
  }

  func readEffect(
    _ clause: ClauseDraft, _ effect: ClauseDraft.Key, _ findings: inout [Finding]
  ) -> GovernanceEffect? {
    guard let taxonomy = vocabulary.taxonomy(named: Vocabulary.actTaxonomyName) else {
      findings.append(.missing("a taxonomy `act`", at: effect))
      return nil
    }
    let body = ClauseSchema.identifier.read(effect.value, &findings)
    var acts: TermSelection?
    if let key = clause[.act] {
      acts = vocabulary.readTerms(key.value, in: taxonomy, &findings)
    } else {
      findings.append(
        clause.node.finding(
          "missing-key", "`act` is missing",
          help: "say which act: add `act:`, an act, a list of them, or `any`"))
    }
    let power =
      effect.key == .empower
      ? readEmpower(clause, effect, body, &findings)
      : readDisempower(clause, effect, body, &findings)
    guard let power, let acts else { return nil }
    return GovernanceEffect(power, acts: acts)
  }

  private func readEmpower(
    _ clause: ClauseDraft, _ effect: ClauseDraft.Key, _ body: String?,
    _ findings: inout [Finding]
  ) -> GovernanceEffect.Power? {
    let procedure = clause.require(
      .by, ClauseSchema.identifier, help: "say how: add `by:` a procedure, or `by: alone`",
      &findings)
    let lasts = clause.read(.lasts, ClauseSchema.period, &findings)
    guard body != BodySchema.any else {
      findings.append(
        effect.value.finding(
          "not-a-body", "`any` body cannot be empowered", help: "name one body in each clause"))
      return nil
    }
    guard let body, let procedure else { return nil }
    return .empower(
      body: body, by: procedure == ProcedureSchema.alone ? .alone : .procedure(procedure),
      lasts: lasts)
  }

  private func readDisempower(
    _ clause: ClauseDraft, _ effect: ClauseDraft.Key, _ body: String?,
    _ findings: inout [Finding]
  ) -> GovernanceEffect.Power? {
    clause.refuse(
      .by, .lasts, beside: effect, help: "a red line holds for every procedure and all time",
      &findings)
    return body.map { .disempower(body: $0 == BodySchema.any ? .any : .body($0)) }
  }
}
