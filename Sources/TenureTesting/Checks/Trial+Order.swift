import TenureModel

/// The same document, with what it says in another order.
extension Trial {
  /// How many other orders are tried.
  private static let orders: UInt64 = 8

  mutating func checkOrder(of sample: Sample) {
    let usual = Meaning(sample.lowered)
    for seed in 1...Self.orders {
      var shuffle = Shuffle(seed: seed)
      let keys = sample.sketch.shufflingKeys(&shuffle)
      compare(keys, with: sample, usual, "keys in another order")
      // The steps of a waterfall may follow from where they stand, and one may need another.
      let provisions = sample.sketch.shufflingProvisions(&shuffle)
      compare(
        provisions, with: sample, usual, "provisions in another order",
        isSequence: plugin.pillar == .distribution)
    }
  }

  private mutating func compare(
    _ sketch: DocumentSketch, with sample: Sample, _ usual: Meaning, _ what: String,
    isSequence: Bool = false
  ) {
    let name = "\(sample.name) with \(what)"
    guard let lowered = lower(sketch.written(), as: name) else { return }
    if lowered.findings.containsError {
      if isSequence { return }
      violate(.order, "\(name) is refused: \(lowered.findings.firstError)")
      return
    }
    let meaning = Meaning(lowered)
    if meaning.ids != usual.ids {
      violate(
        .ids,
        "\(name) has other ids; an id follows from what a provision is called, not from "
          + "where it stands")
    } else if let clause = meaning.difference(from: usual, withOrders: !isSequence) {
      violate(.order, "\(name) has another clause `\(clause)`")
    } else if meaning.declarations != usual.declarations {
      violate(.order, "\(name) declares something else")
    }
  }
}

/// The same document, with comments and blank lines, and further down.
extension Trial {
  mutating func checkMovement(of sample: Sample) {
    let usual = Meaning(sample.lowered)
    let name = "\(sample.name) with comments and blank lines"
    let padding = "# a comment\n\n"
    if let moved = lower(padding + sample.text, as: name) {
      compare(moved, with: sample, usual, name, movedBy: 2)
    }
    if let sparse = lower(sample.sketch.written(padding: padding), as: name) {
      compare(sparse, with: sample, usual, name, movedBy: nil)
    }
  }

  private mutating func compare(
    _ moved: LoweredDocument, with sample: Sample, _ usual: Meaning, _ name: String,
    movedBy lines: Int?
  ) {
    let meaning = Meaning(moved)
    guard moved.findings.count == sample.lowered.findings.count, meaning.ids == usual.ids else {
      violate(.ids, "\(name) has other ids, or findings")
      return
    }
    if let clause = meaning.difference(from: usual, withOrders: true) {
      violate(.ids, "\(name) has another clause `\(clause)`")
    }
    guard let lines else { return }
    for (clause, former) in zip(moved.clauses, sample.lowered.clauses)
    where clause.origin.line != former.origin.line + lines {
      violate(
        .origins,
        "the origin of clause `\(clause.id)` does not move with the text: line "
          + "\(clause.origin.line) in \(name), line \(former.origin.line) before \(lines) lines "
          + "were put in front")
    }
  }
}

/// What a document says, without the places where it says it.
private struct Meaning {
  private let clauses: [String: AnyClause]
  let declarations: PillarDeclarations

  init(_ lowered: LoweredDocument) {
    clauses = Dictionary(
      lowered.clauses.map { ($0.id, $0.unplaced(isOrdered: true)) }, uniquingKeysWith: { $1 })
    declarations = lowered.declarations
  }

  var ids: Set<String> { Set(clauses.keys) }

  /// The first clause, by id, that says something else in the two.
  func difference(from other: Meaning, withOrders: Bool) -> String? {
    ids.sorted().first { id in
      clauses[id]?.unplaced(isOrdered: withOrders)
        != other.clauses[id]?.unplaced(isOrdered: withOrders)
    }
  }
}

extension Clause where PillarEffect == AnyEffect {
  /// The clause without its place, and perhaps without that of its step.
  fileprivate func unplaced(isOrdered: Bool) -> AnyClause {
    let start = SourcePosition(line: 1, column: 1, offset: 0)
    let nowhere = SourceLocation(file: "", range: SourceRange(start: start, end: start))
    var effect = effect
    if !isOrdered, case .distribution(let own) = effect {
      effect = .distribution(DistributionEffect(own.step, order: 0, stepName: own.stepName))
    }
    return AnyClause(id: id, guard: `guard`, effect: effect, header: header, origin: nowhere)
  }
}

extension [Finding] {
  /// The first error, in words.
  var firstError: String {
    first { $0.severity == .error }.map { "`\($0.id)`, \($0.message)" } ?? "no error"
  }
}
