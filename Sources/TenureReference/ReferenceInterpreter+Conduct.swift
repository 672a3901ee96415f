import TenureModel

// Circulation: the verdict on the act, and the duties of the actor.

extension ReferenceInterpreter {
  func verdict(_ debate: Debate) -> Verdict {
    if debate.answers.isEmpty { return .silent }
    if debate.answers == [.no] { return .prohibited }
    if debate.answers.contains(.no) { return .contested }
    return debate.undefeated.contains { conduct($0.clause) == .oblige } ? .required : .permitted
  }

  /// What the verdict rests on.
  func basis(_ debate: Debate) -> Basis {
    if debate.undefeated.isEmpty { return .none }
    return debate.undefeated.allSatisfy(\.isDefault) ? .default : .clause
  }

  /// Duties are collected from all undefeated clauses, `attach` included, whatever the verdict.
  func actorDuties(_ debate: Debate, among matching: [Int]) -> Duties {
    speakingOrAttaching(debate, among: matching).reduce(Duties.none) { duties, position in
      guard case .circulation(let effect) = clauses[position].clause.effect,
        effect.conduct != .prohibit
      else { return duties }
      return duties.union(effect.duties)
    }
  }

  /// The undefeated clauses of circulation and every `attach` that matches.
  func speakingOrAttaching(_ debate: Debate, among matching: [Int]) -> [Int] {
    debate.undefeated.map(\.clause) + matching.filter { conduct($0) == .attach }
  }

  private func conduct(_ position: Int) -> CirculationEffect.Conduct? {
    guard case .circulation(let effect) = clauses[position].clause.effect else { return nil }
    return effect.conduct
  }
}
