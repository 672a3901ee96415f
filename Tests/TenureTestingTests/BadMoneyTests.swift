import TenureTesting
import Testing

/// Plugins that split what they do not have, or lock everyone out.
@Suite struct BadMoneyTests {
  /// A plugin without a document to speak of, and always the same answer.
  private func violations(
    _ pillar: Pillar, _ answer: @escaping @Sendable (DocumentNode) -> LoweredDocument
  ) -> [ConformanceViolation] {
    let plugin = Plugin(
      name: "constant", pillar: pillar, version: 1, summary: "Always the same.",
      defaultDocument: "{}\n", shape: Toy.form.schema.shape
    ) { documents, _ in documents.map(answer) }
    return PluginConformance(plugin).violations().filter { $0.check != .strictness }
  }

  private func step(_ step: WaterfallStep, in node: DocumentNode) -> LoweredDocument {
    let effect = DistributionEffect(step, order: 10, stepName: "only")
    let clause = AnyClause(id: "only", effect: .distribution(effect), origin: node.location)
    return LoweredDocument(clauses: [clause], declarations: .none, findings: [])
  }

  @Test func `money: shares above the whole`() {
    let found = violations(.distribution) { [self] node in
      let halves = [Payee("holder"), Payee("source")].map {
        WaterfallStep.Share($0, Ratio(2, 3))
      }
      return step(.split(.shares(halves)), in: node)
    }
    #expect(Set(found.map(\.check)) == [.money], "\(found)")
    #expect(
      found.first?.message
        == "an income of 0.00 EUR cannot be split: step `only`: the shares add up to more than "
        + "one; the default document")
  }

  @Test func `money: a levy below nothing`() {
    let found = violations(.distribution) { [self] node in
      step(.levy(to: Payee("state"), take: .rate(Ratio(-1, 10)), of: .gross), in: node)
    }
    #expect(Set(found.map(\.check)) == [.money], "\(found)")
  }

  @Test func `power: a threshold that nobody passes`() {
    let found = violations(.governance) { node in
      let vote = ProcedureStep.Vote(in: "council", threshold: .moreThan(Ratio(1, 1)))
      let declarations = GovernanceDeclarations(
        bodies: ["council": [.init(holder: "member", count: 3, weight: 1)]],
        procedures: ["amendment": [.vote(vote)]])
      let power = GovernanceEffect(
        .empower(body: "council", by: .procedure("amendment"), lasts: nil), acts: .any)
      let clause = AnyClause(id: "only", effect: .governance(power), origin: node.location)
      return LoweredDocument(
        clauses: [clause], declarations: .governance(declarations), findings: [])
    }
    #expect(Set(found.map(\.check)).contains(.power), "\(found)")
    #expect(
      found.contains {
        $0.message
          == "the procedure `amendment` locks everyone out: it fails although all are in favour; "
          + "the default document"
      })
  }
}
