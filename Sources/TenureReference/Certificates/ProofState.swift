import TenureModel

/// A clause, or what is left of its condition, on one side or on both.
struct ProofItem: Hashable {
  let entry: Int
  /// Bit 0 the first side, bit 1 the second.
  var sides: UInt8
  var condition: Condition
}

/// Everything that a question still depends on in a region: for each side the clauses that can
/// still match and matter, with what is left of their conditions.
///
/// States that mean the same are brought into one form, so that equal ones are looked at once.
struct ProofState: Hashable {
  private(set) var items: [ProofItem]

  /// Past this many clauses none is tried against the others: more splits come first.
  private static let debateLimit = 400

  /// The state of a question before anything is known.
  init(_ question: ProofQuestion, in table: ProofTable) {
    var entries = Set(
      question.meetings(in: table).flatMap { table.speakers[$0].map { Array($0.keys) } ?? [] })
    if case .duty(let phase, let duty) = question {
      entries.formUnion(
        table.attaching.filter {
          table.entries[$0].clause.effect.circulation?.duties[phase].contains(duty) == true
        })
    }
    if question.pillar != .property {
      let rights = Set(
        entries.flatMap { entry in
          table.entries[entry].conditions.flatMap { table.rights(in: $0) }
        })
      for right in rights { entries.formUnion((table.speakers[.right(right)] ?? [:]).keys) }
    }
    items = []
    for entry in entries {
      let known = table.entries[entry]
      for side in 0...1 where known.sides & 1 << UInt8(side) != 0 {
        items.append(
          ProofItem(entry: entry, sides: 1 << UInt8(side), condition: known.conditions[side]))
      }
    }
    normalise(question, in: table)
  }

  /// What is left where a variable has one of some classes.
  func restricted(
    _ variable: Int, to classes: ClassSet, _ question: ProofQuestion, in table: ProofTable
  ) -> ProofState {
    var state = self
    for position in items.indices {
      state.items[position].condition = table.store.restrict(
        items[position].condition, variable, to: classes)
    }
    state.normalise(question, in: table)
    return state
  }

  /// Whether nothing in which the sides differ can matter.
  func isSame(_ question: ProofQuestion, in table: ProofTable) -> Bool {
    table.meansTheSame(question.pillar) && items.allSatisfy { $0.sides == 3 }
  }

  private mutating func normalise(_ question: ProofQuestion, in table: ProofTable) {
    items.removeAll { $0.condition == .never }
    join()
    if question.pillar != .property { shareRights(in: table) }
    if items.count <= Self.debateLimit {
      if question.pillar != .property { settleRights(in: table) }
      prune(question, in: table)
    }
    join()
    if question.pillar != .property { dropIdleProperty(in: table) }
  }

  /// Makes a right one variable where the sides cannot differ in it any more.
  private mutating func shareRights(in table: ProofTable) {
    guard table.settlesAlike else { return }
    for variable in askedRights(in: table) {
      guard let (leaf, side) = table.rightOf[variable], side == 1 else { continue }
      let speakers = table.speakers[.right(leaf)] ?? [:]
      guard items.allSatisfy({ $0.sides == 3 || speakers[$0.entry] == nil }) else { continue }
      for position in items.indices {
        items[position].condition = table.store.rename(
          items[position].condition, variable, to: table.rightVariables[leaf][0])
      }
    }
  }

  private func askedRights(in table: ProofTable) -> [Int] {
    var asked: Set<Int> = []
    for item in items { asked.formUnion(table.rightVariables(in: item.condition)) }
    return asked.sorted()
  }

  /// Puts in which rights are held, where that is settled.
  private mutating func settleRights(in table: ProofTable) {
    for variable in askedRights(in: table) {
      guard let (leaf, side) = table.rightOf[variable] else { continue }
      let settlement = Settlement(table, .right(leaf), items, side: side)
      guard let answers = settlement.answers else { continue }
      let isHeld = answers == [.yes]
      for position in items.indices {
        items[position].condition = table.store.restrict(
          items[position].condition, variable, to: ClassSet(isHeld ? 1 : 0, count: 2))
      }
    }
    items.removeAll { $0.condition == .never }
  }

  /// Takes out what is beaten for sure.
  private mutating func prune(_ question: ProofQuestion, in table: ProofTable) {
    let meetings = question.meetings(in: table)
    // A clause on several questions can be beaten on one and not on another.
    guard meetings.count == 1, let meeting = meetings.first else { return }
    for side in 0...1 {
      for position in Settlement(table, meeting, items, side: side).gone {
        items[position].sides &= ~(1 << UInt8(side))
      }
    }
    items.removeAll { $0.sides == 0 }
    if case .duty(let phase, let duty) = question { keepCarriers(of: duty, phase, in: table) }
  }

  /// Takes out the clauses of conduct that can neither carry a duty nor decide whether one that
  /// does stands: only what beats a carrier counts, and what beats that, and so on.
  private mutating func keepCarriers(
    of duty: Duty, _ phase: DutyPhase, in table: ProofTable
  ) {
    let speakers = table.speakers[.act] ?? [:]
    var kept: Set<Int> = []
    var added = items.filter { item in
      let effect = table.entries[item.entry].clause.effect.circulation
      return speakers[item.entry] != nil && effect?.conduct != .prohibit
        && effect?.duties[phase].contains(duty) == true
    }
    while let next = added.popLast() {
      guard kept.insert(next.entry).inserted, let loser = speakers[next.entry] else { continue }
      added += items.filter { item in
        guard let winner = speakers[item.entry], !kept.contains(item.entry) else { return false }
        if loser.isDefault != winner.isDefault { return loser.isDefault }
        return [0, 1].contains {
          table.tieBreaker(byWhich: winner, beats: loser, side: $0) != nil
        }
      }
    }
    items.removeAll { speakers[$0.entry] != nil && !kept.contains($0.entry) }
  }

  /// Joins what is the same on both sides, and sorts.
  private mutating func join() {
    var sides: [ProofItem: UInt8] = [:]
    for item in items {
      sides[ProofItem(entry: item.entry, sides: 0, condition: item.condition), default: 0] |=
        item.sides
    }
    items = sides.map { ProofItem(entry: $0.entry, sides: $1, condition: $0.condition) }
      .sorted {
        ($0.entry, $0.sides, $0.condition.number) < ($1.entry, $1.sides, $1.condition.number)
      }
  }

  /// Takes out clauses of property on rights that nothing asks for any more.
  private mutating func dropIdleProperty(in table: ProofTable) {
    var asked: Set<Int> = []
    for item in items { asked.formUnion(table.rights(in: item.condition)) }
    items.removeAll { item in
      guard case .property(let effect) = table.entries[item.entry].clause.effect,
        let rights = table.vocabulary.rights
      else { return false }
      let leaves = effect.rights.leaves(in: rights)
      return !asked.contains(where: leaves.contains)
    }
  }
}

extension ProofTable {
  /// The positions of derived rights that a condition asks for.
  func rightVariables(in condition: Condition) -> [Int] {
    store.tests(condition).map(\.variable).filter { rightOf[$0] != nil }
  }

  /// The rights that a condition asks for.
  func rights(in condition: Condition) -> [Int] {
    rightVariables(in: condition).compactMap { rightOf[$0]?.leaf }
  }
}

extension ProofQuestion {
  /// The questions that must be settled to answer it.
  func meetings(in table: ProofTable) -> [Question] {
    switch self {
    case .verdict, .duty: return [.act]
    case .right(let leaf): return [.right(leaf)]
    case .holderDuty(let phase, let duty):
      guard let rights = table.vocabulary.rights else { return [] }
      var leaves = LeafSet.empty
      for entry in table.entries {
        guard case .property(let effect) = entry.clause.effect, effect.stance == .grant,
          effect.duties[phase].contains(duty)
        else { continue }
        leaves = leaves.union(effect.rights.leaves(in: rights))
      }
      return leaves.leaves.map { .right($0) }
    case .waterfall:
      return table.speakers.keys.filter { if case .step = $0 { true } else { false } }
    case .power(let power): return [.power(body: power.body, act: power.act)]
    }
  }

  /// Every question on which some clause speaks, in one order.
  static func all(in table: ProofTable) -> [ProofQuestion] {
    var questions: [ProofQuestion] = []
    var duties: Set<ProofQuestion> = []
    for entry in table.entries {
      switch entry.clause.effect {
      case .property(let effect) where effect.stance == .grant:
        for phase in DutyPhase.allCases {
          for duty in effect.duties[phase] { duties.insert(.holderDuty(phase, duty)) }
        }
      case .circulation(let effect) where effect.conduct != .prohibit:
        for phase in DutyPhase.allCases {
          for duty in effect.duties[phase] { duties.insert(.duty(phase, duty)) }
        }
      default: break
      }
    }
    if table.speakers[.act] != nil { questions.append(.verdict) }
    questions += duties.sorted { $0.sortKey < $1.sortKey }
    for leaf in table.rightVariables.indices where table.speakers[.right(leaf)] != nil {
      questions.append(.right(leaf))
    }
    if table.speakers.keys.contains(where: { if case .step = $0 { true } else { false } }) {
      questions.append(.waterfall)
    }
    var powers: [PowersOutcome.Question] = []
    for case .power(let body, let act) in table.speakers.keys {
      powers.append(PowersOutcome.Question(body: body, act: act))
    }
    return questions
      + powers.sorted { ($0.body, $0.act) < ($1.body, $1.act) }.map { .power($0) }
  }

  private var sortKey: String {
    switch self {
    case .duty(let phase, let duty):
      "a \(phase) \(duty.name) \(duty.within?.description ?? "")"
    case .holderDuty(let phase, let duty):
      "b \(phase) \(duty.name) \(duty.within?.description ?? "")"
    default: ""
    }
  }
}
