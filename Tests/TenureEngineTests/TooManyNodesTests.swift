import TenureEngine
import TenureModel
import TenureReference
import TenureTestSupport
import Testing

/// Where there are too many nodes, work on all situations ends with an error, and never with an
/// answer that is wrong.
struct TooManyNodesTests {
  /// How many of some questions were answered, and how many refused.
  private final class Count {
    var answered = 0
    var refused = 0

    func add(_ question: () throws -> Void) {
      do {
        try question()
        answered += 1
      } catch { refused += 1 }
    }

    func expectBoth() {
      #expect(answered > 0 && refused > 0 || RandomRun.seeds(60).count < 60)
    }
  }

  @Test func `a comparison within a limit is exact or refused`() {
    let count = Count()
    RandomRun.expectNothing(in: 60) { seed in
      var random = SplitMix64(seed: seed)
      let vocabulary = RandomVocabulary.make(using: &random)
      let first = RandomRegime.make(over: vocabulary, clauses: 1...8, using: &random)
      let second =
        random.chance(50)
        ? RandomRegime.amended(first, using: &random)
        : RandomRegime.make(over: vocabulary, clauses: 1...8, using: &random)
      guard SituationSpace([first, second]).cellCount <= DiffDifference.cellLimit else {
        return nil
      }
      let limit = random.int(0...120)
      count.add {
        _ = try RegimeDiff.compare(
          RegimeEngine(first), RegimeEngine(second), nodeLimit: limit
        ).changes()
      }
      return DiffDifference.find(
        first, second, boxByBox: random.chance(30), nodeLimit: limit, using: &random)
    }
    count.expectBoth()
  }

  @Test func `a check within a limit is exact or refused`() {
    let count = Count()
    RandomRun.expectNothing(in: 60) { seed in
      var random = SplitMix64(seed: seed)
      let vocabulary = RandomVocabulary.make(using: &random)
      let regime = RandomRegime.make(over: vocabulary, clauses: 2...8, using: &random)
      let day = random.chance(20) ? random.pick(RandomVocabulary.days) : nil
      guard SituationSpace([regime]).cellCount <= 500 else { return nil }
      let limit = random.int(0...120)
      count.add { _ = try RegimeEngine(regime).check(at: day, nodeLimit: limit) }
      return CheckDifference.find(regime, at: day, nodeLimit: limit)
    }
    count.expectBoth()
  }

  @Test func `a comparison of some pillars says of them what the whole one says`() {
    RandomRun.expectNothing(in: 60) { seed in
      var random = SplitMix64(seed: seed)
      let vocabulary = RandomVocabulary.make(using: &random)
      let first = RandomRegime.make(over: vocabulary, using: &random)
      let second = RandomRegime.amended(first, using: &random)
      let engines = (RegimeEngine(first), RegimeEngine(second))
      let pillars = Set(random.sample(Pillar.allCases, 1...3))
      do {
        let whole = try RegimeDiff.compare(engines.0, engines.1)
        let part = try RegimeDiff.compare(engines.0, engines.1, pillars: pillars)
        let counts = whole.differingByPillar.filter { pillars.contains($0.key) }
        if part.differingByPillar != counts || part.total != whole.total {
          return "\(part.differingByPillar) of \(part.total), not \(counts) of \(whole.total)"
        }
        let shifts = whole.shifts.filter { pillars.contains($0.subject.pillar) }
        // Which of two rival sets a shift is about, its subject does not say.
        let numbers = [part.shifts, shifts].map { shifts in
          Dictionary(grouping: shifts, by: \.subject).mapValues { $0.map(\.count).sorted() }
        }
        return numbers[0] == numbers[1] ? nil : "\(numbers[0])\nnot \(numbers[1])"
      } catch { return "\(error)" }
    }
  }

  /// Sixty triples of forty leaves: some hundred thousand nodes.
  @Test func `a clause that alone is too large is named`() throws {
    let engines = [1, 2].map { seed in
      RegimeEngine(WideSet.knot(leaves: 40, clauses: 1, triples: 60, seed: seed))
    }
    for error in [
      #expect(throws: TooManyNodes.self) {
        try RegimeDiff.compare(engines[0], engines[1], nodeLimit: 2_000)
      },
      #expect(throws: TooManyNodes.self) { try engines[0].check(nodeLimit: 2_000) },
    ] {
      #expect(error?.limit == 2_000)
      #expect(error?.clause == "knot-0")
      #expect(error?.location == engines[0].clauses[0].clause.origin)
    }
  }

  /// Each of forty clauses is small, and all together are not.
  @Test func `clauses that are too large together are refused, and rulings given`() throws {
    let regimes = [1, 2].map { seed in
      WideSet.knot(leaves: 60, clauses: 40, triples: 6, seed: seed)
    }
    let engines = regimes.map { RegimeEngine($0) }
    for error in [
      #expect(throws: TooManyNodes.self) {
        try RegimeDiff.compare(engines[0], engines[1], nodeLimit: 20_000)
      },
      #expect(throws: TooManyNodes.self) { try engines[0].check(nodeLimit: 20_000) },
      #expect(throws: TooManyNodes.self) {
        try MergeProof.prove(
          base: engines[0], ours: engines[1], theirs: engines[0], merged: engines[1],
          nodeLimit: 20_000)
      },
      #expect(throws: TooManyNodes.self) {
        try RegimeTally(engines[0], nodeLimit: 20_000).verdicts(by: [])
      },
    ] { #expect(error == TooManyNodes(limit: 20_000)) }

    let reference = ReferenceInterpreter(regimes[0])
    let batch = BatchRuling(engines[0], nodeLimit: 20_000)
    #expect(!batch.hasDiagram)
    var random = SplitMix64(seed: 3)
    for _ in 0..<50 {
      let situation = RandomSituation.total(in: regimes[0].vocabulary, using: &random)
      let ruling = reference.ruling(in: situation)
      #expect(engines[0].ruling(in: situation) == ruling)
      #expect(batch.ruling(on: batch.codes(of: situation)).verdict == ruling.outcome.verdict)
    }
  }
}
