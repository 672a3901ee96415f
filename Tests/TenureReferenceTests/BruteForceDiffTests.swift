import TenureModel
import TenureReference
import TenureTestSupport
import Testing

/// The slow diff counts as the format says.
struct BruteForceDiffTests {
  static func diff(_ before: [AnyClause], _ after: [AnyClause], at day: Day? = nil)
    -> BruteForceDiff
  {
    BruteForceDiff(Law.regime(before), Law.regime(after), at: day)
  }

  @Test func `total is the product over the facets that some clause of either side names`() {
    let none = Self.diff([], [])
    #expect(none.total == 1)
    #expect(none.relation == .identical)
    // Three leaves of action, also with `any`.
    #expect(Self.diff([Law.clause("a", Law.conduct(.permit))], []).total == 3)
    // Times four leaves of each party, two flags, two intervals of persons, four sets of tags.
    let rest = Law.clause(
      "b", Law.levy(1, step: "b"),
      .all([
        Law.when("actor", .sameAs(Law.id("recipient"))), Law.when("fair", .flag(true)),
        SpecificityTests.above("9"), SpecificityTests.atLeast("10"), Law.when("tags", "health"),
        Law.when("right", "access"),
      ]))
    #expect(
      Self.diff([Law.clause("a", Law.conduct(.permit))], [rest]).total == 3 * 4 * 4 * 2 * 2 * 4)
    let dated = Law.clause("c", Law.levy(1, step: "c"), from: "2024-01-01", until: "2025-01-01")
    #expect(Self.diff([], [dated]).total == 3)
    #expect(Self.diff([], [dated], at: Day(number: 0)).total == 1)
  }

  @Test func `situations are counted once, and once in every pillar that differs`() {
    let before = [Law.clause("a", Law.conduct(.prohibit, "sell"))]
    let after =
      before + [
        Law.clause("b", Law.conduct(.permit), Law.when("fair", .flag(true)), over: ["a"]),
        Law.clause("c", Law.rights(.grant, "access"), Law.when("actor", "enterprise")),
      ]
    let diff = Self.diff(before, after)
    #expect(diff.total == 3 * 2 * 4)
    #expect(diff.differingByPillar == [.property: 3 * 2 * 2, .circulation: 3 * 4])
    #expect(diff.differing == 3 * 2 * 2 + 3 * 4 - 3 * 2)
    #expect(diff.relation == .wider)
    #expect(Self.diff(after, before).relation == .narrower)
  }

  @Test func `money that differs alone makes regimes incomparable`() {
    let diff = Self.diff([], [Law.clause("a", Law.levy(1, step: "a"))])
    #expect(diff.relation == .incomparable)
    #expect(diff.differing == 1)
    #expect(diff.differingByPillar == [.distribution: 1])
  }

  @Test func `both sides are asked about the bodies that either names`() {
    let line = Law.clause("a", Law.disempower())
    let diff = Self.diff([line], [line, Law.clause("b", Law.empower("council"), .never)])
    #expect(diff.relation == .equivalent)
  }

  @Test func `wider here and narrower there is incomparable`() {
    let first = [Law.clause("a", Law.conduct(.permit, "sell"))]
    let second = [Law.clause("a", Law.conduct(.permit, "share"))]
    #expect(Self.diff(first, second).relation == .incomparable)
  }
}
