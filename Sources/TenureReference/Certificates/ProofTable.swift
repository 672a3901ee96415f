import TenureModel

/// The clauses of two regimes, those that both have once, with their conditions and the questions
/// on which they speak.
final class ProofTable {
  /// A clause of one side or of both.
  struct Entry {
    let clause: AnyClause
    let layer: Int
    /// Which sides have it.
    let sides: Sides
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
  private var settlements: [Seat: ProofSettlement] = [:]
  private var differences: [[Int]: Condition] = [:]
  private var beaten: [Clash: Bool] = [:]

  /// A question, and where it is looked at.
  private struct Meeting: Hashable {
    let question: Question
    let region: Condition
  }

  /// A side of a meeting.
  private struct Seat: Hashable {
    let meeting: Meeting
    let side: Int
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
  init(_ before: Regime, _ after: Regime, day: Day?, stepLimit: Int) {
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
      urgent: entries.filter { $0.sides != .both }.map(\.condition), day: day)
    firstRight = variables.all.count
    if let facet = vocabulary.right {
      for leaf in 0..<(vocabulary.rights?.leafCount ?? 0) { variables.addRight(leaf, of: facet) }
    }
    self.variables = variables
    store = ConditionStore(classCounts: variables.all.map(\.classCount), stepLimit: stepLimit)
    speakers = Self.speakers(
      entries.map(\.clause), vocabulary,
      bodies: before.bodiesInClauses.union(after.bodiesInClauses))
    attaching = entries.indices.filter {
      entries[$0].clause.effect.circulation?.conduct == .attach
    }
  }

  private static func entries(_ regimes: [Regime], _ vocabulary: Vocabulary) -> [Entry] {
    var numbers: [Identity: Int] = [:]
    var joined: [(clause: AnyClause, layer: Int, sides: Sides)] = []
    for (side, regime) in regimes.enumerated() {
      for item in regime.clauses {
        let identity = Identity(item.clause, layer: item.layer)
        if let known = numbers[identity], !joined[known].sides.contains(Sides(side)) {
          joined[known].sides.insert(Sides(side))
        } else {
          numbers[identity] = joined.count
          joined.append((item.clause, item.layer, Sides(side)))
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
        entries[$0.clause].sides == .both
      }
    let place = Place(number: leaf, side: isShared ? 0 : side)
    if let known = held[place] { return known }
    let result = settlement(.right(leaf), side: place.side, within: .always).condition([.yes])
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
  /// What the clauses that meet on a question come to on a side, in a region.
  func settlement(
    _ question: Question, side: Int, within region: Condition
  ) -> ProofSettlement {
    let seat = Seat(meeting: Meeting(question: question, region: region), side: side)
    if let known = settlements[seat] { return known }
    let contest =
      contests[seat.meeting]
      ?? ProofContest(speakers[question] ?? [], within: region, in: self)
    contests[seat.meeting] = contest
    let settlement = ProofSettlement(contest, side: side, within: region, store: store)
    settlements[seat] = settlement
    return settlement
  }

  /// Where the answers to a question may differ: elsewhere all clauses that have a say in it match
  /// alike on both sides, and mean the same.
  func region(of question: ProofQuestion) -> Condition {
    if !meansTheSame(question.pillar) { return .always }
    switch question {
    case .power(let power):
      return differing(
        (speakers[.power(body: power.body, act: power.act)] ?? []).map(\.clause))
    case .verdict, .duty, .right, .holderDuty, .waterfall:
      return differing(
        entries.indices.filter { entries[$0].clause.effect.pillar == question.pillar })
    }
  }

  /// Whether equal clauses of a pillar mean the same on both sides: one doctrine rules, and the
  /// same is declared beside the clauses.
  private func meansTheSame(_ pillar: Pillar) -> Bool {
    switch pillar {
    case .property, .circulation: settlesAlike
    case .distribution:
      settlesAlike && regimes[0].distribution.terms == regimes[1].distribution.terms
    case .governance: settlesAlike && regimes[0].governance == regimes[1].governance
    }
  }

  /// Where some clauses match that the sides do not share, or not with one condition; everywhere,
  /// if most are such clauses, for then it is not worth its price.
  private func differing(_ entries: [Int]) -> Condition {
    if let known = differences[entries] { return known }
    var pairs: [[Condition]] = []
    for entry in entries {
      let conditions = [0, 1].map { side in
        self.entries[entry].sides.contains(Sides(side))
          ? condition(entry, side: side) : Condition.never
      }
      if conditions[0] != conditions[1] { pairs.append(conditions) }
    }
    let result = pairs.count * 2 > entries.count ? .always : store.any(pairs.flatMap(\.self))
    differences[entries] = result
    return result
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

// MARK: What clauses say

extension ProofTable {
  /// What a clause says of conduct, if it does.
  func conduct(_ entry: Int) -> CirculationEffect? { entries[entry].clause.effect.circulation }

  /// How a clause empowers a body under the declarations of a side.
  func way(of entry: Int, side: Int) -> PowersOutcome.Way? {
    regimes[side].way(of: entries[entry].clause)
  }

  /// The ways that clauses of a side give to a power, each with the first clause by its id.
  func names(ofWays power: PowersOutcome.Question, side: Int) -> [PowersOutcome.Way: String] {
    let speakers = speakers[.power(body: power.body, act: power.act)] ?? []
    return names(speakers.map(\.clause), side) { way(of: $0, side: side) }
  }

  /// The steps of the waterfalls of a side, each with the first clause by its id.
  func namesOfSteps(side: Int) -> [WaterfallOutcome.Step: String] {
    let terms = regimes[side].distribution.terms
    return names(Array(entries.indices), side) { entry in
      guard case .distribution(let effect) = entries[entry].clause.effect else { return nil }
      return WaterfallOutcome.Step(order: effect.order, step: effect.step, terms: terms)
    }
  }

  private func names<Value: Hashable>(
    _ entries: [Int], _ side: Int, _ value: (Int) -> Value?
  ) -> [Value: String] {
    var names: [Value: String] = [:]
    for entry in entries where self.entries[entry].sides.contains(Sides(side)) {
      guard let value = value(entry) else { continue }
      let id = self.entries[entry].clause.id
      names[value] = names[value].map { min($0, id) } ?? id
    }
    return names
  }
}
