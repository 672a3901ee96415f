import TenureModel

/// Checks whether what holds in one completion of a partial situation holds in all of them.
struct EverywhereCheck {
  let analysis: Analysis
  let domains: [Bits]
  let engine: RegimeEngine

  /// Whether a clause is undefeated on some question in every completion.
  func isDeciding(_ position: Int) -> Bool {
    analysis.holdsEverywhere(position, domains) { contests, matching, local in
      contests.isEmpty
        ? matching[local]
        : contests.contains { $0.undefeated(among: matching)[local] }
    }
  }

  /// The defeats, each with the rights on which it stands in every completion.
  func shared(_ defeats: [Defeat]) -> [Defeat] {
    defeats.compactMap { defeat in
      if engine.clauses[defeat.clause].clause.pillar == .property {
        let rights = defeat.rights.filter { stands(defeat, on: $0) }
        return rights.isEmpty
          ? nil
          : Defeat(clause: defeat.clause, by: defeat.by, reason: defeat.reason, rights: rights)
      }
      return stands(defeat, on: nil) ? defeat : nil
    }
  }

  /// Whether the verdict rests on the same kind of clauses in every completion.
  func hasBasis(_ basis: Basis) -> Bool {
    guard let problem = analysis.problem(for: .act, on: [0]) else { return basis == .none }
    let judge = MatchJudge(plan: problem.plan) { matching in
      let contest = problem.sides[0].question.contests[0]
      switch basis {
      case .none: return !matching.intersects(contest.members)
      case .clause: return matching.intersects(contest.others)
      case .default:
        return matching.intersects(contest.defaults) && !matching.intersects(contest.others)
      }
    }
    return analysis.run(problem.plan, judge, domains: domains) == .yes
  }

  private func stands(_ defeat: Defeat, on right: Int?) -> Bool {
    let question = right.map { Question.right($0) } ?? .act
    guard let problem = analysis.problem(for: question, on: [0]),
      let loser = problem.entries.firstIndex(of: defeat.clause),
      let winner = problem.entries.firstIndex(of: defeat.by)
    else { return false }
    let contest = problem.sides[0].question.contests[0]
    let judge = MatchJudge(plan: problem.plan) { matching in
      contest.defeats(among: matching).contains {
        $0.loser == loser && $0.by == winner && $0.reason == defeat.reason
      }
    }
    return analysis.run(problem.plan, judge, domains: domains) == .yes
  }
}

extension Analysis {
  /// Whether a condition on a clause holds in every situation of a part of the space.
  ///
  /// `condition` is given the contests in which the clause speaks (none for `attach`), the clauses
  /// that match, and the clause's local number.
  func holdsEverywhere(
    _ entry: Int, _ domains: [Bits], _ condition: @escaping ([Contest], Bits, Int) -> Bool
  ) -> Bool {
    guard let problem = clauseProblem(entry), let local = problem.entries.firstIndex(of: entry)
    else { return false }
    let judge = MatchJudge(plan: problem.plan) {
      condition(problem.sides[0].question.contests, $0, local)
    }
    return run(problem.plan, judge, domains: domains) == .yes
  }

  /// The problem of whether a clause of property or circulation decides: all clauses that share a
  /// question with it.
  func clauseProblem(_ entry: Int) -> Problem? {
    switch table.entries[entry].clause.effect {
    case .circulation(let effect):
      if effect.conduct != .attach { return problem(for: .act, on: [0]) }
      return problem(entries: [entry], on: [0]) { locals in
        let all = Bits(count: locals.width, on: 0..<locals.numbers.count)
        let none = Bits(count: locals.width)
        return [
          SideQuestion(
            contests: [], reading: .duty(targets: none, free: all), relevant: all)
        ]
      }
    case .property(let effect):
      guard let taxonomy = space.vocabulary.rights else { return nil }
      let rights = effect.rights.leaves(in: taxonomy)
      let entries = table.entries.indices.filter {
        table.entries[$0].clause.effect.property.map {
          !$0.rights.leaves(in: taxonomy).isDisjoint(with: rights)
        } ?? false
      }
      return problem(entries: entries, on: [0]) { locals in
        let questions = rights.leaves.map { self.sideQuestion(.right($0), locals, on: 0) }
        return [
          SideQuestion(
            contests: questions.flatMap(\.contests),
            reading: .duty(
              targets: Bits(count: locals.width), free: Bits(count: locals.width)),
            relevant: Bits(count: locals.width, on: 0..<locals.numbers.count))
        ]
      }
    case .distribution, .governance: return nil
    }
  }
}

/// Judges a walk by a condition on the clauses that match; it never stops early.
struct MatchJudge: WalkJudge {
  let plan: WalkPlan
  let condition: (Bits) -> Bool

  mutating func settle(_ state: inout WalkState, level: Int) -> Ref? { nil }

  mutating func conclude(_ state: inout WalkState) -> Ref {
    condition(state.intersection(plan.clauseBits)) ? .yes : .no
  }
}
