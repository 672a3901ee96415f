import BigInt
import TenureModel

/// A proof of a merge at work: base, ours, theirs and merged in one space.
struct MergeCore {
  /// What became of a question in a situation, as leaves of its diagram; clashes follow.
  private enum Fate {
    static let same = 0
    static let ours = 1
    static let theirs = 2
    static let alike = 3
    static let clash = 4
  }

  private let engines: [RegimeEngine]
  private let analysis: Analysis
  private let counter: CaseCounter
  private let changed: [Int]
  private let region: Ref

  init(_ engines: [RegimeEngine], day: Day?, nodeLimit: Int) {
    self.engines = engines
    let tests = engines.dropFirst().map { ChangeTest(between: engines[0].regime, and: $0.regime) }
    let table = ClauseTable(mergeOf: engines, tests)
    let everywhere = Sides.first(engines.count)
    analysis = Analysis(
      regimes: engines.map(\.regime), table: table,
      survey: engines.dropFirst().reduce(engines[0].survey) { $0.union($1.survey) }, day: day,
      nodeLimit: nodeLimit)
    counter = CaseCounter(analysis.space)
    changed = table.entries.indices.filter { index in
      let entry = table.entries[index]
      return entry.sides != everywhere
        || tests.contains { $0.leansOnChange(entry.clause.pillar) }
    }
    let resting = table.entries.indices.filter(analysis.restsOnRights)
    let isWhole = tests.contains { !$0.settlesAlike } || changed.count * 4 > table.entries.count
    region = isWhole ? .yes : analysis.region(of: changed + resting)
  }

  func proof() throws(TooManyNodes) -> MergeProof {
    let resolvers = engines.indices.map {
      Resolver(analysis, side: $0, part: .region(region))
    }
    var taken = [Ref](repeating: .no, count: Fate.clash + 1)
    var differing = [Ref](repeating: .no, count: engines.count)
    var clashes: [MergeProof.Clash] = []
    for question in questions() {
      let answers = resolvers.map { $0.diagram(of: question) }
      if Set(answers).count == 1 { continue }
      for side in engines.indices.dropFirst() {
        let differs = analysis.store.combine(answers[0], answers[side]) { $0 == $1 ? 0 : 1 }
        differing[side] = analysis.store.or(differing[side], differs)
      }
      let ways = Interner<[Int]>()
      let fates = fates(answers, ways)
      for fate in [Fate.ours, Fate.theirs, Fate.alike] {
        let here = analysis.store.map(fates) { $0 == fate ? 1 : 0 }
        taken[fate] = analysis.store.or(taken[fate], here)
      }
      let clashing = analysis.store.map(fates) { $0 >= Fate.clash ? 1 : 0 }
      taken[Fate.clash] = analysis.store.or(taken[Fate.clash], clashing)
      try analysis.checkNodes()
      clashes += self.clashes(question, fates, ways)
      try analysis.checkNodes()
    }
    try analysis.checkNodes()
    let counts = taken.map { counter.count($0, in: analysis.store, leaf: 1) }
    let differences = differing.map { counter.count($0, in: analysis.store, leaf: 1) }
    return MergeProof(
      total: counter.total, differing: (differences[1], differences[2], differences[3]),
      takenFromOurs: counts[Fate.ours], takenFromTheirs: counts[Fate.theirs],
      changedAlike: counts[Fate.alike], clashing: counts[Fate.clash],
      clashes: clashes.enumerated().sorted { left, right in
        let counts = (left.element.change.count, right.element.change.count)
        return counts.0 == counts.1 ? left.offset < right.offset : counts.0 > counts.1
      }.map(\.element))
  }

  /// The questions on which the four can differ.
  private func questions() -> [Question] {
    var questions: [Question] = []
    var seen: Set<Question> = []
    let resting = analysis.table.entries.indices.filter(analysis.restsOnRights)
    let entries = Set(changed + resting).sorted()
    for side in engines.indices {
      let here = entries.filter { analysis.has($0, on: side) }
      for question in analysis.questions(of: here, on: side)
      where seen.insert(question).inserted {
        questions.append(question)
      }
    }
    return questions
  }

  /// The diagram of what became of a question; `ways` numbers the answers that clash.
  private func fates(_ answers: [Ref], _ ways: Interner<[Int]>) -> Ref {
    let store = analysis.store
    let known = Interner<[Int]>([[0, 0], [0, 0, 0]])
    let sides = store.combine(answers[0], answers[1]) { known.number(of: [$0, $1]) }
    let all = store.combine(sides, answers[2]) { known.number(of: known.values[$0] + [$1]) }
    return store.combine(all, answers[3]) { number, merged in
      let (base, ours, theirs) = (
        known.values[number][0], known.values[number][1], known.values[number].last ?? 0
      )
      if ours == base, theirs == base, merged == base { return Fate.same }
      if theirs == base, ours != base, merged == ours { return Fate.ours }
      if ours == base, theirs != base, merged == theirs { return Fate.theirs }
      if ours == theirs, ours != base, merged == ours { return Fate.alike }
      return Fate.clash + ways.number(of: [base, ours, theirs, merged])
    }
  }

  private func clashes(
    _ question: Question, _ fates: Ref, _ ways: Interner<[Int]>
  ) -> [MergeProof.Clash] {
    let counts = counter.counts(fates, in: analysis.store)
    return counts.sorted { $0.key < $1.key }.compactMap { leaf, count in
      guard leaf >= Fate.clash, count > 0 else { return nil }
      return clash(question, fates, leaf, ways.values[leaf - Fate.clash], count)
    }
  }

  private func clash(
    _ question: Question, _ fates: Ref, _ leaf: Int, _ way: [Int], _ count: BigUInt
  ) -> MergeProof.Clash? {
    let cases = analysis.store.map(fates) { $0 == leaf ? 1 : 0 }
    let densities = counter.densities(in: analysis.store)
    let box = analysis.store.largeBox(in: cases) { densities[$0] > densities[$1] }
    guard let box else { return nil }
    let witness = analysis.space.witness(of: box)
    func subject(_ answer: Int) -> RegimeDiff.Subject? {
      answer == way[0] ? nil : analysis.subject(question, [way[0], answer])
    }
    let rulings = engines.map { $0.ruling(in: witness) }
    let change = Change(
      pillar: question.pillar, region: Region(analysis.space.box(box)), witness: witness,
      count: count,
      before: rulings[0], after: rulings[3])
    return MergeProof.Clash(
      kind: kind(question, way), ours: subject(way[1]), theirs: subject(way[2]),
      merged: subject(way[3]), change: change, ourRuling: rulings[1], theirRuling: rulings[2])
  }

  private func kind(_ question: Question, _ way: [Int]) -> MergeProof.Kind {
    let (base, ours, theirs, merged) = (way[0], way[1], way[2], way[3])
    func isContested(_ answer: Int) -> Bool {
      switch question {
      case .act: ActValue.verdicts[answer] == .contested
      case .right: RightValue.states[answer] == .contested
      case .rivals: answer != 0 && answer == merged
      case .power: analysis.powerAnswers.values[answer] == .contested
      case .duty, .holderDuty, .step: false
      }
    }
    if isContested(merged), !isContested(ours), !isContested(theirs) { return .contested }
    if case .right = question {
      let held = RightValue.states.firstIndex(of: .held)
      let meant = ours == base ? theirs : ours
      if meant == held, merged != held, ours == base || theirs == base || ours == theirs {
        return .rightLost
      }
    }
    if ours != base, theirs != base, ours != theirs { return .changedByBoth }
    let isChanged = ours != base || theirs != base
    return isChanged && merged == base ? .changeLost : .flipped
  }
}

extension ClauseTable {
  /// The clauses of several versions of one regime, without those that no change is near.
  fileprivate init(mergeOf engines: [RegimeEngine], _ tests: [ChangeTest]) {
    var entries: [Entry] = []
    var conditions: [Guard] = []
    var byID: [String: [Int]] = [:]
    for (side, engine) in engines.enumerated() {
      for (position, clause) in engine.clauses.enumerated() {
        let known = byID[clause.clause.id, default: []].first { index in
          entries[index].layer == clause.layer && entries[index].clause.means(clause.clause)
        }
        if let known {
          entries[known] = Entry(
            clause: entries[known].clause, layer: clause.layer,
            sides: entries[known].sides.union(.side(side)))
        } else {
          byID[clause.clause.id, default: []].append(entries.count)
          entries.append(
            Entry(clause: clause.clause, layer: clause.layer, sides: .side(side)))
          conditions.append(engine.conditions[position])
        }
      }
    }
    let everywhere = Sides.first(engines.count)
    let changed = entries.indices.filter { index in
      entries[index].sides != everywhere
        || tests.contains { $0.leansOnChange(entries[index].clause.pillar) }
    }
    guard tests.allSatisfy(\.settlesAlike), changed.count * 4 <= entries.count else {
      self.init(entries: entries)
      return
    }
    let isNear = ChangeNeighbourhood.test(
      near: Set(changed.map { conditions[$0] }), in: engines[0].regime.vocabulary)
    self.init(
      entries: entries.indices.filter { index in
        entries[index].sides != everywhere || entries[index].clause.pillar == .governance
          || isNear(conditions[index])
      }.map { entries[$0] })
  }
}
