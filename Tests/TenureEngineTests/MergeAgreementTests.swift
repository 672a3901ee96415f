import BigInt
import TenureEngine
import TenureModel
import TenureReference
import TenureTestSupport
import Testing

/// The proof of a merge is what ruling in every situation finds.
struct MergeAgreementTests {
  @Test func `merges of random amendments are judged alike`() {
    RandomRun.expectNothing(in: 60) { seed in
      var random = SplitMix64(seed: seed)
      let vocabulary = RandomVocabulary.make(using: &random)
      let base = RandomRegime.make(over: vocabulary, clauses: 3...10, using: &random)
      let ours = RandomRegime.amended(base, using: &random)
      let theirs = RandomRegime.amended(base, using: &random)
      var merged = Self.merged(base, ours, theirs)
      // Now and then the merge is none.
      if random.chance(30) { merged = RandomRegime.amended(merged, using: &random) }
      let regimes = [base, ours, theirs, merged]
      guard SituationSpace(regimes).cellCount <= DiffDifference.cellLimit else { return nil }
      let day = random.chance(20) ? random.pick(RandomVocabulary.days) : nil
      guard Self.problem(regimes, at: day) != nil else { return nil }
      let small = RegimeShrinker.shrink(regimes, attempts: 300) {
        Self.problem($0, at: day) != nil
      }
      let text = RegimeText(vocabulary)
      return (Self.problem(small, at: day) ?? "")
        + zip(["BASE", "OURS", "THEIRS", "MERGED"], small).map {
          "\n\($0) " + text.text($1)
        }.joined()
    }
  }

  @Test func `a merge is judged alike within a limit, or refused`() {
    RandomRun.expectNothing(in: 40) { seed in
      var random = SplitMix64(seed: seed)
      let vocabulary = RandomVocabulary.make(using: &random)
      let base = RandomRegime.make(over: vocabulary, clauses: 3...10, using: &random)
      let ours = RandomRegime.amended(base, using: &random)
      let theirs = RandomRegime.amended(base, using: &random)
      let regimes = [base, ours, theirs, Self.merged(base, ours, theirs)]
      guard SituationSpace(regimes).cellCount <= DiffDifference.cellLimit else { return nil }
      return Self.problem(regimes, at: nil, nodeLimit: random.int(0...200))
    }
  }

  /// Clause by clause, as documents are merged; where both changed one, ours.
  private static func merged(_ base: Regime, _ ours: Regime, _ theirs: Regime) -> Regime {
    func byID(_ regime: Regime) -> [String: AnyClause] {
      Dictionary(
        regime.clauses.map { ($0.clause.id, $0.clause) }, uniquingKeysWith: { first, _ in first })
    }
    let (former, other) = (byID(base), byID(theirs))
    let merged = ours.mappingClauses { clause in
      former[clause.id] == clause ? other[clause.id] : clause
    }
    return ours.doctrine == base.doctrine ? merged.withDoctrine(theirs.doctrine) : merged
  }

  /// What is wrong with the engine's proof, or nil; it may refuse only where there is a limit.
  private static func problem(
    _ regimes: [Regime], at day: Day?, nodeLimit: Int? = nil
  ) -> String? {
    let engines = regimes.map { RegimeEngine($0) }
    let proof: MergeProof
    do throws(TooManyNodes) {
      proof = try MergeProof.prove(
        base: engines[0], ours: engines[1], theirs: engines[2], merged: engines[3], at: day,
        nodeLimit: nodeLimit ?? TooManyNodes.usualLimit)
    } catch { return nodeLimit == nil ? "\(error)" : nil }
    let brute = BruteForceMerge(regimes, at: day)
    let numbers = [
      "total": (proof.total, brute.total),
      "differing of ours": (proof.differing.ours, brute.differing[1]),
      "differing of theirs": (proof.differing.theirs, brute.differing[2]),
      "differing of merged": (proof.differing.merged, brute.differing[3]),
      "ours": (proof.takenFromOurs, brute.counts[.ours] ?? 0),
      "theirs": (proof.takenFromTheirs, brute.counts[.theirs] ?? 0),
      "alike": (proof.changedAlike, brute.counts[.alike] ?? 0),
      "clashing": (proof.clashing, brute.counts[.clash] ?? 0),
    ]
    for (name, pair) in numbers.sorted(by: { $0.key < $1.key })
    where pair.0 != BigUInt(pair.1) {
      return "\(name) \(pair.0), not \(pair.1)"
    }
    let found = proof.clashes.map { Int($0.change.count) }.sorted()
    let expected = brute.clashes.values.sorted()
    if found != expected { return "clashes of \(found) cases, not \(expected)" }
    for clash in proof.clashes {
      let outcomes = brute.outcomes(in: clash.change.witness)
      let rulings = [clash.change.before, clash.ourRuling, clash.theirRuling, clash.change.after]
      // Of powers the reference was asked about the bodies of all four.
      for pillar in Pillar.allCases where pillar != .governance {
        let parts = rulings.map { $0.outcome.part(of: pillar) }
        if parts != outcomes.map({ $0.part(of: pillar) }) { return "another ruling on a witness" }
      }
      if !BruteForceMerge.fates(outcomes).values.contains(.clash) {
        return "a witness on which nothing clashes"
      }
      let isContested =
        outcomes[3].verdict == .contested && outcomes[1].verdict != .contested
        && outcomes[2].verdict != .contested
      if case .verdict = clash.merged, isContested != (clash.kind == .contested) {
        return "\(clash.kind) for a verdict of \(outcomes.map(\.verdict))"
      }
    }
    return nil
  }
}

/// What becomes of each question in a merge, found by ruling in every situation.
struct BruteForceMerge {
  enum Fate { case same, ours, theirs, alike, clash }

  /// A separate question of a ruling.
  enum Question: Hashable {
    case act, rivals
    case duty(DutyPhase, Duty)
    case holderDuty(DutyPhase, Duty)
    case right(Int)
    case step(WaterfallOutcome.Step)
    case power(PowersOutcome.Question)
  }

  /// A question and the four answers to it.
  struct Way: Hashable {
    let question: Question
    let answers: [AnyHashable?]
  }

  let total: Int
  private(set) var counts: [Fate: Int] = [:]
  private(set) var clashes: [Way: Int] = [:]
  private(set) var differing = [0, 0, 0, 0]
  private let interpreters: [ReferenceInterpreter]

  init(_ regimes: [Regime], at day: Day?) {
    let bodies = regimes.reduce(into: Set<String>()) { $0.formUnion($1.bodiesInClauses) }
    interpreters = regimes.map { ReferenceInterpreter($0, alsoAbout: bodies) }
    let space = SituationSpace(regimes, at: day)
    total = space.total
    for cell in space.cells {
      let outcomes = outcomes(in: cell.situation)
      for side in 1...3 where outcomes[side] != outcomes[0] { differing[side] += cell.weight }
      let fates = Self.fates(outcomes)
      for fate in Set(fates.values) where fate != .same {
        counts[fate, default: 0] += cell.weight
      }
      let answers = outcomes.map { Self.answers($0) }
      for (question, fate) in fates where fate == .clash {
        let way = Way(question: question, answers: answers.map { $0[question] })
        clashes[way, default: 0] += cell.weight
      }
    }
  }

  func outcomes(in situation: TotalSituation) -> [Outcome] {
    interpreters.map { $0.ruling(ofMatching: $0.matching(in: situation)).outcome }
  }

  static func fates(_ outcomes: [Outcome]) -> [Question: Fate] {
    let answers = outcomes.map { Self.answers($0) }
    var fates: [Question: Fate] = [:]
    for question in Set(answers.flatMap(\.keys)) {
      let (base, ours, theirs, merged) = (
        answers[0][question], answers[1][question], answers[2][question], answers[3][question]
      )
      fates[question] =
        switch (ours == base, theirs == base) {
        case (true, true): merged == base ? .same : .clash
        case (false, true): merged == ours ? .ours : .clash
        case (true, false): merged == theirs ? .theirs : .clash
        case (false, false): ours == theirs && merged == ours ? .alike : .clash
        }
    }
    return fates
  }

  private static func answers(_ outcome: Outcome) -> [Question: AnyHashable] {
    var answers: [Question: AnyHashable] = [
      .act: outcome.verdict, .rivals: outcome.waterfall.contested,
    ]
    for phase in DutyPhase.allCases {
      for duty in outcome.duties[phase] { answers[.duty(phase, duty)] = true }
      for duty in outcome.holderDuties[phase] { answers[.holderDuty(phase, duty)] = true }
    }
    for (right, state) in outcome.rights { answers[.right(right)] = state }
    for (step, count) in outcome.waterfall.steps { answers[.step(step)] = count }
    for (power, answer) in outcome.powers.answers { answers[.power(power)] = answer }
    return answers
  }
}
