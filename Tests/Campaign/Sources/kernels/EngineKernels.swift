import TenureEngine
import TenureModel
import TenureTestSupport

/// Rulings and comparisons.
enum EngineKernels {
  static func prepared(_ kernel: Kernel) throws -> (Int) throws -> Int {
    switch kernel {
    case .compileBatch, .ruleBatch: return try batch(kernel)
    case .compare, .regions, .check, .diagram: return analysis(kernel)
    default: break
    }
    var random = SplitMix64(seed: 7)
    let regime = LargeRegime.make(seed: 1, clauses: 1_000)
    let engine = RegimeEngine(regime)
    let situations = (0..<16).map { _ in
      EngineKernels.situation(in: regime.vocabulary, using: &random)
    }
    if kernel == .prepare {
      return { _ in
        let engine = RegimeEngine(regime)
        return situations.prefix(4).reduce(0) { $0 + engine.ruling(in: $1).deciding.count }
      }
    }
    for situation in situations { _ = engine.ruling(in: situation) }
    if kernel == .rule {
      return { round in engine.ruling(in: situations[round % 16]).deciding.count }
    }
    let partial = situations.map { situation in
      var partial = situation.situation(in: regime.vocabulary)
      for name in ["consent", "commercial"] {
        if let facet = regime.vocabulary.facet(named: name) { partial[facet] = .unknown }
      }
      return partial
    }
    return { round in engine.ruling(in: partial[round % 16]).deciding.count }
  }

  private static func analysis(_ kernel: Kernel) -> (Int) throws -> Int {
    switch kernel {
    case .compare:
      let regime = LargeRegime.make(seed: 1, clauses: 1_000)
      let before = RegimeEngine(regime)
      let after = (0..<4).map { RegimeEngine(LargeRegime.amended(regime, clause: $0 * 37)) }
      return { round in try RegimeDiff.compare(before, after[round % 4]).shifts.count }
    case .regions:
      let engines = [3, 4].map { RegimeEngine(LargeRegime.make(seed: $0, clauses: 40)) }
      return { _ in
        try RegimeDiff.compare(engines[0], engines[1]).changes(limit: 20).changes.count
      }
    case .check:
      let engine = RegimeEngine(LargeRegime.make(seed: 5, clauses: 60))
      return { _ in try engine.check().count }
    default:
      let engine = RegimeEngine(LargeRegime.make(seed: 6, clauses: 200))
      return { _ in RulingDiagram(engine).nodeCount }
    }
  }

  private static func batch(_ kernel: Kernel) throws -> (Int) throws -> Int {
    let engine = RegimeEngine(SevenFacets.make(seed: 1, clauses: 1_000))
    if kernel == .compileBatch { return { _ in BatchRuling(engine).cellCount } }
    var random = SplitMix64(seed: 3)
    let batch = BatchRuling(engine)
    let situations = (0..<1_000).map { _ in SevenFacets.situation(using: &random) }
    let columns = (0..<7).map { position in
      var facts: [Situation.Fact] = []
      let codes = situations.map { situation in
        let fact = Situation.Fact.known(situation[FacetID(position)])
        if let known = facts.firstIndex(of: fact) { return UInt32(known) }
        facts.append(fact)
        return UInt32(facts.count - 1)
      }
      return SituationTable.Column(facet: FacetID(position), facts: facts, codes: codes)
    }
    let table = SituationTable(rowCount: situations.count, columns: columns)
    return { _ in batch.rulings(of: table).counts()[.permitted] ?? 0 }
  }

  private static func situation(
    in vocabulary: Vocabulary, using random: inout SplitMix64
  ) -> TotalSituation {
    TotalSituation(
      vocabulary.facets.indices.map { position in
        let leaves = vocabulary.taxonomy(of: FacetID(position))?.leafCount ?? 0
        return switch vocabulary.facets[position].kind {
        case .term: .term(leaf: random.int(0...leaves - 1))
        case .set: .set(LeafSet((0..<leaves).filter { _ in random.chance(30) }))
        case .flag: .flag(random.chance(50))
        case .quantity: .quantity(ExactDecimal(random.int(0...2_000_000)))
        case .date: .date(Day(number: 18_000 + random.int(0...1_500)))
        }
      })
  }
}
