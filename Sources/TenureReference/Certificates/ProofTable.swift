import TenureModel

/// The clauses of two regimes, those that both have once, with their conditions and the questions
/// on which they speak.
final class ProofTable {
  /// A clause of one side or of both.
  struct Entry {
    let clause: AnyClause
    let layer: Int
    /// Which sides have it: bit 0 the first, bit 1 the second.
    let sides: UInt8
    /// Where it matches, before anything is known of rights.
    fileprivate let condition: Guard
  }

  /// A clause, or a right, on a side.
  private struct Place: Hashable {
    let number: Int
    let side: Int
  }

  let regimes: [Regime]
  let vocabulary: Vocabulary
  let variables: ProofVariables
  let store: ConditionStore
  let entries: [Entry]
  /// Whether both settle clashes by one doctrine.
  let settlesAlike: Bool
  /// The clauses that speak on each question, with what they say.
  let speakers: [Question: [Speaker]]
  /// The clauses of conduct that attach duties.
  let attaching: [Int]

  private let firstRight: Int
  private var conditions: [Place: Condition] = [:]
  private var scopes: [Int: Condition] = [:]
  private var held: [Place: Condition] = [:]
  private var contests: [Meeting: ProofContest] = [:]
  private var beaten: [Clash: Bool] = [:]

  /// A question, and where it is looked at.
  private struct Meeting: Hashable {
    let question: Question
    let region: Condition
  }

  private struct Clash: Hashable {
    let winner: Int
    let loser: Int
    let side: Int
  }

  /// What makes a clause the same on both sides: all that a ruling depends on.
  private struct Identity: Hashable {
    let id: String
    let condition: Guard
    let effect: AnyEffect
    let rank: String?
    let isDefault: Bool
    let over: [String]
    let effective: DateRange
    let enacted: Day?
    let layer: Int

    init(_ clause: AnyClause, layer: Int) {
      id = clause.id
      condition = clause.guard
      effect = clause.effect
      rank = clause.rank
      isDefault = clause.isDefault
      over = clause.over.sorted()
      effective = clause.effective
      enacted = clause.enacted
      self.layer = layer
    }
  }

  /// - Precondition: both regimes have one vocabulary.
  init(_ before: Regime, _ after: Regime, day: Day?) {
    precondition(
      before.vocabulary == after.vocabulary,
      "ProofTable must be given two regimes of one vocabulary")
    let vocabulary = before.vocabulary
    regimes = [before, after]
    self.vocabulary = vocabulary
    settlesAlike = before.doctrine == after.doctrine
    let entries = Self.entries(regimes, vocabulary)
    self.entries = entries
    var variables = ProofVariables(
      vocabulary, conditions: entries.map(\.condition),
      urgent: entries.filter { $0.sides != ProofItem.bothSides }.map(\.condition), day: day)
    firstRight = variables.all.count
    if let facet = vocabulary.right {
      for leaf in 0..<(vocabulary.rights?.leafCount ?? 0) { variables.addRight(leaf, of: facet) }
    }
    self.variables = variables
    store = ConditionStore(classCounts: variables.all.map(\.classCount))
    speakers = Self.speakers(
      entries.map(\.clause), vocabulary,
      bodies: before.bodiesInClauses.union(after.bodiesInClauses))
    attaching = entries.indices.filter {
      entries[$0].clause.effect.circulation?.conduct == .attach
    }
  }

  private static func entries(_ regimes: [Regime], _ vocabulary: Vocabulary) -> [Entry] {
    var numbers: [Identity: Int] = [:]
    var joined: [(clause: AnyClause, layer: Int, sides: UInt8)] = []
    for (side, regime) in regimes.enumerated() {
      for item in regime.clauses {
        let identity = Identity(item.clause, layer: item.layer)
        if let known = numbers[identity], joined[known].sides & ProofItem.mask(side) == 0 {
          joined[known].sides |= ProofItem.mask(side)
        } else {
          numbers[identity] = joined.count
          joined.append((item.clause, item.layer, ProofItem.mask(side)))
        }
      }
    }
    return joined.map {
      Entry(
        clause: $0.clause, layer: $0.layer, sides: $0.sides,
        condition: $0.clause.condition(in: vocabulary))
    }
  }

  private static func speakers(
    _ clauses: [AnyClause], _ vocabulary: Vocabulary, bodies: Set<String>
  ) -> [Question: [Speaker]] {
    var speakers: [Question: [Speaker]] = [:]
    for (number, clause) in clauses.enumerated() {
      for question in questions(of: clause.effect, vocabulary, bodies) {
        guard let answer = clause.effect.answer(to: question, in: vocabulary) else { continue }
        speakers[question, default: []].append(
          Speaker(clause: number, answer: answer, isDefault: clause.isDefault))
      }
    }
    return speakers
  }

  /// The questions on which an effect may speak.
  private static func questions(
    of effect: AnyEffect, _ vocabulary: Vocabulary, _ bodies: Set<String>
  ) -> [Question] {
    switch effect {
    case .property(let effect):
      return vocabulary.rights.map { effect.rights.leaves(in: $0).leaves.map { .right($0) } } ?? []
    case .circulation: return [.act]
    case .distribution(let effect): return [.step(effect.stepName)]
    case .governance(let effect):
      guard let acts = vocabulary.acts else { return [] }
      return effect.acts.leaves(in: acts).leaves.flatMap { act in
        bodies.map { .power(body: $0, act: act) }
      }
    }
  }
}

// MARK: Conditions

extension ProofTable {
  private var translation: ProofConditions { ProofConditions(store: store, variables: variables) }

  /// Where a clause matches on a side, the rights of that side put in.
  func condition(_ entry: Int, side: Int) -> Condition {
    let place = Place(number: entry, side: side)
    if let known = conditions[place] { return known }
    let result = translation.condition(entries[entry].condition, isAsked: true) {
      self.held($0, side: side)
    }
    conditions[place] = result
    return result
  }

  /// Where a right is held on a side.
  private func held(_ leaf: Int, side: Int) -> Condition {
    let isShared =
      settlesAlike
      && (speakers[.right(leaf)] ?? []).allSatisfy {
        entries[$0.clause].sides == ProofItem.bothSides
      }
    let place = Place(number: leaf, side: isShared ? 0 : side)
    if let known = held[place] { return known }
    let quest = ProofQuest(.right(leaf), sides: ProofItem.mask(place.side), in: self)
    var known: [ProofState: Condition] = [:]
    func follow(_ state: ProofState) -> Condition {
      if let answer = quest.answer(state, side: place.side) {
        return answer == .right(.held) ? .always : .never
      }
      if let condition = known[state] { return condition }
      guard let variable = quest.variable(state) else {
        preconditionFailure("ProofTable must settle what depends on nothing")
      }
      let condition = store.node(
        variable,
        quest.branches(state, variable).flatMap { branch in
          let target = follow(branch.state)
          return branch.classes.map { _ in target }
        })
      known[state] = condition
      return condition
    }
    let result = follow(quest.start)
    held[place] = result
    return result
  }

  /// What specificity compares: rights are free, and so is the day.
  private func scope(_ entry: Int) -> Condition {
    if let known = scopes[entry] { return known }
    let result = translation.condition(
      entries[entry].clause.scope(in: vocabulary), isAsked: false
    ) { leaf in
      self.store.isIn(self.firstRight + leaf) { $0 == 1 }
    }
    scopes[entry] = result
    return result
  }
}

// MARK: Contests

extension ProofTable {
  /// The clauses that meet on a question somewhere in a region.
  func contest(_ question: Question, within region: Condition) -> ProofContest {
    let meeting = Meeting(question: question, region: region)
    if let known = contests[meeting] { return known }
    let contest = ProofContest(speakers[question] ?? [], within: region, in: self)
    contests[meeting] = contest
    return contest
  }

  /// Whether equal clauses of a pillar mean the same on both sides: one doctrine rules, and the
  /// same is declared beside the clauses.
  func meansTheSame(_ pillar: Pillar) -> Bool {
    switch pillar {
    case .property, .circulation: settlesAlike
    case .distribution:
      settlesAlike && regimes[0].distribution.terms == regimes[1].distribution.terms
    case .governance: settlesAlike && regimes[0].governance == regimes[1].governance
    }
  }

  /// Where some clauses match that the sides do not share, or not with one condition.
  func differing(_ entries: some Sequence<Int>) -> Condition {
    var parts: [Condition] = []
    for entry in entries {
      let conditions = [0, 1].map { side in
        self.entries[entry].sides & ProofItem.mask(side) == 0
          ? Condition.never : condition(entry, side: side)
      }
      if conditions[0] != conditions[1] { parts += conditions }
    }
    return store.any(parts)
  }

  /// Whether a side's doctrine lets one clause beat another.
  func beats(_ winner: Speaker, _ loser: Speaker, side: Int) -> Bool {
    if winner.answer == loser.answer { return false }
    // Clauses answer alike on all questions on which they meet, but for steps; these have one.
    let clash = Clash(
      winner: winner.clause, loser: loser.clause, side: settlesAlike ? 0 : side)
    if let known = beaten[clash] { return known }
    func contender(_ speaker: Speaker) -> Contender {
      let entry = entries[speaker.clause]
      return Contender(entry.clause, layer: entry.layer, speaker.answer)
    }
    let tieBreaker = regimes[side].doctrine.tieBreaker(
      byWhich: contender(winner), beats: contender(loser),
      winnerIsNarrower: { isStrictlyNarrower(winner.clause, than: loser.clause) },
      loserIsNarrower: { isStrictlyNarrower(loser.clause, than: winner.clause) })
    beaten[clash] = tieBreaker != nil
    return tieBreaker != nil
  }

  private func isStrictlyNarrower(_ first: Int, than second: Int) -> Bool {
    let narrow = scope(first)
    let wide = scope(second)
    return narrow != wide && store.contains(wide, narrow)
  }
}
