internal import TenureModel

/// Reads a rulebook of one pillar: everything that is wrong is found in one pass.
struct RulebookReader<Dialect: RulebookDialect> {
  private var dialect: Dialect
  private let ranks: [String]
  private let guards: GuardReader
  private let clauseKeys: [String]
  private var inherited = InheritedValues()
  private var scope: Guard?
  private var findings: [Finding] = []

  init(_ dialect: Dialect, context: LoweringContext) {
    self.dialect = dialect
    ranks = context.ranks
    guards = GuardReader(vocabulary: context.vocabulary, pillar: Dialect.pillar)
    clauseKeys = ClauseKeyword.allowed(in: Dialect.pillar).map(\.rawValue)
  }

  mutating func read(_ document: RulebookDocument) -> Lowered<Dialect.PillarEffect> {
    let root = document.root
    reportUnknownKeys(of: root)
    if let node = root[Sections.defaults] {
      inherited = InheritedValues.schema.read(node, &findings) ?? InheritedValues()
      if let rank = inherited.rank { check(rank) }
    }
    if let node = root[Sections.scope] { scope = guards.read(node, &findings) }
    if let node = root[Sections.notes] { _ = RulebookNote.schema.read(node, &findings) }
    let declarations = dialect.readDeclarations(root, &findings)
    var clauses: [Clause<Dialect.PillarEffect>] = []
    if let node = root[Sections.clauses] {
      if node.kind == .sequence {
        clauses.reserveCapacity(node.count)
        for item in node.items {
          if let clause = readClause(item) { clauses.append(clause) }
        }
      } else {
        findings.append(
          node.finding(
            "wrong-kind", "`clauses` takes a list", help: "write each clause as `- id: …`"))
      }
    }
    return Lowered(
      clauses: findings.containsError ? [] : clauses, declarations: declarations,
      findings: findings)
  }

  private mutating func reportUnknownKeys(of root: DocumentNode) {
    let known = Sections.all + Dialect.declarationKeys
    for entry in root.entries {
      let key = entry.key.text
      guard !known.contains(key) else { continue }
      if let pillar = Sections.declarations[key] {
        findings.append(
          entry.key.finding(
            "wrong-pillar",
            "`\(key)` belongs to the \(pillar.rawValue) pillar, "
              + "and this document to \(Dialect.pillar.rawValue)",
            help: "move it to a document of that pillar"))
        continue
      }
      findings.append(
        entry.key.finding(
          "unknown-key", "unknown key `\(Finding.brief(key))`",
          help: Suggestion.help(for: key, among: known)))
    }
  }

  private mutating func check(_ rank: Located<String>) {
    guard !ranks.isEmpty, !ranks.contains(rank.value) else { return }
    findings.append(
      Finding(
        "unknown-rank", "the doctrine has no rank `\(Finding.brief(rank.value))`",
        at: rank.location, help: Suggestion.help(for: rank.value, among: ranks)))
  }
}

extension RulebookReader {
  private mutating func readClause(_ node: DocumentNode) -> Clause<Dialect.PillarEffect>? {
    guard node.kind == .map else {
      findings.append(
        node.finding("wrong-kind", "expected a clause", help: "write it as `- id: …`"))
      return nil
    }
    let draft = ClauseDraft(node, pillar: Dialect.pillar, &findings)
    let id = draft.require(
      .id, Schemas.identifier, help: "give the clause a name that is unique in the regime",
      &findings)
    let tests = guards.read(draft.tests, others: clauseKeys, &findings)
    let effect = readEffect(draft)
    let rank = readRank(draft)
    let effective = readDates(draft)
    let force = draft.read(.force, Schemas.force, &findings)
    let isDefault = draft.read(.default, Schemas.flag, &findings) ?? false
    let over = draft.read(.over, Schemas.identifiers, &findings) ?? []
    let enacted = draft.read(.enacted, Schemas.day, &findings)
    let citation = draft.read(.cites, Schemas.text, &findings)
    let implements = draft.read(.implements, Schemas.identifiers, &findings) ?? []
    let note = draft.read(.note, Schemas.text, &findings)
    let isReviewed = draft.read(.reviewed, Schemas.flag, &findings)
    guard let id, let tests, let effect else { return nil }
    return Clause(
      id: id, guard: scope.map { $0.and(tests) } ?? tests, effect: effect, rank: rank,
      force: force ?? inherited.force ?? .binding, isDefault: isDefault,
      over: over, effective: effective, enacted: enacted,
      citation: citation, implements: implements, note: note,
      isReviewed: isReviewed ?? inherited.isReviewed, origin: node.location)
  }

  private mutating func readEffect(_ draft: ClauseDraft) -> Dialect.PillarEffect? {
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

  private mutating func readRank(_ draft: ClauseDraft) -> String? {
    guard let key = draft[.rank] else {
      if inherited.rank == nil, !ranks.isEmpty { findings.append(.missingRank(draft, ranks)) }
      return inherited.rank?.value
    }
    guard let rank = Schemas.identifier.read(key.value, &findings) else { return nil }
    check(Located(rank, at: key.value.location))
    return rank
  }

  private mutating func readDates(_ draft: ClauseDraft) -> DateRange {
    let from = draft.read(.from, Schemas.day, &findings) ?? inherited.from
    let until = draft.read(.until, Schemas.day, &findings) ?? inherited.until
    if let from, let until, from >= until {
      let place = draft[.until] ?? draft[.from]
      findings.append(
        (place?.value ?? draft.node).finding(
          "never-in-force", "the clause is never in force, from \(from) until \(until)",
          help: "`until` is the first day no longer in force, after `from`"))
    }
    return DateRange(from: from, before: until)
  }
}

/// The sections of a document.
enum Sections {
  static let defaults = "defaults"
  static let scope = "scope"
  static let clauses = "clauses"
  static let notes = "notes"
  static let all = [defaults, scope, clauses, notes]

  /// The sections in which documents of some pillar declare something.
  static let declarations: [String: Pillar] = [
    "currency": .distribution, "rounding": .distribution, "funds": .distribution,
    "bodies": .governance, "procedures": .governance,
  ]
}

extension Finding {
  fileprivate static func missingRank(_ draft: ClauseDraft, _ ranks: [String]) -> Finding {
    draft.node.finding(
      "missing-rank", severity: .warning,
      "clause `\(Finding.brief(draft.id))` has no rank, and is not compared by rank",
      help: "add `rank:`, one of " + ranks.map { "`\($0)`" }.joined(separator: ", "))
  }
}
