import TenureModel

/// Which parts of the explanation of one completion hold in all completions of a situation.
struct SharedExplanation {
  let resolver: Resolver
  let clauses: [RegimeClause]

  private var analysis: Analysis { resolver.analysis }

  /// Whether a clause is undefeated on some question in every completion.
  func isDeciding(_ position: Int) -> Bool {
    switch clauses[position].clause.effect {
    case .circulation(let effect):
      if effect.conduct == .attach { return resolver.match(position) == .yes }
      return undefeated(position, on: .act) == .yes
    case .property(let effect):
      guard let taxonomy = analysis.space.vocabulary.rights else { return false }
      let standing = effect.rights.leaves(in: taxonomy).leaves.map {
        undefeated(position, on: .right($0))
      }
      return analysis.store.any(of: standing) == .yes
    case .distribution, .governance: return false
    }
  }

  /// The defeats, each with the rights on which it stands in every completion.
  func shared(_ defeats: [Defeat]) -> [Defeat] {
    defeats.compactMap { defeat in
      guard clauses[defeat.clause].clause.pillar == .property else {
        return stands(defeat, on: .act) ? defeat : nil
      }
      let rights = defeat.rights.filter { stands(defeat, on: .right($0)) }
      return rights.isEmpty
        ? nil : Defeat(clause: defeat.clause, by: defeat.by, reason: defeat.reason, rights: rights)
    }
  }

  /// Whether the verdict rests on the same kind of clauses in every completion.
  func hasBasis(_ basis: Basis) -> Bool {
    let contest = resolver.contest(.act)
    func speaks(_ isMeant: (AnyClause) -> Bool) -> Ref {
      contest.speaking(analysis.store) { isMeant(clauses[$0].clause) }
    }
    return switch basis {
    case .none: speaks { _ in true } == .no
    case .clause: speaks { !$0.isDefault } == .yes
    case .default: speaks { $0.isDefault } == .yes
    }
  }

  private func undefeated(_ clause: Int, on meeting: Resolver.Meeting) -> Ref {
    resolver.contest(meeting).undefeated(clause, analysis.store)
  }

  /// Whether, in every completion, the winner of a defeat is the first undefeated clause that
  /// beats the loser, who is there to be beaten.
  private func stands(_ defeat: Defeat, on meeting: Resolver.Meeting) -> Bool {
    let contest = resolver.contest(meeting)
    guard resolver.match(defeat.clause) == .yes,
      undefeated(defeat.clause, on: meeting) == .no,
      defeat.reason == .default
        ? undefeated(defeat.by, on: meeting) == .yes
        : contest.standing(defeat.by, analysis.store) == .yes
    else { return false }
    let precedence = analysis.sides[0].precedence
    return contest.members.prefix { $0 < defeat.by }.allSatisfy { other in
      if defeat.reason == .default {
        return clauses[other].clause.isDefault || undefeated(other, on: meeting) == .no
      }
      if contest.standing(other, analysis.store) == .no { return true }
      if clauses[other].clause.isDefault != clauses[defeat.clause].clause.isDefault { return true }
      guard resolver.disagree(other, defeat.clause, on: meeting),
        let settled = precedence.settle(other, defeat.clause)
      else { return true }
      return !settled.firstWins
    }
  }
}
