import TenureModel

// Governance: each body and act on its own.

extension ReferenceInterpreter {
  func powers(_ matching: [Int]) -> PowersOutcome {
    var powers = PowersOutcome()
    for body in bodies {
      for act in 0..<(regime.vocabulary.acts?.leafCount ?? 0) {
        let debate = debate(.power(body: body, act: act), among: matching)
        guard !debate.undefeated.isEmpty else { continue }
        powers.answers[PowersOutcome.Question(body: body, act: act)] =
          switch debate.answers {
          case [.yes]: .empowered(Set(debate.undefeated.compactMap { way($0.clause) }))
          case [.no]: .disempowered
          default: .contested
          }
      }
    }
    return powers
  }

  private func way(_ position: Int) -> PowersOutcome.Way? {
    regime.way(of: clauses[position].clause)
  }
}

extension Regime {
  /// How a clause empowers a body, written out; nil if it does not.
  func way(of clause: AnyClause) -> PowersOutcome.Way? {
    guard case .governance(let effect) = clause.effect,
      case .empower(_, let procedure, let lasts) = effect.power
    else { return nil }
    let declared = governance
    let steps: [ProcedureStep]? =
      switch procedure {
      case .alone: nil
      case .procedure(let name): declared.procedures[name] ?? []
      }
    let voting = Set((steps ?? []).flatMap(\.votingBodies))
    return PowersOutcome.Way(
      steps: steps,
      bodies: voting.reduce(into: [:]) { $0[$1] = declared.bodies[$1] ?? [] },
      lasts: lasts)
  }

  /// The bodies that some clause names.
  package var bodiesInClauses: Set<String> {
    Set(
      layers.flatMap(\.clauses).compactMap { clause in
        guard case .governance(let effect) = clause.effect else { return nil }
        switch effect.power {
        case .empower(let body, _, _), .disempower(.body(let body)): return body
        case .disempower(.any): return nil
        }
      })
  }
}

extension ProcedureStep {
  /// The bodies that vote in it; one that proposes or agrees does so as a whole.
  var votingBodies: [String] {
    switch self {
    case .vote(let vote): [vote.body]
    case .propose, .agree, .hear, .notice: []
    case .any(let steps), .all(let steps): steps.flatMap(\.votingBodies)
    }
  }
}
