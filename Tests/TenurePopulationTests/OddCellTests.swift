import TenureEngine
import TenureModel
import TenurePopulation
import TenureSQLite
import TenureTestSupport
import Testing

/// Cells of a database that are no value, or hardly one, are ruled here as by the query.
@Suite struct OddCellTests {
  /// A regime that asks for every kind of facet.
  private static let engine: RegimeEngine = {
    func range(_ bound: String, included: Bool) -> QuantityRange {
      QuantityRange(
        lower: QuantityRange.Bound(ExactDecimal(bound) ?? .zero, included: included))
    }
    return RegimeEngine(
      SmallLaw.regime([
        SmallLaw.clause(
          "health", SmallLaw.conduct(.prohibit, "sell"), SmallLaw.when("tags", "health")),
        SmallLaw.clause(
          "many", SmallLaw.conduct(.prohibit, "share"),
          SmallLaw.when("persons", .within(range("5", included: true)))),
        SmallLaw.clause(
          "rich", SmallLaw.conduct(.prohibit, "store"),
          SmallLaw.when("weight", .within(range("0.3", included: false)))),
        SmallLaw.clause(
          "late", SmallLaw.conduct(.prohibit, "share"),
          SmallLaw.when("date", .during(DateRange(from: Day("2020-01-01"), before: nil)))),
      ]))
  }()

  /// What the library and the query say of a row: the verdict, or `invalid`.
  private func verdicts(_ cells: [String: String]) throws -> (native: String, query: String) {
    var cells = cells
    let given = [
      "action": "'sell'", "tags": "''", "persons": "0", "weight": "0", "date": "'2000-01-01'",
    ]
    cells.merge(given) { cell, _ in cell }
    let names = cells.keys.sorted()
    let columns = names.joined(separator: ", ")
    let folder = try TemporaryFolder()
    let file = try folder.database(
      "CREATE TABLE step_1 (id INTEGER, \(columns)); INSERT INTO step_1 VALUES (1, "
        + names.map { cells[$0] ?? "NULL" }.joined(separator: ", ") + ")")
    var table = PopulationQuery.Table()
    table.name = "step_1"
    let text = try PopulationQuery(Self.engine, over: table).text(.sqlite)
    let query = try SQLiteQuery(file: file, query: text)
    guard try query.next(), case .text(let verdict) = query.cell(1) else { return ("", "") }
    let answer = String(decoding: verdict, as: UTF8.self)
    var options = PopulationComparison.Options()
    options.skipsBadRows = true
    let change = try PopulationComparison(before: Self.engine, after: Self.engine)
      .compare(PopulationFacts("sqlite:\(file)"), options: options)
    guard change.badRowCount == 0 else { return ("invalid", answer) }
    let native = PopulationChange.verdicts.first { change.counts[$0, $0] == 1 }
    return (native?.rawValue ?? "", answer)
  }

  @Test(arguments: [
    ("weight", "0.30000000000000004", "prohibited"), ("weight", "0.3", "silent"),
    ("weight", "0.1 + 0.2", "prohibited"), ("weight", "1e-7", "silent"),
    ("weight", "0.0030000000000000005", "silent"), ("weight", "1e-300", "silent"),
    ("weight", "123456789012345.678", "prohibited"), ("weight", "1e14", "prohibited"),
    ("weight", "1e15", "invalid"), ("weight", "-1e15", "invalid"), ("weight", "1e16", "invalid"),
    ("weight", "1e300", "invalid"), ("weight", "9e999", "invalid"),
    ("weight", "999999999999999", "prohibited"), ("weight", "1000000000000000", "invalid"),
    ("weight", "9007199254740993", "invalid"), ("weight", "x'00'", "invalid"),
    ("weight", "'unknown'", "depends"), ("weight", "NULL", "depends"),
  ])
  func `numbers`(_ facet: String, _ cell: String, _ expected: String) throws {
    let (native, query) = try verdicts(["action": "'store'", facet: cell])
    #expect(native == expected)
    #expect(query == expected)
  }

  @Test(arguments: [
    ("5", "prohibited"), ("5.0", "prohibited"), ("4.5", "invalid"), ("-1", "invalid"),
    ("1e300", "invalid"), ("1e14", "prohibited"), ("1e15", "invalid"), ("'many'", "invalid"),
  ])
  func `whole numbers`(_ cell: String, _ expected: String) throws {
    let (native, query) = try verdicts(["action": "'share'", "persons": cell])
    #expect(native == expected)
    #expect(query == expected)
  }

  @Test(arguments: [
    ("2024-02-29", "prohibited"), ("2019-12-31", "silent"), ("2024-02-30", "invalid"),
    ("2023-02-29", "invalid"), ("2024-04-31", "invalid"), ("0000-01-01", "invalid"),
    ("-4713-11-25", "invalid"), ("0001-01-01", "silent"), ("9999-12-31", "prohibited"),
    ("2024-13-01", "invalid"), ("2024-3-1", "invalid"), ("now", "invalid"), ("", "depends"),
    ("2024-03-22 10:00", "invalid"),
  ])
  func `days`(_ cell: String, _ expected: String) throws {
    let (native, query) = try verdicts(["action": "'share'", "date": "'\(cell)'"])
    #expect(native == expected)
    #expect(query == expected)
  }

  @Test(arguments: [
    ("health", "prohibited"), ("[health]", "prohibited"), ("[\"health\"]", "prohibited"),
    ("[\"health\", \"location\"]", "prohibited"), ("[location; health]", "prohibited"),
    ("\"health\"", "prohibited"), (" health ", "prohibited"), ("[ health ]", "prohibited"),
    ("[]", "silent"), ("", "depends"), (" ", "depends"), ("unknown", "depends"),
    (" unknown ", "depends"), ("[unknown]", "invalid"), ("[\"unknown\"]", "invalid"),
    ("unknown, health", "invalid"), ("[health", "invalid"), ("health]", "invalid"),
    ("heal\"th", "invalid"), ("\"health", "invalid"), ("\"health location\"", "invalid"),
    ("\"health\" location", "invalid"), ("{health}", "invalid"), ("{health,location}", "invalid"),
    ("[[health]]", "invalid"), ("health health", "invalid"), ("wealth", "invalid"),
    ("[\"\"]", "invalid"), ("\"", "invalid"), ("[", "invalid"), ("]", "invalid"),
  ])
  func `sets`(_ cell: String, _ expected: String) throws {
    let (native, query) = try verdicts(["tags": "'\(cell)'"])
    #expect(native == expected)
    #expect(query == expected)
  }

  @Test func `a column that is not there is an error, not a text`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.database("CREATE TABLE situations (id INTEGER, action TEXT)")
    let text = try PopulationQuery(Self.engine).text(.sqlite)
    let error = try #require(throws: SQLiteError.self) {
      try SQLiteQuery(file: file, query: text)
    }
    #expect(error.message.hasPrefix("no such column"))
  }
}
