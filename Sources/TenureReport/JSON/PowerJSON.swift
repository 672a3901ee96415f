import TenureModel

/// Powers and procedures in JSON: in the documents' own form.
struct PowerJSON {
  let vocabulary: Vocabulary

  /// The answers to some questions, by body and act.
  func json(
    _ powers: PowersOutcome, about questions: some Sequence<PowersOutcome.Question>
  ) -> JSONValue {
    .list(
      questions.sorted { ($0.body, $0.act) < ($1.body, $1.act) }.map { question in
        var members: [(String, JSONValue)] = [
          ("body", .text(question.body)),
          ("act", .text(vocabulary.acts?.leafName(question.act) ?? "")),
        ]
        switch powers.answers[question] {
        case .none: members.append(("answer", "none"))
        case .disempowered: members.append(("answer", "disempowered"))
        case .contested: members.append(("answer", "contested"))
        case .empowered(let ways):
          members.append(("answer", "empowered"))
          members.append(("ways", .list(ways.map { json($0) }.sorted { $0.line < $1.line })))
        }
        return .members(members)
      })
  }

  func json(_ way: PowersOutcome.Way) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("by", way.steps.map { .list($0.map { Self.json($0) }) } ?? "alone")
    ]
    if !way.bodies.isEmpty {
      members.append(
        (
          "bodies",
          .members(
            way.bodies.sorted { $0.key < $1.key }.map { body, seats in
              (body, .members(seats.map { ($0.holder, Self.json($0)) }))
            })
        ))
    }
    if let lasts = way.lasts { members.append(("lasts", .text(lasts.description))) }
    return .members(members)
  }

  private static func json(_ seats: GovernanceDeclarations.Seats) -> JSONValue {
    ["seats": .whole(seats.count), "weight": .whole(seats.weight)]
  }

  static func json(_ step: ProcedureStep) -> JSONValue {
    switch step {
    case .propose(let body): return ["propose": .text(body)]
    case .agree(let body): return ["agree": .text(body)]
    case .hear(let party, nil): return ["hear": .text(party)]
    case .hear(let party, .some(let period)):
      return ["hear": .text(party), "for": .text(period.description)]
    case .notice(let period): return ["notice": .text(period.description)]
    case .vote(let vote): return ["vote": json(vote)]
    case .any(let steps): return ["any": .list(steps.map { json($0) })]
    case .all(let steps): return ["all": .list(steps.map { json($0) })]
    }
  }

  private static func json(_ vote: ProcedureStep.Vote) -> JSONValue {
    var members: [(String, JSONValue)] = [("in", .text(vote.body))]
    if let quorum = vote.quorum { members.append(("quorum", .text(PercentText.exact(quorum)))) }
    let (word, share) =
      switch vote.threshold {
      case .moreThan(let share): ("more-than", share)
      case .atLeast(let share): ("at-least", share)
      }
    members.append(
      (
        "pass",
        .members([(word, .text(PercentText.exact(share))), ("of", .text(vote.base.rawValue))])
      ))
    if !vote.vetoes.isEmpty { members.append(("veto", .texts(vote.vetoes))) }
    return .members(members)
  }
}
