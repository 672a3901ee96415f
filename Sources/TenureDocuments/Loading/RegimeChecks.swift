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
    let places = checkIds(&findings)
    checkOver(places, &findings)
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
      let clauses = part.lowered?.clauses ?? []
      for position in clauses.indices where clauses[position].pillar != part.plugin.pillar {
        let clause = clauses[position]
        findings.append(
          Finding(
            "wrong-pillar",
            "plugin `\(part.plugin.name)` made a clause of the \(clause.pillar.rawValue) pillar, "
              + "and it is for \(part.plugin.pillar.rawValue)",
            at: clause.origin, help: "this is a mistake of the plugin; tell its authors"))
      }
    }
  }

  /// Reports ids that stand twice; where each clause stands, by its id.
  ///
  /// Clauses are large, and copying 10,000 of them costs more than all checks: they are looked up
  /// in place.
  private func checkIds(_ findings: inout [Finding]) -> [String: Place] {
    var places: [String: Place] = [:]
    places.reserveCapacity(regime.layers.reduce(0) { $0 + $1.clauses.count })
    for layer in regime.layers.indices {
      for position in regime.layers[layer].clauses.indices {
        let place = Place(layer: layer, position: position)
        let id = regime.layers[layer].clauses[position].id
        guard let first = places[id] else {
          places[id] = place
          continue
        }
        findings.append(
          Finding(
            "duplicate-id", "clause id `\(id)` stands twice in the regime",
            at: self.place(of: id, in: self[place], findings),
            notes: [.init("first here", at: self.place(of: id, in: self[first], findings))],
            help: "ids are unique over all layers; choose another"))
      }
    }
    return places
  }

  private func checkOver(_ places: [String: Place], _ findings: inout [Finding]) {
    let counts = regime.doctrine.precedence.contains(.declared)
    var over: [String: [String]] = [:]
    for layer in regime.layers.indices {
      for position in regime.layers[layer].clauses.indices {
        guard !regime.layers[layer].clauses[position].over.isEmpty else { continue }
        let clause = regime.layers[layer].clauses[position]
        over[clause.id] = clause.over
        if !counts { findings.append(overWithoutPrecedence(clause, findings)) }
        for other in clause.over where places[other] == nil {
          let known = findings.count < Finding.suggestionLimit ? places.keys.sorted() : []
          findings.append(
            Finding(
              "unknown-clause", "there is no clause `\(other)` to be over",
              at: place(of: other, in: clause, findings),
              help: Suggestion.nearest(to: other, among: known).map { "did you mean `\($0)`?" }
                ?? "`over` takes ids of clauses of the regime and of the layers under it"))
        }
      }
    }
    findings += OverGraph(over).circles(atMost: DocumentLimits.findings).map { circle in
      let path = (circle + circle.prefix(1)).map { "`\($0)`" }.joined(separator: " over ")
      let first = circle.first.flatMap { places[$0] }.map { self[$0] }
      return Finding(
        "over-circle", "clauses are over one another in a circle: \(path)",
        at: first.map { place(of: ClauseKeyword.over.rawValue, in: $0, []) },
        help: "take one `over` away")
    }
  }

  private func overWithoutPrecedence(_ clause: AnyClause, _ findings: [Finding]) -> Finding {
    Finding(
      "declared-without-precedence", severity: .warning,
      "`over` has no effect: the doctrine does not read `declared`",
      at: place(of: ClauseKeyword.over.rawValue, in: clause, findings),
      help: "add `declared` to the precedence of the doctrine")
  }

  private subscript(_ place: Place) -> AnyClause {
    regime.layers[place.layer].clauses[place.position]
  }

  private func checkRanks(_ findings: inout [Finding]) {
    let known = Set(regime.doctrine.ranks)
    // Where there are none, one of the clauses of a document is named.
    var told: Set<String> = []
    for layer in regime.layers.indices {
      for position in regime.layers[layer].clauses.indices {
        guard let rank = regime.layers[layer].clauses[position].rank, !known.contains(rank) else {
          continue
        }
        let clause = regime.layers[layer].clauses[position]
        if known.isEmpty, !told.insert(clause.origin.file).inserted { continue }
        findings.append(
          known.isEmpty
            ? rankWithoutRanks(rank, clause, findings) : unknownRank(rank, clause, findings))
      }
    }
  }

  private func unknownRank(
    _ rank: String, _ clause: AnyClause, _ findings: [Finding]
  ) -> Finding {
    Finding(
      "unknown-rank", "the doctrine has no rank `\(rank)`",
      at: place(of: rank, in: clause, findings),
      help: Suggestion.help(for: rank, among: regime.doctrine.ranks))
  }

  private func rankWithoutRanks(
    _ rank: String, _ clause: AnyClause, _ findings: [Finding]
  ) -> Finding {
    Finding(
      "rank-without-ranks", severity: .warning,
      "`rank` has no effect: the doctrine names no ranks",
      at: place(of: rank, in: clause, findings),
      help: "add `ranks: [\(rank)]` to the doctrine, highest first")
  }

  /// Where a clause stands in the regime.
  private struct Place {
    let layer: Int
    let position: Int
  }
}
