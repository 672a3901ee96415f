public import BigInt
public import TenureModel

/// How often a regime answers what, exactly, over all situations that its clauses tell apart.
///
/// ```swift
/// let tally = RegimeTally(engine, at: day)
/// let verdicts = tally.verdicts(by: [actor, action])
/// let counts = verdicts.counts(in: [publicBodies, exports])   // what public bodies may export
/// ```
///
/// Each question is one diagram, gone through once, however many groups are asked about. Cases are
/// counted as `RulingDiagram.counts` counts them, over all facets that some clause names; the
/// facets of a tally count as named.
///
/// It is bad at parts of the space that are not groups of one facet each; see `RegimeDiff`.
public final class RegimeTally {
  /// A verdict, and whether defaults alone give it.
  public struct VerdictAnswer: Sendable, Hashable {
    /// The verdict.
    public let verdict: Verdict
    /// Whether it rests on defaults alone.
    public let isByDefault: Bool

    /// Creates an answer.
    public init(_ verdict: Verdict, isByDefault: Bool = false) {
      self.verdict = verdict
      self.isByDefault = isByDefault
    }
  }

  /// Why answers could not be counted together.
  public enum Failure: Error, Sendable, Hashable {
    /// There are more different ones than `answerLimit`.
    case tooManyAnswers
    /// It takes more nodes of diagrams than the limit.
    case tooManyNodes(TooManyNodes)
  }

  /// The most different waterfalls, or powers over one act, that are told apart.
  public static let answerLimit = 10_000

  /// The regime.
  public let engine: RegimeEngine
  /// The day at which it is asked; nil for all days.
  public let day: Day?
  private let nodeLimit: Int
  private var resolvers: [Cut: Resolver] = [:]

  /// A pillar, and the facets that come first in the order of variables.
  private struct Cut: Hashable {
    let pillar: Pillar
    let axes: [FacetID]
  }

  /// Makes a regime ready to be counted.
  ///
  /// - Parameters:
  ///   - engine: The regime.
  ///   - day: The day at which it is asked; nil for all days.
  ///   - nodeLimit: The most nodes of diagrams that the questions about one pillar may take.
  public init(
    _ engine: RegimeEngine, at day: Day? = nil, nodeLimit: Int = TooManyNodes.usualLimit
  ) {
    self.engine = engine
    self.day = day
    self.nodeLimit = nodeLimit
  }

  private var vocabulary: Vocabulary { engine.regime.vocabulary }

  /// The verdicts, told apart by term facets.
  ///
  /// - Throws: It takes more nodes than the limit.
  ///
  /// Complexity: that of the diagram, and of its edges times the classes of the facets.
  public func verdicts(by facets: [FacetID]) throws(TooManyNodes) -> Tally<VerdictAnswer> {
    let resolver = resolver(.circulation, axes: facets)
    let analysis = resolver.analysis
    func answer(_ leaf: Int) -> VerdictAnswer {
      VerdictAnswer(ActValue.verdicts[leaf / 2], isByDefault: leaf % 2 == 1)
    }
    let pass = TallyPass(analysis, axes: facets, survey: engine.survey, day: day)
    let counted = pass.cells(leafCount: Resolver.verdictLeafCount) {
      resolver.verdictAndBasis(counter: $0)
    }
    try analysis.checkNodes()
    if let counted { return tally(pass, counted, answer) }
    let ref =
      resolver.verdictAndBasis()
      ?? analysis.store.combine(resolver.diagram(of: .act), resolver.speakingByDefault(on: .act)) {
        2 * $0 + $1
      }
    try analysis.checkNodes()
    return tally(pass, pass.cells(ref), answer)
  }

  /// The states of a right, by leaf number, told apart by term facets.
  ///
  /// - Throws: It takes more nodes than the limit.
  public func states(
    of right: Int, by facets: [FacetID]
  ) throws(TooManyNodes) -> Tally<RightState> {
    let resolver = resolver(.property)
    let ref = resolver.diagram(of: .right(right))
    try resolver.analysis.checkNodes()
    return count(ref, by: facets, in: resolver.analysis) { RightValue.states[$0] }
  }

  /// The states of a right, by leaf number, among the situations in which a set facet has a leaf:
  /// for each leaf, in the order of its taxonomy.
  ///
  /// - Throws: It takes more nodes than the limit.
  ///
  /// Complexity: one pass for all leaves.
  public func states(
    of right: Int, perMemberOf facet: FacetID
  ) throws(TooManyNodes) -> [[RightState: BigUInt]] {
    let resolver = resolver(.property)
    let ref = resolver.diagram(of: .right(right))
    try resolver.analysis.checkNodes()
    let pass = TallyPass(resolver.analysis, axes: [facet], survey: engine.survey, day: day)
    return pass.memberCounts(ref, of: facet).map { counts in
      Tally<RightState>.named(counts) { RightValue.states[$0] }
    }
  }

  /// The waterfalls.
  ///
  /// - Throws: There are too many, or it takes more nodes than the limit.
  public func waterfalls() throws(Failure) -> [WaterfallOutcome: BigUInt] {
    let resolver = resolver(.distribution)
    let analysis = resolver.analysis
    let questions = analysis.questions(on: 0).filter { $0.pillar == .distribution }
    let found = try joint(questions, of: resolver)
    return Tally.named(found.counts) { number in
      analysis.waterfall(zip(questions, found.answers[number]))
    }
  }

  /// The powers over an act, by leaf number, of the bodies that some clause empowers to it.
  ///
  /// - Throws: There are too many, or it takes more nodes than the limit.
  public func powers(over act: Int) throws(Failure) -> [PowersOutcome: BigUInt] {
    let resolver = resolver(.governance)
    let able = engine.bodies(empoweredTo: act)
    let questions = powerQuestions(over: act, in: resolver.analysis)
      .filter { able.contains($0.body) }
    let found = try joint(questions.map(Question.power), of: resolver)
    return Tally.named(found.counts) { number in
      var outcome = PowersOutcome()
      for (question, leaf) in zip(questions, found.answers[number]) {
        outcome.answers[question] = resolver.analysis.powerAnswers.values[leaf]
      }
      return outcome
    }
  }

  // MARK: Diagrams

  /// The clauses of one pillar, with those of property where they test rights.
  private func resolver(_ pillar: Pillar, axes: [FacetID] = []) -> Resolver {
    let cut = Cut(pillar: pillar, axes: axes)
    if let known = resolvers[cut] { return known }
    let analysis = engine.analysis(of: pillar, at: day, axes: axes, nodeLimit: nodeLimit)
    let resolver = Resolver(analysis, side: 0, part: .region(.yes))
    resolvers[cut] = resolver
    return resolver
  }

  private func count<Answer>(
    _ ref: Ref, by facets: [FacetID], in analysis: Analysis, _ answer: (Int) -> Answer
  ) -> Tally<Answer> {
    let pass = TallyPass(analysis, axes: facets, survey: engine.survey, day: day)
    return tally(pass, pass.cells(ref), answer)
  }

  private func tally<Answer>(
    _ pass: TallyPass, _ cells: [(codes: [Int?], counts: [Int: BigUInt])],
    _ answer: (Int) -> Answer
  ) -> Tally<Answer> {
    Tally(
      classes: pass.classes,
      cells: cells.map { ($0.codes, Tally<Answer>.named($0.counts, answer)) })
  }

  /// The answers to several questions together, numbered, with the cases of each.
  private func joint(
    _ questions: [Question], of resolver: Resolver
  ) throws(Failure) -> (answers: [[Int]], counts: [Int: BigUInt]) {
    let analysis = resolver.analysis
    var answers = Interner<[Int]>([[]])
    var ref = Ref.no
    for question in questions {
      let next = resolver.diagram(of: question)
      let longer = Interner<[Int]>()
      ref = analysis.store.combine(ref, next) {
        longer.number(of: answers.values[$0] + [$1])
      }
      do throws(TooManyNodes) { try analysis.checkNodes() } catch { throw .tooManyNodes(error) }
      answers = longer
      guard answers.values.count <= Self.answerLimit else { throw .tooManyAnswers }
    }
    return (answers.values, CaseCounter(analysis.space).counts(ref, in: analysis.store))
  }
}

/// The cases of each answer to a question, told apart by classes of values of term facets.
public struct Tally<Answer: Hashable & Sendable>: Sendable {
  /// The classes of leaves of each facet; of one class all leaves are answered alike.
  public let classes: [[LeafSet]]
  /// For some classes, one for each facet or nil for all of them, the cases of each answer per leaf
  /// of each facet.
  private let cells: [(codes: [Int?], counts: [Answer: BigUInt])]

  fileprivate init(classes: [[LeafSet]], cells: [([Int?], [Answer: BigUInt])]) {
    self.classes = classes
    self.cells = cells
  }

  /// The cases of each answer where each facet has one of some leaves; answers without are left
  /// out.
  ///
  /// - Precondition: there must be a set for each facet of the tally.
  public func counts(in groups: [LeafSet]) -> [Answer: BigUInt] {
    precondition(
      groups.count == classes.count,
      "Tally.counts(in:) must be given \(classes.count) groups (was \(groups.count))")
    let sizes = zip(classes, groups).map { classes, group in
      classes.map { $0.intersection(group).count }
    }
    let wholes = groups.map(\.count)
    var sums: [Answer: BigUInt] = [:]
    for cell in cells {
      var leaves = 1
      for (position, code) in cell.codes.enumerated() {
        leaves *= code.map { sizes[position][$0] } ?? wholes[position]
      }
      guard leaves > 0 else { continue }
      for (answer, count) in cell.counts {
        sums[answer, default: 0] += count.multiplied(byWord: UInt(leaves))
      }
    }
    return sums
  }

  fileprivate static func named(
    _ counts: [Int: BigUInt], _ answer: (Int) -> Answer
  ) -> [Answer: BigUInt] {
    var named: [Answer: BigUInt] = [:]
    for (leaf, count) in counts where count > 0 { named[answer(leaf), default: 0] += count }
    return named
  }
}

extension RegimeEngine {
  /// The clauses of one pillar, with those of property where they test rights, cut by one space.
  fileprivate func analysis(
    of pillar: Pillar, at day: Day?, axes: [FacetID] = [], nodeLimit: Int = .max,
    where isMeant: (AnyEffect) -> Bool = { _ in true }
  ) -> Analysis {
    var kept = clauses.indices.filter {
      clauses[$0].clause.pillar == pillar && isMeant(clauses[$0].clause.effect)
    }
    if pillar != .property, let right = regime.vocabulary.right,
      kept.contains(where: { conditions[$0].facets.contains(right) })
    {
      kept += clauses.indices.filter { clauses[$0].clause.pillar == .property }
      kept.sort()
    }
    return Analysis(
      regimes: [regime], table: ClauseTable(kept.map { clauses[$0] }), survey: survey, day: day,
      axes: axes, nodeLimit: nodeLimit)
  }

  /// The powers over acts, by leaf number, in a situation, with the open facets on which those over
  /// each act depend; the answers that depend on them are left out.
  package func powers(
    over acts: [Int], in situation: Situation
  ) -> [(powers: PowersOutcome, depends: [FacetID])] {
    let taxonomy = regime.vocabulary.acts
    let ruling = ruling(on: [.governance], in: situation)
    if ruling.depends.isEmpty {
      // A red line for any body speaks of those that some clause about the acts names.
      let bodies = bodies(about: acts)
      return acts.map { act in
        var powers = PowersOutcome()
        powers.answers = ruling.outcome.powers.answers.filter {
          $0.key.act == act && bodies.contains($0.key.body)
        }
        return (powers, [])
      }
    }
    let analysis = analysis(of: .governance, at: nil) { effect in
      guard let taxonomy, let leaves = effect.governance?.acts.leaves(in: taxonomy) else {
        return false
      }
      return acts.contains(where: leaves.contains)
    }
    let domains = analysis.space.domains(of: situation)
    let resolver = Resolver(analysis, side: 0, part: .domains(domains))
    return acts.map { act in
      var powers = PowersOutcome()
      var depends: Set<FacetID> = []
      for question in powerQuestions(over: act, in: analysis) {
        let ref = resolver.diagram(of: .power(question))
        if let leaf = ref.leaf {
          powers.answers[question] = analysis.powerAnswers.values[leaf]
        } else {
          for level in analysis.store.support(of: ref) {
            depends.insert(analysis.space.variables[level].facet)
          }
        }
      }
      return (powers, depends.sorted())
    }
  }

  /// The waterfall in a situation, with the open facets on which it depends; where there are some,
  /// it is not complete.
  package func waterfall(
    in situation: Situation
  ) -> (waterfall: WaterfallOutcome, depends: [FacetID]) {
    let analysis = analysis(of: .distribution, at: nil)
    let domains = analysis.space.domains(of: situation)
    let resolver = Resolver(analysis, side: 0, part: .domains(domains))
    var answers: [(Question, Int)] = []
    var depends: Set<FacetID> = []
    for question in analysis.questions(on: 0) where question.pillar == .distribution {
      let ref = resolver.diagram(of: question)
      if let leaf = ref.leaf { answers.append((question, leaf)) }
      for level in ref.isLeaf ? [] : analysis.store.support(of: ref) {
        depends.insert(analysis.space.variables[level].facet)
      }
    }
    return (analysis.waterfall(answers), depends.sorted())
  }

  /// The way in which a clause lets a body act; nil for a red line, and for other pillars.
  package func way(of position: Int) -> PowersOutcome.Way? {
    clauses[position].clause.effect.governance?.way(under: regime.governance)
  }

  /// The bodies that some clause about one of the acts names.
  private func bodies(about acts: [Int]) -> Set<String> {
    guard let taxonomy = regime.vocabulary.acts else { return [] }
    let effects = clauses.compactMap(\.clause.effect.governance).filter { effect in
      let leaves = effect.acts.leaves(in: taxonomy)
      return acts.contains(where: leaves.contains)
    }
    return Set(effects.compactMap(\.body))
  }

  /// The bodies that some clause empowers to an act, somewhere.
  fileprivate func bodies(empoweredTo act: Int) -> Set<String> {
    guard let acts = regime.vocabulary.acts else { return [] }
    let bodies = clauses.compactMap { clause -> String? in
      guard let effect = clause.clause.effect.governance,
        case .empower(let body, _, _) = effect.power, effect.acts.leaves(in: acts).contains(act)
      else { return nil }
      return body
    }
    return Set(bodies)
  }

  /// The acts, by leaf number, of which some clause speaks.
  package var governedActs: LeafSet {
    guard let acts = regime.vocabulary.acts else { return .empty }
    return clauses.compactMap(\.clause.effect.governance)
      .reduce(.empty) { $0.union($1.acts.leaves(in: acts)) }
  }
}

extension Analysis {
  /// The waterfall that answers to the questions of distribution make.
  fileprivate func waterfall(_ answers: some Sequence<(Question, Int)>) -> WaterfallOutcome {
    var outcome = WaterfallOutcome()
    for (question, leaf) in answers {
      switch question {
      case .step(let step) where leaf > 0: outcome.steps[step] = leaf
      case .rivals: outcome.contested = stepSets.values[leaf]
      default: break
      }
    }
    return outcome
  }
}

private func powerQuestions(over act: Int, in analysis: Analysis) -> [PowersOutcome.Question] {
  analysis.questions(on: 0).compactMap { question in
    guard case .power(let power) = question, power.act == act else { return nil }
    return power
  }
}
