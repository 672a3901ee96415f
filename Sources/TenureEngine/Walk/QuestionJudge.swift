/// Judges a walk by one question, asked of one regime or of two at once.
///
/// It drops clauses whose defeat is already certain, and stops as soon as no clause is alive in
/// which the two sides differ, or nothing that is still open can change an answer.
struct QuestionJudge: WalkJudge {
  let plan: WalkPlan
  /// The question as each side asks it, with the clauses that the side has.
  let sides: [(question: SideQuestion, clauses: Bits)]
  /// The clauses in which two sides differ; nil where one side is asked, or where the sides settle
  /// clashes differently.
  let changed: Bits?
  /// The leaf of an answer, or of two.
  let leaf: ([Int]) -> Int

  mutating func settle(_ state: inout WalkState, level: Int) -> Ref? {
    var alive = state.alive
    if let changed, !alive.intersects(changed) { return .no }
    var sure = state.intersection(plan.certain[level])
    if !sure.isEmpty {
      prune(&state, &alive, &sure)
      if let changed, !alive.intersects(changed) { return .no }
    }
    var answers: [Int] = []
    for side in sides {
      var aliveHere = alive
      aliveHere.formIntersection(side.clauses)
      var sureHere = sure
      sureHere.formIntersection(side.clauses)
      guard let answer = side.question.settled(alive: aliveHere, certain: sureHere) else {
        return nil
      }
      answers.append(answer)
    }
    return Ref(leaf: leaf(answers))
  }

  mutating func conclude(_ state: inout WalkState) -> Ref {
    let matching = state.intersection(plan.clauseBits)
    let answers = sides.map { side in
      var here = matching
      here.formIntersection(side.clauses)
      return side.question.value(here)
    }
    return Ref(leaf: leaf(answers))
  }

  /// Puts out the clauses that are sure to be defeated on every side that has them.
  private func prune(_ state: inout WalkState, _ alive: inout Bits, _ sure: inout Bits) {
    while true {
      var doomed: Bits?
      for (index, side) in sides.enumerated() {
        var losers =
          side.question.contests.count == 1
          ? surelyDefeated(side.question.contests[0], alive, sure, on: side.clauses)
          : Bits(count: plan.bitCount)
        // A clause that this side does not have cannot be missed here.
        losers.formUnion(side.clauses.complement(count: plan.bitCount))
        if index == 0 { doomed = losers } else { doomed?.formIntersection(losers) }
      }
      guard var doomed else { return }
      doomed.formIntersection(alive)
      if doomed.isEmpty { return }
      state.remove(doomed)
      alive.subtract(doomed)
      sure.subtract(doomed)
    }
  }

  private func surelyDefeated(
    _ contest: Contest, _ alive: Bits, _ sure: Bits, on clauses: Bits
  ) -> Bits {
    var alive = alive
    alive.formIntersection(clauses)
    var losers = Bits(count: plan.bitCount)
    var speaking = sure
    speaking.formIntersection(contest.members)
    speaking.formIntersection(clauses)
    if speaking.intersects(contest.others) { losers.formUnion(contest.defaults) }
    speaking.forEach { member in
      if !contest.isEndangered(member, alive: alive) { losers.formUnion(contest.beats(member)) }
    }
    return losers
  }
}
