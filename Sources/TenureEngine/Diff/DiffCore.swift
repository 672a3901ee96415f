import BigInt
import TenureModel

/// A comparison at work: the analysis of both sides, and for each question the diagram of where
/// the answers differ.
final class DiffCore {
  let before: RegimeEngine
  let after: RegimeEngine
  let analysis: Analysis
  let counter: CaseCounter

  /// The questions on which the sides can differ, each with its diagram: leaf 0 for equal answers,
  /// leaf n + 1 for the n-th pair of unequal ones.
  private(set) var differences: [Difference] = []

  struct Difference {
    let question: Question
    let ref: Ref
    /// The pairs of unequal answers that occur.
    let pairs: Interner<[Int]>
    /// Whether the verdicts differ wherever this does, as is known without a look.
    var isCovered = false
  }

  /// Whether the work was given up, because it passed its limit; then nothing that was found holds.
  private(set) var isGivenUp = false
  /// The most states of one walk.
  private(set) var mostStates = 0

  private let settlesAlike: Bool
  private let limit: Limit
  private let pillars: Set<Pillar>
  /// Whether few of the clauses changed, so that only their region is looked at.
  private let isNarrow: Bool

  /// What a side answers, over the part of the space in which an answer can differ.
  private var resolvers: [Resolver] {
    didSet { sideBySide = makeSideBySide() }
  }
  private var sideBySide: SideBySideWalk
  /// The pairs of verdicts and where they differ, once that was walked.
  private var verdicts: (ref: Ref, pairs: [[Int]])?
  /// Where conduct is given before alone, and where after alone; of what stands in `verdicts`.
  private lazy var givenAlone = [0, 1].map { whereGivenAlone(on: $0) }
  /// The same, for the rights.
  private lazy var rightResolvers = resolvers

  /// Where the difference that was asked about last leads.
  var leafCases: LeafCases?
  /// What tells the kinds of a pillar's differences apart, once worked out.
  var aspects: [Pillar: [Ref]] = [:]

  /// How much work is done before it is given up.
  struct Limit {
    /// The states of one walk.
    var states = Int.max
    /// The nodes of all diagrams.
    var nodes = Int.max
  }

  /// Compares two regimes; nothing is looked at if the caller knows that they are the same.
  convenience init(
    _ before: RegimeEngine, _ after: RegimeEngine, in pillars: Set<Pillar>, day: Day?,
    isEmpty: Bool, nodeLimit: Int
  ) {
    let test = ChangeTest(between: before.regime, and: after.regime)
    let table =
      isEmpty ? ClauseTable(entries: []) : ChangeNeighbourhood.table(before, after, test)
    self.init(
      before, after, table, test,
      Analysis(
        regimes: [before.regime, after.regime], table: table,
        survey: before.survey.union(after.survey), day: day, nodeLimit: nodeLimit),
      in: pillars)
  }

  /// Compares the two sides of an analysis.
  ///
  /// - Parameters:
  ///   - before: The first regime.
  ///   - after: The second.
  ///   - table: The clauses of both sides.
  ///   - test: Which of these mean something else on the two sides.
  ///   - analysis: The analysis of the table.
  ///   - pillars: The pillars to compare; the rights are compared too where others rest on them.
  ///   - limit: How much work is done before it is given up.
  init(
    _ before: RegimeEngine, _ after: RegimeEngine, _ table: ClauseTable, _ test: ChangeTest,
    _ analysis: Analysis, in pillars: Set<Pillar> = Set(Pillar.allCases),
    limit: Limit = Limit()
  ) {
    self.before = before
    self.after = after
    self.limit = limit
    self.pillars = pillars
    settlesAlike = test.settlesAlike
    let changed = table.entries.indices.filter { test.isChanged(table.entries[$0]) }
    self.analysis = analysis
    counter = CaseCounter(analysis.space)
    let rights = changed.filter { analysis.effect($0).property != nil }
    // The region of many clauses is most of the space, and costs more than it saves.
    isNarrow = test.settlesAlike && changed.count * 4 <= table.entries.count
    resolvers = Self.resolvers(analysis, over: isNarrow ? analysis.region(of: rights) : .yes)
    sideBySide = SideBySideWalk(
      analysis, resolvers, settlesAlike: test.settlesAlike, stateLimit: limit.states)
    compare(questions(rights).filter { isAsked($0) || $0.isOfRight })
    if pillars == [.property] { return }
    if !test.settlesAlike || rights.count < changed.count
      || differences.contains(where: \.question.isOfRight)
    {
      compareOthers(changed, test)
    }
    // The rights were compared for what rests on them, too.
    differences.removeAll { !isAsked($0.question) }
  }

  private func isAsked(_ question: Question) -> Bool { pillars.contains(question.pillar) }

  private func makeSideBySide() -> SideBySideWalk {
    SideBySideWalk(
      analysis, resolvers, settlesAlike: settlesAlike, stateLimit: limit.states)
  }

  private func compare(_ questions: [Question]) {
    for question in questions where !isGivenUp && !analysis.isExhausted {
      if let difference = difference(question) { differences.append(difference) }
      mostStates = max(mostStates, sideBySide.mostStates)
      if sideBySide.isGivenUp || analysis.store.nodeCount > limit.nodes { isGivenUp = true }
    }
  }

  private static func resolvers(_ analysis: Analysis, over region: Ref) -> [Resolver] {
    [0, 1].map { Resolver(analysis, side: $0, part: .region(region)) }
  }

  /// Compares what rests on the rights: everything but property.
  ///
  /// It can differ where a changed clause matches, and where one that tests rights does and the
  /// rights differ.
  private func compareOthers(_ changed: [Int], _ test: ChangeTest) {
    rightResolvers = resolvers
    var entries = changed.filter { analysis.effect($0).property == nil }
    var region = isNarrow ? analysis.region(of: entries) : Ref.yes
    let resting = analysis.table.entries.indices.filter(analysis.restsOnRights)
    let differing = differences.filter(\.question.isOfRight)
    if test.settlesAlike, !resting.isEmpty, !differing.isEmpty {
      if isNarrow {
        let rightsDiffer = analysis.store.any(
          of: differing.map { analysis.store.map($0.ref) { $0 == 0 ? 0 : 1 } })
        let reached = analysis.store.and(analysis.region(of: resting), rightsDiffer)
        region = analysis.store.or(region, reached)
      }
      entries = Set(entries + resting).sorted()
    }
    resolvers = Self.resolvers(analysis, over: region)
    if test.settlesAlike, differing.isEmpty { resolvers[1].takeMatches(from: resolvers[0]) }
    compare(questions(entries).filter { $0.pillar != .property && isAsked($0) })
  }

  /// The resolvers of a pillar, each over the part of the space in which that pillar can differ.
  func resolvers(of pillar: Pillar) -> [Resolver] {
    pillar == .property ? rightResolvers : resolvers
  }

  /// The questions on which an answer can differ: those on which one of the clauses speaks.
  private func questions(_ changed: [Int]) -> [Question] {
    var questions: [Question] = []
    var seen: Set<Question> = []
    for side in 0...1 {
      let here = changed.filter { analysis.has($0, on: side) }
      for question in analysis.questions(of: here, on: side)
      where seen.insert(question).inserted {
        questions.append(question)
      }
    }
    return questions
  }

  private func difference(_ question: Question) -> Difference? {
    let pairs = Interner<[Int]>()
    let number: (Int, Int) -> Int = { pairs.number(of: [$0, $1]) + 1 }
    if case .duty(let phase, let duty) = question, verdicts != nil,
      let ref = sideBySide.difference(phase, duty, where: givenAlone, number)
    {
      return ref == .no
        ? nil : Difference(question: question, ref: ref, pairs: pairs, isCovered: true)
    }
    if !areApart(on: question), let ref = sideBySide.difference(question, number) {
      if question == .act { verdicts = (ref, pairs.values) }
      return ref == .no ? nil : Difference(question: question, ref: ref, pairs: pairs)
    }
    let before = resolvers[0].diagram(of: question)
    let after = resolvers[1].diagram(of: question)
    if before == after { return nil }
    let ref = analysis.store.difference(before, after, number)
    return Difference(question: question, ref: ref, pairs: pairs)
  }

  /// Where conduct is given on a side and not on the other one.
  private func whereGivenAlone(on side: Int) -> Ref {
    guard let verdicts else { return .no }
    let isGiven = verdicts.pairs.map { pair in
      ActValue.gives[pair[side]] && !ActValue.gives[pair[1 - side]]
    }
    if !isGiven.contains(true) { return .no }
    return analysis.store.map(verdicts.ref) { $0 > 0 && isGiven[$0 - 1] ? 1 : 0 }
  }

  /// Whether a question is answered for each side alone, and the answers compared then.
  ///
  /// Where the sides have little in common, a walk over both has a state for each pair of what is
  /// left of either: for the law of the Union against that of the United States 9.2 million, eight
  /// times the time of two walks and the comparison of their diagrams. Duties rest on few clauses,
  /// and are walked together all the same.
  private func areApart(on question: Question) -> Bool {
    guard !isNarrow, limit.states == .max else { return false }
    switch question {
    case .act, .right: return true
    case .duty, .holderDuty, .step, .rivals, .power: return false
    }
  }

  /// The diagram of where some question of a pillar differs.
  func differing(in pillar: Pillar) -> Ref {
    analysis.store.any(
      of: differences.filter { $0.question.pillar == pillar }.map { whereGiven($0.ref) })
  }

  func diff(areIdentical: Bool) throws(TooManyNodes) -> RegimeDiff {
    try analysis.checkNodes()
    let (any, byPillar) = differingCounts()
    try analysis.checkNodes()
    return RegimeDiff(
      relation: relation(areIdentical: areIdentical), total: counter.total,
      differing: any, differingByPillar: byPillar, shifts: shifts(), core: self)
  }

  /// In how many situations something differs, in all and in each pillar.
  ///
  /// The largest diagram is mostly that of the act: no other one is made of it, nor of it and
  /// others.
  private func differingCounts() -> (any: BigUInt, byPillar: [Pillar: BigUInt]) {
    var pillars: [Pillar] = []
    var pairs: [(Ref, Ref)] = []
    for pillar in Pillar.allCases {
      let refs = differences.filter { $0.question.pillar == pillar && !$0.isCovered }.map(\.ref)
      guard let first = refs.first else { continue }
      pillars.append(pillar)
      pairs.append((first, analysis.store.any(of: refs.dropFirst().map(whereGiven))))
    }
    let main = pillars.firstIndex(of: .circulation) ?? 0
    if pairs.count > 1 {
      let others = pairs.indices.map { $0 == main ? .no : whereGiven(pairs[$0].0) }
      pairs.append((pairs[main].0, analysis.store.any(of: others + pairs.map(\.1))))
    }
    let counts = counter.counts(ofEither: pairs, in: analysis.store)
    return (
      counts.last ?? 0, Dictionary(zip(pillars, counts), uniquingKeysWith: { first, _ in first })
    )
  }

  /// The diagram of where a diagram leads to another leaf than 0.
  private func whereGiven(_ ref: Ref) -> Ref { analysis.store.map(ref) { $0 == 0 ? 0 : 1 } }

  private func relation(areIdentical: Bool) -> Relation {
    if areIdentical { return .identical }
    var directions: Set<Direction> = []
    for difference in differences {
      for leaf in counter.counts(difference.ref, in: analysis.store).keys where leaf > 0 {
        let pair = difference.pairs.values[leaf - 1]
        directions.insert(.of(difference.question, from: pair[0], to: pair[1]))
      }
    }
    switch directions {
    case []: return .equivalent
    case [.wider]: return .wider
    case [.narrower]: return .narrower
    default: return .incomparable
    }
  }

  private func shifts() -> [RegimeDiff.Shift] {
    var shifts: [RegimeDiff.Shift] = []
    for (index, difference) in differences.enumerated() {
      let counts = counter.counts(difference.ref, in: analysis.store)
      for (leaf, count) in counts.sorted(by: { $0.key < $1.key }) where leaf > 0 {
        let pair = difference.pairs.values[leaf - 1]
        shifts.append(
          RegimeDiff.Shift(
            subject: analysis.subject(difference.question, pair),
            count: count,
            question: index, leaf: leaf))
      }
    }
    return shifts.enumerated().sorted { left, right in
      let weights = (left.element.subject.weight, right.element.subject.weight)
      if weights.0 != weights.1 { return weights.0 < weights.1 }
      return left.element.count == right.element.count
        ? left.offset < right.offset : left.element.count > right.element.count
    }.map(\.element)
  }
}

extension RegimeDiff.Subject {
  /// What a reader asks first: whether it may be done, who may demand what, then the duties, the
  /// money, and who makes the rules.
  fileprivate var weight: Int {
    switch self {
    case .verdict: 0
    case .right: 1
    case .duty, .holderDuty: 2
    case .step, .rivals: 3
    case .power: 4
    }
  }
}
