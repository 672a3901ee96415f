import TenureEngine
import TenureModel
import TenurePopulation
import TenureReference
import TenureTestSupport

// Other programs: DuckDB runs the query of a regime, z3 proves a comparison.

extension Examination {
  /// The most changes that are proved.
  private static let provedLimit = 100

  /// The query of the regime, run by DuckDB.
  func checkDuckDB() -> Path.Result {
    let rows = rows(of: 40)
    var described = PopulationQuery.Table()
    described.takesInnerTerms = true
    guard let query = try? PopulationQuery(engine, over: described) else { return .skipped }
    let table = SituationCells(trial.vocabulary).table(
      "situations", rows.map(\.situation), isTyped: true)
    return ask(
      QueryTrial(
        query: SituationCells.query(query.text(.duckdb), over: table),
        rows: rows.map { row in
          QueryTrial.Row(
            verdict: row.verdict.rawValue,
            clause: row.clause.map { judge.interpreter.clauses[$0].clause.id },
            isTotal: row.isTotal)
        }), about: rows.count)
  }

  /// The regions and witnesses of the comparison, proved by z3 from the clauses.
  func checkProof() -> Path.Result {
    let found = try? diff?.changes(in: [.property, .circulation], limit: Self.provedLimit)
    guard let found, !found.truncated else { return .skipped }
    return ask(ProofTrial(trial, found.changes), about: 1)
  }

  private func ask(_ question: some Encodable, about situations: Int) -> Path.Result {
    guard let solver else { return .skipped }
    do {
      let answer = try solver.answer(to: question)
      return answer.isEmpty ? .agrees(situations: situations) : .differs(answer, in: nil)
    } catch {
      return .differs("\(error)", in: nil)
    }
  }
}
