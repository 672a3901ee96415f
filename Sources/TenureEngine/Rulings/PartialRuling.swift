import TenureModel

/// Works out the ruling on a situation that leaves facets open: what all completions share, and
/// which open facts would decide the rest.
struct PartialRuling {
  private let engine: RegimeEngine
  private let situation: Situation
  private let assumed: [FacetID]
  private let open: [FacetID]

  private var vocabulary: Vocabulary { engine.regime.vocabulary }

  init(engine: RegimeEngine, situation: Situation, assumptions: [FacetID: FacetValue] = [:]) {
    self.engine = engine
    var given = situation
    let further = assumptions.filter { situation[$0.key] == nil }
    for (facet, value) in further { given[facet] = .known(value) }
    let completed = given.completedByDefaults(of: engine.regime.vocabulary)
    self.situation = completed.situation
    assumed = (completed.assumed + further.keys).sorted()
    open = completed.situation.openFacets(in: engine.regime.vocabulary)
  }

  func ruling() -> Ruling {
    let completion = situation.someCompletion(in: vocabulary)
    let sample = engine.ruling(in: completion)
    guard !open.isEmpty else {
      var ruling = sample
      ruling.assumed = assumed.filter { facet in
        engine.canChange(sample.outcome, in: completion, by: facet)
          ?? canChange(by: facet, sample, in: makeAnalysis())
      }
      return ruling
    }
    let analysis = makeAnalysis()
    var ruling = shared(sample, in: analysis)
    ruling.assumed = assumed.filter { canChange(by: $0, sample, in: analysis) }
    return ruling
  }

  private func makeAnalysis() -> Analysis {
    Analysis(
      regimes: [engine.regime], table: ClauseTable(engine.clauses), survey: engine.survey,
      day: nil)
  }

  /// Whether a facet that is assumed can change the outcome in some completion.
  private func canChange(by facet: FacetID, _ sample: Ruling, in analysis: Analysis) -> Bool {
    var opened = situation
    opened[facet] = .unknown
    return OutcomeDiagrams(
      analysis, domains: analysis.space.domains(of: opened), asked: [facet],
      sample: sample.outcome
    ).depends(on: facet)
  }

  private func shared(_ sample: Ruling, in analysis: Analysis) -> Ruling {
    let domains = analysis.space.domains(of: situation)
    let diagrams = OutcomeDiagrams(
      analysis, domains: domains, asked: Set(open), sample: sample.outcome)
    let everywhere = SharedExplanation(resolver: diagrams.resolver, clauses: engine.clauses)
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
        values: .terms(members.intersection(leaves)), outcome: branch.outcome)
    }
  }
}
