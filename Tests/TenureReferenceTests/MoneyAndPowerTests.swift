import TenureModel
import TenureReference
import TenureTestSupport
import Testing

/// Steps of one name are rivals; bodies and acts are questions of their own.
struct MoneyAndPowerTests {
  static func steps(_ outcome: Outcome) -> [Int] {
    outcome.waterfall.steps.flatMap { Array(repeating: $0.key.order, count: $0.value) }.sorted()
  }

  @Test func `steps of different names apply together`() {
    let outcome = Law.regime([
      Law.clause("a", Law.levy(2, step: "a", order: 10)),
      Law.clause("b", Law.levy(2, step: "b", order: 20)),
      Law.clause("c", Law.levy(2, step: "c", order: 20)),
    ]).ruling().outcome
    #expect(Self.steps(outcome) == [10, 20, 20])
    #expect(outcome.waterfall.steps.count == 2)
  }

  @Test func `of rivals the doctrine picks one`() {
    let regime = Law.regime([
      Law.clause("a", Law.levy(2, step: "levy", order: 10), rank: "law"),
      Law.clause("b", Law.levy(3, step: "levy", order: 20), rank: "regulation"),
    ])
    let ruling = regime.ruling()
    #expect(Self.steps(ruling.outcome) == [10])
    #expect(ruling.deciding.isEmpty)
    #expect(ruling.defeated.isEmpty)
  }

  @Test func `equal rivals agree, and the step is taken once`() {
    let outcome = Law.regime([
      Law.clause("a", Law.levy(2, step: "levy")), Law.clause("b", Law.levy(2, step: "levy")),
    ]).ruling().outcome
    #expect(Self.steps(outcome) == [10])
  }

  @Test(arguments: [[], [.prohibition], [.permission]] as [[Doctrine.TieBreaker]])
  func `rivals left unsettled make the step contested, and prohibition does not settle them`(
    precedence: [Doctrine.TieBreaker]
  ) {
    let outcome = Law.regime(
      [
        Law.clause("a", Law.levy(2, step: "levy")), Law.clause("b", Law.levy(3, step: "levy")),
        Law.clause("c", Law.levy(3, step: "levy")),
      ], precedence: precedence
    ).ruling().outcome
    #expect(outcome.waterfall.steps.isEmpty)
    #expect(outcome.waterfall.contested.map(\.count) == [2])
  }

  @Test func `rivals of the same content and unequal order differ`() {
    let outcome = Law.regime(
      [
        Law.clause("a", Law.levy(2, step: "levy", order: 10)),
        Law.clause("b", Law.levy(2, step: "levy", order: 20)),
      ], precedence: []
    ).ruling().outcome
    #expect(outcome.waterfall.contested.map(\.count) == [2])
  }

  static func answer(_ regime: Regime, _ body: String, _ act: String)
    -> PowersOutcome.Answer?
  {
    regime.ruling().outcome.powers.answers[
      PowersOutcome.Question(body: body, act: Law.leaf("act", act))]
  }

  @Test func `a red line for any body binds all bodies that clauses name`() {
    let regime = Law.regime([
      Law.clause("a", Law.empower("council")), Law.clause("b", Law.empower("board"), .never),
      Law.clause("c", Law.disempower(nil, "license"), rank: "law"),
    ])
    #expect(Self.answer(regime, "council", "license") == .disempowered)
    #expect(Self.answer(regime, "board", "license") == .disempowered)
    #expect(Self.answer(regime, "board", "inspect") == nil)
    #expect(regime.ruling().outcome.powers.answers.count == 3)
  }

  @Test func `several undefeated empowerments are alternatives, and clashes are contested`() {
    let regime = Law.regime(
      [
        Law.clause("a", Law.empower("council", by: .procedure("vote"))),
        Law.clause("b", Law.empower("council")),
        Law.clause("c", Law.disempower("council", "license")),
      ], precedence: [])
    #expect(Self.answer(regime, "council", "license") == .contested)
    guard case .empowered(let ways) = Self.answer(regime, "council", "inspect") else {
      Issue.record("the council must be empowered to inspect")
      return
    }
    #expect(ways.count == 2)
  }

  @Test func `a way carries the seats of the bodies that vote in it`() {
    let council = [GovernanceDeclarations.Seats(holder: "state", count: 4, weight: 3)]
    let steps: [ProcedureStep] = [
      .propose("board"), .notice(Period(14, .day)),
      .any([.vote(.init(in: "council", threshold: .moreThan(Ratio(1, 2)))), .agree("board")]),
    ]
    let regime = Law.regime(
      layers: [[Law.clause("a", Law.empower("board", "license", by: .procedure("vote")))]],
      governance: GovernanceDeclarations(
        bodies: ["council": council, "board": []], procedures: ["vote": steps]))
    let way = PowersOutcome.Way(steps: steps, bodies: ["council": council], lasts: nil)
    #expect(Self.answer(regime, "board", "license") == .empowered([way]))
  }
}
