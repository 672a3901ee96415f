import TenureModel
import TenureReference
import TenureTestSupport
import Testing

/// What is in play: layers, force and effective dates.
struct LayerForceAndDateTests {
  @Test func `pillars of all layers add up`() {
    let outcome = Law.regime(layers: [
      [Law.clause("a", Law.conduct(.permit, duties: ["notify"]))],
      [Law.clause("b", Law.conduct(.permit, duties: ["assess"]))],
      [Law.clause("c", Law.conduct(.attach, duties: ["log"]))],
    ]).ruling().outcome
    #expect(outcome.verdict == .permitted)
    #expect(outcome.duties.before.map(\.name) == ["assess", "log", "notify"])
  }

  @Test func `positions are in the order layer, file, line`() {
    let regime = Law.regime(layers: [
      [Law.clause("z", Law.conduct(.permit))],
      [Law.clause("b", Law.conduct(.permit)), Law.clause("a", Law.conduct(.permit))],
    ])
    #expect(regime.ids(regime.ruling().deciding) == ["z", "a", "b"])
  }

  @Test(arguments: [
    (Force.binding, Verdict.permitted), (.policy, .permitted), (.exploratory, .prohibited),
    (.proposal, .prohibited),
  ]) func `with a force only clauses of that level and harder count`(
    force: Force, verdict: Verdict
  ) {
    let regime = Law.regime(layers: [
      [Law.clause("rule", Law.conduct(.permit))],
      [Law.clause("pilot", Law.conduct(.prohibit), force: .exploratory)],
    ])
    #expect(regime.limited(to: force).ruling().outcome.verdict == verdict)
  }

  @Test func `a red line for any body does not speak of bodies that force leaves out`() {
    let regime = Law.regime([
      Law.clause("a", Law.disempower(nil, "license")),
      Law.clause("b", Law.empower("council"), force: .proposal),
    ])
    #expect(regime.ruling().outcome.powers.answers.count == 2)
    #expect(regime.limited(to: .binding).ruling().outcome.powers.answers.isEmpty)
  }

  @Test(arguments: [
    ("2023-12-31", Verdict.silent), ("2024-01-01", .prohibited), ("2024-12-31", .prohibited),
    ("2025-01-01", .silent),
  ]) func `a clause is in force from its first day up to the first on which it is not`(
    day: String, verdict: Verdict
  ) {
    let regime = Law.regime([
      Law.clause("a", Law.conduct(.prohibit), from: "2024-01-01", until: "2025-01-01")
    ])
    let date = FacetValue.date(Day(day) ?? Day(number: 0))
    #expect(regime.ruling(["date": date]).outcome.verdict == verdict)
  }
}
