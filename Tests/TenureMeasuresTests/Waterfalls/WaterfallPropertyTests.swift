import TenureMeasures
import TenureModel
import TenureTestSupport
import Testing

/// What holds for every waterfall, on random ones.
struct WaterfallPropertyTests {
  typealias Rule = DistributionDeclarations.RoundingRule

  @Test(arguments: Rule.allCases)
  func `payouts conserve, mirror, and ignore the order of the input`(rule: Rule) throws {
    var random = SplitMix64(seed: 101)
    for round in 0..<150 {
      let fall = Falls.random(
        &random, distinct: false, rule: rule, unit: random.pick([nil, "0.05", "1.00"]))
      let claims = Falls.claims(&random)
      let income = random.int(0...20_000)
      let payout = try fall.payout(of: Falls.euro(income), claims: claims)
      #expect(payout.sum == income, "round \(round)")
      #expect(payout.unassigned >= 0)
      var (order, before, rest) = (Int.min, income, income)
      for entry in payout.entries {
        // Steps of one order see the same rest, and the next order what they leave.
        if entry.order != order { (order, before) = (entry.order, rest) }
        #expect(entry.restBefore == before)
        #expect(entry.restAfter >= 0)
        #expect(entry.moves.allSatisfy { $0.amount > 0 })
        rest = entry.restAfter
      }
      // The moves alone lead to the totals.
      var holdings: [Payee: Int] = [.rest: income]
      for move in payout.entries.flatMap(\.moves) {
        holdings[move.from, default: 0] -= move.amount
        holdings[move.to, default: 0] += move.amount
      }
      let unassigned = (holdings[.rest] ?? 0) + (holdings[.unassigned] ?? 0)
      #expect(unassigned == payout.unassigned)
      for (payee, total) in payout.totals { #expect(holdings[payee] ?? 0 == total) }
      let mirror = try fall.payout(of: Falls.euro(-income), claims: claims)
      #expect(mirror.totals == payout.totals.mapValues { -$0 })
      #expect(mirror.unassigned == -payout.unassigned)
      let shuffled = try Waterfall(fall.steps.shuffled(using: &random))
        .payout(of: Falls.euro(income), claims: claims)
      #expect(shuffled.totals == payout.totals)
      #expect(shuffled.unassigned == payout.unassigned)
    }
  }

  @Test func `a refund after a payout restores what was carried and recovered`() throws {
    var random = SplitMix64(seed: 103)
    for _ in 0..<60 {
      let fall = Falls.random(&random, distinct: true, rule: .carry)
      var claims = Falls.claims(&random)
      claims.recovered = [:]
      let income = try Falls.euro(random.int(1...20_000))
      let payout = try fall.payout(of: income, claims: claims)
      claims.carried = payout.carried
      let back = try fall.payout(of: income.negated(), claims: claims)
      #expect(back.totals == payout.totals.mapValues { -$0 })
      #expect(back.carried.values.allSatisfy { $0.values.allSatisfy { $0 == .zero } })
      for (payee, amount) in back.recovered {
        #expect(amount == -(payout.recovered[payee] ?? 0))
      }
    }
  }

  @Test(arguments: [Rule.largestRemainder, .webster, .jefferson, .halfEven, .halfUp])
  func `the fast path pays what single payouts pay`(rule: Rule) throws {
    var random = SplitMix64(seed: 107)
    var fast = 0
    for round in 0..<30 {
      let fall = Falls.random(
        &random, distinct: true, rule: rule, unit: random.pick([nil, nil, "0.05"]))
      fast += try Self.compare(fall, &random, "round \(round)") ? 1 : 0
    }
    #expect(fast > 20)
  }

  @Test func `what is not for the fast path is as right`() throws {
    var random = SplitMix64(seed: 109)
    for round in 0..<20 {
      for rule in [Rule.largestRemainder, .carry] {
        let fall = Falls.random(&random, distinct: false, rule: rule)
        _ = try Self.compare(fall, &random, "round \(round)")
      }
    }
  }

  /// Runs random transactions both ways; whether the fast path took them.
  static func compare(_ fall: Waterfall<String>, _ random: inout SplitMix64, _ note: String)
    throws -> Bool
  {
    var claims = Falls.claims(&random)
    if random.chance(70) { claims.balances = [:] }
    let compiled = try CompiledWaterfall(fall, currency: Falls.euro(0).currency, claims: claims)
    let incomes = (0..<25).map { _ in random.int(-3000...20_000) }
    let figures = ["cost", "fee"].reduce(into: [String: [Int]]()) { columns, name in
      columns[name] = incomes.map { _ in random.int(0...4000) }
    }
    var parts: [[Int]] = []
    let totals = try compiled.run(.init(incomes: incomes, figures: figures)) { _, amounts in
      parts.append(Array(amounts))
    }
    var sums = [Int](repeating: 0, count: compiled.payees.count)
    for (index, income) in incomes.enumerated() {
      for (name, column) in figures { claims.figures[name] = column[index] }
      let payout = try fall.payout(of: Falls.euro(income), claims: claims)
      claims.recovered = payout.recovered
      claims.carried = payout.carried
      claims.balances["fund"]? += payout.totals[Payee("fund")] ?? 0
      let expected = compiled.payees.map {
        $0 == .unassigned ? payout.unassigned : payout.totals[$0] ?? 0
      }
      #expect(parts[index] == expected, "\(note), income \(income)")
      sums = zip(sums, expected).map(+)
    }
    #expect(compiled.payees.dropLast().map { totals.totals[$0] ?? 0 } + [totals.unassigned] == sums)
    #expect(totals.recovered.filter { $0.value != 0 } == claims.recovered.filter { $0.value != 0 })
    return compiled.isFast
  }

  @Test(arguments: Rule.allCases)
  func `compiled splits pay what apportionment pays`(rule: Rule) throws {
    var random = SplitMix64(seed: 113)
    for _ in 0..<15 {
      let weights = (0..<random.int(1...5)).map {
        Apportionment.Weight("p\($0)", Rational(random.int(0...30), random.int(1...3)))
      }
      guard weights.contains(where: { $0.weight.signum > 0 }) else { continue }
      let split = try CompiledSplit(weights, rule: rule)
      let pots = (0..<40).map { _ in random.int(-100_000...100_000) }
      let plain = Apportionment(rule == .carry ? .largestRemainder : rule)
      var all: [[Int]] = []
      try split.forEach(pots) { _, parts in all.append(Array(parts)) }
      #expect(try all == pots.map { try plain.parts(of: $0, among: weights).units })
      let totals = try split.totals(of: pots)
      #expect(totals == weights.indices.map { index in all.reduce(0) { $0 + $1[index] } })
    }
    // No table for weights as large as these.
    let large = [
      Apportionment.Weight("a", Rational(1_000_003)), Apportionment.Weight("b", Rational(999_983)),
    ]
    #expect(
      try CompiledSplit(large, rule: .webster).totals(of: [12_345_678, -77])
        == zip(
          Apportionment(.webster).parts(of: 12_345_678, among: large).units,
          Apportionment(.webster).parts(of: -77, among: large).units
        ).map(+))
    // Nor for weights whose sum nearly fills a word.
    let huge = [
      Apportionment.Weight("a", Rational(4_000_000_000_000_000_001)),
      Apportionment.Weight("b", Rational(4_000_000_000_000_000_000)),
    ]
    #expect(try CompiledSplit(huge).totals(of: [3]) == [2, 1])
  }

  @Test func `before rounding, payouts add up and are near those after`() throws {
    var random = SplitMix64(seed: 127)
    for _ in 0..<150 {
      let fall = Falls.random(&random, distinct: true, rule: .largestRemainder)
      let claims = Falls.claims(&random)
      let income = try Falls.euro(random.int(-9000...20_000))
      let exact = try fall.exactPayout(of: income, claims: claims)
      #expect(exact.values.reduce(.zero, +) == Rational(income.minorUnits))
      let payout = try fall.payout(of: income, claims: claims)
      for payee in Falls.payees {
        let difference = (exact[payee] ?? .zero) - Rational(payout.totals[payee] ?? 0)
        // Each step rounds by less than a unit, and passes on what those before it rounded.
        #expect(difference.magnitude < Rational(1 << fall.steps.count))
      }
    }
  }
}
