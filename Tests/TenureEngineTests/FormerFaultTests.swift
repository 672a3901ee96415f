import TenureEngine
import TenureModel
import TenureReference
import TenureTestSupport
import Testing

/// Faults that random regimes found once, each as the smallest regime that showed it.
struct FormerFaultTests {
  private typealias Law = SmallLaw

  @Test(arguments: FormerFault.all) func `stays mended`(fault: FormerFault) {
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

  @Test func `a red line where no clause names a body is dead`() throws {
    let regime = Law.regime([Law.clause("a", Law.disempower())])
    #expect(CheckDifference.find(regime, at: nil) == nil)
    let messages = try RegimeEngine(regime).check().map(\.message)
    #expect(messages.contains("`a` decides nowhere: nothing is there that it could speak of"))
  }
}
