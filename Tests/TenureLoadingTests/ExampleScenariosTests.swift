import Tenure
import Testing

/// The scenarios of the example policy repository, put to its regimes.
///
/// Powers are left out: the command works them out.
@Suite struct ExampleScenariosTests {
  static let scenarios: [Scenario] = (try? ExampleDocumentsTests.loader.scenarios().value) ?? []

  @Test(arguments: ExampleDocumentsTests.names)
  func `a regime answers as the scenarios expect`(_ name: String) throws {
    let loaded = try #require(try ExampleDocumentsTests.loader.regime(name).value)
    let engine = RegimeEngine(loaded.regime)
    for scenario in Self.scenarios {
      for expectation in scenario.expectations where expectation.regime.value == name {
        guard let answer = answer(to: scenario.query, by: engine) else { continue }
        #expect(answer.word == word(expectation.answer.value), "\(scenario.id.value)")
        #expect(
          answer.deciding.isSuperset(of: expectation.deciding.map(\.value)),
          "\(scenario.id.value): decided by \(answer.deciding.sorted())")
        if let basis = expectation.basis {
          #expect(answer.basis == basis, "\(scenario.id.value)")
        }
      }
    }
  }

  @Test func `each regime of the example is asked something, or lies under one that is`() throws {
    let asked = Set(Self.scenarios.flatMap(\.expectations).map(\.regime.value))
    let layers = try ExampleDocumentsTests.names.filter(asked.contains).flatMap { name in
      try ExampleDocumentsTests.loader.regime(name).value?.documents.map(\.layer) ?? []
    }
    #expect(Set(ExampleDocumentsTests.names).subtracting(layers) == [])
  }

  private typealias Answer = (word: String, basis: Basis, deciding: Set<String>)

  private func answer(to query: Query, by engine: RegimeEngine) -> Answer? {
    // With the defaults in place nothing is assumed, and what would change is not looked for.
    let situation = query.situation.completedByDefaults(of: engine.regime.vocabulary).situation
    let ruling = engine.ruling(in: situation)
    let deciding = Set(ruling.deciding.map { engine.clauses[$0].clause.id })
    switch query {
    case .ruling: return (ruling.outcome.verdict.rawValue, ruling.basis, deciding)
    case .claim(let right, _):
      return ((ruling.outcome.rights[right] ?? .none).rawValue, ruling.basis, deciding)
    case .power: return nil
    }
  }

  private func word(_ answer: Scenario.Expectation.Answer) -> String {
    switch answer {
    case .verdict(let verdict): verdict.rawValue
    case .claim(let state): state.rawValue
    case .power(let power): power.rawValue
    }
  }
}
