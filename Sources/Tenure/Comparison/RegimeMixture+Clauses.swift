internal import TenureEngine
internal import TenureModel

extension RegimeMixture {
  /// The most changes of declarations that one clause may lean on.
  private static let leaningLimit = 6

  /// The clauses before that a change touches, and the clauses of all mixtures, each with the
  /// changes that bring it and take it; nil where changes do more than that: they settle clashes
  /// otherwise, or a clause leans on very many declarations that change.
  func members() -> (former: [RegimeClause], mixed: [MixtureClause])? {
    guard !changes.contains(where: { $0.subject == .doctrine }) else { return nil }
    var touching: [String: Int] = [:]
    for (position, change) in changes.enumerated() where change.kind != .reworded {
      if case .clause(let id) = change.subject { touching[id] = position }
    }
    let sides = entries
    var former: [RegimeClause] = []
    var mixed: [MixtureClause] = []
    for id in Set(sides.before.keys).union(sides.after.keys).sorted() {
      let change = touching[id]
      // Another wording is the same clause.
      let versions = change == nil ? [sides.before[id]] : [sides.before[id], sides.after[id]]
      for (version, clause) in versions.enumerated() {
        guard let clause else { continue }
        var presence: [Int: Bool] = [:]
        if let change { presence[change] = version == 1 }
        guard let own = variants(of: clause, presence) else { return nil }
        if version == 0, change != nil || own.count > 1 { former.append(clause) }
        mixed += own
      }
    }
    return (former, mixed)
  }

  /// A clause under each combination of the declarations that it leans on and that change.
  private func variants(of clause: RegimeClause, _ presence: [Int: Bool]) -> [MixtureClause]? {
    let leaning = declarations(behind: clause.clause.effect)
    guard !leaning.isEmpty else { return [MixtureClause(clause, presence: presence)] }
    guard leaning.count <= Self.leaningLimit else { return nil }
    return (0..<1 << leaning.count).map { subset in
      var own = presence
      var made: Set<Int> = []
      for (place, change) in leaning.enumerated() {
        own[change] = subset >> place & 1 == 1
        if own[change] == true { made.insert(change) }
      }
      let declared = declarations(making: made)
      switch clause.clause.pillar {
      case .governance:
        return MixtureClause(clause, presence: own, governance: declared.governance)
      default: return MixtureClause(clause, presence: own, terms: declared.distribution.terms)
      }
    }
  }

  /// The changes of declarations that a clause leans on.
  private func declarations(behind effect: AnyEffect) -> [Int] {
    changes.indices.filter { position in
      switch (changes[position].subject, effect) {
      case (.currency, .distribution), (.rounding, .distribution), (.shortfall, .distribution):
        return true
      case (.procedure(let name), .governance(let effect)): return effect.procedureName == name
      case (.body(let name), .governance(let effect)):
        return [before, after].contains { regime in
          let steps = effect.procedureName.flatMap { regime.governance.procedures[$0] } ?? []
          return steps.contains { $0.hasVote(in: name) }
        }
      default: return false
      }
    }
  }
}

extension GovernanceEffect {
  /// The procedure by which the effect empowers.
  fileprivate var procedureName: String? {
    if case .empower(_, .procedure(let name), _) = power { name } else { nil }
  }
}

extension ProcedureStep {
  /// Whether a body votes in the step.
  fileprivate func hasVote(in body: String) -> Bool {
    switch self {
    case .vote(let vote): vote.body == body
    case .any(let steps), .all(let steps): steps.contains { $0.hasVote(in: body) }
    case .propose, .agree, .hear, .notice: false
    }
  }
}
