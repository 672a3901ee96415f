import TenureModel

extension RegimeCheck {
  /// Whether a clause is undefeated on some question in some situation.
  func canDecide(_ position: Int) -> Bool {
    analysis.decides(position) != .no
  }

  /// Each permission that defeats a prohibition by nothing but its rank.
  func permitsOverProhibitions() -> [RegimeFinding] {
    guard let problem = analysis.problem(for: .act, on: [0]) else { return [] }
    let clauses = problem.entries.map { engine.clauses[$0].clause }
    let contest = problem.sides[0].question.contests[0]
    let precedence = analysis.sides[0].precedence
    func isPlain(_ local: Int, _ conduct: CirculationEffect.Conduct) -> Bool {
      clauses[local].effect.circulation?.conduct == conduct && !clauses[local].isDefault
    }
    return clauses.indices.filter { isPlain($0, .permit) }.compactMap { permit in
      let beaten = clauses.indices.filter { other in
        guard isPlain(other, .prohibit),
          let settled = precedence.settle(problem.entries[permit], problem.entries[other])
        else { return false }
        return settled.firstWins && settled.by == .rank
      }
      let losers = beaten.reduce(into: Bits(count: problem.plan.bitCount)) { $0.insert($1) }
      let judge = ClauseJudge(plan: problem.plan, clause: permit) { matching in
        guard matching.intersects(losers) else { return false }
        return contest.undefeated(among: matching)[permit]
      }
      if beaten.isEmpty { return nil }
      let ref = analysis.run(problem.plan, judge)
      let position = problem.entries[permit]
      return finding(
        "permit-over-prohibition", .note, .circulation, ref, leaf: 1,
        clauses: [position] + beaten.map { problem.entries[$0] },
        "`\(id(position))` by its rank defeats "
          + beaten.prefix(3).map { "`\(id(problem.entries[$0]))`" }.joined(separator: ", ")
          + (beaten.count > 3 ? " and \(beaten.count - 3) more" : ""),
        help: "write a condition as `prohibit … unless`; keep `permit` for freedom that the text "
          + "grants against other norms")
    }
  }

  /// Situations in which income is dealt out and some of it reaches nobody.
  func unassignedMoney() -> [RegimeFinding] {
    let entries = engine.clauses.indices.filter { pillar($0) == .distribution }
    guard !entries.isEmpty else { return [] }
    let problem = analysis.problem(entries: entries, on: [0]) { locals in
      let names = Set(
        locals.numbers.compactMap { self.engine.clauses[$0].clause.effect.distribution?.stepName })
      return [self.analysis.sideQuestion(.rivals, locals, on: 0)].map { question in
        assert(question.contests.count == names.count)
        return question
      }
    }
    let splits = problem.entries.indices.reduce(into: Bits(count: problem.plan.bitCount)) {
      if case .split = engine.clauses[problem.entries[$1]].clause.effect.distribution?.step {
        $0.insert($1)
      }
    }
    let contests = problem.sides[0].question.contests
    let judge = MatchJudge(plan: problem.plan) { matching in
      let standing = contests.map { $0.undefeated(among: matching) }
      let runs = standing.filter { !$0.isEmpty }
      return !runs.isEmpty && !runs.contains { $0.isSubset(of: splits) }
    }
    let ref = analysis.run(problem.plan, judge)
    return [
      finding(
        "unassigned-money", .warning, .distribution, ref, leaf: 1, clauses: [],
        "steps run but none of them splits the rest, which stays unassigned",
        help: "add a `split` as the last step")
    ].compactMap { $0 }
  }
}

extension Analysis {
  /// The diagram of where a clause is undefeated on some question; no where it is dead.
  func decides(_ entry: Int) -> Ref {
    guard let (problem, local) = wholeProblem(entry) else { return .no }
    let contests = problem.sides[0].question.contests
    let judge = ClauseJudge(plan: problem.plan, clause: local) { matching in
      contests.isEmpty || contests.contains { $0.undefeated(among: matching)[local] }
    }
    return run(problem.plan, judge)
  }

  /// The clauses that can beat a clause.
  func beaters(of entry: Int) -> [Int] {
    guard let (problem, local) = wholeProblem(entry) else { return [] }
    var beaters: Set<Int> = []
    for contest in problem.sides[0].question.contests where contest.members[local] {
      contest.beaten(local).forEach { beaters.insert(problem.entries[$0]) }
      if contest.defaults[local] {
        contest.others.forEach { beaters.insert(problem.entries[$0]) }
      }
    }
    return beaters.sorted()
  }

  /// Whether there is any question on which a clause could speak.
  func hasQuestion(_ entry: Int) -> Bool { wholeProblem(entry) != nil }

  /// The problem of whether a clause of any pillar decides, and its local number there.
  private func wholeProblem(_ entry: Int) -> (Problem, Int)? {
    let problem: Problem?
    switch table.entries[entry].clause.effect {
    case .property, .circulation: problem = clauseProblem(entry)
    case .distribution(let effect):
      let rivals = table.entries.indices.filter {
        table.entries[$0].clause.effect.distribution?.stepName == effect.stepName
      }
      problem = self.problem(entries: rivals, on: [0]) { locals in
        [self.sideQuestion(.rivals, locals, on: 0)]
      }
    case .governance(let effect):
      guard let acts = space.vocabulary.acts else { return nil }
      let effects = table.entries.compactMap(\.clause.effect.governance)
      let questions = GovernanceEffect.questions(of: effects, acts: acts)
        .filter { effect.concerns($0.body) && effect.acts.leaves(in: acts).contains($0.act) }
      // A red line for `any` speaks of nobody where no clause names a body.
      if questions.isEmpty { return nil }
      let entries = table.entries.indices.filter { table.entries[$0].clause.pillar == .governance }
      problem = self.problem(entries: entries, on: [0]) { locals in
        [self.powersQuestion(questions, acts, locals)]
      }
    }
    guard let problem, let local = problem.entries.firstIndex(of: entry) else { return nil }
    return (problem, local)
  }

  /// The contests of several bodies and acts, as one question that only names them.
  private func powersQuestion(
    _ questions: [PowersOutcome.Question], _ acts: Taxonomy, _ locals: LocalClauses
  ) -> SideQuestion {
    let none = Bits(count: locals.width)
    let contests = questions.map { question in
      var answers: [Int: Int] = [:]
      for (local, number) in locals.numbers.enumerated() {
        let effect = table.entries[number].clause.effect
        guard let governance = effect.governance, governance.concerns(question.body),
          governance.acts.leaves(in: acts).contains(question.act)
        else { continue }
        answers[local] = effect.isRestrictive == true ? 0 : 1
      }
      return Contest(
        answers: answers, precedence: sides[0].precedence, numbers: locals.numbers,
        width: locals.width)
    }
    return SideQuestion(
      contests: contests, reading: .duty(targets: none, free: none),
      relevant: Bits(count: locals.width, on: 0..<locals.numbers.count))
  }
}

/// Judges a walk by a condition, but only where one clause matches.
struct ClauseJudge: WalkJudge {
  let plan: WalkPlan
  let clause: Int
  let condition: (Bits) -> Bool

  mutating func settle(_ state: inout WalkState, level: Int) -> Ref? {
    state.alive[clause] ? nil : .no
  }

  mutating func conclude(_ state: inout WalkState) -> Ref {
    let matching = state.intersection(plan.clauseBits)
    return matching[clause] && condition(matching) ? .yes : .no
  }
}
