import TenureModel

/// One regime, or several side by side, cut by one space: where questions are asked and answered.
///
/// All sides share the space and the store, so that equal meaning is the same reference.
final class Analysis {
  /// A regime, as far as an analysis needs it.
  struct Side {
    let governance: GovernanceDeclarations
    let terms: DistributionDeclarations
    let precedence: Precedence
  }

  let table: ClauseTable
  let space: Space
  let sides: [Side]
  let store: DiagramStore
  /// The level that asks whether change 0 is made; those of the others follow.
  ///
  /// They stand behind everything else, for what is left there is no more than the few changes that
  /// matter in one situation.
  let firstSwitch: Int

  let stepSets = Interner<Set<Set<WaterfallOutcome.Step>>>([[]])
  let powerAnswers = Interner<PowersOutcome.Answer?>([nil])

  private let scopes: ScopeOrder
  private lazy var terms = GuardFormulas(in: space)
  /// Whether the clauses' scopes are told apart in the same space: not where a day is fixed.
  private let hasSpaceOfScopes: Bool
  /// The clause whose condition took most of all nodes when they ran out.
  private var exhausting: Int?
  private let conditions: [Guard]
  private var formulas: [Formula?]
  private var diagrams: [Ref?]
  private var facetSets: [Set<FacetID>?]
  private var resting: [Bool?]

  /// - Parameters:
  ///   - regimes: One regime, the one before and the one after, or the four of a merge; all read
  ///     in one vocabulary.
  ///   - table: The clauses to look at.
  ///   - survey: What all clauses of the regimes name.
  ///   - day: The day at which everything is asked, if it is fixed.
  ///   - axes: Facets that come first in the order of variables.
  ///   - switches: How many changes there are that may be made or not.
  ///   - nodeLimit: The most nodes; see `DiagramStore.isExhausted`.
  init(
    regimes: [Regime], table: ClauseTable, survey: Survey, day: Day?, axes: [FacetID] = [],
    switches: Int = 0, nodeLimit: Int = .max
  ) {
    self.table = table
    let vocabulary = regimes[0].vocabulary
    let scoping = table.entries.map { $0.clause.scope(in: vocabulary) }
    let conditions = zip(table.entries, scoping).map { entry, scope in
      // The condition of a clause without dates is its scope.
      entry.clause.effective.isAlways ? scope : entry.clause.condition(in: vocabulary)
    }
    self.conditions = conditions
    let shared = Sides.first(regimes.count)
    let foremost = zip(conditions, table.entries).filter { $1.sides != shared }.map(\.0)
    var order = Space.Order.byFacet
    if !axes.isEmpty {
      order = .after(axes)
    } else if regimes.count > 1 {
      order = .byFrequency(foremost: foremost.count < conditions.count ? foremost : [])
    }
    let space = Space(
      vocabulary: vocabulary, guards: conditions, order: order, survey: survey, day: day)
    self.space = space
    let scopes = ScopeOrder(
      scopes: scoping,
      // Specificity is over all days, also where one is asked about.
      in: day == nil
        ? space : Space(vocabulary: vocabulary, guards: conditions, survey: survey, day: nil),
      nodeLimit: nodeLimit)
    self.scopes = scopes
    hasSpaceOfScopes = day == nil
    sides = regimes.map { regime in
      Side(
        governance: regime.governance, terms: regime.distribution.terms,
        precedence: Precedence(
          doctrine: regime.doctrine,
          contenders: table.entries.map { ($0.clause, $0.layer) }, scopes: scopes))
    }
    firstSwitch = space.variables.count
    store = DiagramStore(
      arities: space.variables.map(\.arity) + Array(repeating: 2, count: switches),
      nodeLimit: nodeLimit)
    formulas = Array(repeating: nil, count: table.entries.count)
    diagrams = Array(repeating: nil, count: table.entries.count)
    facetSets = Array(repeating: nil, count: table.entries.count)
    resting = Array(repeating: nil, count: table.entries.count)
  }

  /// Whether a side has an entry.
  func has(_ entry: Int, on side: Int) -> Bool {
    table.entries[entry].sides.contains(.side(side))
  }

  /// The entries of a side.
  func entries(on side: Int) -> [Int] { table.entries.indices.filter { has($0, on: side) } }

  /// The effect of an entry.
  func effect(_ entry: Int) -> AnyEffect { table.entries[entry].clause.effect }

  /// The step of a waterfall that an entry is on a side; nil for other effects.
  func step(of entry: Int, on side: Int) -> WaterfallOutcome.Step? {
    effect(entry).distribution?.outcomeStep(
      under: table.entries[entry].terms ?? sides[side].terms)
  }

  /// How an entry lets a body act on a side; nil for a red line, and for other effects.
  func way(of entry: Int, on side: Int) -> PowersOutcome.Way? {
    effect(entry).governance?.way(
      under: table.entries[entry].governance ?? sides[side].governance)
  }

  /// The condition of a clause in the space's terms; tests on `right` are tests on levels behind
  /// the counted ones.
  func formula(_ entry: Int) -> Formula {
    if let known = formulas[entry] { return known }
    let clause = table.entries[entry].clause
    // The condition of a clause without dates is its scope.
    let formula =
      clause.effective.isAlways && hasSpaceOfScopes
      ? scopes.formula(entry)
      : terms.formula(conditions[entry])
    formulas[entry] = formula
    return formula
  }

  /// The diagram of a clause's condition and of its being there, with tests on `right` as they
  /// stand.
  func condition(_ entry: Int) -> Ref {
    if let known = diagrams[entry] { return known }
    let wasExhausted = isExhausted
    let former = store.nodeCount
    var ref = store.diagram(of: formula(entry))
    for presence in table.entries[entry].presence {
      let isThere = store.node(level: firstSwitch + presence.change) {
        ($0 == 1) == presence.isMade ? .yes : .no
      }
      ref = store.and(ref, isThere)
    }
    if store.isExhausted, !wasExhausted, store.nodeCount > 2 * former { exhausting = entry }
    diagrams[entry] = ref
    return ref
  }

  /// Whether more nodes were wanted than the limit allows; then nothing that was found holds.
  var isExhausted: Bool { store.isExhausted || scopes.isExhausted }

  /// Must be called before anything that was found is used.
  ///
  /// - Throws: More nodes were wanted than the limit allows.
  func checkNodes() throws(TooManyNodes) {
    guard isExhausted else { return }
    let clause = (exhausting ?? scopes.exhausting).map { table.entries[$0].clause }
    throw TooManyNodes(limit: store.nodeLimit, clause: clause?.id, location: clause?.origin)
  }

  /// Where some of the clauses may match, whatever the rights.
  func region(of entries: [Int]) -> Ref {
    let memo = RefTable()
    return store.any(of: entries.map { forgetRights(condition($0), memo) })
  }

  /// A diagram with each test on a right passed, if it can be, and each change made that may be.
  private func forgetRights(_ ref: Ref, _ memo: RefTable) -> Ref {
    if ref.isLeaf { return ref }
    if let known = memo[ref] { return known }
    let level = store.level(ref)
    let result: Ref
    if level >= space.baseLevelCount {
      let parts = store.runs(ref).map { Ref(raw: $0.child) }
      result = store.any(of: parts.map { forgetRights($0, memo) })
    } else {
      result = store.node(like: ref) { forgetRights($0, memo) }
    }
    memo[ref] = result
    return result
  }

  /// Whether the condition of a clause tests `right`.
  func restsOnRights(_ entry: Int) -> Bool {
    if let known = resting[entry] { return known }
    let rests = formula(entry).mentionsLevel(from: space.baseLevelCount)
    resting[entry] = rests
    return rests
  }

  /// The facets that the condition of a clause names.
  func conditionFacets(_ entry: Int) -> Set<FacetID> {
    if let known = facetSets[entry] { return known }
    let facets = conditions[entry].facets
    facetSets[entry] = facets
    return facets
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
