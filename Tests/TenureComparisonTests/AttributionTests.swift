import BigInt
import Tenure
import TenureReference
import TenureTestSupport
import Testing

/// What is attributed to changes is what the mean over all orders gives, counted by ruling in every
/// situation.
@Suite struct AttributionTests {
  /// The number of situations in which a mixture differs from the regime before, the slow way.
  private static func flips(_ mixture: RegimeMixture, _ made: Set<Int>) -> Int {
    let bodies = mixture.before.bodiesInClauses.union(mixture.after.bodiesInClauses)
    let before = ReferenceInterpreter(mixture.before, alsoAbout: bodies)
    let mixed = ReferenceInterpreter(mixture.regime(making: made), alsoAbout: bodies)
    var known: [[[Int]]: Bool] = [:]
    var flips = 0
    for cell in SituationSpace([mixture.before, mixture.after]).cells {
      let matching = [before.matching(in: cell.situation), mixed.matching(in: cell.situation)]
      let differs =
        known[matching]
        ?? (before.ruling(ofMatching: matching[0]).outcome
          != mixed.ruling(ofMatching: matching[1]).outcome)
      known[matching] = differs
      if differs { flips += cell.weight }
    }
    return flips
  }

  private static func orders(of items: [Int]) -> [[Int]] {
    if items.isEmpty { return [[]] }
    return items.flatMap { first in
      orders(of: items.filter { $0 != first }).map { [first] + $0 }
    }
  }

  /// What each change adds, averaged over all orders.
  private static func means(_ mixture: RegimeMixture) -> [Rational] {
    var known: [Set<Int>: Int] = [:]
    func value(_ made: Set<Int>) -> Int {
      if let value = known[made] { return value }
      let value = flips(mixture, made)
      known[made] = value
      return value
    }
    let orders = orders(of: Array(mixture.changes.indices))
    var sums = mixture.changes.map { _ in 0 }
    for order in orders {
      var made: Set<Int> = []
      for change in order {
        let before = value(made)
        made.insert(change)
        sums[change] += value(made) - before
      }
    }
    return sums.map { Rational($0, orders.count) }
  }

  @Test func `shares are the mean over all orders, and add up`() throws {
    var tried = 0
    for seed in 1...60 as ClosedRange<UInt64> where tried < 8 {
      var random = SplitMix64(seed: seed)
      let vocabulary = RandomVocabulary.make(using: &random)
      let before = RandomRegime.make(over: vocabulary, clauses: 2...6, using: &random)
      let once = RandomRegime.amended(before, using: &random)
      let after = RandomRegime.amended(once, using: &random)
      let mixture = RegimeMixture(before, after)
      guard 2...4 ~= mixture.changes.count,
        SituationSpace([before, after]).cellCount <= 150
      else { continue }
      tried += 1
      let attribution = try DiffAttribution(mixture)
      #expect(attribution.parts.map(\.flips) == Self.means(mixture), "seed \(seed)")
      let diff = try RegimeDiff.compare(RegimeEngine(before), RegimeEngine(after))
      let sum = attribution.parts.map(\.flips).reduce(Rational.zero, +)
      #expect(sum == Rational(BigInt(diff.differing)), "seed \(seed)")
      #expect(attribution.flips == diff.differing, "seed \(seed)")
      for pillar in Pillar.allCases {
        let sum = attribution.parts.map { $0.flipsByPillar[pillar] ?? .zero }
          .reduce(Rational.zero, +)
        #expect(sum == Rational(BigInt(diff.differingByPillar[pillar] ?? 0)), "seed \(seed)")
      }
      for part in attribution.parts where part.inertness != nil { #expect(part.flips == .zero) }
    }
    #expect(tried >= 4)
  }

  @Test func `all changes made are the regime after, and none the one before`() throws {
    for seed in 1...20 as ClosedRange<UInt64> {
      var random = SplitMix64(seed: seed)
      let vocabulary = RandomVocabulary.make(using: &random)
      let pair = (0..<2).map { _ in RandomRegime.make(over: vocabulary, using: &random) }
      let mixture = RegimeMixture(pair[0], pair[1])
      for (made, regime) in [
        (Set<Int>(), pair[0]), (Set(mixture.changes.indices), pair[1]),
      ] {
        let diff = try RegimeDiff.compare(
          RegimeEngine(mixture.regime(making: made)), RegimeEngine(regime))
        #expect(diff.relation == .equivalent, "seed \(seed)")
      }
    }
  }

  @Test func `changes that never meet are attributed apart`() throws {
    let before = SmallLaw.regime([])
    let after = SmallLaw.regime([
      SmallLaw.clause("one", SmallLaw.conduct(.prohibit, "sell")),
      SmallLaw.clause("two", SmallLaw.conduct(.prohibit, "store")),
      SmallLaw.clause("three", SmallLaw.conduct(.prohibit, "store")),
    ])
    let mixture = RegimeMixture(before, after)
    let attribution = try DiffAttribution(mixture)
    // Actions are share, sell and store; both clauses on the last do the same.
    let half = Rational(1, 2)
    #expect(attribution.parts.map(\.change.name) == ["one", "three", "two"])
    #expect(attribution.parts.map(\.flips) == [.one, half, half])
    #expect(attribution.sample == nil)
  }

  @Test func `money is attributed to the cent and adds up`() throws {
    let split = AnyEffect.distribution(
      DistributionEffect(
        .split(.shares([.init(Payee("holder"), Ratio(1, 1))])), order: 20, stepName: "rest"))
    func regime(_ first: Int, _ second: Int) -> Regime {
      SmallLaw.regime([
        SmallLaw.clause("first", SmallLaw.levy(first, step: "a")),
        SmallLaw.clause("second", SmallLaw.levy(second, step: "b", order: 11)),
        SmallLaw.clause("split", split),
      ])
    }
    let mixture = RegimeMixture(regime(2, 5), regime(3, 1))
    let situation = Situation().someCompletion(in: SmallLaw.vocabulary)
    let payment = DiffAttribution.Payment(situation, income: try Money("1000.00 EUR"))
    // Twice the payment, and a refund of half of it; the refund is of a sale.
    let transactions = try [
      ("1000.00 EUR", Situation()), ("1000.00 EUR", Situation()),
      ("-500.00 EUR", SmallLaw.partial()),
    ].map { TransactionComparison.Transaction($0.1, income: try Money($0.0)) }
    let attribution = try DiffAttribution(
      mixture, payments: [payment], transactions: transactions)
    #expect(attribution.parts.map(\.change.name) == ["first", "second"])
    #expect(
      attribution.parts.map(\.totals) == [
        ["fund": Rational(1500), "holder": Rational(-1500)],
        ["fund": Rational(-6000), "holder": Rational(6000)],
      ])
    #expect(try DiffAttribution(mixture).parts.allSatisfy { $0.totals == nil })
    #expect(
      attribution.parts.map { $0.gains[0] } == [
        ["fund": Rational(1000), "holder": Rational(-1000)],
        ["fund": Rational(-4000), "holder": Rational(4000)],
      ])
  }

  @Test func `a change without effect says why`() throws {
    let never = SmallLaw.when("consent", .flag(true)).and(SmallLaw.when("consent", .flag(false)))
    let base = [
      SmallLaw.clause("law", SmallLaw.conduct(.prohibit, "sell"), rank: "law"),
      SmallLaw.clause("words", SmallLaw.conduct(.permit, "store")),
    ]
    let reworded = AnyClause(
      id: "words", effect: SmallLaw.conduct(.permit, "store"), citation: "Act 2",
      origin: .line(1))
    let procedures = GovernanceDeclarations(procedures: ["idle": [.agree("council")]])
    let before = SmallLaw.regime(base)
    let after = SmallLaw.regime(
      layers: [
        [base[0], reworded]
          + [
            SmallLaw.clause("beaten", SmallLaw.conduct(.permit, "sell"), rank: "regulation"),
            SmallLaw.clause("never", SmallLaw.conduct(.prohibit, "share"), never),
            SmallLaw.clause("same", SmallLaw.conduct(.prohibit, "sell"), rank: "law"),
          ]
      ], governance: procedures)
    let attribution = try DiffAttribution(RegimeMixture(before, after))
    let reasons = Dictionary(
      uniqueKeysWithValues: attribution.parts.map { ($0.change.name, $0.inertness) })
    #expect(reasons["beaten"] == .alwaysBeaten(by: ["law", "same"]))
    #expect(reasons["never"] == .neverMatches)
    #expect(reasons["same"] == .redundant)
    #expect(reasons["words"] == .wording)
    #expect(reasons["procedure idle"] == .unused)
    #expect(attribution.flips == 0)
  }

  /// No walk over all mixtures together, and one by one as many as there are.
  private static let oneByOne = DiffAttribution.Effort(
    states: 0, nodes: .max, payments: 1 << 20)

  @Test func `all mixtures at once are what they are one by one`() throws {
    var tried = 0
    var declared = 0
    for seed in 1...400 as ClosedRange<UInt64> where tried < 60 {
      var random = SplitMix64(seed: seed)
      let vocabulary = RandomVocabulary.make(using: &random)
      let before = RandomRegime.make(over: vocabulary, clauses: 4...12, using: &random)
      var after = before
      for _ in 0..<2 { after = RandomRegime.amended(after, using: &random) }
      // Declarations on which clauses may lean.
      if random.chance(60) {
        let (council, steps, currency) = (random.chance(50), random.chance(50), random.chance(30))
        after = after.declaring { distribution, governance in
          if council {
            governance.bodies["council"] = [.init(holder: "state", count: 5, weight: 1)]
          }
          if steps { governance.procedures["plain-vote"] = [.agree("council")] }
          if currency { distribution.roundingUnit = ExactDecimal("0.05") }
        }
      }
      let mixture = RegimeMixture(before, after)
      guard 1...6 ~= mixture.changes.count else { continue }
      guard !mixture.changes.contains(where: { $0.subject == .doctrine }) else { continue }
      tried += 1
      if mixture.changes.contains(where: { $0.pillar == .governance }) { declared += 1 }
      let together = try DiffAttribution(mixture)
      let apart = try DiffAttribution(mixture, effort: Self.oneByOne)
      #expect(apart.sample == nil)
      #expect(together.flips == apart.flips, "seed \(seed)")
      #expect(together.parts.map(\.flips) == apart.parts.map(\.flips), "seed \(seed)")
      #expect(
        together.parts.map(\.flipsByPillar) == apart.parts.map(\.flipsByPillar), "seed \(seed)")
      #expect(together.parts.map(\.inertness) == apart.parts.map(\.inertness), "seed \(seed)")
    }
    #expect(tried >= 40 && declared >= 5)
  }

  /// So many clauses that all prohibit the same.
  private static func alike(_ count: Int) -> RegimeMixture {
    let clauses = (0..<count).map { number in
      SmallLaw.clause("c\(number)", SmallLaw.conduct(.prohibit, "sell"), rank: "law")
    }
    return RegimeMixture(SmallLaw.regime([]), SmallLaw.regime(clauses))
  }

  @Test func `changes beyond what can be tried one by one are exact`() throws {
    let attribution = try DiffAttribution(Self.alike(60))
    #expect(attribution.sample == nil)
    #expect(attribution.parts.allSatisfy { $0.flips == Rational(1, 60) })
    #expect(attribution.parts.allSatisfy { $0.inertness == nil })
  }

  @Test func `past the effort a sample states its error`() throws {
    let effort = DiffAttribution.Effort(states: 0, nodes: 1 << 10, payments: 1 << 10)
    let attribution = try DiffAttribution(Self.alike(18), effort: effort)
    let sample = try #require(attribution.sample)
    #expect(sample.error > 0 && sample.orders > 0)
    let sum = attribution.parts.map(\.flips).reduce(Rational.zero, +)
    #expect(sum == .one)
    var brief = effort
    brief.maySample = false
    #expect(throws: DiffAttribution.TooMuchWork.self) {
      try DiffAttribution(Self.alike(18), effort: brief)
    }
  }
}
