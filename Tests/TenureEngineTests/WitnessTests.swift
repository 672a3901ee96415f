import TenureEngine
import TenureModel
import TenureTestSupport
import Testing

/// A witness is of its region, and tells people what they know.
struct WitnessTests {
  private typealias Law = SmallLaw

  /// The witness of the only change that a prohibition to sell makes.
  private func witness(of condition: Guard) throws -> TotalSituation {
    let ban = Law.clause("ban", Law.conduct(.prohibit, "sell"), condition)
    let diff = try RegimeDiff.compare(
      RegimeEngine(Law.regime([])), RegimeEngine(Law.regime([ban])))
    let changes = try diff.changes().changes
    return try #require(changes.first).witness
  }

  /// A person, whom recipients are by default, stands for nobody in particular.
  @Test func `a default of the same taxonomy comes last`() throws {
    let anyone = try witness(of: .always)
    #expect(anyone[Law.id("actor")] == .term(leaf: Law.leaf("actor", "company")))
    #expect(anyone[Law.id("recipient")] == .term(leaf: Law.leaf("actor", "person")))
    let person = try witness(of: Law.when("actor", "person"))
    #expect(person[Law.id("actor")] == .term(leaf: Law.leaf("actor", "person")))
  }

  @Test func `what a clause names comes first`() throws {
    let other = try witness(of: .not(Law.when("actor", "company", "person")))
    #expect(other[Law.id("actor")] != .term(leaf: Law.leaf("actor", "person")))
    let either = try witness(
      of: .any([Law.when("actor", "agency"), Law.when("fair", .flag(true))]))
    #expect(either[Law.id("actor")] == .term(leaf: Law.leaf("actor", "agency")))
  }

  @Test func `a set without a default has something in it where it can`() throws {
    let health = LeafSet(0..<1)
    #expect(try witness(of: .always)[Law.id("tags")] == .set(health))
    let located = try witness(of: Law.when("tags", "location"))
    #expect(located[Law.id("tags")] == .set(LeafSet(1..<2)))
    let plain = try witness(of: Law.when("tags", .isEmpty(true)))
    #expect(plain[Law.id("tags")] == .set(.empty))
  }
}
