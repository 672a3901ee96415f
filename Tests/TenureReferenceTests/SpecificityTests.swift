import TenureModel
import TenureReference
import TenureTestSupport
import Testing

/// Specificity is strict inclusion of guards over all combinations of facet values.
struct SpecificityTests {
  static func above(_ text: String) -> Guard {
    bounded("persons", lower: .init(Law.number(text), included: false))
  }

  static func atLeast(_ text: String, of facet: String = "persons") -> Guard {
    bounded(facet, lower: .init(Law.number(text), included: true))
  }

  static func bounded(
    _ facet: String, lower: QuantityRange.Bound? = nil, upper: QuantityRange.Bound? = nil
  ) -> Guard {
    Law.when(facet, .within(QuantityRange(lower: lower, upper: upper)))
  }

  static let tags = ["health", "location"].map { Law.term("tags", $0) }

  static let cases: [(String, narrow: Guard, wide: Guard, isStrict: Bool)] = [
    ("a subtree", Law.when("actor", "company"), Law.when("actor", "enterprise"), true),
    ("one more test", Law.when("consent", .flag(true)), .always, true),
    ("the same guard", Law.when("actor", "company"), Law.when("actor", "company"), false),
    (
      "the same set said otherwise", Law.when("actor", "enterprise"),
      Law.when("actor", "company", "operator"), false
    ),
    ("overlapping", Law.when("actor", "enterprise"), Law.when("actor", "public-body"), false),
    ("the overlap", Law.when("actor", "operator"), Law.when("actor", "public-body"), true),
    ("whole numbers above 9 and from 10", above("9"), atLeast("10"), false),
    ("whole numbers from 10 and above 9", atLeast("10"), above("9"), false),
    ("whole numbers above 9.5 and from 10", above("9.5"), atLeast("10"), false),
    ("whole numbers from 11", atLeast("11"), above("9"), true),
    ("at least the least value", atLeast("0"), .always, false),
    ("at least less than the least", atLeast("-5"), .always, false),
    ("any number has no least", atLeast("0", of: "weight"), .always, true),
    (
      "decimals above 9 and from 10", atLeast("10", of: "weight"),
      bounded("weight", lower: .init(Law.number("9"), included: false)), true
    ),
    ("nothing within something", .never, Law.when("consent", .flag(true)), true),
    ("nothing and nothing", .never, .all([Law.when("fair", .flag(true)), .never]), false),
    (
      "all within any", Law.when("tags", .hasAll(tags)), Law.when("tags", .hasAny(tags)), true
    ),
    (
      "none and empty, where the terms are all there is", Law.when("tags", .hasNone(tags)),
      Law.when("tags", .isEmpty(true)), false
    ),
    (
      "empty within only", Law.when("tags", .isEmpty(true)), Law.when("tags", .hasOnly([tags[0]])),
      true
    ),
    (
      "twice not", .not(.not(Law.when("fair", .flag(true)))), Law.when("fair", .flag(true)), false
    ),
    (
      "both ways of a flag", .any([Law.when("fair", .flag(true)), Law.when("fair", .flag(false))]),
      .always, false
    ),
    (
      "two equal facets under one term",
      .all([
        Law.when("actor", .sameAs(Law.id("recipient"))), Law.when("recipient", "company"),
      ]), Law.when("actor", "company"), true
    ),
    (
      "the same two facets either way round", Law.when("actor", .sameAs(Law.id("recipient"))),
      Law.when("recipient", .sameAs(Law.id("actor"))), false
    ),
    (
      "right is a free set",
      .all([
        Law.when("right", "access"), Law.when("right", "erase"),
      ]), Law.when("right", "access"), true
    ),
    (
      "a union covers", Law.when("actor", "company"),
      .any([
        .all([Law.when("actor", "enterprise"), Law.when("fair", .flag(true))]),
        .all([Law.when("actor", "enterprise"), Law.when("fair", .flag(false))]),
      ]), true
    ),
    (
      "dates in the guard itself",
      Law.when("date", .during(DateRange(from: Day(number: 10), before: Day(number: 11)))),
      Law.when("date", .during(DateRange(from: Day(number: 10)))), true
    ),
  ]

  @Test(arguments: cases)
  func `a guard is narrower when its situations are some of the other's, but not all`(
    name: String, narrow: Guard, wide: Guard, isStrict: Bool
  ) {
    #expect(narrow.isStrictlyWithin(wide, of: Law.vocabulary) == isStrict, "\(name)")
    #expect(!wide.isStrictlyWithin(narrow, of: Law.vocabulary), "\(name), the other way round")
  }

  @Test func `the narrower guard beats the wider, action test in`() {
    let regime = Law.regime(
      [
        Law.clause("all", Law.conduct(.prohibit, "provide")),
        Law.clause("sale", Law.conduct(.permit, "sell")),
      ], precedence: [.specificity])
    #expect(regime.defeats(regime.ruling()) == ["all < sale (specificity)"])
  }

  @Test func `effective dates do not make a guard narrower`() {
    let regime = Law.regime(
      [
        Law.clause("always", Law.conduct(.prohibit)),
        Law.clause("for-a-time", Law.conduct(.permit), from: "2000-01-01", until: "2100-01-01"),
      ], precedence: [.specificity])
    #expect(regime.ruling().outcome.verdict == .contested)
  }

  @Test func `guards that merely overlap are not compared`() {
    let regime = Law.regime(
      [
        Law.clause("a", Law.conduct(.prohibit), Law.when("fair", .flag(false))),
        Law.clause("b", Law.conduct(.permit), Law.when("consent", .flag(false))),
      ], precedence: [.specificity])
    #expect(regime.ruling().outcome.verdict == .contested)
  }
}
