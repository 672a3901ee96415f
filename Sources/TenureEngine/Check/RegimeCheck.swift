import BigInt
import TenureModel

/// Looks over all situations of a regime for contradictions, gaps and clauses without effect.
struct RegimeCheck {
  let engine: RegimeEngine
  let day: Day?
  /// The most boxes that a finding lists, large ones first; its count is exact all the same.
  let boxLimit: Int
  let analysis: Analysis
  let counter: CaseCounter
  private let densities: Densities
  let resolver: Resolver

  init(engine: RegimeEngine, day: Day?, boxLimit: Int, nodeLimit: Int) {
    self.engine = engine
    self.day = day
    self.boxLimit = boxLimit
    analysis = Analysis(
      regimes: [engine.regime], table: ClauseTable(engine.clauses), survey: engine.survey,
      day: day, nodeLimit: nodeLimit)
    counter = CaseCounter(analysis.space)
    densities = counter.densities(in: analysis.store)
    resolver = Resolver(analysis, side: 0, part: .region(.yes))
  }

  func findings(_ progress: (Double) -> Void) throws(TooManyNodes) -> [RegimeFinding] {
    var findings: [RegimeFinding] = []
    for look in [contestedActs, silence, contestedRights, contestedOthers] {
      findings += look()
      try analysis.checkNodes()
    }
    var dead: [RegimeFinding?] = []
    for position in engine.clauses.indices { dead.append(try deadness(of: position)) }
    findings += dead.contains { $0 != nil } ? try deadOnAllDays(among: dead) : []
    for position in engine.clauses.indices where dead[position] == nil {
      progress(Double(position) / Double(max(1, engine.clauses.count)))
      if isSubsumed(position) { findings.append(subsumed(position)) }
      try analysis.checkNodes()
    }
    findings += permitsOverProhibitions() + unassignedMoney()
    try analysis.checkNodes()
    return findings
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
    while rows.count < max(boxLimit, 1), !analysis.isExhausted {
      let found = analysis.store.largeBox(in: open) { first, second in
        densities[first] > densities[second]
      }
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

  /// Why a clause decides nowhere; nil if it does somewhere.
  func deadness(of position: Int) throws(TooManyNodes) -> RegimeFinding? {
    let found = canDecide(position) ? nil : deadFinding(position)
    try analysis.checkNodes()
    return found
  }

  /// The clauses that decide nowhere at all, among those that do not on the day.
  ///
  /// What is not in force yet, or is beaten on this day only, has an effect on another one.
  private func deadOnAllDays(
    among dead: [RegimeFinding?]
  ) throws(TooManyNodes) -> [RegimeFinding] {
    guard day != nil else { return dead.compactMap { $0 } }
    let always = RegimeCheck(
      engine: engine, day: nil, boxLimit: boxLimit, nodeLimit: analysis.store.nodeLimit)
    var found: [RegimeFinding] = []
    for position in dead.indices where dead[position] != nil {
      if let finding = try always.deadness(of: position) { found.append(finding) }
    }
    return found
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
      help: beaters.isEmpty
        ? "remove it, or change its tests"
        : "remove it, or let it say `over:` if it is meant to win")
  }

  private func subsumed(_ position: Int) -> RegimeFinding {
    RegimeFinding(
      id: "subsumed", severity: .note, pillar: pillar(position), region: [], witness: nil,
      count: nil, clauses: [position],
      message: "removing `\(id(position))` changes no outcome" + (day.map { " on \($0)" } ?? ""),
      help: "keep it if it states the law for its own sake; other clauses already say the same")
  }

  /// Whether the regime without a clause means the same.
  ///
  /// Only questions of its own pillar are asked: rights that stay as they are change nothing else.
  private func isSubsumed(_ position: Int) -> Bool {
    let region = resolver.match(position)
    let with = Resolver(resolver, within: region, without: nil)
    let without = Resolver(resolver, within: region, without: position)
    return analysis.questions(of: [position], on: 0).allSatisfy { question in
      if let rests = resolver.rests(question, on: position) { return !rests }
      return with.diagram(of: question) == without.diagram(of: question)
    }
  }
}
