import TenureTesting
import Testing

/// Each check refuses a plugin that is sound but for one fault, and no other check does.
@Suite struct BadPluginTests {
  private func violations(
    of plugin: Plugin, documents: [String] = []
  ) -> [ConformanceViolation] {
    PluginConformance(plugin, documents: documents).violations()
  }

  /// Expects violations of one check alone, of which one says something.
  private func expect(
    _ check: ConformanceCheck, saying part: String, of plugin: Plugin,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    let found = violations(of: plugin)
    #expect(Set(found.map(\.check)) == [check], "\(found)", sourceLocation: sourceLocation)
    #expect(
      found.contains { $0.message.contains(part) }, "\(found)", sourceLocation: sourceLocation)
  }

  @Test func `a sound plugin conforms`() throws {
    try PluginConformance(Toy.plugin()).check()
  }

  @Test func `the failure says what is wrong, a line for each violation`() {
    let conformance = PluginConformance(Toy.plugin(name: "Toy!", version: 0, summary: " "))
    let failure = #expect(throws: ConformanceFailure.self) { try conformance.check() }
    #expect(
      failure?.description == """
        the plugin `Toy!` does not conform
        - declaration: a name must be in kebab-case (was `Toy!`)
        - declaration: a version must count from 1 (was 0)
        - declaration: a plugin must say in its summary what its documents are about
        """)
  }

  @Test func `declaration`() {
    expect(.declaration, saying: "(was `consent_table`)", of: Toy.plugin(name: "consent_table"))
  }

  @Test func `document: with a finding, without clauses, or no document at all`() {
    expect(
      .document, saying: "the default document, line 1 has the finding `unknown-key`",
      of: Toy.plugin(document: "prohibitions: []\n"))
    expect(
      .document, saying: "lowers to no clause", of: Toy.plugin(document: "bans: []\n"))
    expect(.document, saying: "is no YAML document", of: Toy.plugin(document: "bans: [\n"))
  }

  @Test func `determinism: clauses in the order of a set`() {
    expect(
      .determinism, saying: "sort what comes out of a set",
      of: Toy.plugin { lowered, _, _ in
        let ids = Set(lowered.clauses.map(\.id) + (0..<20).map { "other-\($0)" })
        return lowered.with(ids.compactMap { id in lowered.clauses.first { $0.id == id } })
      })
  }

  @Test func `determinism: a batch that is not its documents one by one`() {
    let sound = Toy.plugin()
    let turned = Plugin(
      name: "toy", pillar: .circulation, version: 1, summary: "Bans.",
      defaultDocument: Toy.document, shape: sound.shape
    ) { documents, context in
      documents.reversed().flatMap { sound.lower([$0], context) }
    }
    let single = Plugin(
      name: "toy", pillar: .circulation, version: 1, summary: "Bans.",
      defaultDocument: Toy.document, shape: sound.shape
    ) { documents, context in
      documents.count == 1 ? sound.lower(documents, context) : []
    }
    expect(.determinism, saying: "in a batch gives other clauses than alone", of: turned)
    expect(.determinism, saying: "must have two answers (were 0)", of: single)
  }

  @Test func `order: what the first key decides`() {
    expect(
      .order, saying: "keys in another order has another clause",
      of: Toy.plugin { lowered, root, _ in
        let first = root["bans"]?.items.first { _ in true }?.entries.first { _ in true }
        guard first?.key.text != "id" else { return lowered }
        return lowered.with(lowered.clauses.map { $0.with(guard: .always) })
      })
  }

  @Test func `order: what the first provision decides`() {
    expect(
      .order, saying: "provisions in another order has another clause",
      of: Toy.plugin { lowered, _, _ in
        lowered.with(
          lowered.clauses.enumerated().map { $0 == 0 ? $1.with(guard: .never) : $1 })
      })
  }

  @Test func `positions: a finding without a place, or with one elsewhere`() {
    expect(
      .positions, saying: "the finding `no-facet` has no position",
      of: Toy.plugin { lowered, _, context in
        guard context.vocabulary.facet(named: "consent") == nil else { return lowered }
        return lowered.with(findings: lowered.findings + [Finding("no-facet", "no consent")])
      })
    expect(
      .positions, saying: "lies outside of the document",
      of: Toy.plugin { lowered, root, _ in
        guard lowered.findings.containsError else { return lowered }
        let end = SourcePosition(line: 1, column: 1, offset: 1 << 20)
        let place = SourceLocation(
          file: root.location.file, range: SourceRange(start: end, end: end))
        return lowered.with(findings: lowered.findings + [Finding("elsewhere", "x", at: place)])
      })
  }

  @Test func `pillar: a clause, or a declaration, of another`() {
    expect(
      .pillar, saying: "`no-sale` is of the pillar property",
      of: Toy.plugin { lowered, _, context in
        guard context.vocabulary.rights != nil else { return lowered.with([]) }
        return lowered.with(
          lowered.clauses.map { $0.with(effect: .property(RightsEffect(.withhold, .any))) })
      })
    expect(
      .pillar, saying: "declarations are of the pillar distribution",
      of: Toy.plugin { lowered, _, _ in
        LoweredDocument(
          clauses: lowered.clauses, declarations: .distribution(DistributionDeclarations()),
          findings: lowered.findings)
      })
  }

  @Test func `refusal: clauses beside an error`() {
    expect(
      .refusal, saying: "stands beside an error",
      of: Toy.plugin { lowered, root, context in
        guard lowered.findings.containsError, let ban = root["bans"] else { return lowered }
        let effect = AnyEffect.circulation(
          CirculationEffect(.prohibit, .any))
        guard context.vocabulary.action != nil else { return lowered }
        return lowered.with([AnyClause(id: "left", effect: effect, origin: ban.location)])
      })
  }

  @Test func `strictness: a key that is skipped`() {
    expect(
      .strictness, saying: "with a further key at its root that nobody understands is taken",
      of: Toy.plugin { lowered, root, context in
        let isKnown = root.entries.allSatisfy { $0.key.text == "bans" }
        guard !isKnown, lowered.findings.count == 1 else { return lowered }
        return Toy.onlyBans(of: root, context)
      })
  }
}
