import TenureModel
import TenureReference
import TenureTestSupport
import Testing

/// A partial situation stands for all its completions.
struct PartialSituationTests {
  static let consented: [AnyClause] = [
    Law.clause("ban", Law.conduct(.prohibit)),
    Law.clause(
      "fair", Law.conduct(.permit, duties: ["log"]), Law.when("fair", .flag(true)), over: ["ban"]),
    Law.clause("attach", Law.conduct(.attach, duties: ["assess"])),
  ]

  @Test func `a verdict that differs between completions depends, and the facet says how`() {
    let regime = Law.regime(Self.consented)
    let ruling = regime.ruling(in: Law.partial(unknown: ["fair"]))
    #expect(ruling.outcome.verdict == .depends)
    #expect(ruling.basis == .none)
    #expect(ruling.outcome.duties == Duties(before: [Duty("assess")]))
    #expect(regime.ids(ruling.deciding) == ["attach"])
    #expect(ruling.defeated.isEmpty)
    #expect(ruling.assumed.isEmpty)
    #expect(ruling.depends.map(\.facet) == [Law.id("fair")])
    let verdicts = ruling.depends.flatMap(\.branches).map { ($0.values, $0.outcome.verdict) }
    #expect(verdicts.first { $0.0 == .flags([true]) }?.1 == .permitted)
    #expect(verdicts.first { $0.0 == .flags([false]) }?.1 == .prohibited)
  }

  @Test func `an open facet that changes nothing is not named`() {
    let ruling = Law.regime(Self.consented).ruling(in: Law.partial(unknown: ["weight", "tags"]))
    #expect(ruling.outcome.verdict == .prohibited)
    #expect(ruling.depends.isEmpty)
  }

  @Test func `a facet that is left out takes its default, which is assumed where it matters`() {
    let regime = Law.regime([
      Law.clause("ban", Law.conduct(.prohibit), Law.when("consent", .flag(false))),
      Law.clause("many", Law.conduct(.attach), SpecificityTests.atLeast("10")),
      Law.clause("large", Law.conduct(.attach, duties: ["log"]), SpecificityTests.atLeast("99")),
    ])
    let ruling = regime.ruling(in: Law.partial(leftOut: ["consent", "recipient", "persons"]))
    #expect(ruling.outcome.verdict == .prohibited)
    #expect(ruling.assumed == [Law.id("consent"), Law.id("persons")])
    #expect(ruling.depends.isEmpty)
    let open = regime.ruling(in: Law.partial(unknown: ["consent"]))
    #expect(open.outcome.verdict == .depends)
    #expect(open.assumed.isEmpty)
  }

  @Test func `an inner term leaves the facet open to the leaves under it`() {
    let regime = Law.regime([
      Law.clause("ban", Law.conduct(.prohibit), Law.when("actor", "operator", "agency"))
    ])
    let bodies = regime.ruling(in: Law.partial(oneOf: ["actor": ["public-body"]]))
    #expect(bodies.outcome.verdict == .prohibited)
    let firms = regime.ruling(in: Law.partial(oneOf: ["actor": ["enterprise"]]))
    #expect(firms.outcome.verdict == .depends)
    let branches = firms.depends.flatMap(\.branches)
    #expect(branches.count == 2)
    #expect(!branches.contains { $0.values.contains(Law.value("actor", "agency")) })
    #expect(!branches.contains { $0.values.contains(Law.value("actor", "person")) })
  }

  @Test func `two facets that matter only together are both named`() {
    let regime = Law.regime([
      Law.clause(
        "ban", Law.conduct(.prohibit),
        .any([
          .all([Law.when("fair", .flag(true)), Law.when("consent", .flag(true))]),
          .all([Law.when("fair", .flag(false)), Law.when("consent", .flag(false))]),
        ]))
    ])
    let ruling = regime.ruling(in: Law.partial(unknown: ["fair", "consent"]))
    #expect(ruling.depends.map(\.facet) == [Law.id("consent"), Law.id("fair")])
    // Each value of either leads to the same printed answer: it depends on the other.
    #expect(ruling.depends.map { $0.branches.map(\.outcome.verdict) } == [[.depends], [.depends]])
  }

  @Test func `a right whose state differs is open, one that all share is not`() {
    let regime = Law.regime([
      Law.clause("a", Law.rights(.grant, "access")),
      Law.clause("b", Law.rights(.grant, "erase"), Law.when("fair", .flag(true))),
    ])
    let ruling = regime.ruling(in: Law.partial(unknown: ["fair"]))
    #expect(regime.rights(ruling) == ["access": .held, "erase": .open])
    #expect(ruling.outcome.verdict == .silent)
    #expect(ruling.depends.map(\.facet) == [Law.id("fair")])
  }

  @Test func `outcomes are compared in all four pillars`() {
    let regime = Law.regime([
      Law.clause("a", Law.levy(2, step: "levy"), Law.when("fair", .flag(true))),
      Law.clause("b", Law.levy(1, step: "other")),
      Law.clause("c", Law.empower("council", "license"), Law.when("consent", .flag(true))),
      Law.clause("d", Law.empower("council", "inspect")),
    ])
    let ruling = regime.ruling(in: Law.partial(unknown: ["fair", "consent"]))
    #expect(ruling.depends.map(\.facet) == [Law.id("consent"), Law.id("fair")])
    #expect(ruling.outcome.waterfall.steps.count == 1)
    #expect(ruling.outcome.powers.answers.count == 1)
  }

  @Test func `intervals of an open number are cut where tests cut`() {
    let regime = Law.regime([
      Law.clause("ban", Law.conduct(.prohibit), SpecificityTests.above("9")),
      Law.clause("also", Law.conduct(.prohibit), SpecificityTests.atLeast("10")),
    ])
    let ruling = regime.ruling(in: Law.partial(unknown: ["persons"]))
    let branches = ruling.depends.flatMap(\.branches)
    #expect(branches.map(\.outcome.verdict) == [.silent, .prohibited])
    for (number, branch) in [("9", 0), ("10", 1), ("0", 0), ("1000000", 1)] {
      #expect(branches[branch].values.contains(.quantity(Law.number(number))), "\(number)")
    }
  }

  @Test func `a partial situation without open facets rules like a total one`() {
    let regime = Law.regime(Self.consented)
    #expect(regime.ruling(in: Law.partial()) == regime.ruling())
  }
}
