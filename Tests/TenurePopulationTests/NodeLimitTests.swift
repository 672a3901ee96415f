import TenureEngine
import TenureModel
import TenurePopulation
import TenureReference
import TenureTestSupport
import Testing

/// Where the diagram would be too large, rows are ruled by their clauses, and alike.
@Suite struct NodeLimitTests {
  @Test func `without a diagram rows are ruled as the reference rules them`() throws {
    var ruledWithout = 0
    try PopulationRound.expectNothing(in: 40) { round in
      let limit = round.random.int(0...12)
      let batch = BatchRuling(round.engine, nodeLimit: limit)
      if batch.hasDiagram { return nil }
      ruledWithout += 1
      let reference = ReferenceInterpreter(round.engine.regime)
      let whole = BatchRuling(round.engine)
      guard whole.hasDiagram else { return "there is no diagram without a limit" }
      let situations = round.situations(20)
      let rulings = batch.rulings(of: round.table(situations))
      let expected = whole.rulings(of: round.table(situations))
      for (row, situation) in situations.enumerated() {
        guard rulings.verdicts[row] == expected.verdicts[row],
          rulings.clause(of: row) == expected.clause(of: row)
        else {
          return "row \(row): \(rulings.verdicts[row]) for \(expected.verdicts[row]), clause "
            + "\(rulings.clause(of: row), default: "none") for "
            + "\(expected.clause(of: row), default: "none") in \(situation)"
        }
        guard let total = situation.total(in: round.vocabulary) else { continue }
        let verdict = reference.ruling(in: total).outcome.verdict
        guard rulings.verdicts[row] == verdict else {
          return "row \(row): \(rulings.verdicts[row]) for \(verdict) in \(situation)"
        }
        guard batch.ruling(on: batch.codes(of: total)) == (verdict, rulings.clause(of: row)) else {
          return "other codes than facts in \(situation)"
        }
      }
      return nil
    }
    #expect(ruledWithout > 20)
  }

  @Test func `facets that no row gives are as usual`() throws {
    try PopulationRound.expectNothing(in: 40) { round in
      let given = round.random.sample(round.facets, 1...2)
      let day = Day(number: 18_500)
      var absent: [FacetID: Situation.Fact] = [:]
      for facet in round.facets where !given.contains(facet) && round.random.chance(50) {
        absent[facet] =
          round.random.chance(50)
          ? .unknown
          : .known(
            RandomSituation.total(in: round.vocabulary, using: &round.random)[facet])
      }
      let batches = [0, .max].map {
        BatchRuling(round.engine, at: day, absent: absent, nodeLimit: $0)
      }
      for situation in round.situations(6) {
        let table = SituationTable(
          rowCount: 1,
          columns: given.map {
            SituationTable.Column(facet: $0, facts: [situation[$0] ?? .unknown], codes: [0])
          })
        let found = batches.map { $0.rulings(of: table) }
        guard found[0].verdicts == found[1].verdicts,
          found[0].clause(of: 0) == found[1].clause(of: 0)
        else { return "\(found[0].verdicts) for \(found[1].verdicts) in \(situation)" }
      }
      return nil
    }
  }
}
