import TenureEngine
import TenureModel
import TenurePopulation
import TenureTestSupport
import Testing

/// The rights that a population gains and loses are those of its rows, one by one.
@Suite struct RightsAgreementTests {
  /// What becomes of a right in a situation: −1 lost, 0 nothing, 1 gained.
  private func change(_ round: PopulationRound, _ situation: TotalSituation, _ right: Int) -> Int {
    let before = round.engine.ruling(in: situation).outcome.rights[right] == .held
    let after = round.other.ruling(in: situation).outcome.rights[right] == .held
    return (after ? 1 : 0) - (before ? 1 : 0)
  }

  private func counts(
    _ round: PopulationRound, _ situations: [Situation]
  ) throws -> [Int: PopulationChange.RightCount]? {
    let folder = try TemporaryFolder()
    let change = try PopulationComparison(before: round.engine, after: round.other)
      .compare(PopulationFacts(try folder.write("facts", round.csv(situations))))
    return change.rights.map { rights in
      Dictionary(uniqueKeysWithValues: rights.map { ($0.right, $0) })
    }
  }

  @Test func `counts are those of single rulings`() throws {
    try PopulationRound.expectNothing(in: 40) { round in
      let totals = (0..<20).map { _ in
        RandomSituation.total(in: round.vocabulary, using: &round.random)
      }
      let found = try counts(round, totals.map { $0.situation(in: round.vocabulary) })
      guard let found else { return "no rights" }
      for right in 0..<(round.vocabulary.rights?.leafCount ?? 0) {
        let changes = totals.map { change(round, $0, right) }
        let gained = changes.count { $0 > 0 }
        let lost = changes.count { $0 < 0 }
        guard found[right]?.gained ?? 0 == gained, found[right]?.lost ?? 0 == lost,
          found[right]?.open ?? 0 == 0
        else { return "right \(right): \(found[right], default: "none") for +\(gained) −\(lost)" }
      }
      return nil
    }
  }

  @Test func `what is not known is as all completions have it`() throws {
    try PopulationRound.expectNothing(in: 60) { round in
      let situation = round.situations(2)[1]
      guard let found = try counts(round, [situation]) else { return "no rights" }
      let completions = (0..<12).map { _ in round.completion(of: situation) }
      let shared = [round.engine, round.other].map {
        $0.ruling(in: situation, tracesDefaults: false).outcome.rights
      }
      for right in 0..<(round.vocabulary.rights?.leafCount ?? 0) {
        let changes = Set(completions.map { change(round, $0, right) })
        let count = found[right]
        if count?.open == 1 {
          guard shared.contains(where: { $0[right] == .open }) else {
            return "right \(right) is said to be open in \(situation)"
          }
          continue
        }
        let expected = (count?.gained ?? 0) - (count?.lost ?? 0)
        guard changes == [expected] else { return "right \(right): \(changes) for \(expected)" }
      }
      return nil
    }
  }
}
