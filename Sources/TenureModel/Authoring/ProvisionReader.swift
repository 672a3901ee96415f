/// Reads a document of a plugin against a vocabulary: all that is wrong is found in one pass.
///
///     public func lower(
///       _ document: PolicyDocument, in context: LoweringContext
///     ) -> Lowered<CirculationEffect> {
///       var reader = ProvisionReader(document, in: context)
///       var clauses: [Clause<CirculationEffect>] = []
///       for ban in reader.provisions(of: Self.bans) {
///         guard let actions = reader.actions(ban.own.actions) else { continue }
///         clauses.append(ban.clause(CirculationEffect(.prohibit, actions)))
///       }
///       return reader.lowered(clauses)
///     }
public struct ProvisionReader: Sendable {
  /// What the plugin may know beside the document.
  public let context: LoweringContext
  /// What has been found so far.
  public package(set) var findings: [Finding] = []
  /// The root of the document.
  public let root: DocumentNode

  let guards: GuardReader
  private var inherited = InheritedValues()
  private var scope: Guard?

  /// Opens a document of a form: reads what all documents may open with.
  public init(_ document: PolicyDocument, in context: LoweringContext) {
    self.init(
      document.root, pillar: document.form.pillar, keys: document.form.keys, in: context)
  }

  /// Opens a document that may have certain keys.
  package init(
    _ root: DocumentNode, pillar: Pillar, keys: [String], in context: LoweringContext
  ) {
    self.context = context
    self.root = root
    guards = GuardReader(vocabulary: context.vocabulary, pillar: pillar)
    reportUnknownKeys(among: keys)
    if let node = root["defaults"] {
      inherited = InheritedValues.schema.read(node, &findings) ?? InheritedValues()
      if let rank = inherited.rank { check(rank) }
    }
    if let node = root["scope"] { scope = guards.read(node, &findings) }
    if let node = root["notes"] { _ = PolicyNote.schema.read(node, &findings) }
  }

  /// What can be said.
  public var vocabulary: Vocabulary { context.vocabulary }

  /// Adds a finding.
  public mutating func report(_ finding: Finding) { findings.append(finding) }

  /// Reads with a schema, for its value and its findings.
  public mutating func read<Value>(_ node: DocumentNode, as schema: Schema<Value>) -> Value? {
    schema.read(node, &findings)
  }

  /// The value of a setting; nil if it is wrong, or missing although required, which is reported.
  public mutating func setting<Value>(_ field: Field<Value>) -> Value? {
    guard let node = root[field.name] else {
      if field.isRequired { findings.append(.missing(field, in: root)) }
      return field.absent
    }
    return field.schema.read(node, &findings)
  }

  /// The provisions of a section, those that could be read.
  public mutating func provisions<Own>(of section: ProvisionSection<Own>) -> [Provision<Own>] {
    let others = section.names + Self.commonKeys
    var provisions: [Provision<Own>] = []
    for node in items(of: section.name) {
      guard node.kind == .map else {
        findings.append(
          node.finding("wrong-kind", "expected a map", help: "write it as `- id: …`"))
        continue
      }
      var fields = MapReader(
        node, fields: section.fields, names: section.names, findings: findings)
      findings = []
      fields.reportMissing()
      let own = section.readOwn(&fields)
      fields.checkUnread()
      let rest = fields.rest
      findings = fields.finish()
      let draft = ClauseDraft(node, entries: rest)
      if let provision = provision(draft, keys: others, { _ in own }) {
        provisions.append(provision)
      }
    }
    return provisions
  }

  /// The keys that provisions of any document may have.
  private static let commonKeys = ClauseKeyword.allCases
    .filter { $0.isHeader || $0.joinsTests }.map { $0.rawValue }

  /// The items of a section that is a list.
  package mutating func items(of name: String) -> [DocumentNode] {
    guard let node = root[name], !node.isEmpty else { return [] }
    guard node.kind == .sequence else {
      findings.append(
        node.finding(
          "wrong-kind", "`\(name)` takes a list", help: "write each as `- id: …`"))
      return []
    }
    return Array(node.items)
  }

  /// What the document lowers to: nothing but findings if it has an error.
  public func lowered<PillarEffect: Effect>(
    _ clauses: [Clause<PillarEffect>], declarations: PillarEffect.Declarations? = nil
  ) -> Lowered<PillarEffect> {
    Lowered(
      clauses: findings.containsError ? [] : clauses, declarations: declarations,
      findings: findings)
  }
}

extension ProvisionReader {
  /// Reads what a clause of any document may have, and what a closure reads of its own.
  ///
  /// - Parameters:
  ///   - draft: The clause, its keys sorted.
  ///   - keys: All keys that might have been meant, for "did you mean".
  ///   - readOwn: Reads what is particular to the clause.
  /// - Returns: The provision; nil if something is wrong.
  package mutating func provision<Own>(
    _ draft: ClauseDraft, keys: [String], _ readOwn: (inout [Finding]) -> Own?
  ) -> Provision<Own>? {
    let id = draft.require(
      .id, ClauseSchema.identifier,
      help: "give the clause a name that is unique in the regime", &findings)
    let tests = guards.read(draft.tests, others: keys, &findings)
    let own = readOwn(&findings)
    let rank = readRank(draft)
    let effective = readDates(draft)
    let force = draft.read(.force, ClauseSchema.force, &findings)
    let isDefault = draft.read(.default, ClauseSchema.flag, &findings) ?? false
    let over = draft.read(.over, ClauseSchema.identifiers, &findings) ?? []
    let enacted = draft.read(.enacted, ClauseSchema.day, &findings)
    let citation = draft.read(.cites, ClauseSchema.text, &findings)
    let implements = draft.read(.implements, ClauseSchema.identifiers, &findings) ?? []
    let note = draft.read(.note, ClauseSchema.text, &findings)
    let isReviewed = draft.read(.reviewed, ClauseSchema.flag, &findings)
    guard let id, let tests, let own else { return nil }
    return Provision(
      id: id, own: own, guard: scope.map { $0.and(tests) } ?? tests,
      header: ClauseHeader(
        rank: rank, force: force ?? inherited.force ?? .binding, isDefault: isDefault, over: over,
        effective: effective, enacted: enacted, citation: citation, implements: implements,
        note: note, isReviewed: isReviewed ?? inherited.isReviewed),
      origin: draft.node.location)
  }

  private mutating func readRank(_ draft: ClauseDraft) -> String? {
    let ranks = context.ranks
    guard let key = draft[.rank] else {
      if inherited.rank == nil, !ranks.isEmpty { findings.append(.missingRank(draft, ranks)) }
      return inherited.rank?.value
    }
    guard let rank = ClauseSchema.identifier.read(key.value, &findings) else { return nil }
    check(Located(rank, at: key.value.location))
    return rank
  }

  private mutating func readDates(_ draft: ClauseDraft) -> DateRange {
    let from = draft.read(.from, ClauseSchema.day, &findings) ?? inherited.from
    let until = draft.read(.until, ClauseSchema.day, &findings) ?? inherited.until
    let dates = DateRange(from: from, before: until)
    if let until, !dates.isPossible {
      let place = draft[.until] ?? draft[.from]
      let start = from.map { "from \($0) " } ?? ""
      findings.append(
        (place?.value ?? draft.node).finding(
          "never-in-force", "the clause is never in force, \(start)until \(until)",
          help: "`until` is the first day no longer in force, after `from`"))
    }
    return dates
  }

  private mutating func check(_ rank: Located<String>) {
    let ranks = context.ranks
    guard !ranks.isEmpty, !ranks.contains(rank.value) else { return }
    findings.append(
      Finding(
        "unknown-rank", "the doctrine has no rank `\(Finding.brief(rank.value))`",
        at: rank.location, help: Suggestion.help(for: rank.value, among: ranks)))
  }

  private mutating func reportUnknownKeys(among known: [String]) {
    for entry in root.entries where !known.contains(entry.key.text) {
      let key = entry.key.text
      if let pillar = Self.declarations[key], pillar != guards.pillar {
        findings.append(
          entry.key.finding(
            "wrong-pillar",
            "`\(key)` belongs to the \(pillar.rawValue) pillar, "
              + "and this document to \(guards.pillar.rawValue)",
            help: "move it to a document of that pillar"))
        continue
      }
      findings.append(
        entry.key.finding(
          "unknown-key", "unknown key `\(Finding.brief(key))`",
          help: Suggestion.help(for: key, among: known)))
    }
  }

  /// The keys under which documents of some pillar declare something.
  private static let declarations: [String: Pillar] = [
    "currency": .distribution, "rounding": .distribution, "funds": .distribution,
    "shortfall": .distribution,
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

  fileprivate static func missing(_ field: some AnyField, in root: DocumentNode) -> Finding {
    Finding(
      "missing-key", "`\(field.name)` is missing", at: root.location,
      help: "add `\(field.name):`, \(field.fieldShape.doc)")
  }
}
