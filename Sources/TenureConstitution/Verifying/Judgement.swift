internal import Tenure
internal import TenureEngine
internal import TenureMeasures
internal import TenureModel

/// Whether votes, and the time that a change lay open, bring an act about under a law.
struct Judgement {
  let law: Law
  let votes: CastVotes
  /// The date of the change, in seconds.
  let seconds: Int
  /// Since when the change has lain open; nil if time does not count.
  let opened: Int?
  /// A document of the change that does not lie open, if one does not.
  let unopened: String?
  /// Whether notice and hearing count: not where it is asked whether anybody could ever act.
  let isTimed: Bool

  private var day: Day { Day(seconds: seconds) }

  /// Throws the refusal if the act is not brought about.
  func check(_ act: String) throws(VerificationStop) {
    guard let answer = law.answer(on: act, at: day) else {
      throw .refused(
        .notEmpowered, "the vocabulary has no act `\(act)`, so nobody may do it", act: act,
        help: "add it to the taxonomy `act`")
    }
    try checkEmpowered(act, answer)
    let alive = answer.ways.filter { way in
      way.clauses.contains { position in law.end(of: position).map { day < $0 } ?? true }
        || way.clauses.isEmpty
    }
    guard !alive.isEmpty else { throw expired(act, answer) }
    var refusals: [Refusal] = []
    for way in alive {
      guard let refusal = try refusal(of: way, act) else { return }
      refusals.append(refusal)
    }
    // Of several ways the one that lacks nothing but time is nearest.
    let nearest = refusals.first { $0.code == .notice } ?? refusals.first
    if let nearest { throw .refused(nearest) }
  }

  private func checkEmpowered(
    _ act: String, _ answer: PowerQuestion.Answer
  ) throws(VerificationStop) {
    let facets = answer.depends.map { "`\(law.engine.regime.vocabulary[$0].name)`" }
    guard facets.isEmpty else {
      throw .refused(
        .depends, "who may `\(act)` depends on \(facets.joined(separator: ", "))", act: act,
        help: "say it under `facts` in `\(Constitution.file)`")
    }
    guard answer.ways.isEmpty else { return }
    if !answer.contested.isEmpty {
      let positions = answer.contested.flatMap(\.clauses)
      let names = positions.map { "`\(law.clause($0).id)`" }.joined(separator: ", ")
      throw .refused(
        .contested, "clauses disagree on who may `\(act)`: \(names)", act: act,
        clauses: positions.map(law.clause))
    }
    if let position = answer.redLines.first?.clauses.first {
      let clause = law.clause(position)
      throw .refused(
        .redLine, "nobody may `\(act)`: clause `\(clause.id)` draws a red line", act: act,
        clauses: [clause])
    }
    throw .refused(
      .notEmpowered, "no clause of `\(law.constitution.regime)` lets anybody `\(act)`", act: act,
      help: "`tenure power \(law.constitution.regime)` lists who may do what")
  }

  private func expired(_ act: String, _ answer: PowerQuestion.Answer) -> VerificationStop {
    let ended = answer.ways.flatMap(\.clauses).compactMap { position in
      law.end(of: position).map { (clause: law.clause(position), day: $0) }
    }
    guard let last = ended.max(by: { $0.day < $1.day }) else {
      return .refused(.expired, "the power to `\(act)` has ended", act: act)
    }
    return .refused(
      .expired, "the power to `\(act)` ended on \(last.day): clause `\(last.clause.id)`", act: act,
      clauses: [last.clause])
  }

  /// Why a way does not bring the act about; nil if it does.
  private func refusal(
    of way: PowerQuestion.Answer.Way, _ act: String
  ) throws(VerificationStop) -> Refusal? {
    let steps = way.empowerment.way.steps ?? []
    let timed = isTimed ? sequence(steps, from: opened).steps : steps
    let timedResult = try result(of: way.empowerment, with: timed)
    if timedResult.passes { return nil }
    let result = try result(of: way.empowerment, with: steps)
    let clauses = way.clauses.map(law.clause)
    let by = clauses.first.map { " (clause `\($0.id)`)" } ?? ""
    if result.passes {
      return Refusal(
        .notice, timeMessage(act, steps) + by, act: act, clauses: clauses,
        help: unopened.map { "propose it in `proposals/NAME/\($0)`, with just this content" })
    }
    return Refusal(
      .procedureNotMet,
      "`\(act)` lacks its procedure: " + lack(in: result, way.empowerment) + by, act: act,
      clauses: clauses)
  }

  private func result(
    of empowerment: Empowerment, with steps: [ProcedureStep]
  ) throws(VerificationStop) -> EmpowermentResult {
    let way = empowerment.way
    let other = Empowerment(
      body: empowerment.body,
      way: PowersOutcome.Way(
        steps: way.steps == nil ? nil : steps, bodies: way.bodies, lasts: way.lasts))
    do throws(VotingGameError) { return try other.result(of: votes) } catch {
      throw .refused(.notUnderstood, error.message, help: error.help)
    }
  }
}

extension Judgement {
  private static let taken = ProcedureStep.all([])
  private static let missed = ProcedureStep.any([])

  /// The steps with each that binds time replaced by whether it was taken, one after the other, and
  /// when the last of them ended; nil if never.
  private func sequence(
    _ steps: [ProcedureStep], from start: Int?
  ) -> (steps: [ProcedureStep], end: Int?) {
    var end = start
    var result: [ProcedureStep] = []
    for step in steps {
      let timed = self.timed(step, from: end)
      result.append(timed.step)
      end = timed.end
    }
    return (result, end)
  }

  private func timed(_ step: ProcedureStep, from start: Int?) -> (step: ProcedureStep, end: Int?) {
    switch step {
    case .propose, .agree, .vote, .hear(_, for: nil): return (step, start)
    case .notice(let period), .hear(_, for: let period?):
      let end = start.map { period.end(from: $0) }
      return (end.map { $0 <= seconds } ?? false ? Self.taken : Self.missed, end)
    case .all(let parts):
      let timed = sequence(parts, from: start)
      return (.all(timed.steps), timed.end)
    case .any(let parts):
      // Whichever is taken, what follows begins when the longest would have ended.
      let timed = parts.map { self.timed($0, from: start) }
      let ends = timed.map(\.end)
      return (.any(timed.map(\.step)), ends.contains(nil) ? nil : ends.compactMap { $0 }.max())
    }
  }

  private func timeMessage(_ act: String, _ steps: [ProcedureStep]) -> String {
    if let unopened {
      return "`\(act)` needs notice, and `\(unopened)` was never laid open as it is"
    }
    guard let opened, let end = sequence(steps, from: opened).end else {
      return "`\(act)` needs notice, and the change was never laid open"
    }
    return "`\(act)` needs notice: laid open on \(Day(seconds: opened)), it may be done from "
      + "\(Day(seconds: end)) on, not on \(day)"
  }

  /// What a procedure lacks, in words.
  private func lack(in result: EmpowermentResult, _ empowerment: Empowerment) -> String {
    if result.decided == false { return assent(of: empowerment.body) }
    let missing = result.steps.lazy.filter { !$0.passes }.compactMap { lack(in: $0) }
    return missing.first ?? "a step was not taken"
  }

  private func lack(in result: StepResult) -> String? {
    switch result.step {
    case .propose(let body), .agree(let body): return assent(of: body)
    case .vote(let vote): return result.count.map { lack(in: $0, vote) }
    case .all: return result.parts.first { !$0.passes }.flatMap { lack(in: $0) }
    case .any:
      let parts = result.parts.compactMap { lack(in: $0) }
      return parts.isEmpty ? nil : parts.joined(separator: ", and ")
    case .hear, .notice: return nil
    }
  }

  private func assent(of body: String) -> String {
    "`\(body)` has not agreed by more than half of its seats"
  }

  private func lack(in count: VoteCount, _ vote: ProcedureStep.Vote) -> String {
    let body = "`\(count.body)`"
    switch count.obstacles.first {
    case .quorum(let present, let needed):
      return "in \(body) a weight of \(present) took part and \(needed) is the quorum"
    case .threshold(let inFavour, let needed):
      let all = vote.base == .cast ? "\(count.inFavour + count.against) cast" : "\(count.total)"
      return "in \(body) a weight of \(inFavour) of \(all) is in favour and \(needed) is needed"
    case .veto(let holder): return "in \(body) `\(holder)`, who has a veto, is not in favour"
    case .nothingCast, nil: return "in \(body) nobody voted"
    }
  }
}
