package import TenureModel

/// A fault that random regimes found once, as the smallest regime that showed it.
package struct FormerFault: CustomStringConvertible, Sendable {
  private typealias Law = SmallLaw

  /// What it was about.
  package let description: String
  /// The regime that showed it.
  package let before: Regime
  /// What became of that, where two were compared.
  package let after: Regime
  /// A situation that shows it.
  package let situation: Situation

  private init(
    _ name: String, _ before: [AnyClause], _ after: [AnyClause] = [],
    in situation: Situation = SmallLaw.partial(), precedence: [Doctrine.TieBreaker] = []
  ) {
    description = name
    self.before = SmallLaw.regime(before, precedence: precedence)
    self.after = SmallLaw.regime(after, precedence: precedence)
    self.situation = situation
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

  /// All of them.
  package static let all = [
    FormerFault(
      "what runs in a circle is no winner", circle, in: Law.partial(unknown: ["fair"]),
      precedence: [.declared, .rank, .recency]),
    FormerFault(
      "a branch has no leaf that the situation rules out",
      [Law.clause("a", Law.conduct(.permit), Law.when("actor", "person", "company"))],
      in: Law.partial(oneOf: ["actor": ["enterprise"]])),
    FormerFault(
      "no rivals are no contested steps",
      [
        Law.clause("a", Law.levy(1, step: "levy"), yes),
        Law.clause("b", Law.levy(2, step: "levy")),
      ], in: Law.partial(unknown: ["fair"])),
    FormerFault(
      "a step that is always there may lose to one that is not",
      [
        Law.clause("a", Law.levy(1, step: "levy"), yes, over: ["b"]),
        Law.clause("b", Law.levy(2, step: "levy")),
      ], [Law.clause("b", Law.levy(2, step: "levy"))], in: Law.partial(unknown: ["fair"]),
      precedence: [.declared]),
    FormerFault(
      "a duty falls with the permission that a new prohibition defeats",
      [Law.clause("a", Law.conduct(.permit, duties: ["log"]))],
      [
        Law.clause("a", Law.conduct(.permit, duties: ["log"])),
        Law.clause("b", Law.conduct(.prohibit), yes),
      ], in: Law.partial(unknown: ["fair"]), precedence: [.prohibition]),
    FormerFault(
      "a holder's duty falls with the grant that a new withholding defeats",
      [Law.clause("a", Law.rights(.grant, "access", duties: ["answer"]))],
      [
        Law.clause("a", Law.rights(.grant, "access", duties: ["answer"])),
        Law.clause("b", Law.rights(.withhold), yes),
      ], in: Law.partial(unknown: ["fair"]), precedence: [.prohibition]),
    FormerFault(
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
    FormerFault(
      "a right that turns on a facet behind that of the test",
      [
        Law.clause(
          "a", Law.levy(1, step: "levy"),
          .all([Law.when("action", "sell"), Law.when("right", "access")])),
        Law.clause("b", Law.rights(.grant, "access"), yes),
      ], in: Law.partial(unknown: ["fair", "action"])),
    FormerFault(
      "a power is asked of those that speak on it", [],
      [
        Law.clause("a", Law.empower("council")),
        Law.clause("b", Law.disempower("board", "license"), yes),
      ]),
    FormerFault(
      "a red line speaks on the bodies of the other side",
      [Law.clause("a", Law.disempower(nil, "license"))],
      [Law.clause("b", Law.empower("board", "inspect"), yes)]),
  ]
}
