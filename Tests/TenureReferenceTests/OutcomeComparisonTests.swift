import TenureModel
import TenureReference
import TenureTestSupport
import Testing

/// What is wider, and what is narrower.
struct OutcomeComparisonTests {
  @Test(arguments: [
    (Verdict.prohibited, Verdict.silent, OutcomeComparison.wider),
    (.prohibited, .contested, .wider), (.prohibited, .required, .wider),
    (.prohibited, .permitted, .wider), (.silent, .permitted, .wider),
    (.contested, .permitted, .wider), (.required, .permitted, .wider),
    (.permitted, .required, .narrower), (.silent, .prohibited, .narrower),
    (.silent, .contested, .incomparable), (.silent, .required, .incomparable),
    (.required, .contested, .incomparable), (.silent, .silent, .same),
  ]) func `verdicts have an order`(old: Verdict, new: Verdict, comparison: OutcomeComparison) {
    #expect(Outcome(verdict: new).compared(to: Outcome(verdict: old)) == comparison)
  }

  @Test(arguments: [
    (RightState.withheld, RightState.contested, OutcomeComparison.wider),
    (.withheld, .none, .wider), (.withheld, .held, .wider), (.none, .held, .wider),
    (.contested, .held, .wider), (.held, .none, .narrower), (.none, .withheld, .narrower),
    (.none, .contested, .incomparable), (.held, .held, .same),
  ]) func `states of a right have an order`(
    old: RightState, new: RightState, comparison: OutcomeComparison
  ) {
    func outcome(_ state: RightState) -> Outcome {
      Outcome(rights: state == .none ? [:] : [1: state])
    }
    #expect(outcome(new).compared(to: outcome(old)) == comparison)
  }

  static let one = Duties(before: [Duty("a")])
  static let two = Duties(before: [Duty("a"), Duty("b")])
  static let late = Duties(before: [Duty("a", within: Period(1, .day))])

  @Test func `fewer duties on the actor are wider, more on the holder too`() {
    #expect(Outcome(duties: Self.one).compared(to: Outcome(duties: Self.two)) == .wider)
    #expect(Outcome(duties: Self.two).compared(to: Outcome(duties: Self.one)) == .narrower)
    #expect(
      Outcome(holderDuties: Self.two).compared(to: Outcome(holderDuties: Self.one)) == .wider)
    #expect(Outcome(duties: Self.late).compared(to: Outcome(duties: Self.one)) == .incomparable)
  }

  @Test func `all that differs must agree`() {
    let old = Outcome(verdict: .silent, rights: [0: .held])
    let wider = Outcome(verdict: .permitted, rights: [0: .held])
    #expect(wider.compared(to: old) == .wider)
    let mixed = Outcome(verdict: .permitted, rights: [0: .withheld])
    #expect(mixed.compared(to: old) == .incomparable)
  }

  @Test func `money and power have no more and less`() {
    let powers = PowersOutcome(answers: [.init(body: "council", act: 0): .disempowered])
    #expect(Outcome(powers: powers).compared(to: Outcome()) == .incomparable)
    let both = Outcome(verdict: .permitted, powers: powers)
    #expect(both.compared(to: Outcome(verdict: .silent)) == .incomparable)
  }
}
