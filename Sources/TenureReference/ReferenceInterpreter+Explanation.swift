import TenureModel

// The explanation of the verdict and the rights: who decided, and who lost to whom.

extension ReferenceInterpreter {
  /// The undefeated clauses of property, on at least one right, and circulation.
  func deciding(_ conduct: Debate, among matching: [Int]) -> [Int] {
    undefeatedOnSomeRight(matching)
      .union(speakingOrAttaching(conduct, among: matching))
      .sorted()
  }

  /// Each loser once for each pair of winner and reason, with the rights concerned.
  func defeated(_ conduct: Debate, among matching: [Int]) -> [Defeat] {
    var rights: [Debate.Loss: [Int]] = [:]
    for loss in conduct.losses { rights[loss] = [] }
    for (right, debate) in rightDebates(matching) {
      for loss in debate.losses { rights[loss, default: []].append(right) }
    }
    return rights.map { loss, rights in
      Defeat(clause: loss.clause, by: loss.by, reason: loss.reason, rights: rights)
    }
    .sorted { ($0.clause, $0.by) < ($1.clause, $1.by) }
  }
}
