import TenureModel
import TenureReference
import TenureTestSupport
import Testing

/// A default speaks only where nothing else speaks on the same question.
struct DefaultTests {
  static let silence: [AnyClause] = [
    Law.clause(
      "free-persons", Law.conduct(.permit), .not(Law.when("actor", "public-body")),
      isDefault: true),
    Law.clause(
      "bound-bodies", Law.conduct(.prohibit), Law.when("actor", "public-body"), isDefault: true),
  ]

  @Test(arguments: [
    ("person", Verdict.permitted), ("company", .permitted), ("agency", .prohibited),
    ("operator", .prohibited),
  ]) func `what silence means may differ by party`(actor: String, verdict: Verdict) {
    let ruling = Law.regime(Self.silence).ruling(["actor": Law.value("actor", actor)])
    #expect(ruling.outcome.verdict == verdict)
    #expect(ruling.basis == .default)
  }

  @Test func `where another clause speaks no default does, also one that agrees`() {
    let regime = Law.regime([
      Law.clause("a", Law.conduct(.permit, duties: ["notify"]), isDefault: true),
      Law.clause("b", Law.conduct(.prohibit), rank: "law", isDefault: true),
      Law.clause("c", Law.conduct(.permit), rank: "regulation"),
    ])
    let ruling = regime.ruling()
    #expect(ruling.outcome.verdict == .permitted)
    #expect(ruling.outcome.duties.isEmpty)
    #expect(ruling.basis == .clause)
    #expect(regime.defeats(ruling) == ["a < c (default)", "b < c (default)"])
  }

  @Test func `defaults are compared among themselves by the same rules`() {
    let regime = Law.regime([
      Law.clause("wide", Law.conduct(.prohibit), isDefault: true),
      Law.clause("narrow", Law.conduct(.permit), Law.when("fair", .flag(false)), isDefault: true),
    ])
    let ruling = regime.ruling()
    #expect(ruling.outcome.verdict == .permitted)
    #expect(ruling.basis == .default)
    #expect(regime.defeats(ruling) == ["wide < narrow (specificity)"])
  }

  @Test func `an attach does not speak, so a default still does`() {
    let regime = Law.regime([
      Law.clause("a", Law.conduct(.permit), isDefault: true),
      Law.clause("b", Law.conduct(.attach, duties: ["assess"])),
    ])
    let ruling = regime.ruling()
    #expect(ruling.outcome.verdict == .permitted)
    #expect(ruling.basis == .default)
    #expect(regime.ids(ruling.deciding) == ["a", "b"])
  }

  @Test func `where clauses contest a question a default loses to the first of them`() {
    let regime = Law.regime(
      [
        Law.clause("a", Law.conduct(.permit), isDefault: true),
        Law.clause("b", Law.conduct(.permit)), Law.clause("c", Law.conduct(.prohibit)),
      ], precedence: [])
    #expect(regime.ruling().outcome.verdict == .contested)
    #expect(regime.defeats(regime.ruling()) == ["a < b (default)"])
  }

  @Test func `a default speaks on the rights of which nothing else speaks`() {
    let regime = Law.regime([
      Law.clause("a", Law.rights(.withhold), isDefault: true),
      Law.clause("b", Law.rights(.grant, "access")),
    ])
    let ruling = regime.ruling()
    #expect(
      regime.rights(ruling) == ["access": .held, "erase": .withheld, "revenue": .withheld])
    #expect(regime.defeats(ruling) == ["a < b (default: access)"])
    #expect(regime.ids(ruling.deciding) == ["a", "b"])
  }
}
