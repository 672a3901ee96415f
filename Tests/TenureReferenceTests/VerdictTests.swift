import TenureModel
import TenureReference
import TenureTestSupport
import Testing

/// The verdict on the act: matching, disagreement, and what is left.
struct VerdictTests {
  @Test(
    arguments: [
      ([], Verdict.silent, Basis.none),
      ([.permit], .permitted, .clause),
      ([.prohibit], .prohibited, .clause),
      ([.oblige], .required, .clause),
      ([.permit, .oblige], .required, .clause),
      ([.permit, .permit], .permitted, .clause),
      ([.prohibit, .prohibit], .prohibited, .clause),
      ([.permit, .prohibit], .contested, .clause),
      ([.oblige, .prohibit], .contested, .clause),
      ([.attach], .silent, .none),
      ([.attach, .permit], .permitted, .clause),
    ] as [([CirculationEffect.Conduct], Verdict, Basis)])
  func `the verdict follows from what the undefeated clauses say`(
    conducts: [CirculationEffect.Conduct], verdict: Verdict, basis: Basis
  ) {
    let clauses = conducts.enumerated().map { Law.clause("c\($0)", Law.conduct($1)) }
    let ruling = Law.regime(clauses, precedence: []).ruling()
    #expect(ruling.outcome.verdict == verdict)
    #expect(ruling.basis == basis)
    #expect(ruling.deciding == Array(conducts.indices))
  }

  @Test func `an effect on an action is also a test on the facet`() {
    let regime = Law.regime([Law.clause("ban", Law.conduct(.prohibit, "provide"))])
    #expect(regime.ruling(["action": Law.value("action", "share")]).outcome.verdict == .prohibited)
    #expect(regime.ruling(["action": Law.value("action", "store")]).outcome.verdict == .silent)
  }

  @Test(arguments: [
    ("company", true), ("operator", true), ("agency", false), ("person", false),
  ]) func `a term stands for all leaves under it, also for one with two parents`(
    actor: String, matches: Bool
  ) {
    let regime = Law.regime([
      Law.clause("ban", Law.conduct(.prohibit), Law.when("actor", "enterprise"))
    ])
    let ruling = regime.ruling(["actor": Law.value("actor", actor)])
    #expect(ruling.outcome.verdict == (matches ? .prohibited : .silent))
  }

  @Test func `an exception to the exception brings the rule back`() {
    let rule = Law.clause("rule", Law.conduct(.prohibit))
    let exception = Law.clause("exception", Law.conduct(.permit), over: ["rule"])
    let counter = Law.clause("counter", Law.conduct(.prohibit), over: ["exception"])

    let two = Law.regime([rule, exception])
    #expect(two.ruling().outcome.verdict == .permitted)
    #expect(two.defeats(two.ruling()) == ["rule < exception (declared)"])

    let three = Law.regime([rule, exception, counter], precedence: [.declared])
    #expect(three.ruling().outcome.verdict == .prohibited)
    #expect(three.ids(three.ruling().deciding) == ["counter", "rule"])
    #expect(three.defeats(three.ruling()) == ["exception < counter (declared)"])
  }

  @Test func `clauses that run in a circle count as undefeated and contest the verdict`() {
    let regime = Law.regime(
      [
        Law.clause("a", Law.conduct(.prohibit), enacted: "2024-01-01"),
        Law.clause("b", Law.conduct(.permit), over: ["a"]),
        Law.clause("c", Law.conduct(.prohibit), over: ["b"]),
        Law.clause("d", Law.conduct(.permit), over: ["c"]),
      ], precedence: [.declared, .recency])
    let ruling = regime.ruling()
    #expect(ruling.outcome.verdict == .contested)
    #expect(regime.ids(ruling.deciding) == ["a", "b", "c", "d"])
    #expect(ruling.defeated.isEmpty)
  }

  @Test func `what is beaten only from within a circle is undefeated`() {
    let regime = Law.regime(
      [
        Law.clause("a", Law.conduct(.prohibit), enacted: "2024-01-01"),
        Law.clause("b", Law.conduct(.permit), over: ["a"]),
        Law.clause("c", Law.conduct(.prohibit), over: ["b"]),
        Law.clause("d", Law.conduct(.permit), over: ["c"]),
        // Older than `a` alone, which is in the circle; as old as `c`.
        Law.clause("e", Law.conduct(.permit)),
      ], precedence: [.declared, .recency])
    #expect(regime.ids(regime.ruling().deciding).contains("e"))
  }

  @Test func `the winner is one that stands, not one that runs in a circle`() {
    // `a` to `d` run in a circle; `e` loses to `a`, which comes first, and to `z`, which stands.
    let regime = Law.regime(
      [
        Law.clause("a", Law.conduct(.prohibit), rank: "law", enacted: "2024-01-01"),
        Law.clause("b", Law.conduct(.permit), over: ["a"]),
        Law.clause("c", Law.conduct(.prohibit), over: ["b"]),
        Law.clause("d", Law.conduct(.permit), over: ["c"]),
        Law.clause("e", Law.conduct(.permit), rank: "regulation"),
        Law.clause("z", Law.conduct(.prohibit), rank: "law"),
      ], precedence: [.declared, .rank, .recency])
    #expect(regime.defeats(regime.ruling()) == ["e < z (rank)"])
  }

  @Test func `duties are collected from all that is undefeated, whatever the verdict`() {
    let regime = Law.regime(
      [
        Law.clause("a", Law.conduct(.permit, duties: ["notify"])),
        Law.clause("b", Law.conduct(.prohibit)),
        Law.clause("c", Law.conduct(.attach, duties: ["assess"])),
      ], precedence: [.rank])
    let ruling = regime.ruling()
    #expect(ruling.outcome.verdict == .contested)
    #expect(ruling.outcome.duties == Duties(before: [Duty("assess"), Duty("notify")]))
  }

  @Test func `the duties of a defeated clause fall away, those of an attach do not`() {
    let regime = Law.regime([
      Law.clause("a", Law.conduct(.permit, duties: ["notify"])),
      Law.clause("b", Law.conduct(.prohibit)),
      Law.clause("c", Law.conduct(.attach, duties: ["assess"])),
    ])
    let ruling = regime.ruling()
    #expect(ruling.outcome.verdict == .prohibited)
    #expect(ruling.outcome.duties == Duties(before: [Duty("assess")]))
    #expect(regime.ids(ruling.deciding) == ["b", "c"])
  }

  @Test func `the order in which clauses stand never matters`() {
    let clauses = [
      Law.clause("a", Law.conduct(.permit, duties: ["notify"]), over: ["b"]),
      Law.clause("b", Law.conduct(.prohibit)),
      Law.clause("c", Law.conduct(.oblige), rank: "law"),
      Law.clause("d", Law.conduct(.prohibit), rank: "regulation"),
    ]
    let rulings = Set([clauses, clauses.reversed()].map { Law.regime($0).ruling() })
    #expect(rulings.count == 1)
  }
}
