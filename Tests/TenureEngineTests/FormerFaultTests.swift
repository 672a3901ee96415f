import TenureEngine
import TenureModel
import TenureReference
import TenureTestSupport
import Testing

/// Faults that random regimes found once, each as the smallest regime that showed it.
struct FormerFaultTests {
  private typealias Law = SmallLaw

  /// A regime, what became of it, and a situation that shows the fault.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let before: Regime
    let after: Regime
    let situation: Situation

    init(
      _ name: String, _ before: [AnyClause], _ after: [AnyClause] = [],
      in situation: Situation = SmallLaw.partial(), precedence: [Doctrine.TieBreaker] = []
    ) {
      testDescription = name
      self.before = SmallLaw.regime(before, precedence: precedence)
      self.after = SmallLaw.regime(after, precedence: precedence)
      self.situation = situation
    }
  }

  private static let circle: [AnyClause] = [
    Law.clause("a", Law.conduct(.prohibit), rank: "law", enacted: "2024-01-01"),
    Law.clause("b", Law.conduct(.permit), over: ["a"]),
    Law.clause("c", Law.conduct(.prohibit), over: ["b"]),
    Law.clause("d", Law.conduct(.permit), over: ["c"]),
    Law.clause("e", Law.conduct(.permit), rank: "regulation"),
    Law.clause("z", Law.conduct(.prohibit), rank: "law"),
  ]

  private static let yes = Law.when("fair", .flag(true))

  static let cases = [
    Case(
      "what runs in a circle is no winner", circle, in: Law.partial(unknown: ["fair"]),
      precedence: [.declared, .rank, .recency]),
    Case(
      "a branch has no leaf that the situation rules out",
      [Law.clause("a", Law.conduct(.permit), Law.when("actor", "person", "company"))],
      in: Law.partial(oneOf: ["actor": ["enterprise"]])),
    Case(
      "no rivals are no contested steps",
      [
        Law.clause("a", Law.levy(1, step: "levy"), yes),
        Law.clause("b", Law.levy(2, step: "levy")),
      ], in: Law.partial(unknown: ["fair"])),
    Case(
      "a step that is always there may lose to one that is not",
      [
        Law.clause("a", Law.levy(1, step: "levy"), yes, over: ["b"]),
        Law.clause("b", Law.levy(2, step: "levy")),
      ], [Law.clause("b", Law.levy(2, step: "levy"))], in: Law.partial(unknown: ["fair"]),
      precedence: [.declared]),
    Case(
      "a duty falls with the permission that a new prohibition defeats",
      [Law.clause("a", Law.conduct(.permit, duties: ["log"]))],
      [
        Law.clause("a", Law.conduct(.permit, duties: ["log"])),
        Law.clause("b", Law.conduct(.prohibit), yes),
      ], in: Law.partial(unknown: ["fair"]), precedence: [.prohibition]),
    Case(
      "a holder's duty falls with the grant that a new withholding defeats",
      [Law.clause("a", Law.rights(.grant, "access", duties: ["answer"]))],
      [
        Law.clause("a", Law.rights(.grant, "access", duties: ["answer"])),
        Law.clause("b", Law.rights(.withhold), yes),
      ], in: Law.partial(unknown: ["fair"]), precedence: [.prohibition]),
    Case(
      "a right that turns on a facet before that of the test",
      [
        Law.clause(
          "a", Law.levy(1, step: "levy"),
          .all([
            Law.when("tags", .hasAll([Law.term("tags", "health"), Law.term("tags", "location")])),
            Law.when("right", "access"),
          ])),
        Law.clause("b", Law.rights(.grant, "access"), Law.when("action", "sell")),
      ], in: Law.partial(unknown: ["tags", "action"])),
    Case(
      "a right that turns on a facet behind that of the test",
      [
        Law.clause(
          "a", Law.levy(1, step: "levy"),
          .all([Law.when("action", "sell"), Law.when("right", "access")])),
        Law.clause("b", Law.rights(.grant, "access"), yes),
      ], in: Law.partial(unknown: ["fair", "action"])),
    Case(
      "a power is asked of those that speak on it", [],
      [
        Law.clause("a", Law.empower("council")),
        Law.clause("b", Law.disempower("board", "license"), yes),
      ]),
    Case(
      "a red line speaks on the bodies of the other side",
      [Law.clause("a", Law.disempower(nil, "license"))],
      [Law.clause("b", Law.empower("board", "inspect"), yes)]),
  ]

  @Test(arguments: cases) func `stays mended`(fault: Case) {
    for regime in [fault.before, fault.after] {
      let engine = RegimeEngine(regime).ruling(in: fault.situation)
      let reference = ReferenceInterpreter(regime).ruling(in: fault.situation)
      let difference = RulingDifference.between(
        engine, reference, on: fault.situation, of: regime)
      #expect(difference == nil)
    }
    var random = SplitMix64(seed: 1)
    #expect(DiffDifference.find(fault.before, fault.after, using: &random) == nil)
    #expect(DiffDifference.find(fault.after, fault.before, using: &random) == nil)
  }

  @Test func `a day that is asked about does not make a scope narrower`() {
    let later = DateRange(from: Day(number: 0))
    let regime = Law.regime(
      [
        Law.clause("a", Law.conduct(.permit), Law.when("date", .during(later))),
        Law.clause("b", Law.conduct(.prohibit, "sell")),
      ], precedence: [.specificity])
    var random = SplitMix64(seed: 1)
    let day = Day(number: 1)
    #expect(DiffDifference.find(regime, Law.regime([]), at: day, using: &random) == nil)
    #expect(CheckDifference.find(regime, at: day) == nil)
  }

  @Test func `a red line where no clause names a body is dead`() {
    let regime = Law.regime([Law.clause("a", Law.disempower())])
    #expect(CheckDifference.find(regime, at: nil) == nil)
    let messages = RegimeEngine(regime).check().map(\.message)
    #expect(messages.contains("`a` decides nowhere: nothing is there that it could speak of"))
  }
}
