import TenureModel

/// Works out the ruling on one total situation, from the clauses that match and nothing else.
struct TotalRuling {
  private let clauses: [RegimeClause]
  private let prepared: PreparedClauses

  private var outcome = Outcome()
  private var deciding: Set<Int> = []
  private var defeats: [Defeat] = []
  private var basis = Basis.none

  /// The ruling of a regime on a situation; of some of its clauses, if they are given.
  static func ruling(
    of engine: RegimeEngine, _ prepared: PreparedClauses, in situation: TotalSituation,
    by asked: Bits? = nil
  ) -> Ruling {
    var work = TotalRuling(engine: engine, prepared: prepared)
    let matching = work.prepared.matching(in: situation, among: asked) { property in
      work.decideRights(property)
      return LeafSet(work.outcome.rights(.held))
    }
    return work.ruling(matching)
  }

  /// The ruling where some clauses match: those of property, and all others.
  static func ruling(
    of engine: RegimeEngine, _ prepared: PreparedClauses, property: [Int], others: [Int]
  ) -> Ruling {
    var work = TotalRuling(engine: engine, prepared: prepared)
    work.decideRights(property)
    return work.ruling(others)
  }

  /// What is told of a situation in which every facet has a value, in one number.
  static func answer(
    of engine: RegimeEngine, _ prepared: PreparedClauses, in situation: TotalSituation,
    namesClauses: Bool
  ) -> RowAnswer {
    let matching = prepared.matching(in: situation) { held(of: engine, prepared, property: $0) }
    var work = TotalRuling(engine: engine, prepared: prepared)
    work.decideAct(matching)
    let verdict = ActValue.verdicts.firstIndex(of: work.outcome.verdict) ?? 0
    guard namesClauses else { return RowAnswer(verdict: verdict, clause: nil) }
    let speaking = work.deciding.filter { clause in
      if case .act(_, _?) = prepared.speeches[clause] { true } else { false }
    }
    return RowAnswer(verdict: verdict, clause: speaking.min())
  }

  /// The rights that are held where some clauses of property match.
  static func held(
    of engine: RegimeEngine, _ prepared: PreparedClauses, property: [Int]
  ) -> LeafSet {
    if property.isEmpty { return .empty }
    var work = TotalRuling(engine: engine, prepared: prepared)
    work.decideRights(property)
    return LeafSet(work.outcome.rights(.held))
  }

  /// Whether an outcome is another one where certain clauses match, of which those of the pillars
  /// in `changed` are not the same as for that outcome.
  static func isOther(
    than outcome: Outcome, of engine: RegimeEngine, _ prepared: PreparedClauses,
    property: [Int], others: [Int], changed: Set<Pillar>
  ) -> Bool {
    var work = TotalRuling(engine: engine, prepared: prepared)
    if changed.contains(.property) {
      work.decideRights(property)
      if work.outcome.rights != outcome.rights
        || work.outcome.holderDuties != outcome.holderDuties
      {
        return true
      }
    }
    if changed.contains(.circulation) {
      work.decideAct(others)
      if work.outcome.verdict != outcome.verdict || work.outcome.duties != outcome.duties {
        return true
      }
    }
    if changed.contains(.distribution) {
      work.decideWaterfall(others)
      if work.outcome.waterfall != outcome.waterfall { return true }
    }
    if changed.contains(.governance) {
      work.decidePowers(others)
      if work.outcome.powers != outcome.powers { return true }
    }
    return false
  }

  /// The ruling once the rights are decided.
  private mutating func ruling(_ others: [Int]) -> Ruling {
    decideAct(others)
    decideWaterfall(others)
    decidePowers(others)
    return Ruling(
      outcome: outcome, basis: basis, deciding: deciding.sorted(),
      defeated: defeats.sorted { ($0.clause, $0.by) < ($1.clause, $1.by) })
  }

  private init(engine: RegimeEngine, prepared: PreparedClauses) {
    clauses = engine.clauses
    self.prepared = prepared
  }

  /// A clause as a speaker in a debate.
  private func speaker(_ position: Int, _ answer: Int) -> Debate.Speaker {
    Debate.Speaker(
      clause: position, answer: answer, isDefault: clauses[position].clause.isDefault)
  }

  private mutating func decideRights(_ matching: [Int]) {
    var spoken: [(position: Int, rights: LeafSet, isGranted: Bool)] = []
    for position in matching {
      guard case .rights(let rights, let isGranted) = prepared.speeches[position] else { continue }
      spoken.append((position, rights, isGranted))
    }
    var duties: [Duties] = []
    for (members, rights) in debates(spoken.map(\.rights)) {
      let speakers = members.map { speaker(spoken[$0].position, spoken[$0].isGranted ? 1 : 0) }
      let debate = Debate(speakers, prepared.settlements)
      let answers = debate.undefeated.map { speakers[$0].answer }
      let state = RightValue.states[
        RightValue.value(grants: answers.contains(1), withholds: answers.contains(0))]
      for right in rights { outcome.rights[right] = state }
      for speaker in debate.undefeated.map({ speakers[$0] }) {
        guard deciding.insert(speaker.clause).inserted else { continue }
        if speaker.answer == 1, let grant = clauses[speaker.clause].clause.effect.property {
          duties.append(grant.duties)
        }
      }
      for defeat in debate.defeats { lose(defeat, rights) }
    }
    outcome.holderDuties = Duties.union(of: duties)
  }

  /// Notes that a clause lost on some rights.
  private mutating func lose(
    _ defeat: (loser: Int, by: Int, reason: Defeat.Reason), _ rights: [Int]
  ) {
    var rights = rights
    if let known = defeats.firstIndex(where: {
      $0.clause == defeat.loser && $0.by == defeat.by && $0.reason == defeat.reason
    }) {
      rights += defeats.remove(at: known).rights
    }
    defeats.append(
      Defeat(
        clause: defeat.loser, by: defeat.by, reason: defeat.reason, rights: rights.sorted()))
  }

  private mutating func decideAct(_ matching: [Int]) {
    var speakers: [Debate.Speaker] = []
    var duties: [Duties] = []
    for position in matching {
      guard case .act(_, let answer) = prepared.speeches[position] else { continue }
      if let answer {
        speakers.append(speaker(position, answer))
      } else {
        decide(by: position, &duties)
      }
    }
    let debate = Debate(speakers, prepared.settlements)
    var permits = false
    var prohibits = false
    var obliges = false
    for local in debate.undefeated {
      let position = speakers[local].clause
      basis = speakers[local].isDefault ? .default : .clause
      decide(by: position, &duties)
      guard case .act(let conduct, _) = prepared.speeches[position] else { continue }
      switch conduct {
      case .permit: permits = true
      case .prohibit: prohibits = true
      case .oblige: obliges = true
      case .attach: break
      }
    }
    outcome.verdict =
      ActValue.verdicts[
        ActValue.value(permits: permits, prohibits: prohibits, obliges: obliges)]
    outcome.duties = Duties.union(of: duties)
    defeats += debate.defeats.map { Defeat(clause: $0.loser, by: $0.by, reason: $0.reason) }
  }

  /// Notes that a clause of circulation is undefeated, and collects its duties.
  private mutating func decide(by position: Int, _ duties: inout [Duties]) {
    deciding.insert(position)
    if let effect = clauses[position].clause.effect.circulation { duties.append(effect.duties) }
  }

  private mutating func decideWaterfall(_ matching: [Int]) {
    var speakers: [(name: Int, step: WaterfallOutcome.Step, speaker: Debate.Speaker)] = []
    for position in matching {
      guard case .step(let step, let number, let name) = prepared.speeches[position] else {
        continue
      }
      speakers.append((name, step, speaker(position, number)))
    }
    while let name = speakers.first?.name {
      let rivals = speakers.filter { $0.name == name }
      speakers.removeAll { $0.name == name }
      let debate = Debate(rivals.map(\.speaker), prepared.settlements)
      guard let first = debate.undefeated.first else { continue }
      let isSettled = debate.undefeated.allSatisfy {
        rivals[$0].speaker.answer == rivals[first].speaker.answer
      }
      if isSettled {
        outcome.waterfall.steps[rivals[first].step, default: 0] += 1
      } else {
        outcome.waterfall.contested.insert(Set(debate.undefeated.map { rivals[$0].step }))
      }
    }
  }

  private mutating func decidePowers(_ matching: [Int]) {
    var bodies: [(body: String, spoken: [(position: Int, acts: LeafSet)])] = []
    var numbers: [String: Int] = [:]
    for position in matching {
      guard case .power(_, let own, let acts) = prepared.speeches[position] else { continue }
      for body in own.map({ [$0] }) ?? prepared.bodies {
        let number = numbers[body] ?? bodies.count
        if number == bodies.count {
          numbers[body] = number
          bodies.append((body, []))
        }
        bodies[number].spoken.append((position, acts))
      }
    }
    for (body, spoken) in bodies {
      for (members, acts) in debates(spoken.map(\.acts)) {
        let answer = power(of: members.map { spoken[$0].position })
        for act in acts {
          outcome.powers.answers[PowersOutcome.Question(body: body, act: act)] = answer
        }
      }
    }
  }

  /// What comes of the clauses that speak of one body and act.
  private func power(of members: [Int]) -> PowersOutcome.Answer {
    func way(_ position: Int) -> PowersOutcome.Way? {
      guard case .power(let way, _, _) = prepared.speeches[position] else { return nil }
      return way
    }
    let speakers = members.map { speaker($0, way($0) == nil ? 0 : 1) }
    let standing = Debate(speakers, prepared.settlements).undefeated
    let ways = standing.compactMap { way(speakers[$0].clause) }
    if ways.isEmpty { return .disempowered }
    return ways.count < standing.count ? .contested : .empowered(Set(ways))
  }

  /// Which clauses meet: for each leaf that some of the sets have, the sets that have it.
  ///
  /// Leaves on which the same clauses speak are decided at once.
  private func debates(_ sets: [LeafSet]) -> [(members: [Int], leaves: [Int])] {
    var debates: [(members: [Int], leaves: [Int])] = []
    for leaf in sets.reduce(LeafSet.empty, { $0.union($1) }).leaves {
      let members = sets.indices.filter { sets[$0].contains(leaf) }
      if let known = debates.firstIndex(where: { $0.members == members }) {
        debates[known].leaves.append(leaf)
      } else {
        debates.append((members, [leaf]))
      }
    }
    return debates
  }
}

extension Duties {
  /// The duties of all.
  fileprivate static func union(of all: [Duties]) -> Duties {
    let some = all.filter { !$0.isEmpty }
    guard some.count > 1 else { return some.first ?? .none }
    return Duties(
      before: some.flatMap(\.before), with: some.flatMap(\.with), after: some.flatMap(\.after))
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
