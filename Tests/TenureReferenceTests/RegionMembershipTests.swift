import TenureModel
import TenureTestSupport
import Testing

/// Which values and situations lie in a region.
struct RegionMembershipTests {
  static let cube = FacetRegion.sets([
    .init(all: LeafSet([0]), none: LeafSet([1])), .init(all: LeafSet([1, 2]), none: .empty),
  ])

  @Test(arguments: [
    (FacetRegion.terms(LeafSet([1, 2])), FacetValue.term(leaf: 2), true),
    (.terms(LeafSet([1, 2])), .term(leaf: 0), false),
    (cube, .set(LeafSet([0, 2])), true), (cube, .set(LeafSet([0, 1])), false),
    (cube, .set(LeafSet([0, 1, 2])), true), (cube, .set(.empty), false),
    (.flags([true]), .flag(true), true), (.flags([true]), .flag(false), false),
    (.quantities([.exactly(.zero)]), .quantity(.zero), true),
    (.quantities([]), .quantity(.zero), false),
    (.dates([DateRange(from: Day(number: 3))]), .date(Day(number: 3)), true),
    (.dates([DateRange(before: Day(number: 3))]), .date(Day(number: 3)), false),
    (.flags([true, false]), .term(leaf: 0), false),
  ])
  func `a region contains the values that it names`(
    region: FacetRegion, value: FacetValue, isContained: Bool
  ) {
    #expect(region.contains(value) == isContained)
  }

  @Test func `a box contains a situation that has one of its values for every facet it names`() {
    let box = Box([
      Law.id("fair"): .flags([true]),
      Law.id("actor"): .terms(LeafSet([Law.leaf("actor", "person")])),
    ])
    let both = ["fair": FacetValue.flag(true), "actor": Law.value("actor", "person")]
    #expect(box.contains(Law.total(both)))
    #expect(!box.contains(Law.total(["fair": .flag(true)])))
    #expect(Box().contains(Law.total()))
  }
}
