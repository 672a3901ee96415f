import TenureEngine
import TenureModel
import TenureReference
import TenureTestSupport

// Rulings, one by one.

extension Examination {
  /// The rulings of an engine that has not prepared its clauses.
  func checkNarrowed() -> Path.Result {
    // The fourth ruling prepares the clauses, so that an engine is good for three.
    let situations = trial.situations.prefix(9)
    for start in stride(from: 0, to: situations.count, by: 3) {
      let fresh = RegimeEngine(given[0])
      for place in start..<min(start + 3, situations.count) {
        let result = compare(fresh.ruling(in: situations[place]), at: place)
        if let result { return result }
      }
    }
    return .agrees(situations: situations.count)
  }

  /// The rulings of an engine that has.
  func checkBits() -> Path.Result {
    for (place, situation) in trial.situations.enumerated() {
      if let result = compare(engine.ruling(in: situation), at: place) { return result }
    }
    return .agrees(situations: trial.situations.count)
  }

  /// The rulings on situations that leave facets open.
  func checkPartial() -> Path.Result {
    for (place, situation) in trial.partial.enumerated() {
      let found = engine.ruling(in: situation)
      let problem = RulingDifference.between(
        found, partialRulings[place], on: situation, of: trial.regimes[0])
      guard let problem else { continue }
      return differs(problem, found, partialRulings[place], situation)
    }
    return .agrees(situations: trial.partial.count)
  }

  private func compare(_ found: Ruling, at place: Int) -> Path.Result? {
    if found == rulings[place] { return nil }
    return differs(
      "the rulings differ", found, rulings[place],
      trial.situations[place].situation(in: trial.vocabulary))
  }

  private func differs(
    _ problem: String, _ found: Ruling, _ expected: Ruling, _ situation: Situation
  ) -> Path.Result {
    .differs(
      "\(problem)\nFOUND \(text.text(found))\nEXPECTED \(text.text(expected))", in: situation)
  }
}
