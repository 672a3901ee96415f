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
    /// Where it matches, on each side: the two can differ where it tests a right.
    fileprivate(set) var conditions: [Condition] = []
    /// What specificity compares.
    let scope: Condition
  }

  let regimes: [Regime]
  let vocabulary: Vocabulary
  let variables: ProofVariables
  let store: ConditionStore
  private(set) var entries: [Entry] = []
  /// Whether both settle clashes by one doctrine.
  let settlesAlike: Bool
  /// The clauses that speak on each question, with what they say.
  private(set) var speakers: [Question: [Int: Speaker]] = [:]
  /// The clauses of conduct that attach duties.
  private(set) var attaching: [Int] = []
  /// For each right the position of its variable on both sides; equal where they cannot differ.
  private(set) var rightVariables: [[Int]] = []
  /// The right of a variable, and the side that asks, for the derived ones.
  private(set) var rightOf: [Int: (leaf: Int, side: Int)] = [:]
  private var beaten: [Pair: Doctrine.TieBreaker?] = [:]
  private var narrower: [Pair: Bool] = [:]

  private struct Pair: Hashable {
    let first: Int
    let second: Int
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
    var numbers: [Identity: Int] = [:]
    var joined: [(clause: AnyClause, layer: Int, sides: UInt8)] = []
    for (side, regime) in regimes.enumerated() {
      for item in regime.clauses {
        let identity = Identity(item.clause, layer: item.layer)
        if let known = numbers[identity], joined[known].sides & 1 << UInt8(side) == 0 {
          joined[known].sides |= 1 << UInt8(side)
        } else {
          numbers[identity] = joined.count
          joined.append((item.clause, item.layer, 1 << UInt8(side)))
        }
      }
    }
    let guards = joined.map { $0.clause.condition(in: vocabulary) }
    let changed = joined.indices.filter { joined[$0].sides != 3 }.map { guards[$0] }
    var variables = ProofVariables(vocabulary, conditions: guards, urgent: changed, day: day)
    let speakers = Self.speakers(
      joined.map(\.clause), vocabulary,
      bodies: before.bodiesInClauses.union(after.bodiesInClauses))
    for leaf in 0..<(vocabulary.rights?.leafCount ?? 0) {
      guard let facet = vocabulary.right else { break }
      let isShared =
        settlesAlike
        && (speakers[.right(leaf)] ?? [:]).keys.allSatisfy { joined[$0].sides == 3 }
      let first = variables.addRight(leaf, of: facet)
      let second = isShared ? first : variables.addRight(leaf, of: facet)
      rightVariables.append([first, second])
      rightOf[second] = (leaf, 1)
      rightOf[first] = (leaf, 0)
    }
    self.variables = variables
    self.speakers = speakers
    let counts = variables.all.map(\.classCount)
    let store = ConditionStore { counts[$0] }
    self.store = store
    let translation = ProofConditions(store: store, variables: variables)
    let held = rightVariables.map { pair in
      pair.map { store.isIn($0, ClassSet(1, count: 2)) }
    }
    for (number, item) in joined.enumerated() {
      var entry = Entry(
        clause: item.clause, layer: item.layer, sides: item.sides,
        scope: translation.condition(item.clause.scope(in: vocabulary), isAsked: false) {
          held[$0][0]
        })
      entry.conditions = [0, 1].map { side in
        translation.condition(guards[number], isAsked: true) { held[$0][side] }
      }
      if case .circulation(let effect) = item.clause.effect, effect.conduct == .attach {
        attaching.append(number)
      }
      entries.append(entry)
    }
  }

  /// Whether a doctrine, or what both sides declare, keeps equal clauses from meaning the same.
  func meansTheSame(_ pillar: Pillar) -> Bool {
    switch pillar {
    case .property, .circulation: settlesAlike
    case .distribution:
      settlesAlike && regimes[0].distribution.terms == regimes[1].distribution.terms
    case .governance: settlesAlike && regimes[0].governance == regimes[1].governance
    }
  }

  private static func speakers(
    _ clauses: [AnyClause], _ vocabulary: Vocabulary, bodies: Set<String>
  ) -> [Question: [Int: Speaker]] {
    var speakers: [Question: [Int: Speaker]] = [:]
    for (number, clause) in clauses.enumerated() {
      for question in questions(of: clause.effect, vocabulary, bodies) {
        guard let answer = clause.effect.answer(to: question, in: vocabulary) else { continue }
        speakers[question, default: [:]][number] = Speaker(
          clause: number, answer: answer, isDefault: clause.isDefault)
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

// MARK: Precedence

extension ProofTable {
  /// The tie-breaker by which a side's doctrine lets one clause beat another.
  func tieBreaker(
    byWhich winner: Speaker, beats loser: Speaker, side: Int
  ) -> Doctrine.TieBreaker? {
    if winner.answer == loser.answer { return nil }
    // Clauses answer alike on all questions on which they meet, but for steps; these have one.
    let pair = Pair(first: winner.clause, second: loser.clause, side: settlesAlike ? 0 : side)
    if let known = beaten[pair] { return known }
    func contender(_ speaker: Speaker) -> Contender {
      let entry = entries[speaker.clause]
      return Contender(entry.clause, layer: entry.layer, speaker.answer)
    }
    let result = regimes[side].doctrine.tieBreaker(
      byWhich: contender(winner), beats: contender(loser),
      winnerIsNarrower: { isStrictlyNarrower(winner.clause, than: loser.clause) },
      loserIsNarrower: { isStrictlyNarrower(loser.clause, than: winner.clause) })
    beaten[pair] = .some(result)
    return result
  }

  private func isStrictlyNarrower(_ first: Int, than second: Int) -> Bool {
    isWithin(first, second) && !isWithin(second, first)
  }

  private func isWithin(_ first: Int, _ second: Int) -> Bool {
    let pair = Pair(first: first, second: second, side: 0)
    if let known = narrower[pair] { return known }
    let outside = store.all([entries[first].scope, store.not(entries[second].scope)])
    let result = !store.isSatisfiable(outside)
    narrower[pair] = result
    return result
  }
}
