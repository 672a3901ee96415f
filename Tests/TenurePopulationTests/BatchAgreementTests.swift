import TenureEngine
import TenureModel
import TenurePopulation
import TenureTestSupport
import Testing

/// A batch is ruled as its rows are one by one.
@Suite struct BatchAgreementTests {
  @Test func `verdicts and first deciding clauses are those of single rulings`() throws {
    try PopulationRound.expectNothing(in: 40) { round in
      let situations = round.situations(20)
      let rulings = BatchRuling(round.engine).rulings(of: round.table(situations))
      let verdicts = rulings.verdicts
      for (row, situation) in situations.enumerated() {
        let expected = round.expected(round.engine, situation)
        guard verdicts[row] == expected.verdict else {
          return "row \(row): \(verdicts[row]) for \(expected.verdict) in \(situation)"
        }
        if situation.total(in: round.vocabulary) != nil {
          guard rulings.clause(of: row) == expected.clause else {
            return "row \(row): clause \(rulings.clause(of: row), default: "none") "
              + "for \(expected.clause, default: "none") in \(situation)"
          }
        } else if let clause = rulings.clause(of: row) {
          for _ in 0..<4 {
            let completion = round.completion(of: situation).situation(in: round.vocabulary)
            guard round.expected(round.engine, completion).clause == clause else {
              return "row \(row): clause \(clause) is not the first in \(completion)"
            }
          }
        }
      }
      return nil
    }
  }

  @Test func `the chain of tables answers as the diagram does`() throws {
    try PopulationRound.expectNothing(in: 60) { round in
      let situations = round.situations(20)
      let batch = BatchRuling(round.engine).rulings(of: round.table(situations))
      let tables = try DecisionTables(
        round.engine, at: nil, namesClauses: true, known: [], takesInnerTerms: true)
      for (row, situation) in situations.enumerated() {
        let answer = tables.answer { step in
          step.code(of: situation[step.variable.facet] ?? .unknown, in: round.vocabulary)
        }
        guard answer.verdict == batch.verdicts[row], answer.clause == batch.clause(of: row) else {
          return "row \(row): \(answer.verdict), \(answer.clause, default: "none") for "
            + "\(batch.verdicts[row]), \(batch.clause(of: row), default: "none") in \(situation)"
        }
      }
      return nil
    }
  }

  @Test func `facets without a column take their defaults`() throws {
    try PopulationRound.expectNothing(in: 40) { round in
      let batch = BatchRuling(round.engine)
      let facets = round.random.sample(round.facets, 0...2)
      for situation in round.situations(6) {
        let columns = facets.map { facet in
          SituationTable.Column(
            facet: facet, facts: [situation[facet] ?? .unknown], codes: [0])
        }
        let rulings = batch.rulings(of: SituationTable(rowCount: 1, columns: columns))
        let partial = Situation(situation.facts.filter { facets.contains($0.key) })
        let expected = round.expected(round.engine, partial).verdict
        guard rulings.verdicts[0] == expected else {
          return "\(rulings.verdicts[0]) for \(expected) in \(partial)"
        }
      }
      return nil
    }
  }

  @Test func `codes are ruled as the situations that they are of`() throws {
    try PopulationRound.expectNothing(in: 40) { round in
      let batch = BatchRuling(round.engine)
      for _ in 0..<20 {
        let total = RandomSituation.total(in: round.vocabulary, using: &round.random)
        let ruling = batch.ruling(on: batch.codes(of: total))
        let expected = round.expected(round.engine, total.situation(in: round.vocabulary))
        guard ruling == expected else { return "\(ruling) for \(expected) in \(total)" }
      }
      return nil
    }
  }

  @Test func `without clauses the verdicts are the same`() throws {
    try PopulationRound.expectNothing(in: 40) { round in
      let table = round.table(round.situations(30))
      let whole = BatchRuling(round.engine).rulings(of: table)
      let bare = BatchRuling(round.engine, namesClauses: false).rulings(of: table)
      return whole.verdicts == bare.verdicts && bare.counts() == whole.counts()
        ? nil : "\(whole.verdicts)\n\(bare.verdicts)"
    }
  }

  @Test func `many rows take many chunks`() {
    var round = PopulationRound(7)
    let situations = round.situations(50)
    let long = (0..<20_011).map { situations[$0 % 50] }
    let batch = BatchRuling(round.engine)
    let verdicts = batch.rulings(of: round.table(situations)).verdicts
    let all = batch.rulings(of: round.table(long)).verdicts
    #expect(all.count == long.count)
    #expect(all.indices.allSatisfy { all[$0] == verdicts[$0 % 50] })
  }
}

extension DecisionTables.Step {
  /// The code of a fact, as SQL works it out from a column.
  fileprivate func code(of fact: Situation.Fact, in vocabulary: Vocabulary) -> Int {
    switch fact {
    case .known(let value): return variable.code(of: value)
    case .unknown: return variable.arity
    case .oneOf(let leaves):
      guard case .terms(let classes) = variable.content else { return variable.arity }
      let met = classes.indices.filter { !classes[$0].isDisjoint(with: leaves) }
      if met.count == 1 { return met[0] }
      return variable.arity + 1 + (openClasses.firstIndex(of: met) ?? 0)
    }
  }
}
