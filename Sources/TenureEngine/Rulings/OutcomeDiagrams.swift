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
  func branches(of facet: FacetID) -> [Dependence.Branch] {
    let levels = (analysis.space.levels[facet] ?? []).filter { $0 < domains.count }
    var found: [(outcome: Outcome, rows: [[Int: Bits]])] = []
    var positions: [Outcome: Int] = [:]
    split(refs, levels[...], [:]) { refs, row in
      // What people are shown of a branch is conduct and rights.
      var outcome = outcome(of: refs)
      outcome.waterfall = WaterfallOutcome()
      outcome.powers = PowersOutcome()
      if let position = positions[outcome] {
        found[position].rows.append(row)
      } else {
        positions[outcome] = found.count
        found.append((outcome, [row]))
      }
    }
    return found.map { outcome, rows in
      Dependence.Branch(
        values: analysis.space.region(of: facet, rows: rows, within: domains), outcome: outcome)
    }
  }

  /// Follows the variables of a facet, as far as the outcome depends on them.
  private func split(
    _ refs: [Ref], _ levels: ArraySlice<Int>, _ row: [Int: Bits],
    _ visit: ([Ref], [Int: Bits]) -> Void
  ) {
    let next = levels.firstIndex { level in
      refs.contains { analysis.store.support(of: $0).contains(level) }
    }
    guard let next else { return visit(refs, row) }
    let level = levels[next]
    var groups: [(refs: [Ref], classes: Bits)] = []
    domains[level].forEach { code in
      let below = refs.map { analysis.store.restrict($0, level: level, to: code) }
      if let known = groups.firstIndex(where: { $0.refs == below }) {
        groups[known].classes.insert(code)
      } else {
        var classes = Bits(count: analysis.space.variables[level].arity)
        classes.insert(code)
        groups.append((below, classes))
      }
    }
    for group in groups {
      split(group.refs, levels[(next + 1)...], row.merging([level: group.classes]) { $1 }, visit)
    }
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
