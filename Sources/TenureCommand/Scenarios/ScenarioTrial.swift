import TenureDocuments
import TenureEngine
import TenureModel

/// Puts scenarios to one regime, and remembers which clauses decided any of them.
struct ScenarioTrial {
  /// What became of an expectation.
  struct Result {
    let scenario: Scenario
    let expectation: Scenario.Expectation
    /// The answer that was given, as the format writes it.
    let answer: String
    /// What the verdict rests on, where the question is one of conduct.
    let basis: Basis?
    /// The clauses that decided, by position.
    let deciding: [Int]
    /// What is not as expected, in words; empty if all is.
    let complaints: [String]

    /// Whether all is as expected.
    var holds: Bool { complaints.isEmpty }
  }

  let version: LoadedVersion
  let engine: RegimeEngine
  private let inquiry: Inquiry
  private(set) var results: [Result] = []
  private var decided: Set<Int> = []

  /// Begins a trial; scenarios without a date are of the day.
  init(_ version: LoadedVersion, on day: Day) {
    self.version = version
    engine = RegimeEngine(version.loaded.regime)
    inquiry = Inquiry(engine: engine, at: nil, today: day)
  }

  /// The clauses by which no scenario was decided.
  var undecided: [Int] { engine.clauses.indices.filter { !decided.contains($0) } }

  /// Puts those scenarios to the regime that expect something of it.
  mutating func run(_ scenarios: [Scenario]) throws {
    for scenario in scenarios {
      for expectation in scenario.expectations where expectation.regime.value == version.name {
        do {
          try run(scenario, expectation)
        } catch let failure as CommandFailure {
          let place = scenario.id.location
          throw failure.placed(file: place.file, line: place.line)
        }
      }
    }
  }

  private mutating func run(_ scenario: Scenario, _ expectation: Scenario.Expectation) throws {
    var basis: Basis?
    let answer: String
    var deciding: [Int]
    switch scenario.query {
    case .ruling(let situation):
      let ruling = try inquiry.ruling(on: [.circulation, .distribution], in: situation)
      answer = ruling.outcome.verdict.rawValue
      basis = ruling.basis
      deciding = ruling.deciding
      decided.formUnion(paying(ruling, in: situation))
    case .claim(let right, let situation):
      let found = try inquiry.right(right, in: situation)
      (answer, deciding) = (found.word, found.deciding)
    case .power(let body, let act, let situation):
      let found = try inquiry.power(of: body, over: act, in: situation)
      (answer, deciding) = (found.word, found.deciding)
    }
    decided.formUnion(deciding)
    results.append(
      Result(
        scenario: scenario, expectation: expectation, answer: answer, basis: basis,
        deciding: deciding,
        complaints: complaints(expectation, answer: answer, basis: basis, deciding)))
  }

  /// The clauses of distribution that take part in a ruling.
  private func paying(_ ruling: Ruling, in situation: Situation) -> [Int] {
    let outcome = Outcome(waterfall: ruling.outcome.waterfall)
    guard !outcome.waterfall.steps.isEmpty else { return [] }
    let vocabulary = engine.regime.vocabulary
    var given = situation
    for (facet, value) in inquiry.assumptions(for: situation) { given[facet] = .known(value) }
    let total = given.completedByDefaults(of: vocabulary).situation.someCompletion(in: vocabulary)
    return engine.standing(.distribution, behind: outcome, in: total)
  }

  private func complaints(
    _ expectation: Scenario.Expectation, answer: String, basis: Basis?, _ deciding: [Int]
  ) -> [String] {
    var complaints: [String] = []
    let expected = expectation.answer.value.word
    if answer != expected { complaints.append("expected `\(expected)`, found `\(answer)`") }
    if let wanted = expectation.basis, let basis, basis != wanted {
      complaints.append(
        "expected a verdict by `\(wanted.rawValue)`, found one by `\(basis.rawValue)`")
    }
    let ids = Set(deciding.map { engine.clauses[$0].clause.id })
    for clause in expectation.deciding where !ids.contains(clause.value) {
      let exists = engine.clauses.contains { $0.clause.id == clause.value }
      complaints.append(
        exists
          ? "`\(clause.value)` does not decide"
          : "there is no clause `\(clause.value)`"
            + (Suggestion.nearest(to: clause.value, among: engine.clauses.map(\.clause.id))
              .map { "; did you mean `\($0)`?" } ?? ""))
    }
    return complaints
  }
}

extension Scenario.Expectation.Answer {
  /// The answer as the format writes it.
  var word: String {
    switch self {
    case .verdict(let verdict): verdict.rawValue
    case .claim(let state): state.rawValue
    case .power(let answer): answer.rawValue
    }
  }
}
