import TenureModel
import TenureReference
import TenureTestSupport
import Testing

/// Which of two clauses that disagree beats the other.
struct PrecedenceTests {
  @Test func `a clause that is over another beats it, whatever comes later`() {
    let regime = Law.regime([
      Law.clause("high", Law.conduct(.prohibit), rank: "law"),
      Law.clause("low", Law.conduct(.permit), rank: "regulation", over: ["high"]),
    ])
    #expect(regime.defeats(regime.ruling()) == ["high < low (declared)"])
  }

  @Test func `over names clauses of any layer, and says nothing where they agree`() {
    let regime = Law.regime(layers: [
      [Law.clause("base", Law.conduct(.permit), over: ["top", "friend"])],
      [Law.clause("top", Law.conduct(.prohibit)), Law.clause("friend", Law.conduct(.oblige))],
    ])
    #expect(regime.defeats(regime.ruling()) == ["top < base (declared)"])
  }

  @Test func `without declared in the precedence over is not read`() {
    let regime = Law.regime(
      [
        Law.clause("a", Law.conduct(.prohibit)),
        Law.clause("b", Law.conduct(.permit), over: ["a"]),
      ], precedence: [.prohibition])
    #expect(regime.ruling().outcome.verdict == .prohibited)
  }

  @Test func `the overlay beats the base`() {
    let regime = Law.regime(layers: [
      [Law.clause("base", Law.conduct(.prohibit), rank: "law")],
      [Law.clause("overlay", Law.conduct(.permit), rank: "regulation")],
    ])
    #expect(regime.defeats(regime.ruling()) == ["base < overlay (layer)"])
  }

  @Test(
    arguments: [
      ("law", "regulation", Verdict.prohibited), ("regulation", "law", .permitted),
      ("law", "law", .contested), (nil, "law", .contested), ("regulation", nil, .contested),
      ("unheard-of", "law", .contested),
    ] as [(String?, String?, Verdict)])
  func `superior law beats inferior, and without a rank there is no comparison`(
    prohibition: String?, permission: String?, verdict: Verdict
  ) {
    let regime = Law.regime(
      [
        Law.clause("a", Law.conduct(.prohibit), rank: prohibition),
        Law.clause("b", Law.conduct(.permit), rank: permission),
      ], precedence: [.rank])
    #expect(regime.ruling().outcome.verdict == verdict)
  }

  @Test(
    arguments: [
      ("2024-01-01", "2023-01-01", Verdict.prohibited), ("2023-01-01", "2024-01-01", .permitted),
      ("2024-01-01", "2024-01-01", .contested), (nil, "2024-01-01", .permitted),
      ("0001-01-01", nil, .prohibited), (nil, nil, .contested),
    ] as [(String?, String?, Verdict)])
  func `later enacted beats earlier, and no date is the earliest`(
    prohibition: String?, permission: String?, verdict: Verdict
  ) {
    let regime = Law.regime(
      [
        Law.clause("a", Law.conduct(.prohibit), enacted: prohibition),
        Law.clause("b", Law.conduct(.permit), enacted: permission),
      ], precedence: [.recency])
    #expect(regime.ruling().outcome.verdict == verdict)
  }

  @Test func `the first day in force is the date of a clause that does not say`() {
    let regime = Law.regime(
      [
        Law.clause("a", Law.conduct(.prohibit), from: "2020-01-01"),
        Law.clause("b", Law.conduct(.permit), enacted: "2019-12-31"),
      ], precedence: [.recency])
    #expect(regime.defeats(regime.ruling()) == ["b < a (recency)"])
  }

  @Test(
    arguments: [
      ([.prohibition], Verdict.prohibited), ([.permission], .required), ([.contest], .contested),
      ([], .contested), ([.contest, .prohibition], .contested),
      ([.permission, .prohibition], .required),
      ([.rank, .layer, .declared, .specificity, .recency, .prohibition], .prohibited),
    ] as [([Doctrine.TieBreaker], Verdict)])
  func `the last word is prohibition, permission or contest`(
    precedence: [Doctrine.TieBreaker], verdict: Verdict
  ) {
    let regime = Law.regime(
      [Law.clause("a", Law.conduct(.prohibit)), Law.clause("b", Law.conduct(.oblige))],
      precedence: precedence)
    #expect(regime.ruling().outcome.verdict == verdict)
  }

  @Test func `the first tie-breaker that tells two clauses apart settles it`() {
    let clauses = [
      Law.clause("old-law", Law.conduct(.prohibit), rank: "law", enacted: "2000-01-01"),
      Law.clause("new-rule", Law.conduct(.permit), rank: "regulation", enacted: "2024-01-01"),
    ]
    #expect(
      Law.regime(clauses, precedence: [.rank, .recency]).ruling().outcome.verdict == .prohibited)
    #expect(
      Law.regime(clauses, precedence: [.recency, .rank]).ruling().outcome.verdict == .permitted)
  }
}
