import TenureEngine
import TenureMeasures
import TenureModel
import TenurePopulation
import TenureTestSupport
import Testing

/// A column may be several things at once: a facet, the name of the row, its income.
@Suite struct ColumnRoleTests {
  private let engine = RegimeEngine(
    SmallLaw.regime([
      SmallLaw.clause("ban", SmallLaw.conduct(.prohibit, "sell")),
      SmallLaw.clause(
        "many", SmallLaw.conduct(.prohibit, "share"),
        SmallLaw.when(
          "persons",
          .within(QuantityRange(lower: QuantityRange.Bound(ExactDecimal(5), included: true))))),
    ]))

  private static let euro = Currency("EUR")

  @Test func `rows of more causes than are told apart are counted`() throws {
    let folder = try TemporaryFolder()
    var options = PopulationComparison.Options()
    options.causeLimit = 1
    options.threadCount = 1
    let facts = try folder.write("facts", "action,persons\nsell,1\nsell,2\nshare,7\nstore,7\n")
    let change = try PopulationComparison(
      before: RegimeEngine(SmallLaw.regime([])), after: engine
    ).compare(PopulationFacts(facts), options: options)
    #expect(change.counts.flipped == 3)
    #expect(change.causes.map(\.rows) == [2])
    #expect(change.rowsWithoutCause == 1)
  }

  private func compare(
    _ text: String, key: String, income: String? = nil
  ) throws -> (change: PopulationChange, rows: [String]) {
    let folder = try TemporaryFolder()
    var options = PopulationComparison.Options()
    options.key = key
    options.rowsFile = "\(folder.path)/rows"
    options.income = try income.map {
      PopulationIncome(.column($0), in: try #require(Self.euro))
    }
    let change = try PopulationComparison(before: engine, after: engine)
      .compare(PopulationFacts(try folder.write("facts", text)), options: options)
    let rows = try folder.read("rows").split(separator: "\n").dropFirst().map(String.init)
    return (change, rows)
  }

  @Test(arguments: [
    "action,persons\nsell,7\nshare,7\n",
    "{\"action\": \"sell\", \"persons\": 7}\n{\"action\": \"share\", \"persons\": 7}\n",
  ])
  func `a facet may name the row and counts as a facet`(_ text: String) throws {
    let (change, rows) = try compare(text, key: "action")
    #expect(
      rows == ["sell,prohibited,ban,prohibited,ban", "share,prohibited,many,prohibited,many"])
    #expect(change.given.contains(SmallLaw.id("action")))
  }

  @Test(arguments: [
    "action,amount\nsell,7\nsell,8.50\n",
    "{\"action\": \"sell\", \"amount\": 7}\n{\"action\": \"sell\", \"amount\": 8.50}\n",
  ])
  func `an income may name the row`(_ text: String) throws {
    let (change, rows) = try compare(text, key: "amount", income: "amount")
    #expect(rows.map { $0.prefix { $0 != "," } } == ["7", "8.50"])
    #expect(change.money?.income == 1_550)
  }

  @Test(arguments: [
    "action,persons\nshare,7\nshare,4\n",
    "{\"action\": \"share\", \"persons\": 7}\n{\"persons\": 4, \"action\": \"share\"}\n",
  ])
  func `a facet may be income and name of the row`(_ text: String) throws {
    let (change, rows) = try compare(text, key: "persons", income: "persons")
    #expect(rows == ["7,prohibited,many,prohibited,many", "4,silent,,silent,"])
    #expect(change.money?.income == 1_100)
  }
}
