import TenureEngine
import TenureModel
import TenureReference
import TenureTestSupport
import Testing

/// Debates of so many clauses that they are looked at in groups.
@Suite struct GroupDebateTests {
  private typealias Law = SmallLaw

  /// A regime of clauses that mostly match at once, with as many names after `over` as there are
  /// clauses, circles included.
  private static func regime(_ count: Int, using random: inout SplitMix64) -> Regime {
    let conditions: [Guard] = [
      .always, .always, .always, Law.when("consent", .flag(true)), Law.when("fair", .flag(false)),
    ]
    let isSparse = random.chance(50)
    func clause(_ number: Int) -> AnyClause {
      let over = (0..<random.pick(isSparse ? [0, 0, 0, 0, 1] : [0, 1, 1, 2])).map { _ in
        "c\(random.chance(50) ? max(0, number - 1) : random.int(0...count - 1))"
      }
      return Law.clause(
        "c\(number)", Law.conduct(random.chance(50) ? .permit : .prohibit), random.pick(conditions),
        rank: random.pick([nil, "law", "law", "regulation"]), isDefault: random.chance(3),
        over: over, enacted: random.pick([nil, "2020-01-01", "2021-01-01"]))
    }
    var precedence: [Doctrine.TieBreaker] = [
      .declared, .layer, .rank, .specificity, .recency, .prohibition, .permission,
    ]
    precedence.shuffle(using: &random)
    let clauses = (0..<count).map(clause)
    let cut = random.int(0...count)
    return Law.regime(
      layers: [Array(clauses[..<cut]), Array(clauses[cut...])],
      precedence: Array(precedence.prefix(random.int(1...5))))
  }

  @Test func `many clauses that clash at once are ruled as the reference rules them`() {
    RandomRun.expectNothing(in: 16) { seed in
      var random = SplitMix64(seed: seed)
      let regime = Self.regime(random.int(100...150), using: &random)
      let engine = RegimeEngine(regime)
      let reference = ReferenceInterpreter(regime)
      for _ in 0..<3 {
        let total = RandomSituation.total(in: Law.vocabulary, using: &random)
        let situation = total.situation(in: Law.vocabulary)
        let difference = RulingDifference.between(
          engine.ruling(in: situation), reference.ruling(in: situation), on: situation, of: regime)
        if let difference { return "\(regime.doctrine.precedence): \(difference)" }
      }
      return nil
    }
  }

  /// Pair by pair these would be a hundred million clashes.
  @Test(
    arguments: [
      ([.declared], 20_000, .prohibited),
      // The last one permits, and what it does not name prohibits and prevails: a circle of all.
      ([.declared, .prohibition], 20_001, .contested),
    ] as [([Doctrine.TieBreaker], Int, Verdict)])
  func `a chain of twenty thousand clauses is ruled`(
    _ precedence: [Doctrine.TieBreaker], _ count: Int, _ verdict: Verdict
  ) {
    let clauses = (0..<count).map { number in
      Law.clause(
        "c\(number)", Law.conduct(number % 2 == 0 ? .permit : .prohibit),
        over: number == 0 ? [] : ["c\(number - 1)"])
    }
    var random = SplitMix64(seed: 1)
    let situation = RandomSituation.total(in: Law.vocabulary, using: &random)
    let engine = RegimeEngine(Law.regime(clauses, precedence: precedence))
    #expect(engine.ruling(in: situation).outcome.verdict == verdict)
  }
}
