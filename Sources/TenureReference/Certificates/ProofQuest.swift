import TenureModel

/// A question of a proof at work: the contests that settle it, and what their clauses do in them.
///
/// It makes the states of the question, and reads from a state what each side answers. What it
/// leaves out of a state makes no difference between the sides, or, where it looks at one side, to
/// its answer.
struct ProofQuest {
  let question: ProofQuestion
  let table: ProofTable
  /// The roles of the clauses; the first is that of what stands in the way.
  private(set) var roles: [ProofRole] = [.blocker]
  /// How many contests settle it.
  private(set) var contestCount = 0
  /// Everything, before anything is known.
  private(set) var start = ProofState(items: [])
  private let sides: UInt8

  /// What clauses of a kind say.
  struct Kind: Hashable {
    /// One answer, or several where it is contested.
    let answers: Set<Answer>
    let isDefault: Bool
    /// Under which terms, where it is about money.
    let terms: DistributionDeclarations?
  }

  private(set) var kinds: [Kind?] = [nil]
  /// How a body may act, for the labels of powers.
  private(set) var ways: [PowersOutcome.Way] = []
  /// For each role and side the clause by which it is named.
  private(set) var names: [[String?]] = [[nil, nil]]

  /// - Parameters:
  ///   - question: What is asked.
  ///   - sides: The mask of the sides that are looked at.
  ///   - table: The clauses.
  init(_ question: ProofQuestion, sides: UInt8 = ProofItem.bothSides, in table: ProofTable) {
    self.question = question
    self.table = table
    self.sides = sides
    var attached: [Int] = []
    if case .duty(let phase, let duty) = question {
      attached = table.attaching.filter {
        table.entries[$0].clause.effect.circulation?.duties[phase].contains(duty) == true
      }
      contestCount = 1
    }
    let meetings = question.meetings(in: table)
    var region = Condition.always
    // Elsewhere both sides answer alike.
    if sides == ProofItem.bothSides, table.meansTheSame(question.pillar) {
      let speaking = meetings.flatMap { table.speakers[$0] ?? [] }.map(\.clause)
      region = table.differing(attached + speaking)
    }
    var items: [ProofItem] = []
    for entry in attached {
      let speaker = Speaker(clause: entry, answer: .yes, isDefault: false)
      items += self.items(speaker, table.entries[entry].sides)
    }
    for meeting in meetings {
      contestCount += 1
      let contest = table.contest(meeting, within: region)
      for part in contest.parts {
        items +=
          part.count == 1
          ? self.items(part[0].speaker, part[0].sides) : self.items(part, of: contest)
      }
    }
    start = reduced(items)
  }

  /// A clause of the last contest.
  private mutating func items(_ speaker: Speaker, _ sides: UInt8) -> [ProofItem] {
    var items: [ProofItem] = []
    for side in 0...1 where sides & self.sides & ProofItem.mask(side) != 0 {
      let role = role([speaker.answer], of: [speaker], isLabelled: true, side: side)
      items.append(item(table.condition(speaker.clause, side: side), role, side: side))
    }
    if items.count == 2, items[0].condition == items[1].condition, items[0].role == items[1].role {
      items[0].sides = ProofItem.bothSides
      items.removeLast()
    }
    return items
  }

  private func item(_ condition: Condition, _ role: Int, side: Int) -> ProofItem {
    ProofItem(
      condition: condition, role: role, contest: contestCount - 1, sides: ProofItem.mask(side))
  }

  /// A tangle of the last contest: for each set of answers to which it comes, where it does.
  ///
  /// Behind that stands what its clauses bring: where one answer is left, of the tangle or of what
  /// comes before it, all that match and answer so stand.
  private mutating func items(
    _ tangle: [ProofContest.Member], of contest: ProofContest
  ) -> [ProofItem] {
    var cases: [ProofItem] = []
    var labels: [ProofItem] = []
    for side in 0...1 where sides & ProofItem.mask(side) != 0 {
      let undefeated = contest.undefeated(tangle, side: side)
      for (answers, condition) in self.cases(undefeated) where !answers.isEmpty {
        let left = undefeated.filter { answers.contains($0.speaker.answer) }
        cases.append(
          item(condition, role(answers, of: left.map(\.speaker), side: side), side: side))
        if answers.count == 1 { continue }
        for (speaker, place) in left where label(of: speaker.clause, side: side) != 0 {
          labels.append(
            item(
              table.store.and(place, condition),
              role(answers, of: [speaker], isLabelled: true, side: side), side: side))
        }
      }
      for member in tangle where label(of: member.speaker.clause, side: side) != 0 {
        labels.append(
          item(
            contest.condition(member, side: side),
            role([member.speaker.answer], of: [member.speaker], isLabelled: true, side: side),
            side: side))
      }
    }
    // The cases exclude one another, so their order does not count.
    func sorted(_ items: [ProofItem]) -> [ProofItem] {
      items.filter { $0.condition != .never }.sorted {
        (roles[$0.role].kind, $0.role, $0.condition.number, $0.sides)
          < (roles[$1.role].kind, $1.role, $1.condition.number, $1.sides)
      }
    }
    return sorted(cases) + sorted(labels)
  }

  /// Where which answers are left of a tangle.
  private func cases(
    _ undefeated: [(speaker: Speaker, condition: Condition)]
  ) -> [(answers: Set<Answer>, condition: Condition)] {
    let store = table.store
    var cases: [(answers: Set<Answer>, condition: Condition)] = [([], .always)]
    var seen: Set<Answer> = []
    for (speaker, _) in undefeated where seen.insert(speaker.answer).inserted {
      let stands = store.any(
        undefeated.filter { $0.speaker.answer == speaker.answer }.map(\.condition))
      cases = cases.flatMap { known in
        [
          (known.answers.union([speaker.answer]), store.and(known.condition, stands)),
          (known.answers, store.and(known.condition, store.not(stands))),
        ].filter { $0.1 != .never }
      }
    }
    return cases
  }

  /// The role of clauses that come to some answers, with what they bring or without.
  private mutating func role(
    _ answers: Set<Answer>, of speakers: [Speaker], isLabelled: Bool = false, side: Int
  ) -> Int {
    var terms: DistributionDeclarations?
    if case .step = answers.first { terms = table.regimes[side].distribution.terms }
    let isDefault = speakers.contains(where: \.isDefault)
    let kind = number(of: Kind(answers: answers, isDefault: isDefault, terms: terms), in: \.kinds)
    let label = isLabelled ? speakers.first.map { self.label(of: $0.clause, side: side) } ?? 0 : 0
    let number = number(of: ProofRole(kind: kind, label: label), in: \.roles)
    while names.count < roles.count { names.append([nil, nil]) }
    let ids = speakers.map { table.entries[$0.clause].clause.id }.sorted()
    // Where it is contested, all of them are meant.
    let name = answers.count > 1 ? ids.joined(separator: ", ") : ids.first ?? ""
    names[number][side] = names[number][side].map { min($0, name) } ?? name
    return number
  }

  private mutating func number<Value: Equatable>(
    of value: Value, in list: WritableKeyPath<ProofQuest, [Value]>
  ) -> Int {
    if let known = self[keyPath: list].firstIndex(of: value) { return known }
    self[keyPath: list].append(value)
    return self[keyPath: list].count - 1
  }

  /// What a clause brings to the question beside its answer; 0 if nothing.
  private mutating func label(of clause: Int, side: Int) -> Int {
    let clause = table.entries[clause].clause
    switch question {
    case .verdict: return clause.effect.circulation?.conduct == .oblige ? 1 : 0
    case .duty(let phase, let duty):
      guard let effect = clause.effect.circulation, effect.conduct != .prohibit else { return 0 }
      return effect.duties[phase].contains(duty) ? 1 : 0
    case .holderDuty(let phase, let duty):
      guard let effect = clause.effect.property, effect.stance == .grant else { return 0 }
      return effect.duties[phase].contains(duty) ? 1 : 0
    case .power:
      guard let way = table.regimes[side].way(of: clause) else { return 0 }
      return number(of: way, in: \.ways) + 1
    case .right, .waterfall: return 0
    }
  }
}

// MARK: States

extension ProofQuest {
  /// Whether a duty counts that any contest brings, rather than what each of them says.
  var asksForDuty: Bool {
    switch question {
    case .duty, .holderDuty: true
    case .verdict, .right, .waterfall, .power: false
    }
  }

  /// Whether nothing in which the sides differ can matter.
  func isSame(_ state: ProofState) -> Bool { state.items.isEmpty }

  /// What is left where a variable has each of its classes; neighbours that come to the same are
  /// one.
  func branches(
    _ state: ProofState, _ variable: Int
  ) -> [(classes: Range<Int>, state: ProofState)] {
    let store = table.store
    let places = state.items.indices.filter {
      store.variable(state.items[$0].condition) == variable
    }
    var branches: [(classes: Range<Int>, state: ProofState)] = []
    for number in 0..<store.classCount(variable) {
      let isAsBefore =
        number > 0
        && places.allSatisfy { place in
          let condition = state.items[place].condition
          return store.branch(condition, variable, number)
            == store.branch(condition, variable, number - 1)
        }
      if isAsBefore, let last = branches.last {
        branches[branches.count - 1].classes = last.classes.lowerBound..<number + 1
        continue
      }
      var items = state.items
      for place in places {
        items[place].condition = store.branch(items[place].condition, variable, number)
      }
      branches.append((number..<number + 1, reduced(items)))
    }
    return branches
  }

  /// The first variable on which a state depends.
  func variable(_ state: ProofState) -> Int? {
    state.items.lazy.map { table.store.variable($0.condition) }.min().flatMap {
      $0 == ConditionStore.noVariable ? nil : $0
    }
  }

  /// Brings items into one form.
  private func reduced(_ items: [ProofItem]) -> ProofState {
    let form = ProofForm(roles: roles, asksForLabels: asksForDuty)
    var contests = parts(items).map { form.withoutBeaten($0) }
    if asksForDuty { settleDuty(&contests) }
    if sides == ProofItem.bothSides { leaveOutShared(&contests, form) }
    return ProofState(items: contests.flatMap(\.self))
  }

  /// The items of each contest.
  func parts(_ items: [ProofItem]) -> [[ProofItem]] {
    if contestCount == 1 { return [items] }
    var contests: [[ProofItem]] = Array(repeating: [], count: contestCount)
    for item in items { contests[item.contest].append(item) }
    return contests
  }

  /// Where a side has the duty for sure, nothing else counts on it.
  private func settleDuty(_ contests: inout [[ProofItem]]) {
    let isDueOn = [0, 1].map { side in
      contests.contains { has(1, $0, side) == true }
    }
    if isDueOn == [true, true] {
      for number in contests.indices { contests[number] = [] }
      return
    }
    for side in 0...1 where isDueOn[side] {
      let mask = ProofItem.mask(side)
      for number in contests.indices where has(1, contests[number], side) == true {
        guard
          let bringer = contests[number].first(where: {
            $0.stands(on: side) && $0.isSure && roles[$0.role].label == 1
          })
        else { continue }
        for place in contests.indices {
          for item in contests[place].indices { contests[place][item].sides &= ~mask }
          contests[place].removeAll { $0.sides == 0 }
        }
        contests[number].append(
          ProofItem(condition: .always, role: bringer.role, contest: number, sides: mask))
        break
      }
    }
  }

  private func leaveOutShared(_ contests: inout [[ProofItem]], _ form: ProofForm) {
    let differing = contests.indices.filter { number in
      contests[number].contains { $0.sides != ProofItem.bothSides }
    }
    if differing.isEmpty {
      for number in contests.indices { contests[number] = [] }
      return
    }
    // Duties that several contests bring, and money that is contested, do not add up.
    let isSeparate =
      asksForDuty
      ? differing.count == 1
      : contestCount == 1 || !contests.joined().contains { isContested($0) }
    guard isSeparate else { return }
    for number in contests.indices where !asksForDuty || differing.contains(number) {
      contests[number] = form.withoutShared(contests[number])
    }
  }
  private func isContested(_ item: ProofItem) -> Bool {
    (kinds[roles[item.role].kind]?.answers.count ?? 0) > 1
  }
}
