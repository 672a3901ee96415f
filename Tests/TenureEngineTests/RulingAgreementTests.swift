import TenureEngine
import TenureModel
import TenureReference
import TenureTestSupport
import Testing

/// The engine rules as the reference interpreter does.
struct RulingAgreementTests {
  /// What one random round rules in.
  private struct Round {
    var random: SplitMix64
    let regime: Regime
    let force: Force?

    init(_ seed: UInt64) {
      random = SplitMix64(seed: seed)
      let vocabulary = RandomVocabulary.make(using: &random)
      regime = RandomRegime.make(over: vocabulary, using: &random)
      force = random.chance(20) ? random.pick(Force.allCases) : nil
    }

    /// What is wrong in a situation, the regime made as small as the fault allows.
    func report(_ situation: Situation, _ ruling: (RegimeEngine) -> Ruling) -> String? {
      func problem(_ regime: Regime) -> String? {
        RulingAgreementTests.problem(regime, force, situation, ruling)
      }
      guard problem(regime) != nil else { return nil }
      let small = RegimeShrinker.shrink([regime]) { problem($0[0]) != nil }[0]
      let text = RegimeText(regime.vocabulary)
      let engine = RegimeEngine(small, force: force)
      let reference = ReferenceInterpreter(engine.regime)
      return """
        \(problem(small) ?? "")
        \(text.text(small))
        force \(force.map { "\($0)" } ?? "any")
        in \(text.text(situation))
        ENGINE \(text.text(ruling(engine)))
        REFERENCE \(text.text(reference.ruling(in: situation)))
        """
    }
  }

  private static func problem(
    _ regime: Regime, _ force: Force?, _ situation: Situation,
    _ ruling: (RegimeEngine) -> Ruling
  ) -> String? {
    let engine = RegimeEngine(regime, force: force)
    let limited = force.map { regime.limited(to: $0) } ?? regime
    return RulingDifference.between(
      ruling(engine), ReferenceInterpreter(limited).ruling(in: situation), on: situation,
      of: limited)
  }

  @Test func `total situations are ruled alike`() {
    RandomRun.expectNothing(in: 400) { seed in
      var round = Round(seed)
      let limited = round.force.map { round.regime.limited(to: $0) } ?? round.regime
      let engine = RegimeEngine(round.regime, force: round.force)
      let reference = ReferenceInterpreter(limited)
      for _ in 0..<25 {
        let situation = RandomSituation.total(in: limited.vocabulary, using: &round.random)
        if engine.ruling(in: situation) == reference.ruling(in: situation) { continue }
        return round.report(situation.situation(in: limited.vocabulary)) {
          $0.ruling(in: situation)
        }
      }
      return nil
    }
  }

  @Test func `some pillars are ruled as by a regime without the others`() {
    RandomRun.expectNothing(in: 150) { seed in
      var round = Round(seed)
      let engine = RegimeEngine(round.regime)
      let others = Pillar.allCases.filter { $0 != .property }
      for _ in 0..<6 {
        let pillars = Set(round.random.sample(others, 0...2))
        let fewer = RegimeEngine(
          round.regime.mappingClauses {
            $0.pillar == .property || pillars.contains($0.pillar) ? $0 : nil
          })
        let situation = RandomSituation.partial(
          in: round.regime.vocabulary, using: &round.random)
        let part = engine.ruling(on: pillars, in: situation)
        let whole = fewer.ruling(in: situation, tracesDefaults: false)
        let isSame =
          part.outcome == whole.outcome && part.basis == whole.basis
          && part.depends == whole.depends && part.assumed.isEmpty
          && part.deciding.map { engine.clauses[$0].clause.id }
            == whole.deciding.map { fewer.clauses[$0].clause.id }
        guard isSame else {
          let text = RegimeText(round.regime.vocabulary)
          return "\(pillars)\n\(text.text(round.regime))\nin \(text.text(situation))\n"
            + "PART \(text.text(part))\nWHOLE \(text.text(whole))"
        }
      }
      return nil
    }
  }

  @Test func `partial situations are ruled alike`() {
    RandomRun.expectNothing(in: 150) { seed in
      var round = Round(seed)
      for _ in 0..<3 {
        let situation = RandomSituation.partial(
          in: round.regime.vocabulary, using: &round.random)
        if let report = round.report(situation, { $0.ruling(in: situation) }) { return report }
      }
      return nil
    }
  }

  @Test func `each verdict that a partial situation leaves open has a witness`() {
    RandomRun.expectNothing(in: 100) { seed in
      var round = Round(seed)
      let vocabulary = round.regime.vocabulary
      let engine = RegimeEngine(round.regime)
      let reference = ReferenceInterpreter(round.regime)
      for _ in 0..<6 {
        let situation = RandomSituation.partial(in: vocabulary, using: &round.random)
        let completed = situation.completedByDefaults(of: vocabulary).situation
        let verdicts = engine.verdicts(in: situation)
        for verdict in Verdict.allCases where verdict != .depends {
          let witness = engine.witness(of: verdict, in: situation)
          let isRight =
            witness.map { witness in
              verdicts.contains(verdict) && completed.allows(witness, in: vocabulary)
                && reference.ruling(in: witness).outcome.verdict == verdict
            } ?? !verdicts.contains(verdict)
          if isRight { continue }
          let text = RegimeText(vocabulary)
          return "\(verdict) has the witness "
            + (witness.map { text.text($0.situation(in: vocabulary)) } ?? "none")
            + "\n\(text.text(round.regime))\nin \(text.text(situation))"
        }
      }
      return nil
    }
  }

  @Test func `defaults that are not traced leave the rest of a ruling as it is`() {
    RandomRun.expectNothing(in: 60) { seed in
      var round = Round(seed)
      let engine = RegimeEngine(round.regime)
      for _ in 0..<6 {
        let situation = RandomSituation.partial(
          in: round.regime.vocabulary, using: &round.random)
        var traced = engine.ruling(in: situation)
        traced.assumed = []
        let untraced = engine.ruling(in: situation, tracesDefaults: false)
        guard
          traced.outcome != untraced.outcome || traced.basis != untraced.basis
            || traced.deciding != untraced.deciding || traced.defeated != untraced.defeated
            || traced.depends.map(\.facet) != untraced.depends.map(\.facet)
        else { continue }
        return "\(traced)\n\(untraced)"
      }
      return nil
    }
  }
}

extension Situation {
  /// Whether a total situation is one of the completions.
  fileprivate func allows(_ total: TotalSituation, in vocabulary: Vocabulary) -> Bool {
    vocabulary.facets.indices.map { FacetID($0) }.allSatisfy { facet in
      switch (self[facet], total[facet]) {
      case (.known(let value), let own): value == own
      case (.oneOf(let leaves), .term(let leaf)): leaves.contains(leaf)
      case (.oneOf, _): false
      case (.unknown, _), (nil, _): true
      }
    }
  }
}
