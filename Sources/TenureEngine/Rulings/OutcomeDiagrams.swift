import TenureModel

/// The diagrams, over a part of the space of one regime, of all questions whose answer can differ
/// within the part by some facets; of the others the answer is that of a sample.
struct OutcomeDiagrams {
  private let analysis: Analysis
  private let domains: [Bits]
  private let sample: Outcome
  let resolver: Resolver
  private let questions: [Question]
  private let refs: [Ref]

  /// `asked` are those of the facets that are not fixed in the part whose changes matter, `sample`
  /// the outcome in some situation of it.
  init(_ analysis: Analysis, domains: [Bits], asked: Set<FacetID>, sample: Outcome) {
    self.analysis = analysis
    self.domains = domains
    self.sample = sample
    resolver = Resolver(analysis, side: 0, part: .domains(domains))
    // A clause that matches everywhere in the part, or nowhere, makes no difference within it.
    let resolver = resolver
    let varying = analysis.entries(touching: asked, on: 0)
      .filter { !resolver.match($0).isLeaf }
    questions = analysis.questions(of: varying, on: 0)
    refs = questions.map(resolver.diagram)
  }

  /// Whether a change of a facet alone can change the outcome.
  func depends(on facet: FacetID) -> Bool {
    let levels = Set(analysis.space.levels[facet] ?? [])
    return refs.contains { !analysis.store.support(of: $0).isDisjoint(with: levels) }
  }

  /// What all situations of the part share.
  func outcome() -> Outcome { outcome(of: refs) }

  private func outcome(of refs: [Ref]) -> Outcome {
    var outcome = sample
    var duties = PhasedDuties(sample.duties)
    var holderDuties = PhasedDuties(sample.holderDuties)
    for (question, ref) in zip(questions, refs) {
      let values = analysis.store.leaves(of: ref)
      let only = values.count == 1 ? values.first : nil
      switch question {
      case .act: outcome.verdict = only.map { ActValue.verdicts[$0] } ?? .depends
      case .duty(let phase, let duty): duties.set(duty, phase, to: only == 1)
      case .holderDuty(let phase, let duty): holderDuties.set(duty, phase, to: only == 1)
      case .right(let right):
        let state = only.map { RightValue.states[$0] } ?? .open
        outcome.rights[right] = state == RightState.none ? nil : state
      case .step(let step): outcome.waterfall.steps[step] = only == 0 ? nil : only
      case .rivals: outcome.waterfall.contested = only.map { analysis.stepSets.values[$0] } ?? []
      case .power(let power):
        outcome.powers.answers[power] = only.flatMap { analysis.powerAnswers.values[$0] }
      }
    }
    outcome.duties = duties.duties
    outcome.holderDuties = holderDuties.duties
    return outcome
  }

  /// The classes of a facet's values with what each leads to; values that lead to the same are one
  /// class.
  ///
  /// Where there are too many cases to tell them apart, all values are one class, of which no more
  /// is said than what all of them share.
  func branches(of facet: FacetID) -> [Dependence.Branch] {
    let levels = (analysis.space.levels[facet] ?? []).filter { $0 < domains.count }
    guard let first = levels.first else { return [] }
    var walk = BranchWalk(
      analysis.store, levels: first..<first + levels.count, domains: domains, outcome: shown)
    let root = walk.diagram(of: refs)
    guard !walk.isGivenUp else {
      let all = analysis.space.region(of: facet, rows: [[:]], within: domains)
      return [Dependence.Branch(values: all, outcome: shown(of: refs), isTruncated: true)]
    }
    return walk.outcomes.values.enumerated().map { number, outcome in
      let part = analysis.store.map(root) { $0 == number ? 1 : 0 }
      guard case .set = analysis.space.vocabulary[facet].kind else {
        return Dependence.Branch(values: values(of: facet, part, first), outcome: outcome)
      }
      var cover = SetCover(analysis.space, in: analysis.store)
      let cubes = cover.cubes(of: part)
      return Dependence.Branch(
        values: .sets(cubes), outcome: outcome, isTruncated: cover.isCut)
    }
  }

  /// What people are shown of a branch: conduct and rights.
  private func shown(of refs: [Ref]) -> Outcome {
    var outcome = outcome(of: refs)
    outcome.waterfall = WaterfallOutcome()
    outcome.powers = PowersOutcome()
    return outcome
  }

  /// The values of a facet with one variable to which a diagram over it says yes.
  private func values(of facet: FacetID, _ ref: Ref, _ level: Int) -> FacetRegion {
    var row: [Int: Bits] = [:]
    if !ref.isLeaf {
      var classes = Bits(count: analysis.space.variables[level].arity)
      domains[level].forEach { code in
        if analysis.store.child(ref, code) == .yes { classes.insert(code) }
      }
      row[level] = classes
    }
    return analysis.space.region(of: facet, rows: [row], within: domains)
  }
}

/// Duties as they are collected, by phase.
struct PhasedDuties {
  private var lists: [DutyPhase: Set<Duty>] = [:]

  init(_ duties: Duties) {
    for phase in DutyPhase.allCases { lists[phase] = Set(duties[phase]) }
  }

  mutating func set(_ duty: Duty, _ phase: DutyPhase, to isThere: Bool) {
    if isThere {
      lists[phase, default: []].insert(duty)
    } else {
      lists[phase, default: []].remove(duty)
    }
  }

  var duties: Duties {
    Duties(
      before: Array(lists[.before] ?? []), with: Array(lists[.with] ?? []),
      after: Array(lists[.after] ?? []))
  }
}
