import TenureModel

/// One regime, or two side by side, cut by one space: where every question is asked and answered.
///
/// Both sides share the space and the store, so that equal meaning is the same reference.
final class Analysis {
  /// A regime, as far as an analysis needs it.
  struct Side {
    let doctrine: Doctrine
    let governance: GovernanceDeclarations
    let terms: DistributionDeclarations
    let precedence: Precedence
  }

  let table: ClauseTable
  let space: Space
  let sides: [Side]
  /// Whether the two sides would settle each clash between clauses that they share alike.
  let settlesAlike: Bool
  var store: DiagramStore

  // INVARIANT (leaf 0): leaf 0 is what holds where nothing speaks, so number 0 is nothing.
  let stepSets = Interner<Set<Set<WaterfallOutcome.Step>>>([])
  let powerAnswers = Interner<PowersOutcome.Answer?>(nil)
  let stepNumbers = Interner<WaterfallOutcome.Step>()

  private var forms: [[GuardForm?]]
  private var heldRights: [[Int: Ref]]
  private var sharedForms: [Int: Bool] = [:]
  private var facetSets: [Set<FacetID>?]
  private var problems: [Question: Problem?] = [:]

  /// `regimes` are one regime, or the one before and the one after, all read in one vocabulary;
  /// `table` the clauses to look at; `survey` what all clauses of the regimes name.
  init(regimes: [Regime], table: ClauseTable, survey: Survey, day: Day?) {
    self.table = table
    let vocabulary = regimes[0].vocabulary
    let conditions = table.entries.map { $0.clause.condition(in: vocabulary) }
    let foremost = zip(conditions, table.entries).filter { $1.sides != .both }.map(\.0)
    let space = Space(
      vocabulary: vocabulary, guards: conditions,
      foremost: regimes.count == 2 && foremost.count < conditions.count ? foremost : [],
      survey: survey, day: day)
    self.space = space
    let scopes = ScopeOrder(
      scopes: table.entries.map { $0.clause.scope(in: vocabulary) },
      // Specificity is over all days, also where one is asked about.
      in: day == nil
        ? space : Space(vocabulary: vocabulary, guards: conditions, survey: survey, day: nil))
    sides = regimes.map { regime in
      Side(
        doctrine: regime.doctrine, governance: regime.governance,
        terms: regime.distribution.terms,
        precedence: Precedence(
          doctrine: regime.doctrine,
          contenders: table.entries.map { ($0.clause, $0.layer) }, scopes: scopes))
    }
    settlesAlike = regimes.count < 2 || regimes[0].doctrine == regimes[1].doctrine
    store = DiagramStore(arities: space.variables.map(\.arity))
    forms = regimes.map { _ in Array(repeating: nil, count: table.entries.count) }
    heldRights = regimes.map { _ in [:] }
    facetSets = Array(repeating: nil, count: table.entries.count)
  }

  /// The facets that the condition of a clause names.
  func conditionFacets(_ entry: Int) -> Set<FacetID> {
    if let known = facetSets[entry] { return known }
    let facets = table.entries[entry].clause.condition(in: space.vocabulary).facets
    facetSets[entry] = facets
    return facets
  }

  /// The form of a clause's guard on a side, with tests on `right` answered by that side's own
  /// property clauses.
  func form(of entry: Int, on side: Int) -> GuardForm {
    if let known = forms[side][entry] { return known }
    let formula = space.formula(table.entries[entry].clause.condition(in: space.vocabulary))
    let restsOnRights = formula.mentionsLevel(from: space.baseLevelCount)
    let form: GuardForm
    if let rows = formula.rows(limit: 1), !restsOnRights {
      form = rows.first.map { .row($0) } ?? .diagram(.no)
    } else {
      var ref = store.diagram(of: formula)
      if restsOnRights { ref = substituteRights(ref, on: side) }
      form = store.row(of: ref).map { .row($0) } ?? .diagram(ref)
    }
    for other in sides.indices where other == side || !restsOnRights {
      forms[other][entry] = form
    }
    return form
  }

  /// Whether an entry stands on both sides and matches in the same situations on both.
  func isShared(_ entry: Int) -> Bool {
    guard sides.count == 2 else { return true }
    guard settlesAlike, table.entries[entry].sides == .both else { return false }
    if let known = sharedForms[entry] { return known }
    let shared = form(of: entry, on: 0) == form(of: entry, on: 1) && saysAlike(entry)
    sharedForms[entry] = shared
    return shared
  }

  /// Whether what both sides declare gives the clause one meaning.
  private func saysAlike(_ entry: Int) -> Bool {
    let effect = table.entries[entry].clause.effect
    switch effect {
    case .property, .circulation: return true
    case .distribution: return sides[0].terms == sides[1].terms
    case .governance: return way(of: effect, on: 0) == way(of: effect, on: 1)
    }
  }

  /// The diagram of where a side's actor holds some right of a set of leaves.
  private func held(_ rights: LeafSet, on side: Int) -> Ref {
    rights.leaves.reduce(Ref.no) { store.or($0, held(right: $1, on: side)) }
  }

  private func held(right: Int, on side: Int) -> Ref {
    if let known = heldRights[side][right] { return known }
    let states = diagram(of: .right(right), on: side)
    let held = store.map(states) { RightValue.states[$0] == .held ? 1 : 0 }
    heldRights[side][right] = held
    return held
  }

  private func substituteRights(_ ref: Ref, on side: Int) -> Ref {
    var memo: [Ref: Ref] = [:]
    return substituteRights(ref, on: side, &memo)
  }

  private func substituteRights(_ ref: Ref, on side: Int, _ memo: inout [Ref: Ref]) -> Ref {
    if ref.isLeaf { return ref }
    if let known = memo[ref] { return known }
    let level = store.level(ref)
    let parts = (0..<store.arities[level]).map {
      substituteRights(store.child(ref, $0), on: side, &memo)
    }
    let result: Ref
    if level >= space.baseLevelCount, case .block(let rights) = space.variables[level].content {
      let has = held(rights, on: side)
      let with = store.and(has, parts[1])
      let without = store.and(store.not(has), parts[0])
      result = store.or(with, without)
    } else {
      result = branch(at: level, parts)
    }
    memo[ref] = result
    return result
  }

  /// The diagram that goes on with one of the parts, by the class of the variable of a level.
  ///
  /// Where a right is held may turn on a variable above the level, so a node there is not always
  /// in order.
  private func branch(at level: Int, _ parts: [Ref]) -> Ref {
    if parts.allSatisfy({ $0.isLeaf || store.level($0) > level }) {
      return store.node(level: level, parts)
    }
    return parts.indices.reduce(Ref.no) { union, code in
      let literal = store.node(
        level: level, parts.indices.map { $0 == code ? Ref.yes : Ref.no })
      return store.or(union, store.and(literal, parts[code]))
    }
  }

  /// The diagram of a question on one side; leaves are the question's own values.
  func diagram(of question: Question, on side: Int, domains: [Bits]? = nil) -> Ref {
    let known = side == 0 ? problems[question] : nil
    let made = known ?? problem(for: question, on: [side])
    if side == 0 { problems[question] = made }
    guard let problem = made else { return .no }
    let judge = QuestionJudge(
      plan: problem.plan, sides: problem.sides, changed: nil, leaf: { $0[0] })
    return run(problem.plan, judge, domains: domains)
  }

  /// Runs a walk in the analysis's own store.
  func run<Judge: WalkJudge>(
    _ plan: WalkPlan, _ judge: Judge, domains: [Bits]? = nil, companion: Ref = .yes
  ) -> Ref {
    var walker = Walker(
      plan: plan, judge: judge, store: takeStore(), domains: domains)
    let ref = walker.run(companion: companion)
    store = walker.store
    return ref
  }

  /// Moves the store out, so that the walker can grow it in place.
  private func takeStore() -> DiagramStore {
    let taken = store
    store = DiagramStore(arities: [])
    return taken
  }
}

extension Formula {
  /// Whether it tests a variable at or behind a level.
  func mentionsLevel(from start: Int) -> Bool {
    switch self {
    case .constant: false
    case .member(let level, _): level >= start
    case .equal(let first, let second, _): first >= start || second >= start
    case .all(let parts), .any(let parts): parts.contains { $0.mentionsLevel(from: start) }
    }
  }
}
