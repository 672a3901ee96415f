public import TenureModel

/// Two regimes as a list of changes, and every regime between them: the one before with some of the
/// changes made.
///
/// Layers are joined from the top, as by `Regime.taking(_:from:)`. What layers declare is taken
/// together, since the top layer's word counts.
public struct RegimeMixture: Sendable {
  /// The regime before.
  public let before: Regime
  /// The regime after.
  public let after: Regime
  /// What differs: clauses by id, then declarations.
  public let changes: [RegimeChange]

  private let layerNames: [String]
  private let clauses: [Side]

  /// The clauses of a side by id, each in its layer of the joined stack.
  private struct Side: Sendable {
    var entries: [String: RegimeClause] = [:]
  }

  /// Finds the changes between two regimes.
  ///
  /// - Precondition: both regimes have the same vocabulary.
  public init(_ before: Regime, _ after: Regime) {
    precondition(
      before.vocabulary == after.vocabulary, "RegimeMixture must be given regimes of one vocabulary"
    )
    self.before = before
    self.after = after
    let height = max(before.layers.count, after.layers.count)
    clauses = [before, after].map { regime in
      var side = Side()
      for entry in regime.clauses {
        side.entries[entry.clause.id] = RegimeClause(
          clause: entry.clause, layer: entry.layer + height - regime.layers.count)
      }
      return side
    }
    let higher = before.layers.count == height ? before : after
    layerNames = higher.layers.map(\.name)
    changes =
      Self.clauseChanges(clauses[0].entries, clauses[1].entries)
      + Self.declarationChanges(before, after)
  }

  /// The clauses of both sides by id, each in its layer of the joined stack.
  var entries: (before: [String: RegimeClause], after: [String: RegimeClause]) {
    (clauses[0].entries, clauses[1].entries)
  }

  /// The regime before with some changes made, by position.
  public func regime(making made: Set<Int>) -> Regime {
    var entries = clauses[0].entries
    var doctrine = before.doctrine
    let (distribution, governance) = declarations(making: made)
    for position in made {
      switch changes[position].subject {
      case .clause(let id): entries[id] = clauses[1].entries[id]
      case .doctrine: doctrine = after.doctrine
      case .currency, .rounding, .shortfall, .funds, .body, .procedure: break
      }
    }
    let byLayer = Dictionary(grouping: entries.values, by: \.layer)
    return Regime(
      name: before.name, vocabulary: before.vocabulary, doctrine: doctrine,
      layers: layerNames.enumerated().map { position, name in
        let isTop = position == layerNames.count - 1
        return Regime.Layer(
          name: name,
          clauses: (byLayer[position] ?? []).map(\.clause).sorted { $0.id < $1.id },
          distribution: isTop ? distribution : DistributionDeclarations(),
          governance: isTop ? governance : GovernanceDeclarations())
      })
  }

  /// What is declared with some changes made.
  func declarations(
    making made: Set<Int>
  ) -> (distribution: DistributionDeclarations, governance: GovernanceDeclarations) {
    var distribution = before.distribution
    var governance = before.governance
    let (money, powers) = (after.distribution, after.governance)
    for position in made {
      switch changes[position].subject {
      case .clause, .doctrine: break
      case .currency: distribution.currency = money.currency
      case .rounding:
        distribution.roundingUnit = money.roundingUnit
        distribution.roundingRule = money.roundingRule
      case .shortfall: distribution.shortfall = money.shortfall
      case .funds: distribution.funds = money.funds
      case .body(let name): governance.bodies[name] = powers.bodies[name]
      case .procedure(let name): governance.procedures[name] = powers.procedures[name]
      }
    }
    return (distribution, governance)
  }

  /// The clause of a change on either side.
  public func clauses(of change: RegimeChange) -> (before: AnyClause?, after: AnyClause?) {
    guard case .clause(let id) = change.subject else { return (nil, nil) }
    return (clauses[0].entries[id]?.clause, clauses[1].entries[id]?.clause)
  }

  private static func clauseChanges(
    _ before: [String: RegimeClause], _ after: [String: RegimeClause]
  ) -> [RegimeChange] {
    Set(before.keys).union(after.keys).sorted().compactMap { id in
      let (old, new) = (before[id], after[id])
      guard let either = new ?? old, old != new else { return nil }
      let kind: RegimeChange.Kind
      if let old, let new {
        let isSame =
          old.layer == new.layer && old.clause.withoutWords == new.clause.withoutWords
        // A place in a file is no change at all.
        if isSame, old.clause.withoutPlace == new.clause.withoutPlace { return nil }
        kind = isSame ? .reworded : .amended
      } else {
        kind = old == nil ? .added : .removed
      }
      return RegimeChange(subject: .clause(id), kind: kind, pillar: either.clause.pillar)
    }
  }

  private static func declarationChanges(_ before: Regime, _ after: Regime) -> [RegimeChange] {
    var changes: [RegimeChange] = []
    func add(
      _ subject: RegimeChange.Subject, _ pillar: Pillar?, _ isThere: (before: Bool, after: Bool)
    ) {
      changes.append(
        RegimeChange(
          subject: subject,
          kind: isThere.before ? isThere.after ? .amended : .removed : .added, pillar: pillar))
    }
    if before.doctrine != after.doctrine { add(.doctrine, nil, (true, true)) }
    let (old, new) = (before.distribution, after.distribution)
    if old.currency != new.currency {
      add(.currency, .distribution, (old.currency != nil, new.currency != nil))
    }
    if old.roundingUnit != new.roundingUnit || old.roundingRule != new.roundingRule {
      add(
        .rounding, .distribution,
        (
          old.roundingUnit != nil || old.roundingRule != nil,
          new.roundingUnit != nil || new.roundingRule != nil
        ))
    }
    if old.shortfall != new.shortfall {
      add(.shortfall, .distribution, (old.shortfall != nil, new.shortfall != nil))
    }
    if old.funds != new.funds {
      add(.funds, .distribution, (!old.funds.isEmpty, !new.funds.isEmpty))
    }
    let (rules, others) = (before.governance, after.governance)
    for name in Set(rules.bodies.keys).union(others.bodies.keys).sorted()
    where rules.bodies[name] != others.bodies[name] {
      add(.body(name), .governance, (rules.bodies[name] != nil, others.bodies[name] != nil))
    }
    for name in Set(rules.procedures.keys).union(others.procedures.keys).sorted()
    where rules.procedures[name] != others.procedures[name] {
      add(
        .procedure(name), .governance,
        (rules.procedures[name] != nil, others.procedures[name] != nil))
    }
    return changes
  }
}

extension Clause {
  /// The clause wherever it stands.
  fileprivate var withoutPlace: Clause {
    Clause(id: id, guard: self.guard, effect: effect, header: header, origin: .nowhere)
  }
}
