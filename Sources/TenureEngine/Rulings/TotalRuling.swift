import TenureModel

/// Works out the ruling on one total situation, from the clauses that match and nothing else.
struct TotalRuling {
  private let regime: Regime
  private let clauses: [RegimeClause]
  private let situation: TotalSituation

  private var outcome = Outcome()
  private var deciding: Set<Int> = []
  private var defeats: [Defeat] = []
  private var basis = Basis.none

  /// The ruling of a regime whose clauses are given in order.
  static func ruling(
    of regime: Regime, _ clauses: [RegimeClause], in situation: TotalSituation
  ) -> Ruling {
    var work = TotalRuling(regime: regime, clauses: clauses, situation: situation)
    let property = work.matching(rights: .empty) { $0 == .property }
    work.decideRights(property)
    let held = LeafSet(work.outcome.rights(.held))
    let others = work.matching(rights: held) { $0 != .property }
    work.decideAct(others.filter { clauses[$0].clause.pillar == .circulation })
    work.decideWaterfall(others.filter { clauses[$0].clause.pillar == .distribution })
    work.decidePowers(others.filter { clauses[$0].clause.pillar == .governance })
    return Ruling(
      outcome: work.outcome, basis: work.basis, deciding: work.deciding.sorted(),
      defeated: work.defeats.sorted { ($0.clause, $0.by) < ($1.clause, $1.by) })
  }

  private init(regime: Regime, clauses: [RegimeClause], situation: TotalSituation) {
    self.regime = regime
    self.clauses = clauses
    self.situation = situation
  }

  private var vocabulary: Vocabulary { regime.vocabulary }

  private func matching(rights: LeafSet, _ isAsked: (Pillar) -> Bool) -> [Int] {
    clauses.indices.filter { position in
      let clause = clauses[position].clause
      return isAsked(clause.pillar)
        && clause.condition(in: vocabulary).holds(in: situation, rights: rights, vocabulary)
    }
  }

  /// A contest among matching clauses; local numbers are positions in `matching`.
  private func contests(among matching: [Int]) -> Contests {
    let vocabulary = regime.vocabulary
    let scopes = matching.map { clauses[$0].clause.scope(in: vocabulary) }
    var survey = Survey()
    for scope in scopes { survey.add(scope, in: vocabulary) }
    let order = ScopeOrder(
      scopes: scopes,
      in: Space(vocabulary: vocabulary, guards: scopes, survey: survey, day: nil))
    return Contests(
      matching: matching,
      precedence: Precedence(
        doctrine: regime.doctrine,
        contenders: matching.map { (clauses[$0].clause, clauses[$0].layer) }, scopes: order))
  }

  private struct Contests {
    let matching: [Int]
    let precedence: Precedence

    var all: Bits { Bits(count: matching.count, on: 0..<matching.count) }

    func contest(_ answer: (Int) -> Int?) -> Contest {
      var answers: [Int: Int] = [:]
      for (local, position) in matching.enumerated() { answers[local] = answer(position) }
      return Contest(
        answers: answers, precedence: precedence, numbers: Array(matching.indices),
        width: matching.count)
    }
  }

  private mutating func decideRights(_ matching: [Int]) {
    guard let taxonomy = vocabulary.rights, !matching.isEmpty else { return }
    let contests = contests(among: matching)
    let spoken = matching.map {
      clauses[$0].clause.effect.property?.rights.leaves(in: taxonomy) ?? .empty
    }
    var lost: [DefeatKey: [Int]] = [:]
    for right in spoken.reduce(LeafSet.empty, { $0.union($1) }).leaves {
      let contest = contests.contest { position in
        guard let local = matching.firstIndex(of: position), spoken[local].contains(right) else {
          return nil
        }
        return clauses[position].clause.effect.property?.stance == .grant ? 1 : 0
      }
      let standing = contest.undefeated(among: contests.all).members
      let answers = Set(standing.map { contest.answer(of: $0) })
      outcome.rights[right] =
        RightValue.states[
          RightValue.value(grants: answers.contains(1), withholds: answers.contains(0))]
      for local in standing {
        deciding.insert(matching[local])
        if let grant = clauses[matching[local]].clause.effect.property, grant.stance == .grant {
          outcome.holderDuties = outcome.holderDuties.union(grant.duties)
        }
      }
      for defeat in contest.defeats(among: contests.all) {
        let key = DefeatKey(
          loser: matching[defeat.loser], by: matching[defeat.by], reason: defeat.reason)
        lost[key, default: []].append(right)
      }
    }
    for (key, rights) in lost {
      defeats.append(
        Defeat(clause: key.loser, by: key.by, reason: key.reason, rights: rights.sorted()))
    }
  }

  private struct DefeatKey: Hashable {
    let loser: Int
    let by: Int
    let reason: Defeat.Reason
  }

  private mutating func decideAct(_ matching: [Int]) {
    let contests = contests(among: matching)
    let contest = contests.contest { clauses[$0].clause.effect.conductAnswer }
    var permits = false
    var prohibits = false
    var obliges = false
    for local in contest.undefeated(among: contests.all).members {
      let clause = clauses[matching[local]].clause
      deciding.insert(matching[local])
      basis = clause.isDefault ? .default : .clause
      guard let effect = clause.effect.circulation else { continue }
      outcome.duties = outcome.duties.union(effect.duties)
      switch effect.conduct {
      case .permit: permits = true
      case .prohibit: prohibits = true
      case .oblige: obliges = true
      case .attach: break
      }
    }
    outcome.verdict =
      ActValue.verdicts[
        ActValue.value(permits: permits, prohibits: prohibits, obliges: obliges)]
    for position in matching {
      guard let effect = clauses[position].clause.effect.circulation, effect.conduct == .attach
      else { continue }
      deciding.insert(position)
      outcome.duties = outcome.duties.union(effect.duties)
    }
    for defeat in contest.defeats(among: contests.all) {
      defeats.append(
        Defeat(
          clause: matching[defeat.loser], by: matching[defeat.by], reason: defeat.reason))
    }
  }

  private mutating func decideWaterfall(_ matching: [Int]) {
    guard !matching.isEmpty else { return }
    let terms = regime.distribution.terms
    let contests = contests(among: matching)
    let effects = matching.map { clauses[$0].clause.effect.distribution }
    let numbers = Interner<WaterfallOutcome.Step>()
    for name in Set(effects.compactMap { $0?.stepName }) {
      let contest = contests.contest { position in
        guard let effect = clauses[position].clause.effect.distribution, effect.stepName == name
        else { return nil }
        return numbers.number(of: effect.outcomeStep(under: terms))
      }
      let standing = Set(
        contest.undefeated(among: contests.all).members.compactMap {
          effects[$0]?.outcomeStep(under: terms)
        })
      if standing.count > 1 {
        outcome.waterfall.contested.insert(standing)
      } else if let step = standing.first {
        outcome.waterfall.steps[step, default: 0] += 1
      }
    }
  }

  private mutating func decidePowers(_ matching: [Int]) {
    guard let acts = vocabulary.acts, !matching.isEmpty else { return }
    let contests = contests(among: matching)
    let declarations = regime.governance
    for question in GovernanceEffect.questions(
      of: clauses.compactMap(\.clause.effect.governance), acts: acts)
    {
      let contest = contests.contest { position in
        guard let effect = clauses[position].clause.effect.governance,
          effect.concerns(question.body), effect.acts.leaves(in: acts).contains(question.act)
        else { return nil }
        return clauses[position].clause.effect.isRestrictive == true ? 0 : 1
      }
      let standing = contest.undefeated(among: contests.all).members
      if standing.isEmpty { continue }
      let ways = standing.compactMap {
        clauses[matching[$0]].clause.effect.governance?.way(under: declarations)
      }
      outcome.powers.answers[question] =
        ways.isEmpty
        ? .disempowered : ways.count < standing.count ? .contested : .empowered(Set(ways))
    }
  }
}

extension GovernanceEffect {
  /// The bodies and acts that effects of governance speak of: `any` stands for all bodies that some
  /// clause names.
  static func questions(
    of effects: [GovernanceEffect], acts: Taxonomy
  ) -> [PowersOutcome.Question] {
    var bodies: [String] = []
    var spoken = LeafSet.empty
    for effect in effects {
      spoken = spoken.union(effect.acts.leaves(in: acts))
      switch effect.power {
      case .empower(let body, _, _), .disempower(.body(let body)):
        if !bodies.contains(body) { bodies.append(body) }
      case .disempower(.any): break
      }
    }
    return bodies.flatMap { body in
      spoken.leaves.map { PowersOutcome.Question(body: body, act: $0) }
    }
  }
}
