import TenureEngine
import TenureModel
import TenureTestSupport
import Testing

/// Large tables hold ranges of classes instead of a cell for each, and answer the same.
@Suite struct RangeNodeTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `many clauses over seven facets are ruled as one by one`(seed: UInt64) {
    let engine = RegimeEngine(SevenFacets.make(seed: seed, clauses: 400))
    let vocabulary = engine.regime.vocabulary
    let batch = BatchRuling(engine)
    var random = SplitMix64(seed: seed)
    let totals = (0..<300).map { _ in SevenFacets.situation(using: &random) }
    // Every third row leaves a facet or two open.
    let situations = totals.enumerated().map { row, total in
      var situation = total.situation(in: vocabulary)
      guard row % 3 == 0 else { return situation }
      for facet in random.sample((0..<7).map { FacetID($0) }, 1...2) { situation[facet] = .unknown }
      if random.chance(50) {
        situation[FacetID(4)] = .oneOf(LeafSet(random.sample([2, 5, 9], 2...2).sorted()))
      }
      return situation
    }
    let rulings = batch.rulings(of: table(situations, facets: 7))
    let verdicts = rulings.verdicts
    for (row, situation) in situations.enumerated() {
      let expected = engine.ruling(in: situation, tracesDefaults: false)
      #expect(verdicts[row] == expected.outcome.verdict, "seed \(seed), row \(row): \(situation)")
      guard let total = situation.total(in: vocabulary) else { continue }
      #expect(rulings.clause(of: row) == expected.deciding.first, "seed \(seed), row \(row)")
      let single = batch.ruling(on: batch.codes(of: total))
      #expect(single == (verdicts[row], rulings.clause(of: row)), "seed \(seed), row \(row)")
    }
  }

  @Test(arguments: [600, 1_000, 3_000])
  func `bands of numbers are told apart, however many`(bands: Int) {
    let batch = BatchRuling(RegimeEngine(regime(bands: bands)))
    #expect(batch.hasDiagram)
    // Far fewer cells than classes: sixteen roles, each with its own bands.
    #expect(batch.cellCount < 16 * bands)
    expectBands(bands, batch)
  }

  @Test func `more classes than a code can tell are ruled by the clauses`() {
    let bands = 17_000
    let batch = BatchRuling(RegimeEngine(regime(bands: bands)))
    #expect(!batch.hasDiagram)
    expectBands(bands, batch, every: 1_999)
  }

  /// Rules numbers inside, on and beside the bounds of bands, and one that is not known.
  private func expectBands(_ bands: Int, _ batch: BatchRuling, every step: Int = 1) {
    let numbers = Array(stride(from: 0, through: bands * 10 + 10, by: step))
    let situations = (numbers + [-1]).map { number in
      Situation([
        Self.role: .known(.term(leaf: number & 15)),
        Self.amount: number < 0 ? .unknown : .known(.quantity(ExactDecimal(number))),
      ])
    }
    let verdicts = batch.rulings(of: table(situations, facets: 6)).verdicts
    for (row, number) in numbers.enumerated() {
      let band = number / 10
      let isPermitted = number % 10 < 5 && band < bands && band % 16 == number & 15
      #expect(verdicts[row] == (isPermitted ? .permitted : .prohibited), "\(number)")
    }
    #expect(verdicts.last == .depends)
  }

  private static let role = FacetID(0)
  private static let amount = FacetID(5)

  /// What is permitted from each ten up to, but not with, its middle, to one role; else it is
  /// prohibited.
  private func regime(bands: Int) -> Regime {
    let roles = SevenFacets.vocabulary.taxonomies[0].leaves
    var clauses = (0..<bands).map { band in
      let range = QuantityRange(
        lower: QuantityRange.Bound(ExactDecimal(band * 10), included: true),
        upper: QuantityRange.Bound(ExactDecimal(band * 10 + 5), included: false))
      return AnyClause(
        id: "band-\(band)",
        guard: .all([
          .test(FacetTest(Self.role, .under([roles[band % 16]]))),
          .test(FacetTest(Self.amount, .within(range))),
        ]),
        effect: .circulation(CirculationEffect(.permit, .any)),
        origin: .line(band + 1, of: "bands.yaml"))
    }
    clauses.append(
      AnyClause(
        id: "otherwise", effect: .circulation(CirculationEffect(.prohibit, .any)),
        isDefault: true, origin: .line(bands + 1, of: "bands.yaml")))
    return Regime(
      name: "bands", vocabulary: SevenFacets.vocabulary,
      doctrine: Doctrine(ranks: [], precedence: [.prohibition]),
      layers: [Regime.Layer(name: "bands", clauses: clauses)])
  }

  private func table(_ situations: [Situation], facets: Int) -> SituationTable {
    SituationTable(
      rowCount: situations.count,
      columns: (0..<facets).map { position in
        let facet = FacetID(position)
        var numbers: [Situation.Fact: UInt32] = [:]
        var facts: [Situation.Fact] = []
        let codes = situations.map { situation in
          let fact = situation[facet] ?? .unknown
          if let known = numbers[fact] { return known }
          numbers[fact] = UInt32(facts.count)
          facts.append(fact)
          return UInt32(facts.count - 1)
        }
        return SituationTable.Column(facet: facet, facts: facts, codes: codes)
      })
  }
}
