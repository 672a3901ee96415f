internal import TenureModel

/// Reads a rulebook of one pillar: everything that is wrong is found in one pass.
struct RulebookReader<Dialect: RulebookDialect> {
  private var dialect: Dialect
  private let context: LoweringContext
  private let clauseKeys: [String]

  init(_ dialect: Dialect, context: LoweringContext) {
    self.dialect = dialect
    self.context = context
    clauseKeys = ClauseKeyword.allowed(in: Dialect.pillar).map(\.rawValue)
  }

  mutating func read(_ document: RulebookDocument) -> Lowered<Dialect.PillarEffect> {
    var reader = ProvisionReader(
      document.root, pillar: Dialect.pillar,
      keys: ["defaults", "scope", "clauses", "notes"] + Dialect.declarationKeys, in: context)
    let declarations = dialect.readDeclarations(document.root, &reader.findings)
    var clauses: [Clause<Dialect.PillarEffect>] = []
    for item in reader.items(of: "clauses") {
      if let clause = readClause(item, with: &reader) { clauses.append(clause) }
    }
    return reader.lowered(clauses, declarations: declarations)
  }

  private func readClause(
    _ node: DocumentNode, with reader: inout ProvisionReader
  ) -> Clause<Dialect.PillarEffect>? {
    guard node.kind == .map else {
      reader.report(
        node.finding("wrong-kind", "expected a clause", help: "write it as `- id: …`"))
      return nil
    }
    let draft = ClauseDraft(node, pillar: Dialect.pillar, &reader.findings)
    let provision = reader.provision(draft, keys: clauseKeys) { readEffect(draft, &$0) }
    return provision.map { $0.clause($0.own) }
  }

  private func readEffect(
    _ draft: ClauseDraft, _ findings: inout [Finding]
  ) -> Dialect.PillarEffect? {
    guard let effect = draft.effects.first else {
      if draft.hasForeignEffect { return nil }
      let known = ClauseKeyword.allowed(in: Dialect.pillar).filter(\.isEffect)
      findings.append(
        draft.node.finding(
          "no-effect",
          draft.id.isEmpty
            ? "a clause says nothing"
            : "clause `\(Finding.brief(draft.id))` says nothing",
          help: "add one of " + known.map { "`\($0.rawValue)`" }.joined(separator: ", ")))
      return nil
    }
    for other in draft.effects.dropFirst() {
      findings.append(
        other.name.finding(
          "several-effects",
          "a clause says one thing, not `\(effect.key.rawValue)` and `\(other.key.rawValue)`",
          notes: [.init("first here", at: effect.name.location)],
          help: "write two clauses"))
    }
    return dialect.readEffect(draft, effect, &findings)
  }
}
