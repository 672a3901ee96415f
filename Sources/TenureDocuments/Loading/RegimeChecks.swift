internal import TenureModel

/// What can be checked only when a regime stands whole: names, and what refers to them.
struct RegimeChecks {
  let regime: Regime
  let parts: [RegimeAssembly.Part]
  private let trees: [String: DocumentTree]

  init(regime: Regime, parts: [RegimeAssembly.Part]) {
    self.regime = regime
    self.parts = parts
    trees = Dictionary(
      parts.compactMap { part in part.document.tree.map { (part.path, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// Everything that is wrong with the whole.
  func findings() -> [Finding] {
    var findings: [Finding] = []
    checkPillars(&findings)
    let clauses = checkIds(&findings)
    checkOver(clauses, &findings)
    checkRanks(&findings)
    checkDeclarations(&findings)
    checkReferences(&findings)
    return findings
  }

  /// Where a text stands within a clause; the clause itself if it does not stand there.
  func place(of text: String, in clause: AnyClause, _ findings: [Finding]) -> SourceLocation {
    // A pass over the clause for each finding: for many findings the clause is near enough.
    guard findings.count < Finding.suggestionLimit, let tree = trees[clause.origin.file] else {
      return clause.origin
    }
    return tree.place(of: text, within: clause.origin.range) ?? clause.origin
  }

  private func checkPillars(_ findings: inout [Finding]) {
    for part in parts {
      for clause in part.lowered?.clauses ?? [] where clause.pillar != part.plugin.pillar {
        findings.append(
          Finding(
            "wrong-pillar",
            "plugin `\(part.plugin.name)` made a clause of the \(clause.pillar.rawValue) pillar, "
              + "and it is for \(part.plugin.pillar.rawValue)",
            at: clause.origin, help: "this is a mistake of the plugin; tell its authors"))
      }
    }
  }

  /// Reports ids that stand twice; all clauses by their ids.
  private func checkIds(_ findings: inout [Finding]) -> [String: AnyClause] {
    var clauses: [String: AnyClause] = [:]
    for layer in regime.layers {
      for clause in layer.clauses {
        guard let first = clauses[clause.id] else {
          clauses[clause.id] = clause
          continue
        }
        findings.append(
          Finding(
            "duplicate-id", "clause id `\(clause.id)` stands twice in the regime",
            at: place(of: clause.id, in: clause, findings),
            notes: [.init("first here", at: place(of: clause.id, in: first, findings))],
            help: "ids are unique over all layers; choose another"))
      }
    }
    return clauses
  }

  private func checkOver(_ clauses: [String: AnyClause], _ findings: inout [Finding]) {
    let counts = regime.doctrine.precedence.contains(.declared)
    for layer in regime.layers {
      for clause in layer.clauses where !clause.over.isEmpty {
        if !counts {
          findings.append(
            Finding(
              "declared-without-precedence", severity: .warning,
              "`over` has no effect: the doctrine does not read `declared`",
              at: place(of: ClauseKeyword.over.rawValue, in: clause, findings),
              help: "add `declared` to the precedence of the doctrine"))
        }
        for other in clause.over where clauses[other] == nil {
          let known = findings.count < Finding.suggestionLimit ? Array(clauses.keys.sorted()) : []
          findings.append(
            Finding(
              "unknown-clause", "there is no clause `\(other)` to be over",
              at: place(of: other, in: clause, findings),
              help: Suggestion.nearest(to: other, among: known).map { "did you mean `\($0)`?" }))
        }
      }
    }
    findings += OverGraph(clauses).circles.map { circle in
      let path = (circle + circle.prefix(1)).map { "`\($0)`" }.joined(separator: " over ")
      let first = circle.first.flatMap { clauses[$0] }
      return Finding(
        "over-circle", "clauses are over one another in a circle: \(path)",
        at: first.map { place(of: ClauseKeyword.over.rawValue, in: $0, []) },
        help: "take one `over` away")
    }
  }

  private func checkRanks(_ findings: inout [Finding]) {
    guard !regime.doctrine.ranks.isEmpty else { return }
    let known = Set(regime.doctrine.ranks)
    for layer in regime.layers {
      for clause in layer.clauses {
        guard let rank = clause.rank, !known.contains(rank) else { continue }
        findings.append(
          Finding(
            "unknown-rank", "the doctrine has no rank `\(rank)`",
            at: place(of: rank, in: clause, findings),
            help: Suggestion.help(for: rank, among: regime.doctrine.ranks)))
      }
    }
  }
}

/// Which clause is over which, to find circles.
private struct OverGraph {
  /// Each circle once, from its first clause in the order of ids.
  private(set) var circles: [[String]] = []
  private let clauses: [String: AnyClause]
  private var state: [String: Bool] = [:]

  init(_ clauses: [String: AnyClause]) {
    self.clauses = clauses
    for id in clauses.values.lazy.filter({ !$0.over.isEmpty }).map(\.id).sorted() {
      visit(id)
    }
  }

  /// Depth first, without recursion: a chain of 10,000 clauses must not cost the stack.
  private mutating func visit(_ start: String) {
    guard state[start] == nil else { return }
    var path: [(id: String, next: Int)] = [(start, 0)]
    state[start] = false
    while let (id, next) = path.last {
      let over = clauses[id]?.over ?? []
      guard next < over.count else {
        state[id] = true
        path.removeLast()
        continue
      }
      path[path.count - 1].next += 1
      let other = over[next]
      switch state[other] {
      case nil:
        state[other] = false
        path.append((other, 0))
      case false?:
        let from = path.firstIndex { $0.id == other } ?? 0
        circles.append(path[from...].map(\.id))
      case true?: break
      }
    }
  }
}
