import TenureModel
import TenureReference
import TenureTestSupport
import Testing

/// Values are told apart by tests, and counted as the format says.
struct FacetClassTests {
  static func count(_ facet: String, _ guards: Guard...) -> Int {
    let tests = guards.flatMap(\.tests)
    return FacetClass.atoms(of: Law.id(facet), cutBy: tests, in: Law.vocabulary).count
  }

  @Test(
    arguments: [
      (1, .always), (1, SpecificityTests.atLeast("0")), (1, SpecificityTests.atLeast("-3")),
      (2, SpecificityTests.atLeast("10")), (2, SpecificityTests.above("9.5")),
      (2, .all([SpecificityTests.atLeast("10"), SpecificityTests.above("9")])),
      (3, .all([SpecificityTests.atLeast("10"), SpecificityTests.above("10")])),
      (3, Law.when("persons", .within(.exactly(Law.number("7"))))),
      (2, Law.when("persons", .within(.exactly(Law.number("0"))))),
    ] as [(Int, Guard)])
  func `whole numbers have no empty intervals`(intervals: Int, condition: Guard) {
    #expect(Self.count("persons", condition) == intervals)
  }

  @Test func `numbers are cut before and after a constant, as tests cut`() {
    let from = SpecificityTests.bounded("weight", lower: .init(.zero, included: true))
    let above = SpecificityTests.bounded("weight", lower: .init(.zero, included: false))
    #expect(Self.count("weight", from) == 2)
    #expect(Self.count("weight", above) == 2)
    #expect(Self.count("weight", from, above) == 3)
  }

  @Test func `every member lies in its interval, and in no other`() {
    let constants = [true, false].flatMap { isIncluded in
      RandomVocabulary.numbers.map { number in
        QuantityRange(lower: QuantityRange.Bound(number, included: isIncluded))
      }
    }
    for isWhole in [true, false] {
      for minimum in [nil, ExactDecimal(-1), ExactDecimal(10)] {
        let intervals = NumberInterval.all(
          cutBy: constants, of: Facet.Quantity(isWhole: isWhole, minimum: minimum))
        for interval in intervals {
          #expect(intervals.filter { $0.range.contains(interval.member) } == [interval])
          #expect(!isWhole || interval.member.isWhole)
          #expect(interval.member >= minimum ?? interval.member)
        }
      }
    }
  }

  @Test func `leaves that no test tells apart are one class, unless facets are compared`() {
    let tests = Law.when("actor", "enterprise").tests
    let classes = FacetClass.classes(
      of: Law.id("actor"), toldApartBy: tests, in: Law.vocabulary)
    #expect(classes.map(\.atoms.count) == [2, 2])
    let joined = Law.when("recipient", .sameAs(Law.id("actor"))).tests
    let leaves = FacetClass.classes(
      of: Law.id("actor"), toldApartBy: tests + joined, in: Law.vocabulary)
    #expect(leaves.map(\.atoms.count) == [1, 1, 1, 1])
  }

  @Test func `classes tell apart as much as all atoms do`() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<40 {
      let vocabulary = RandomVocabulary.make(using: &random)
      let making = RandomGuard(vocabulary, for: .circulation)
      let pair = (making.make(using: &random), making.make(using: &random))
      for _ in 0..<40 {
        let situation = RandomSituation.total(in: vocabulary, using: &random)
        if pair.0.isWithin(pair.1, of: vocabulary), pair.0.holds(in: situation, of: vocabulary) {
          #expect(pair.1.holds(in: situation, of: vocabulary))
        }
      }
    }
  }
}
