import Glibc
import LargeRegimes
import Tenure

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
    /// The same rules with one bound moved, for comparisons.
    let moved: [Rule]
    let requests: [[String]]
    /// Whether each request is permitted.
    let answers: [Bool]
    /// In how many of 1,000,001 × 8 × 73,728 requests the moved rules answer otherwise.
    let differing: String
  }

  private let regime: Regime
  private let moved: Regime
  private let situations: [TotalSituation]

  /// The requests that everybody answers.
  private static let requestCount = 4_096

  init(clauses count: Int) {
    regime = SevenFacets.make(seed: 1, clauses: count)
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

  var exported: Exported {
    let engine = RegimeEngine(regime)
    let vocabulary = regime.vocabulary
    return Exported(
      rules: regime.clauses.compactMap { rule($0.clause) },
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
      differing: "\(RegimeDiff.compare(engine, RegimeEngine(moved)).differing)")
  }

  /// A clause as a rule; nil for the default, which everybody has.
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
    func number(_ bound: QuantityRange.Bound?) -> Int? {
      bound.flatMap { Int($0.value.description) }
    }
    return Exported.Rule(
      isPermit: effect.conduct == .permit, terms: terms, amountAtLeast: number(amount?.lower),
      amountAtMost: number(amount?.upper), levelAtMost: number(level?.upper) ?? 0)
  }

  /// What we take, in microseconds: a decision by codes, a ruling with all that decided it, the
  /// batch made ready, a proof that a regime is another in another order, and a comparison with one
  /// bound moved.
  func measured() throws -> [String: Double] {
    let engine = RegimeEngine(regime)
    let batch = BatchRuling(engine, namesClauses: false)
    let codes = situations.map { batch.codes(of: $0) }
    var permitted = 0
    let decision = Self.microseconds {
      for codes in codes where batch.ruling(on: codes).verdict == .permitted { permitted += 1 }
    }
    for situation in situations.prefix(8) { _ = engine.ruling(in: situation) }
    let ruled = situations.prefix(256)
    let ruling = Self.microseconds {
      for situation in ruled { permitted += engine.ruling(in: situation).deciding.count }
    }
    precondition(permitted > 0, "some requests must be permitted")
    let shuffled = regime.withLayers([
      Regime.Layer(name: "seven", clauses: regime.layers[0].clauses.reversed())
    ])
    var relations: [Relation] = []
    let equal = Self.microseconds {
      relations.append(
        RegimeDiff.compare(RegimeEngine(regime), RegimeEngine(shuffled)).relation)
    }
    let amended = Self.microseconds {
      relations.append(RegimeDiff.compare(RegimeEngine(regime), RegimeEngine(moved)).relation)
    }
    precondition(relations.first == .equivalent, "the order of clauses must not matter")
    return [
      "decision": decision / Double(codes.count), "ruling": ruling / Double(ruled.count),
      "ready": Self.microseconds { _ = BatchRuling(engine, namesClauses: false) },
      "equal": equal, "moved": amended,
    ]
  }

  /// The median of five runs, in microseconds of processor time.
  private static func microseconds(_ work: () throws -> Void) rethrows -> Double {
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
