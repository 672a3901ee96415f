public import TenureModel

/// What became of a step of a procedure, in a real case.
public struct StepResult: Sendable, Hashable {
  /// The step.
  public let step: ProcedureStep
  /// Whether it was taken.
  ///
  /// Hearing and notice bind time, never the count: they always are.
  public let passes: Bool
  /// The count, of a vote.
  public let count: VoteCount?
  /// The parts, of `any` and `all`.
  public let parts: [StepResult]

  private init(
    _ step: ProcedureStep, passes: Bool, count: VoteCount? = nil, parts: [StepResult] = []
  ) {
    self.step = step
    self.passes = passes
    self.count = count
    self.parts = parts
  }

  /// Works out a step.
  ///
  /// - Throws: `malformed` if votes and seats do not fit, `tooHeavy` past the limits of a game.
  public init(
    _ step: ProcedureStep, bodies: [String: [GovernanceDeclarations.Seats]], votes: CastVotes
  ) throws(VotingGameError) {
    switch step {
    case .propose(let body), .agree(let body):
      self.init(step, passes: votes.assenting.contains(body))
    case .hear, .notice:
      self.init(step, passes: true)
    case .vote(let vote):
      let count = try VoteCount(
        vote, seats: bodies[vote.body] ?? [], ballots: votes.ballots[vote.body] ?? [])
      self.init(step, passes: count.passes, count: count)
    case .any(let steps):
      let parts = try Self.results(steps, bodies: bodies, votes: votes)
      self.init(step, passes: parts.contains { $0.passes }, parts: parts)
    case .all(let steps):
      let parts = try Self.results(steps, bodies: bodies, votes: votes)
      self.init(step, passes: parts.allSatisfy { $0.passes }, parts: parts)
    }
  }

  fileprivate static func results(
    _ steps: [ProcedureStep], bodies: [String: [GovernanceDeclarations.Seats]], votes: CastVotes
  ) throws(VotingGameError) -> [StepResult] {
    var results: [StepResult] = []
    for step in steps { results.append(try StepResult(step, bodies: bodies, votes: votes)) }
    return results
  }
}

/// What became of an empowerment, in a real case.
public struct EmpowermentResult: Sendable, Hashable {
  /// Whether the act was done.
  public let passes: Bool
  /// Whether the empowered body decided, where it has to by itself; nil where it has a part in the
  /// procedure instead.
  public let decided: Bool?
  /// The steps; none for the body's own decision.
  public let steps: [StepResult]
}

extension Empowerment {
  /// Works out whether real votes bring the act about.
  ///
  /// - Throws: `malformed` if votes and seats do not fit, `tooHeavy` past the limits of a game.
  public func result(of votes: CastVotes) throws(VotingGameError) -> EmpowermentResult {
    let steps = try StepResult.results(way.steps ?? [], bodies: way.bodies, votes: votes)
    let decided = hasOwnPart ? nil : votes.assenting.contains(body)
    return EmpowermentResult(
      passes: decided != false && steps.allSatisfy { $0.passes }, decided: decided, steps: steps)
  }
}
