import TenureMeasures
import TenureTestSupport
import Testing

/// The rules on a pot that is too short, on the examples of the literature.
struct BankruptcyRuleTests {
  static func awards(_ rule: BankruptcyRule, _ pot: Int, _ claims: [Int]) -> [Rational] {
    rule.awards(of: Rational(pot), claims: claims.map { Rational($0) })
  }

  /// Ketubot 93a and Bava Metzia 2a, as Aumann and Maschler (1985) read them.
  @Test func `the Talmud's own examples`() {
    #expect(
      Self.awards(.talmud, 100, [100, 200, 300]) == Array(repeating: Rational(100, 3), count: 3))
    #expect(Self.awards(.talmud, 200, [100, 200, 300]) == [50, 75, 75].map { Rational($0) })
    #expect(Self.awards(.talmud, 300, [100, 200, 300]) == [50, 100, 150].map { Rational($0) })
    #expect(Self.awards(.talmud, 2, [1, 2]) == [Rational(1, 2), Rational(3, 2)])
  }

  @Test func `the other rules on the same estate`() {
    #expect(
      Self.awards(.equalAwards, 250, [100, 200, 300]) == [
        Rational(250, 3), Rational(250, 3), Rational(250, 3),
      ])
    #expect(
      Self.awards(.equalAwards, 400, [100, 200, 300]) == [100, 150, 150].map { Rational($0) })
    #expect(Self.awards(.equalLosses, 300, [100, 200, 300]) == [0, 100, 200].map { Rational($0) })
    #expect(Self.awards(.equalLosses, 100, [100, 200, 300]) == [0, 0, 100].map { Rational($0) })
    #expect(
      Self.awards(.proportional, 300, [100, 200, 300]) == [50, 100, 150].map { Rational($0) })
  }

  @Test(arguments: BankruptcyRule.allCases)
  func `awards add up and stay between nothing and the claim`(rule: BankruptcyRule) {
    var random = SplitMix64(seed: 3)
    for _ in 0..<300 {
      let claims = (0..<random.int(0...7)).map { _ in random.int(0...100) }
      let pot = random.int(0...400)
      let awards = Self.awards(rule, pot, claims)
      let total = claims.reduce(0, +)
      #expect(awards.reduce(.zero, +) == Rational(min(pot, total)))
      for (award, claim) in zip(awards, claims) {
        #expect(award.signum >= 0 && award <= Rational(claim))
      }
      let dual: BankruptcyRule =
        switch rule {
        case .equalAwards: .equalLosses
        case .equalLosses: .equalAwards
        case .proportional, .talmud: rule
        }
      guard pot <= total else { continue }
      // Awards of what there is are losses of what there is not, by the dual rule.
      let losses = Self.awards(dual, total - pot, claims)
      #expect(awards == zip(claims, losses).map { Rational($0) - $1 })
    }
  }
}
