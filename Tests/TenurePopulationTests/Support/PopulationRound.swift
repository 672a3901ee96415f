import Foundation
import TenureEngine
import TenureModel
import TenureTestSupport
import Testing

/// A random regime, or two of one vocabulary, with random rows.
struct PopulationRound {
  var random: SplitMix64
  let vocabulary: Vocabulary
  let engine: RegimeEngine
  let other: RegimeEngine

  init(_ seed: UInt64) {
    random = SplitMix64(seed: seed)
    vocabulary = RandomVocabulary.make(using: &random)
    engine = RegimeEngine(RandomRegime.make(over: vocabulary, using: &random))
    other = RegimeEngine(RandomRegime.make(over: vocabulary, using: &random))
  }

  /// The facets that rows give.
  var facets: [FacetID] { cells.facets }

  /// Random situations, every other one partial; what is left out takes its default.
  mutating func situations(_ count: Int) -> [Situation] {
    (0..<count).map { number in
      number % 2 == 0
        ? RandomSituation.total(in: vocabulary, using: &random).situation(in: vocabulary)
        : RandomSituation.partial(in: vocabulary, using: &random)
          .completedByDefaults(of: vocabulary).situation
    }
  }

  /// A situation that a partial one stands for.
  mutating func completion(of situation: Situation) -> TotalSituation {
    var total = RandomSituation.total(in: vocabulary, using: &random)
    for facet in facets {
      switch situation[facet] {
      case .known(let value): total[facet] = value
      case .oneOf(let leaves): total[facet] = .term(leaf: random.pick(Array(leaves.leaves)))
      case .unknown, nil: break
      }
    }
    return total
  }

  /// Situations as cells of a table.
  var cells: SituationCells { SituationCells(vocabulary) }

  /// What the engine says of a row: the verdict, and for a total one the first clause that decides.
  func expected(_ engine: RegimeEngine, _ situation: Situation) -> (verdict: Verdict, clause: Int?)
  {
    let ruling = engine.ruling(in: situation, tracesDefaults: false)
    let clause = ruling.deciding.first { position in
      guard case .circulation(let effect) = engine.clauses[position].clause.effect else {
        return false
      }
      return effect.conduct != .attach
    }
    return (ruling.outcome.verdict, clause)
  }

  /// A plain CSV file of situations, with further columns before those of the facets.
  func csv(_ situations: [Situation], _ more: [(name: String, cells: [String])] = []) -> String {
    var lines = [(more.map(\.name) + facets.map { vocabulary[$0].name }).joined(separator: ",")]
    let cells = cells
    for (row, situation) in situations.enumerated() {
      let own = facets.map { cells.text(situation[$0], of: $0) }
      lines.append((more.map { $0.cells[row] } + own).joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A table of situations with all facets.
  func table(_ situations: [Situation]) -> SituationTable {
    SituationTable(
      rowCount: situations.count,
      columns: facets.map { facet in
        var facts: [Situation.Fact] = []
        let codes = situations.map { situation in
          let fact = situation[facet] ?? .unknown
          if let known = facts.firstIndex(of: fact) { return UInt32(known) }
          facts.append(fact)
          return UInt32(facts.count - 1)
        }
        return SituationTable.Column(facet: facet, facts: facts, codes: codes)
      })
  }

  /// Tries rounds until one fails, and reports that one.
  static func expectNothing(
    in rounds: Int, wrong problem: (inout PopulationRound) throws -> String?
  ) throws {
    let environment = ProcessInfo.processInfo.environment
    let start = environment["TENURE_SEED"].flatMap { UInt64($0) } ?? 1
    let count = environment["TENURE_ROUNDS"].flatMap { UInt64($0) } ?? UInt64(rounds)
    for seed in start..<start + count {
      var round = PopulationRound(seed)
      guard let problem = try problem(&round) else { continue }
      Issue.record(
        """
        seed \(seed) (TENURE_SEED=\(seed) TENURE_ROUNDS=1)
        \(problem)
        \(RegimeText(round.vocabulary).text(round.engine.regime))
        """)
      return
    }
  }
}
