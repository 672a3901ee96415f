import TenureModel
import TenureReference
import TenureTestSupport
import Testing

/// Each right is a question of its own.
struct ClaimTests {
  @Test func `one clause may win one right and lose another`() {
    let regime = Law.regime([
      Law.clause("grant", Law.rights(.grant, "access", "erase", duties: ["answer"]), rank: "law"),
      Law.clause("w-law", Law.rights(.withhold, "erase"), rank: "law", over: ["grant"]),
      Law.clause("w-rule", Law.rights(.withhold, "access", "revenue"), rank: "regulation"),
    ])
    let ruling = regime.ruling()
    #expect(
      regime.rights(ruling) == ["access": .held, "erase": .withheld, "revenue": .withheld])
    #expect(
      regime.defeats(ruling) == [
        "grant < w-law (declared: erase)", "w-rule < grant (rank: access)",
      ]
    )
    #expect(regime.ids(ruling.deciding) == ["grant", "w-law", "w-rule"])
    #expect(ruling.outcome.holderDuties == Duties(with: [Duty("answer")]))
    #expect(ruling.outcome.duties.isEmpty)
  }

  @Test func `the duties of a grant that loses every right fall away`() {
    let regime = Law.regime([
      Law.clause("a", Law.rights(.grant, "access", duties: ["answer"])),
      Law.clause("b", Law.rights(.withhold)),
    ])
    #expect(regime.ruling().outcome.holderDuties.isEmpty)
  }

  @Test func `the duties of a grant stand also where the right is contested`() {
    let regime = Law.regime(
      [
        Law.clause("a", Law.rights(.grant, "access", duties: ["answer"])),
        Law.clause("b", Law.rights(.withhold)),
      ], precedence: [])
    #expect(regime.rights(regime.ruling())["access"] == .contested)
    #expect(regime.ruling().outcome.holderDuties == Duties(with: [Duty("answer")]))
  }

  @Test func `a right nobody speaks of is not among the rights`() {
    let regime = Law.regime([Law.clause("a", Law.rights(.grant, "access"))])
    #expect(regime.rights(regime.ruling()) == ["access": .held])
    #expect(regime.ruling().outcome.verdict == .silent)
    #expect(regime.ruling().basis == .none)
  }

  static let onAccess: [AnyClause] = [
    Law.clause("conduct", Law.conduct(.permit), Law.when("right", "access")),
    Law.clause("money", Law.levy(2, step: "levy"), Law.when("right", "access")),
    Law.clause("power", Law.empower("council"), Law.when("right", "access")),
  ]

  @Test(
    arguments: [
      ([.grant], true), ([.withhold], false), ([], false), ([.grant, .withhold], false),
    ] as [([RightsEffect.Stance], Bool)])
  func `the other pillars see the rights that are held, and a contested right is not held`(
    stances: [RightsEffect.Stance], isHeld: Bool
  ) {
    let property = stances.enumerated().map { Law.clause("p\($0)", Law.rights($1, "access")) }
    let outcome = Law.regime(property + Self.onAccess, precedence: []).ruling().outcome
    #expect(outcome.verdict == (isHeld ? .permitted : .silent))
    #expect(outcome.waterfall.steps.isEmpty == !isHeld)
    #expect(outcome.powers.answers.isEmpty == !isHeld)
  }

  @Test func `what stands in the place of the derived facet is not read`() {
    let regime = Law.regime(Self.onAccess)
    let all = FacetValue.set(Law.vocabulary.rights?.allLeaves ?? .empty)
    #expect(regime.ruling(["right": all]).outcome == Outcome())
  }
}
