import BigInt
import TenureEngine
import TenureModel
import TenurePopulation
import TenureReference
import TenureSQLite
import TenureTestSupport

// Verdicts on many situations: the diagram, batches, SQL.

extension Examination {
  /// A row of a table of situations, and what is expected of it.
  struct Row {
    let situation: Situation
    let verdict: Verdict
    /// The first clause that decides; nil where no clause does, or where facets are open.
    let clause: Int?
    let isTotal: Bool
  }

  /// The most cells of situations that are counted one by one.
  private static let cellLimit = 400

  /// The verdicts of the diagram, and how many situations it has of each.
  func checkDiagram() -> Path.Result {
    let diagram = RulingDiagram(engine)
    for (place, situation) in trial.situations.enumerated() {
      let verdict = diagram.verdict(in: situation)
      let expected = rulings[place].outcome.verdict
      if verdict == expected { continue }
      return .differs(
        "verdict \(verdict), not \(expected)", in: situation.situation(in: trial.vocabulary))
    }
    let space = SituationSpace([trial.regimes[0]])
    guard space.cellCount <= Self.cellLimit else {
      return .agrees(situations: trial.situations.count)
    }
    var counts: [Verdict: BigUInt] = [:]
    for cell in space.cells {
      counts[judge.ruling(in: cell.situation).outcome.verdict, default: 0] += BigUInt(cell.weight)
    }
    let found = diagram.counts()
    if found != counts { return .differs("counts \(found), not \(counts)", in: nil) }
    return .agrees(situations: trial.situations.count + space.cellCount)
  }

  /// The verdicts and clauses of a batch, and of single rows by their codes.
  func checkBatch() -> Path.Result {
    let rows = rows(of: trial.situations.count)
    let batch = BatchRuling(engine)
    let found = batch.rulings(of: table(rows.map(\.situation)))
    let verdicts = found.verdicts
    for (place, row) in rows.enumerated() {
      if verdicts[place] != row.verdict {
        return .differs("verdict \(verdicts[place]), not \(row.verdict)", in: row.situation)
      }
      if row.isTotal, found.clause(of: place) != row.clause {
        return .differs(
          "clause \(found.clause(of: place), default: "none"), "
            + "not \(row.clause, default: "none")", in: row.situation)
      }
    }
    for (place, situation) in trial.situations.enumerated() {
      let ruling = batch.ruling(on: batch.codes(of: situation))
      if ruling == (rows[place].verdict, rows[place].clause) { continue }
      return .differs("by codes \(ruling)", in: rows[place].situation)
    }
    return .agrees(situations: rows.count)
  }

  /// The query of the regime, run by SQLite.
  func checkSQLite() -> Path.Result {
    let rows = rows(of: 40)
    var described = PopulationQuery.Table()
    described.takesInnerTerms = true
    do {
      let query = try PopulationQuery(engine, over: described).text(.sqlite)
      let cells = SituationCells(trial.vocabulary)
      let table = cells.table("situations", rows.map(\.situation))
      let answers = try Self.rows(of: SituationCells.query(query, over: table))
      guard answers.count == rows.count else {
        return .differs("\(answers.count) rows, not \(rows.count)", in: nil)
      }
      for answer in answers {
        guard let place = answer[0].flatMap({ Int($0) }) else {
          return .differs("a row without its number", in: nil)
        }
        let clause = rows[place].clause.map { judge.interpreter.clauses[$0].clause.id }
        let isRight =
          answer[1] == rows[place].verdict.rawValue && (!rows[place].isTotal || answer[2] == clause)
        if isRight { continue }
        return .differs(
          "\(answer), not \(rows[place].verdict) \(clause, default: "none")",
          in: rows[place].situation)
      }
      return .agrees(situations: rows.count)
    } catch is PopulationQuery.Problem {
      return .skipped
    } catch {
      return .differs("SQLite says: \(error)", in: nil)
    }
  }

  /// What is expected of the first situations and of those with open facets.
  func rows(of count: Int) -> [Row] {
    let total = trial.situations.prefix(count).enumerated().map { place, situation in
      Row(
        situation: situation.situation(in: trial.vocabulary),
        verdict: rulings[place].outcome.verdict, clause: firstSpeaker(rulings[place]),
        isTotal: true)
    }
    let partial = trial.partial.enumerated().map { place, situation in
      let completed = situation.completedByDefaults(of: trial.vocabulary).situation
      return Row(
        situation: completed, verdict: partialRulings[place].outcome.verdict, clause: nil,
        isTotal: false)
    }
    return total + partial
  }

  /// The first clause that decides the verdict.
  private func firstSpeaker(_ ruling: Ruling) -> Int? {
    ruling.deciding.first { position in
      guard case .circulation(let effect) = judge.interpreter.clauses[position].clause.effect
      else { return false }
      return effect.conduct != .attach
    }
  }

  private func table(_ situations: [Situation]) -> SituationTable {
    let facets = trial.vocabulary.facets.indices.map { FacetID($0) }
      .filter { $0 != trial.vocabulary.right }
    return SituationTable(
      rowCount: situations.count,
      columns: facets.map { facet in
        var facts: [Situation.Fact] = []
        var numbers: [Situation.Fact: UInt32] = [:]
        let codes = situations.map { situation in
          let fact = situation[facet] ?? .unknown
          if let known = numbers[fact] { return known }
          let number = UInt32(facts.count)
          numbers[fact] = number
          facts.append(fact)
          return number
        }
        return SituationTable.Column(facet: facet, facts: facts, codes: codes)
      })
  }

  private static func rows(of query: String) throws(SQLiteError) -> [[String?]] {
    let query = try SQLiteQuery(file: ":memory:", query: query)
    var rows: [[String?]] = []
    while try query.next() {
      rows.append(
        query.columns.indices.map { column in
          guard case .text(let bytes) = query.cell(column) else { return nil }
          return String(decoding: bytes, as: UTF8.self)
        })
    }
    return rows
  }
}
