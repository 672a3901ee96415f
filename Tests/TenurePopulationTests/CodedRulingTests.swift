import TenureEngine
import TenureModel
import TenureTestSupport
import Testing

/// Codes are told what the situations that they are of are told.
@Suite struct CodedRulingTests {
  @Test func `verdict, rights and duties are those of single rulings`() throws {
    try PopulationRound.expectNothing(in: 60) { round in
      guard let ready = CodedRuling(round.engine) else { return "too large" }
      var answer = ready.emptyAnswer
      for _ in 0..<20 {
        let situation = RandomSituation.total(in: round.vocabulary, using: &round.random)
        ready.rule(ready.codes(of: situation), into: &answer)
        let found = ready.outcome(of: answer)
        let expected = round.engine.ruling(in: situation).outcome
        guard found.verdict == expected.verdict, found.rights == expected.rights,
          found.duties == expected.duties, found.holderDuties == expected.holderDuties
        else { return "\(found) for \(expected) in \(situation)" }
      }
      return nil
    }
  }

  @Test func `at a day the date is none of the codes`() throws {
    try PopulationRound.expectNothing(in: 20) { round in
      let day = Day(number: 18_500)
      guard let ready = CodedRuling(round.engine, at: day) else { return "too large" }
      var answer = ready.emptyAnswer
      for _ in 0..<10 {
        var situation = RandomSituation.total(in: round.vocabulary, using: &round.random)
        situation[round.vocabulary.date] = .date(Day(number: 1))
        ready.rule(ready.codes(of: situation), into: &answer)
        situation[round.vocabulary.date] = .date(day)
        let expected = round.engine.ruling(in: situation).outcome
        guard ready.outcome(of: answer).duties == expected.duties,
          answer.verdict == expected.verdict
        else { return "\(answer.verdict) for \(expected) in \(situation)" }
      }
      return nil
    }
  }

  /// A code says where a table is read: one that is none must not read beside it.
  @Test func `codes of no class, and too few of them, are a fault of the caller`() async {
    await #expect(processExitsWith: .failure) {
      let engine = RegimeEngine(LargeRegime.make(seed: 1, clauses: 20))
      let batch = BatchRuling(engine)
      _ = batch.ruling(on: batch.variables.map { _ in UInt16.max })
    }
    await #expect(processExitsWith: .failure) {
      let engine = RegimeEngine(LargeRegime.make(seed: 1, clauses: 20))
      let batch = BatchRuling(engine, nodeLimit: 1)
      _ = batch.ruling(on: batch.variables.map { UInt16(clamping: $0.arity) })
    }
    await #expect(processExitsWith: .failure) {
      let engine = RegimeEngine(LargeRegime.make(seed: 1, clauses: 20))
      guard let ready = CodedRuling(engine) else { return }
      var answer = ready.emptyAnswer
      ready.rule([0xFFFF, 0, 0], into: &answer)
    }
  }
}
