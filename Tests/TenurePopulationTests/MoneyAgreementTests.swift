import TenureEngine
import TenureMeasures
import TenureModel
import TenurePopulation
import TenureTestSupport
import Testing

/// The incomes of a population are paid out as each of them is alone.
@Suite struct MoneyAgreementTests {
  private static let euro = Currency("EUR").map { [$0] } ?? []

  /// What a row pays under a regime, by name; nil if that is not known.
  private func payout(
    _ engine: RegimeEngine, _ situation: Situation, _ income: Int, _ currency: Currency
  ) throws -> [String: Int]? {
    let ruling = engine.ruling(in: situation, tracesDefaults: false)
    var outcome = ruling.outcome.waterfall
    if !ruling.depends.isEmpty {
      let found = engine.waterfall(in: situation)
      guard found.depends.isEmpty else { return nil }
      outcome = found.waterfall
    }
    let payout = try Waterfall<String>(outcome).payout(of: Money(minorUnits: income, currency))
    var totals = Dictionary(
      payout.totals.map { ($0.key.name, $0.value) }, uniquingKeysWith: +)
    totals[Payee.unassigned.name, default: 0] += payout.unassigned
    return totals.filter { $0.value != 0 }
  }

  @Test(arguments: euro)
  func `sums are those of single payouts`(_ currency: Currency) throws {
    try PopulationRound.expectNothing(in: 20) { round in
      let situations = round.situations(24)
      let incomes = situations.map { _ in round.random.int(-9_999...99_999) }
      let isKnown = situations.map { _ in round.random.chance(90) }
      let cells = zip(incomes, isKnown).map { income, isKnown in
        isKnown ? "\(ExactDecimal(income).scaledByHundredth)" : ""
      }
      let folder = try TemporaryFolder()
      let file = try folder.write("facts", round.csv(situations, [("gross", cells)]))
      var options = PopulationComparison.Options()
      options.income = PopulationIncome(.column("gross"), in: currency)
      options.facets = round.facets.filter { round.vocabulary[$0].taxonomy != nil }
      options.threadCount = 2
      let change = try PopulationComparison(before: round.engine, after: round.other)
        .compare(PopulationFacts(file), options: options)
      guard let money = change.money else { return "no money" }
      var sums: [[String: Int]] = [[:], [:]]
      var (rows, income, differing, moved) = (0, 0, 0, 0)
      for row in situations.indices where isKnown[row] {
        guard
          let before = try payout(round.engine, situations[row], incomes[row], currency),
          let after = try payout(round.other, situations[row], incomes[row], currency)
        else { continue }
        rows += 1
        income += incomes[row]
        if before != after { differing += 1 }
        for name in Set(before.keys).union(after.keys) {
          moved += max(0, (after[name] ?? 0) - (before[name] ?? 0))
          sums[0][name, default: 0] += before[name] ?? 0
          sums[1][name, default: 0] += after[name] ?? 0
        }
      }
      let found = Dictionary(uniqueKeysWithValues: money.shares.map { ($0.payee, $0) })
      let names = Set(sums[0].keys).union(sums[1].keys).filter {
        sums[0][$0] != 0 || sums[1][$0] != 0
      }
      guard money.rows == rows, money.income == income, money.differing == differing,
        money.moved == moved, money.openRows == situations.count - rows,
        Set(found.keys) == names,
        names.allSatisfy({
          found[$0]?.before == sums[0][$0] && found[$0]?.after == sums[1][$0]
        })
      else {
        return "\(money)\nfor \(sums), \(rows) rows, \(income), \(differing), \(moved)"
      }
      return Self.problem(with: money, in: round)
    }
  }

  /// Whether the groups of a term facet do not add up to the whole.
  private static func problem(with money: PopulationMoney, in round: PopulationRound) -> String? {
    for (facet, groups) in money.groups {
      guard case .term = round.vocabulary[facet].kind else { continue }
      guard groups.reduce(0, { $0 + $1.rows }) == money.rows else { return "rows by \(facet)" }
      for share in money.shares {
        let parts = groups.flatMap(\.shares).filter { $0.payee == share.payee }
        guard parts.reduce(0, { $0 + $1.before }) == share.before,
          parts.reduce(0, { $0 + $1.after }) == share.after
        else { return "\(share) by \(facet): \(groups)" }
      }
    }
    return nil
  }

  private func compare(
    _ text: String, _ effects: [WaterfallStep], income: PopulationIncome
  ) throws -> PopulationMoney {
    let engine = RegimeEngine(
      SmallLaw.regime(
        effects.enumerated().map { number, step in
          SmallLaw.clause(
            "step-\(number)",
            .distribution(DistributionEffect(step, order: number, stepName: "\(number)")))
        }))
    let folder = try TemporaryFolder()
    var options = PopulationComparison.Options()
    options.income = income
    let change = try PopulationComparison(before: engine, after: engine)
      .compare(PopulationFacts(try folder.write("facts", text)), options: options)
    return try #require(change.money)
  }

  @Test(arguments: euro)
  func `no row takes over what another recovered`(_ currency: Currency) throws {
    let money = try compare(
      "action\nsell\nsell\nsell\n", [.recoup(to: Payee("maker"), take: .fixed(ExactDecimal(5)))],
      income: PopulationIncome(.fixed(300), in: currency))
    #expect(money.shares.map(\.payee) == ["maker"])
    #expect(money.shares.map(\.after) == [900])
    #expect(money.differing == 0)
  }

  @Test(arguments: euro)
  func `what claims lack is said`(_ currency: Currency) throws {
    let error = try #require(throws: PopulationError.self) {
      try compare(
        "action\nsell\n", [.recoup(to: Payee("maker"), take: .claim("cost", times: Ratio(1, 1)))],
        income: PopulationIncome(.fixed(300), in: currency))
    }
    #expect(error.message.contains("the claims lack the figure `cost`"))
    #expect(error.help?.contains("figures: {cost: 0.00}") == true)
  }

  @Test(arguments: [
    ("1.234", 2, "`1.234` is no amount of EUR"), ("x", 2, "`x` is no amount of EUR"),
    ("1.2.3", 2, "`1.2.3` is no amount of EUR"), ("-", 2, "`-` is no amount of EUR"),
    ("99999999999999999999", 2, "`99999999999999999999` is no amount of EUR"),
  ])
  func `an income that is none is refused`(
    _ cell: String, _ line: Int, _ message: String
  ) throws {
    let error = try #require(throws: PopulationError.self) {
      for currency in Self.euro {
        _ = try compare(
          "action,price\nsell,\(cell)\n", [],
          income: PopulationIncome(.column("price"), in: currency))
      }
    }
    #expect(error.line == line)
    #expect(error.column == 6)
    #expect(error.message == message)
  }

  @Test(arguments: euro)
  func `incomes are read however they are written`(_ currency: Currency) throws {
    let money = try compare(
      "action,price\nsell,1\nsell,1.5\nsell,-0.25\nsell, 2.50 \nsell,\nsell,unknown\nsell,1000000",
      [], income: PopulationIncome(.column("price"), in: currency))
    #expect(money.income == 100 + 150 - 25 + 250 + 100_000_000)
    #expect(money.rows == 5)
    #expect(money.openRows == 2)
  }
}

extension ExactDecimal {
  /// A hundredth of a whole number, as documents write it.
  fileprivate var scaledByHundredth: String {
    let digits = String(description.drop { $0 == "-" })
    let padded = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    let sign = description.hasPrefix("-") ? "-" : ""
    return sign + padded.dropLast(2) + "." + padded.suffix(2)
  }
}
