import Glibc
import LargeRegimes
import Tenure
import TenurePopulation

/// The same rules for everybody, with requests and the right answers.
struct PeerRules {
  /// Rules and requests as other programs read them.
  struct Exported: Encodable {
    /// A rule: values by the names of facets.
    struct Rule: Encodable {
      let isPermit: Bool
      let terms: [String: [String]]
      let amountAtLeast: Int?
      let amountAtMost: Int?
      let levelAtMost: Int
    }

    let rules: [Rule]
    /// Rules that say the same: lists of terms split, ranges halved, in another order.
    let restructured: [Rule]
    /// The same rules with one bound moved, for comparisons.
    let moved: [Rule]
    let requests: [[String]]
    /// Whether each request is permitted.
    let answers: [Bool]
    /// In how many of 1,000,001 × 8 × 73,728 requests the moved rules answer otherwise.
    let differing: String
    /// The rules as a query for DuckDB, as `tenure compile` writes it; nil if it were too large.
    let query: String?
  }

  private let regime: Regime
  private let restructured: Regime
  private let moved: Regime
  private let situations: [TotalSituation]

  /// The requests that everybody answers.
  private static let requestCount = 4_096
  /// The rows of a batch: the requests, over and over.
  private static let rowCount = 1 << 20
  /// The day of the rulings; the rules hold on every day.
  private static let day = Day(number: 20_000)

  init(clauses count: Int) {
    regime = SevenFacets.make(seed: 1, clauses: count)
    restructured = SevenFacets.restructured(regime, seed: 2)
    moved = Self.withBoundMoved(regime)
    var random = SplitMix64(seed: 9)
    situations = (0..<Self.requestCount).map { _ in SevenFacets.situation(using: &random) }
  }

  /// The regime with the bound of one permission moved by a thousand.
  private static func withBoundMoved(_ regime: Regime) -> Regime {
    let clauses = regime.clauses.map(\.clause)
    let id = clauses[clauses.count / 2].id
    return regime.mappingClauses { clause in
      guard clause.id == id, case .all(let parts) = clause.guard else { return clause }
      return clause.with(guard: .all(parts.map(\.withBoundMoved)))
    }
  }

  /// The rules, for others.
  func exported() throws -> Exported {
    let engine = RegimeEngine(regime)
    let vocabulary = regime.vocabulary
    var table = PopulationQuery.Table()
    table.name = "few"
    table.known = Set((0..<7).map { FacetID($0) })
    let query = try? PopulationQuery(engine, at: Self.day, over: table, namesClauses: false)
    return Exported(
      rules: regime.clauses.compactMap { rule($0.clause) },
      restructured: restructured.clauses.compactMap { rule($0.clause) },
      moved: moved.clauses.compactMap { rule($0.clause) },
      requests: situations.map { situation in
        (0..<7).map { position in
          switch situation[FacetID(position)] {
          case .term(let leaf): vocabulary.taxonomies[position].leafName(leaf)
          case .quantity(let number): number.description
          default: ""
          }
        }
      },
      answers: situations.map { engine.ruling(in: $0).outcome.verdict == .permitted },
      differing: "\(try RegimeDiff.compare(engine, RegimeEngine(moved)).differing)",
      query: query?.text(.duckdb))
  }

  /// A clause as a rule; nil for the default, which everybody has, and for what holds of no amount.
  private func rule(_ clause: AnyClause) -> Exported.Rule? {
    guard !clause.isDefault, case .circulation(let effect) = clause.effect else { return nil }
    var terms: [String: [String]] = [:]
    var amount: QuantityRange?
    var level: QuantityRange?
    clause.guard.forEachTest { test in
      let facet = regime.vocabulary[test.facet]
      switch test.condition {
      case .under(let ids):
        let taxonomy = regime.vocabulary.taxonomy(of: test.facet)
        terms[facet.name] = ids.compactMap { taxonomy?[$0].name }
      case .within(let range):
        if facet.name == "amount" { amount = range } else { level = range }
      default: break
      }
    }
    // Amounts are whole and not negative: what is not included is the next one.
    func number(_ bound: QuantityRange.Bound?, next: Int) -> Int? {
      bound.flatMap { bound in
        Int(bound.value.description).map { bound.isIncluded ? $0 : $0 + next }
      }
    }
    let atLeast = number(amount?.lower, next: 1).flatMap { $0 > 0 ? $0 : nil }
    let atMost = number(amount?.upper, next: -1)
    if let atMost, atMost < (atLeast ?? 0) { return nil }
    return Exported.Rule(
      isPermit: effect.conduct == .permit, terms: terms, amountAtLeast: atLeast,
      amountAtMost: atMost, levelAtMost: number(level?.upper, next: -1) ?? 0)
  }

  /// What we take, in microseconds: a decision by codes, one of a batch, a ruling with all that
  /// decided it, the batch made ready, a proof that a regime is another in other words, and a
  /// comparison with one bound moved.
  func measured() throws -> [String: Double] {
    let engine = RegimeEngine(regime)
    let batch = BatchRuling(engine, namesClauses: false)
    let codes = situations.map { batch.codes(of: $0) }
    var permitted = 0
    let decision = Self.microseconds {
      for codes in codes where batch.ruling(on: codes).verdict == .permitted { permitted += 1 }
    }
    let columns = table()
    let batched = Self.microseconds {
      permitted += batch.rulings(of: columns).counts()[.permitted] ?? 0
    }
    for situation in situations.prefix(8) { _ = engine.ruling(in: situation) }
    let ruled = situations.prefix(256)
    let ruling = Self.microseconds {
      for situation in ruled { permitted += engine.ruling(in: situation).deciding.count }
    }
    precondition(permitted > 0, "some requests must be permitted")
    var relations: [Relation] = []
    let equal = try Self.microseconds {
      relations.append(
        try RegimeDiff.compare(RegimeEngine(regime), RegimeEngine(restructured)).relation)
    }
    let amended = try Self.microseconds {
      relations.append(try RegimeDiff.compare(RegimeEngine(regime), RegimeEngine(moved)).relation)
    }
    precondition(relations.first == .equivalent, "the same in other words must be the same")
    return [
      "decision": decision / Double(codes.count), "batch": batched / Double(Self.rowCount),
      "ruling": ruling / Double(ruled.count),
      "ready": Self.microseconds { _ = BatchRuling(engine, namesClauses: false) },
      "equal": equal, "moved": amended,
    ]
  }

  /// The requests as a table, repeated.
  private func table() -> SituationTable {
    SituationTable(
      rowCount: Self.rowCount,
      columns: (0..<7).map { position in
        var numbers: [FacetValue: UInt32] = [:]
        var facts: [Situation.Fact] = []
        let codes = situations.map { situation in
          let value = situation[FacetID(position)]
          if let known = numbers[value] { return known }
          numbers[value] = UInt32(facts.count)
          facts.append(.known(value))
          return UInt32(facts.count - 1)
        }
        return SituationTable.Column(
          facet: FacetID(position), facts: facts,
          codes: (0..<Self.rowCount).map { codes[$0 % codes.count] })
      })
  }

  /// The median of five runs, in microseconds of processor time.
  static func microseconds(_ work: () throws -> Void) rethrows -> Double {
    var runs: [Double] = []
    for _ in 0..<5 {
      let start = processorSeconds()
      try work()
      runs.append((processorSeconds() - start) * 1e6)
    }
    return runs.sorted()[2]
  }

  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

extension Guard {
  /// A test of an amount with its bound moved by a thousand.
  fileprivate var withBoundMoved: Guard {
    guard case .test(let test) = self, test.facet == FacetID(5),
      case .within(let range) = test.condition
    else { return self }
    let bound = (range.lower ?? range.upper).map {
      QuantityRange.Bound($0.value.adding(1_000), included: true)
    }
    return .test(
      FacetTest(
        test.facet,
        .within(
          range.lower == nil ? QuantityRange(upper: bound) : QuantityRange(lower: bound))))
  }
}
