import TenureModel

/// Works out the ruling on a situation that leaves facets open: what all completions share, and
/// which open facts would decide the rest.
struct PartialRuling {
  private let whole: RegimeEngine
  private let situation: Situation
  private let assumed: [FacetID]
  private let open: [FacetID]
  private let tracesDefaults: Bool
  /// The pillars whose clauses count; nil for all.
  private let pillars: Set<Pillar>?

  // The clauses that can matter where facets are open, and what is worked out over them: made when
  // first needed.
  private lazy var narrowed = narrow()
  private lazy var analysis = makeAnalysis()

  private var vocabulary: Vocabulary { whole.regime.vocabulary }

  init(
    engine: RegimeEngine, situation: Situation, assumptions: [FacetID: FacetValue] = [:],
    tracesDefaults: Bool = true, pillars: Set<Pillar>? = nil
  ) {
    whole = engine
    self.pillars = pillars
    var given = situation
    let further = assumptions.filter { situation[$0.key] == nil }
    for (facet, value) in further { given[facet] = .known(value) }
    let completed = given.completedByDefaults(of: engine.regime.vocabulary)
    self.situation = completed.situation
    assumed = (completed.assumed + further.keys).sorted()
    open = completed.situation.openFacets(in: engine.regime.vocabulary)
    self.tracesDefaults = tracesDefaults
  }

  /// The ruling of the clauses of some pillars, for one of many situations.
  mutating func part(by pillars: Set<Pillar>) -> Ruling {
    let prepared = whole.prepared
    let asked = prepared.clauses(of: pillars)
    let completion = situation.someCompletion(in: vocabulary)
    let facts = FactTable(situation, in: vocabulary)
    guard prepared.restOnOpenFacets(open, facts, among: asked, whole.conditions) else {
      return TotalRuling.ruling(of: whole, prepared, in: completion, by: asked)
    }
    let sample = narrowed.engine.ruling(in: completion)
    return narrowed.widened(shared(sample, in: analysis))
  }

  /// The ruling.
  ///
  /// - Parameter decided: Is given the ruling before the defaults that mattered are looked for.
  /// - Returns: The ruling, with them.
  mutating func ruling(decided: (Ruling) -> Void = { _ in }) -> Ruling {
    if let pillars { return part(by: pillars) }
    let completion = situation.someCompletion(in: vocabulary)
    guard !restsOnOpenFacets() else {
      let sample = narrowed.engine.ruling(in: completion)
      var ruling = narrowed.widened(shared(sample, in: analysis))
      decided(ruling)
      if tracesDefaults { ruling.assumed = assumed.filter { matters($0, sample.outcome) } }
      return ruling
    }
    guard tracesDefaults else {
      let ruling = whole.ruling(in: completion)
      decided(ruling)
      return ruling
    }
    var trials = DefaultTrials(
      whole, FactTable(situation, in: vocabulary), completion, trying: assumed, open: open)
    // Where trials do not tell, the same clauses are what matters.
    narrowed = trials.narrowed
    var ruling = trials.ruling
    decided(ruling)
    let outcome = ruling.outcome
    for facet in assumed where trials.canChange(by: facet) ?? matters(facet, outcome) {
      ruling.assumed.append(facet)
    }
    return ruling
  }

  /// Whether a clause that names an open facet may match in one completion and not in another.
  ///
  /// If there is none, all completions have one ruling.
  private func restsOnOpenFacets() -> Bool {
    guard !open.isEmpty else { return false }
    let open = Set(open)
    let facts = FactTable(situation, in: vocabulary)
    return whole.conditions.contains { condition in
      condition.verdict(in: facts) == nil && !condition.facets.isDisjoint(with: open)
    }
  }

  private func narrow() -> NarrowedEngine {
    // What is assumed is opened too, one facet at a time.
    var loose = FactTable(situation, in: vocabulary)
    if tracesDefaults { for facet in assumed { loose[facet] = .unknown } }
    guard let pillars else { return NarrowedEngine(whole, to: loose) }
    return NarrowedEngine(
      whole,
      keeping: whole.clauses.indices.filter {
        pillars.contains(whole.clauses[$0].clause.pillar)
          && whole.conditions[$0].verdict(in: loose) != false
      })
  }

  private mutating func makeAnalysis() -> Analysis {
    let engine = narrowed.engine
    return Analysis(
      regimes: [engine.regime], table: ClauseTable(engine.clauses), survey: engine.survey,
      day: nil)
  }

  /// Whether another value of a facet that is assumed alone changes the outcome in some completion.
  private mutating func matters(_ facet: FacetID, _ outcome: Outcome) -> Bool {
    var opened = situation
    opened[facet] = .unknown
    return OutcomeDiagrams(
      analysis, domains: analysis.space.domains(of: opened), asked: [facet], sample: outcome
    ).depends(on: facet)
  }

  private mutating func shared(_ sample: Ruling, in analysis: Analysis) -> Ruling {
    let domains = analysis.space.domains(of: situation)
    let diagrams = OutcomeDiagrams(
      analysis, domains: domains, asked: Set(open), sample: sample.outcome)
    let everywhere = SharedExplanation(
      resolver: diagrams.resolver, clauses: narrowed.engine.clauses)
    let outcome = diagrams.outcome()
    let basis =
      outcome.verdict == .depends || !everywhere.hasBasis(sample.basis) ? .none : sample.basis
    return Ruling(
      outcome: outcome, basis: basis,
      deciding: sample.deciding.filter(everywhere.isDeciding),
      defeated: everywhere.shared(sample.defeated),
      depends: open.filter(diagrams.depends).map { facet in
        Dependence(facet: facet, branches: branches(of: facet, in: diagrams))
      })
  }

  /// The branches of an open facet, with no value but those that the situation leaves it.
  ///
  /// A class of leaves may reach beyond the inner term that was given.
  private func branches(of facet: FacetID, in diagrams: OutcomeDiagrams) -> [Dependence.Branch] {
    let branches = diagrams.branches(of: facet)
    guard case .oneOf(let leaves) = situation[facet] else { return branches }
    return branches.map { branch in
      guard case .terms(let members) = branch.values else { return branch }
      return Dependence.Branch(
        values: .terms(members.intersection(leaves)), outcome: branch.outcome,
        isTruncated: branch.isTruncated)
    }
  }
}
