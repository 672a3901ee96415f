import Tenure
import Testing

@Suite struct OrderTests {
  /// The clauses of a regime without their places.
  private func clauses(_ loader: RegimeLoader) throws -> Set<AnyClause> {
    let loaded = try loader.regime("base")
    let regime = try #require(loaded.value, "\(dump(loaded.findings))").regime
    let start = SourcePosition(line: 1, column: 1, offset: 0)
    let nowhere = SourceLocation(file: "", range: SourceRange(start: start, end: start))
    return Set(
      regime.layers[0].clauses.map { clause in
        AnyClause(
          id: clause.id, guard: clause.guard, effect: clause.effect, rank: clause.rank,
          force: clause.force, isDefault: clause.isDefault, over: clause.over,
          effective: clause.effective, enacted: clause.enacted, citation: clause.citation,
          implements: clause.implements, note: clause.note, isReviewed: clause.isReviewed,
          origin: nowhere)
      })
  }

  @Test(arguments: 1...50)
  func `the order of clauses, keys and sections gives an equal regime`(_ seed: Int) throws {
    let keys = [
      "id: a", "prohibit: export", "data: {none: public, all: [personal]}",
      "actor: [person, court]",
      "persons: {below: 10, at-least: 1}", "unless: {deidentified: yes, consent: valid}",
      "any: [{created: 2024-01-01}]", "not: {recipient: broker}", "from: 2024-01-01", "rank: law",
    ]
    let others = ["{id: b, permit: sell}", "{id: c, oblige: collect, duties: {after: [x, y]}}"]
    func document(_ keys: [String], _ others: [String], _ sections: [Int]) -> String {
      let clauses = (["{" + keys.joined(separator: ", ") + "}"] + others)
      let parts = [
        "defaults: {rank: law}", "scope: {actor: enterprise, data: personal}",
        "clauses:\n"
          + (sections[0] == 0 ? clauses : clauses.reversed())
          .map { "  - \($0)\n" }.joined(),
      ]
      return sections.map { parts[$0] }.joined(separator: "\n")
    }
    let path = "regimes/base/circulation.yaml"
    let straight = try clauses(
      ExampleRepository.loader([path: document(keys, others, [0, 1, 2])]))
    let shuffled = try clauses(
      ExampleRepository.loader([
        path: document(keys.shuffled(), others.shuffled(), [0, 1, 2].shuffled())
      ]))
    #expect(straight == shuffled)
  }
}
