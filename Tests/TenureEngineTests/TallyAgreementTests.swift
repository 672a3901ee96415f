import BigInt
import TenureEngine
import TenureModel
import TenureReference
import TenureTestSupport
import Testing

/// Tallies count what the reference interpreter rules, situation by situation.
struct TallyAgreementTests {
  /// The most cells of a space that are gone through.
  private static let cellLimit = 600

  /// One random regime, with every cell of its situations and what is ruled in each.
  private struct Round {
    var random: SplitMix64
    /// The regime as far as it counts.
    let regime: Regime
    /// The engine over the whole regime, which leaves out what is not hard enough.
    let engine: RegimeEngine
    let day: Day?
    let total: Int
    let cells: [(cell: SituationSpace.Cell, ruling: Ruling)]

    /// Nil where there are too many cells.
    init?(_ seed: UInt64) {
      random = SplitMix64(seed: seed)
      let vocabulary = RandomVocabulary.make(using: &random)
      let whole = RandomRegime.make(over: vocabulary, clauses: 3...9, using: &random)
      let force = random.chance(40) ? random.pick(Force.allCases) : nil
      regime = force.map { whole.limited(to: $0) } ?? whole
      engine = RegimeEngine(whole, force: force)
      day = random.chance(70) ? random.pick(RandomVocabulary.days) : nil
      let space = SituationSpace([regime], at: day)
      guard space.cellCount <= cellLimit else { return nil }
      let reference = ReferenceInterpreter(regime)
      total = space.total
      cells = space.cells.map { ($0, reference.ruling(in: $0.situation)) }
    }

    /// The situations of a cell in which each facet has a value of some.
    func weight(
      _ cell: SituationSpace.Cell, _ facets: [FacetID], _ isMeant: (Int, FacetValue) -> Bool,
      free: [Int]
    ) -> Int {
      var weight = cell.weight
      for (position, facet) in facets.enumerated() {
        if let atoms = cell.classes[facet]?.atoms {
          weight = weight / atoms.count * atoms.count { isMeant(position, $0.value) }
        } else {
          weight *= free[position]
        }
      }
      return weight
    }

    func sum<Answer: Hashable>(
      _ weight: (SituationSpace.Cell) -> Int, _ answer: (Ruling) -> Answer
    ) -> [Answer: BigUInt] {
      var sums: [Answer: BigUInt] = [:]
      for (cell, ruling) in cells {
        let weight = weight(cell)
        if weight > 0 { sums[answer(ruling), default: 0] += BigUInt(weight) }
      }
      return sums
    }
  }

  private static func expectAgreement(_ problem: (inout Round) throws -> String?) {
    var tried = 0
    RandomRun.expectNothing(in: 100) { seed in
      guard var round = Round(seed) else { return nil }
      tried += 1
      do { return try problem(&round) } catch { return "\(error)" }
    }
    #expect(tried > 10 || RandomRun.seeds(100).count < 100)
  }

  @Test func `verdicts by groups of two facets are those of every situation`() {
    Self.expectAgreement { round in
      let vocabulary = round.regime.vocabulary
      let facets = vocabulary.facets.indices.map { FacetID($0) }.filter {
        if case .term = vocabulary[$0].kind { true } else { false }
      }
      let axes = Array(facets.prefix(2))
      let tally = try RegimeTally(round.engine, at: round.day).verdicts(by: axes)
      for _ in 0..<4 {
        let groups = axes.map { facet in
          let count = vocabulary.taxonomy(of: facet)?.leafCount ?? 0
          return LeafSet(round.random.sample(Array(0..<count), 1...count))
        }
        let expected = round.sum({ cell in
          round.weight(
            cell, axes,
            { position, value in
              if case .term(let leaf) = value { groups[position].contains(leaf) } else { false }
            }, free: groups.map(\.count))
        }) { ruling in
          RegimeTally.VerdictAnswer(
            ruling.outcome.verdict, isByDefault: ruling.basis == .default)
        }
        let found = tally.counts(in: groups)
        if found != expected { return "\(groups)\n\(found)\nEXPECTED \(expected)" }
      }
      return nil
    }
  }

  @Test func `verdicts of all leaves add up to the total`() {
    Self.expectAgreement { round in
      let tally = try RegimeTally(round.engine, at: round.day).verdicts(by: [])
      let sum = tally.counts(in: []).values.reduce(BigUInt(0), +)
      return sum == BigUInt(round.total) ? nil : "\(sum), not \(round.total)"
    }
  }

  @Test func `rights per member of a set facet are those of every situation`() {
    Self.expectAgreement { round in
      let vocabulary = round.regime.vocabulary
      guard let rights = vocabulary.rights,
        let facet = vocabulary.facet(named: "standing") ?? vocabulary.facet(named: "data")
      else { return nil }
      let count = vocabulary.taxonomy(of: facet)?.leafCount ?? 0
      let tally = RegimeTally(round.engine, at: round.day)
      for right in 0..<rights.leafCount {
        let found = try tally.states(of: right, perMemberOf: facet)
        for leaf in 0..<count {
          let expected = round.sum({ cell in
            round.weight(
              cell, [facet],
              { _, value in
                if case .set(let set) = value { set.contains(leaf) } else { false }
              }, free: [1 << (count - 1)])
          }) { $0.outcome.rights[right] ?? .none }
          if found[leaf] != expected {
            return "right \(right), leaf \(leaf)\n\(found[leaf])\nEXPECTED \(expected)"
          }
        }
      }
      return nil
    }
  }

  @Test func `waterfalls and powers are those of every situation`() {
    Self.expectAgreement { round in
      let tally = RegimeTally(round.engine, at: round.day)
      do {
        let found = try tally.waterfalls()
        let expected = round.sum(\.weight) { $0.outcome.waterfall }
        if found != expected { return "\(found)\nEXPECTED \(expected)" }
        guard let acts = round.regime.vocabulary.acts else { return nil }
        for act in 0..<acts.leafCount {
          let found = try tally.powers(over: act)
          var ways: [[PowersOutcome.Question: PowersOutcome.Answer]: BigUInt] = [:]
          for (powers, count) in found { ways[Self.empowered(powers, act), default: 0] += count }
          let expected = round.sum(\.weight) { Self.empowered($0.outcome.powers, act) }
          if ways != expected { return "act \(act)\n\(ways)\nEXPECTED \(expected)" }
        }
      } catch {
        return "\(error)"
      }
      return nil
    }
  }

  private static func empowered(
    _ powers: PowersOutcome, _ act: Int
  ) -> [PowersOutcome.Question: PowersOutcome.Answer] {
    powers.answers.filter {
      guard $0.key.act == act, case .empowered = $0.value else { return false }
      return true
    }
  }
}
