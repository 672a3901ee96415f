package import TenureModel
package import TenureReference

extension RegimeFeature {
  /// The features that the ruling in a situation shows.
  package static func features(
    shownBy interpreter: ReferenceInterpreter, in situation: TotalSituation
  ) -> Set<RegimeFeature> {
    let matching = interpreter.matching(in: situation)
    let ruling = interpreter.ruling(ofMatching: matching)
    var features: Set<RegimeFeature> = [feature(of: ruling.outcome.verdict)]
    func note(_ feature: RegimeFeature, if isThere: Bool) {
      if isThere { features.insert(feature) }
    }
    let debate = interpreter.debate(.act, among: matching)
    note(.circle, if: !debate.leftOver.isEmpty)
    note(.circleWithDefeat, if: !debate.leftOver.isEmpty && !debate.losses.isEmpty)
    note(.exceptionToException, if: hasComeback(debate, of: interpreter))
    note(.basisDefault, if: ruling.basis == .default)
    let outcome = ruling.outcome
    note(.dutiesUnderContest, if: outcome.verdict == .contested && !outcome.duties.isEmpty)
    note(.contestedRight, if: outcome.rights.values.contains(.contested))
    note(.heldRight, if: outcome.rights.values.contains(.held))
    note(.withheldRight, if: outcome.rights.values.contains(.withheld))
    note(
      .splitClause,
      if: ruling.defeated.contains { !$0.rights.isEmpty && ruling.deciding.contains($0.clause) })
    note(.contestedStep, if: !outcome.waterfall.contested.isEmpty)
    let picks = ["levy", "share"].map { interpreter.debate(.step($0), among: matching) }
    note(.pickedStep, if: picks.contains { !$0.losses.isEmpty && $0.answers.count == 1 })
    for answer in outcome.powers.answers.values {
      if case .contested = answer { features.insert(.contestedPower) }
      if case .empowered(let ways) = answer, ways.count > 1 { features.insert(.alternatives) }
    }
    for defeat in ruling.defeated { features.insert(feature(of: defeat.reason)) }
    return features
  }

  /// Whether a clause stands although something beats it, because that is beaten in turn.
  private static func hasComeback(_ debate: Debate, of interpreter: ReferenceInterpreter) -> Bool {
    let fallen = Set(debate.losses.map(\.clause))
    let losers = debate.speakers.filter { fallen.contains($0.clause) }
    return debate.undefeated.contains { speaker in
      losers.contains { interpreter.precedence.tieBreaker(byWhich: $0, beats: speaker) != nil }
    }
  }

  private static func feature(of verdict: Verdict) -> RegimeFeature {
    switch verdict {
    case .permitted: .permitted
    case .prohibited: .prohibited
    case .required: .required
    case .contested: .contestedAct
    case .silent, .depends: .silent
    }
  }

  private static func feature(of reason: Defeat.Reason) -> RegimeFeature {
    switch reason {
    case .default: .defaultDefeated
    case .tieBreaker(.declared): .byDeclared
    case .tieBreaker(.layer): .byLayer
    case .tieBreaker(.rank): .byRank
    case .tieBreaker(.specificity): .bySpecificity
    case .tieBreaker(.recency): .byRecency
    case .tieBreaker(.prohibition): .byProhibition
    case .tieBreaker(.permission), .tieBreaker(.contest): .byPermission
    }
  }
}
