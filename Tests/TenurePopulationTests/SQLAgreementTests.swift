import Foundation
import TenureEngine
import TenureModel
import TenurePopulation
import TenureSQLite
import TenureTestSupport
import Testing

/// SQLite answers a compiled regime as the engine answers its rows.
@Suite struct SQLAgreementTests {
  /// The rows as the table `situations`.
  private func table(_ round: PopulationRound, _ situations: [Situation]) -> String {
    round.cells.table("situations", situations)
  }

  /// The rows of a query over a table that stands before it, in texts.
  private func rows(_ table: String, _ text: String) throws -> [[String?]] {
    let query = try SQLiteQuery(
      file: ":memory:", query: SituationCells.query(text, over: table))
    var rows: [[String?]] = []
    while try query.next() {
      rows.append(
        query.columns.indices.map { column in
          if case .text(let bytes) = query.cell(column) {
            return String(decoding: bytes, as: UTF8.self)
          }
          return nil
        })
    }
    return rows
  }

  @Test func `rows are ruled alike, not known cells and inner terms too`() throws {
    try PopulationRound.expectNothing(in: 60) { round in
      let situations = round.situations(20)
      var described = PopulationQuery.Table()
      described.takesInnerTerms = true
      let query = try PopulationQuery(round.engine, over: described)
      let rows = try rows(table(round, situations), query.text(.sqlite))
      let batch = BatchRuling(round.engine).rulings(of: round.table(situations))
      let verdicts = batch.verdicts
      guard rows.count == situations.count else { return "\(rows.count) rows" }
      for cells in rows {
        let row = cells[0].flatMap { Int($0) } ?? -1
        let clause = batch.clause(of: row).map { round.engine.clauses[$0].clause.id }
        guard cells[1] == verdicts[row].rawValue, cells[2] == clause else {
          return "\(cells) for \(verdicts[row]) \(clause, default: "none") in "
            + "\(situations[row])\n\(query.text(.sqlite))"
        }
      }
      return nil
    }
  }

  @Test func `two regimes stand side by side`() throws {
    try PopulationRound.expectNothing(in: 20) { round in
      let situations = round.situations(10)
      var described = PopulationQuery.Table()
      described.takesInnerTerms = true
      let query = try PopulationQuery(before: round.engine, after: round.other, over: described)
      let rows = try rows(table(round, situations), query.text(.sqlite))
      for cells in rows {
        let situation = situations[cells[0].flatMap { Int($0) } ?? 0]
        let before = round.expected(round.engine, situation).verdict
        let after = round.expected(round.other, situation).verdict
        guard cells[1] == before.rawValue, cells[3] == after.rawValue else {
          return "\(cells) for \(before), \(after) in \(situation)"
        }
      }
      return nil
    }
  }

  @Test func `columns that are left out take their defaults`() throws {
    try PopulationRound.expectNothing(in: 20) { round in
      let situations = round.situations(6).map { situation in
        Situation(situation.facts.filter { $0.key == round.facets[0] })
      }
      var described = PopulationQuery.Table()
      described.facets = [round.facets[0]]
      described.takesInnerTerms = true
      let day = Day(number: 18_500)
      let query = try PopulationQuery(round.engine, at: day, over: described)
      let rows = try rows(table(round, situations), query.text(.sqlite))
      for cells in rows {
        var situation = situations[cells[0].flatMap { Int($0) } ?? 0]
        situation[round.vocabulary.date] = .known(.date(day))
        let expected = round.expected(round.engine, situation).verdict
        guard cells[1] == expected.rawValue else {
          return "\(cells) for \(expected) in \(situation)\n\(query.text(.sqlite))"
        }
      }
      return nil
    }
  }

  @Test(arguments: [
    ("action", "'selling'"), ("action", "'provide'"), ("tags", "'health, wealth'"),
    ("tags", "'health health'"), ("consent", "'perhaps'"), ("persons", "'many'"),
    ("persons", "-1"), ("persons", "1.5"),
  ])
  func `a cell that is no value is invalid`(_ facet: String, _ cell: String) throws {
    let engine = RegimeEngine(
      SmallLaw.regime([
        SmallLaw.clause(
          "ban", SmallLaw.conduct(.prohibit, "sell"),
          .all([
            SmallLaw.when("tags", "health"), SmallLaw.when("consent", .flag(false)),
            SmallLaw.when(
              "persons",
              .within(QuantityRange(lower: QuantityRange.Bound(ExactDecimal(5), included: true)))),
          ]))
      ]))
    var cells = ["action": "'sell'", "tags": "'health'", "consent": "0", "persons": "7"]
    let query = try PopulationQuery(engine).text(.sqlite)
    func row(_ cells: [String: String]) throws -> [[String?]] {
      let values = cells.sorted { $0.key < $1.key }
      let table = values.map { "\($0.value) AS \($0.key)" }.joined(separator: ", ")
      return try rows("situations AS (SELECT 1 AS id, \(table))", query)
    }
    #expect(try row(cells) == [["1", "prohibited", "ban"]])
    cells[facet] = cell
    #expect(try row(cells) == [["1", "invalid", nil]])
    cells[facet] = "NULL"
    #expect(try row(cells) == [["1", "depends", nil]])
  }
}
