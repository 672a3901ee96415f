import BigInt
import TenureModel

/// Looks over all situations of a regime for contradictions, gaps and clauses without effect.
struct RegimeCheck {
  /// The most boxes that a finding lists, large ones first; its count is exact all the same.
  static let boxLimit = 64

  let engine: RegimeEngine
  let day: Day?
  let analysis: Analysis
  let counter: CaseCounter
  let resolver: Resolver

  init(engine: RegimeEngine, day: Day?) {
    self.engine = engine
    self.day = day
    analysis = Analysis(
      regimes: [engine.regime], table: ClauseTable(engine.clauses), survey: engine.survey,
      day: day)
    counter = CaseCounter(analysis.space)
    resolver = Resolver(analysis, side: 0, part: .region(.yes))
  }

  func findings(_ progress: (Double) -> Void) -> [RegimeFinding] {
    var findings = contestedActs() + silence() + contestedRights() + contestedOthers()
    let dead = Set(engine.clauses.indices.filter { !canDecide($0) })
    findings += dead.sorted().map(deadFinding)
    for position in engine.clauses.indices {
      progress(Double(position) / Double(max(1, engine.clauses.count)))
      if !dead.contains(position), isSubsumed(position) { findings.append(subsumed(position)) }
    }
    return findings + permitsOverProhibitions() + unassignedMoney()
  }

  func id(_ position: Int) -> String { engine.clauses[position].clause.id }

  func pillar(_ position: Int) -> Pillar { engine.clauses[position].clause.pillar }

  /// A finding about the situations that lead a diagram to a leaf.
  func finding(
    _ id: String, _ severity: Finding.Severity, _ pillar: Pillar, _ ref: Ref, leaf: Int,
    clauses: [Int], _ message: String, help: String?
  ) -> RegimeFinding? {
    var open = analysis.store.map(ref) { $0 == leaf ? 1 : 0 }
    let count = counter.count(open, in: analysis.store, leaf: 1)
    var rows: [[Int: Bits]] = []
    while rows.count < Self.boxLimit {
      let densities = counter.densities(open, in: analysis.store)
      let found = analysis.store.largeBox(in: open) { densities[$0] ?? 0 > densities[$1] ?? 0 }
      guard let row = found else { break }
      rows.append(row)
      open = analysis.store.andNot(open, analysis.store.diagram(of: Row(row)))
    }
    guard let first = rows.first else { return nil }
    return RegimeFinding(
      id: id, severity: severity, pillar: pillar,
      region: rows.map { analysis.space.box($0) },
      witness: analysis.space.witness(of: first),
      count: count, clauses: clauses.sorted(),
      message: message, help: help)
  }

  private func deadFinding(_ position: Int) -> RegimeFinding {
    let beaters = resolver.beaters(of: position)
    let reason: String
    if resolver.match(position) != .no, resolver.meetings(of: position).isEmpty {
      reason = "nothing is there that it could speak of"
    } else if resolver.match(position) == .no || beaters.isEmpty {
      reason = "no situation passes its tests"
    } else {
      reason =
        "wherever it matches, it is beaten by "
        + beaters.prefix(3).map { "`\(id($0))`" }.joined(separator: ", ")
        + (beaters.count > 3 ? " and \(beaters.count - 3) more" : "")
    }
    return RegimeFinding(
      id: "dead", severity: .warning, pillar: pillar(position), region: [], witness: nil,
      count: nil, clauses: [position] + beaters,
      message: "`\(id(position))` decides nowhere: \(reason)",
      help: "remove it, or let it say `over:` if it is meant to win")
  }

  private func subsumed(_ position: Int) -> RegimeFinding {
    RegimeFinding(
      id: "subsumed", severity: .note, pillar: pillar(position), region: [], witness: nil,
      count: nil, clauses: [position],
      message: "removing `\(id(position))` changes no outcome",
      help: "keep it if it states the law for its own sake; other clauses already say the same")
  }

  /// Whether the regime without a clause means the same.
  private func isSubsumed(_ position: Int) -> Bool {
    let regime = engine.regime
    let target = engine.clauses[position]
    var layers = regime.layers
    let layer = layers[target.layer]
    layers[target.layer] = Regime.Layer(
      name: layer.name, clauses: layer.clauses.filter { $0.id != target.clause.id },
      distribution: layer.distribution, governance: layer.governance)
    let without = RegimeEngine(
      Regime(
        name: regime.name, vocabulary: regime.vocabulary, doctrine: regime.doctrine,
        layers: layers))
    return DiffCore(engine, without, day: day, isEmpty: false).differences.isEmpty
  }
}
