import TenureModel

extension Resolver {
  /// The diagram of a question's answers; leaf 0 where nothing is said.
  func diagram(of question: Question) -> Ref {
    switch question {
    case .act: act()
    case .right(let right): state(of: right)
    case .duty(let phase, let duty): collected(phase, duty)
    case .holderDuty(let phase, let duty): collectedOfHolder(phase, duty)
    case .step(let step): runs(of: step)
    case .rivals: unsettledRivals()
    case .power(let power): answers(on: power)
    }
  }

  /// Where some of the members of a contest that meet a condition are undefeated.
  func standing(
    _ contest: SymbolicContest, where isMeant: (AnyEffect) -> Bool
  ) -> Ref {
    contest.undefeated(analysis.store) { isMeant(analysis.effect($0)) }
  }

  private func act() -> Ref {
    let prevailing = prevailing(on: .act) { $0.circulation?.conduct == .oblige }
    // The leaves are those of `ActValue`.
    if let prevailing { return prevailing }
    let contest = contest(.act)
    let given = contest.prevails(1, analysis.store)
    let prohibited = contest.prevails(0, analysis.store)
    let obliged = standing(contest) { $0.circulation?.conduct == .oblige }
    let clash = analysis.store.combine(given, prohibited) { $0 + 2 * $1 }
    return analysis.store.combine(clash, obliged) { clash, isObliged in
      ActValue.value(
        permits: clash & 1 == 1, prohibits: clash & 2 == 2, obliges: isObliged == 1)
    }
  }

  private func state(of right: Int) -> Ref {
    // The leaves are those of `RightValue`.
    if let prevailing = prevailing(on: .right(right), carrying: { _ in false }) {
      return prevailing
    }
    let contest = contest(.right(right))
    let granted = contest.prevails(1, analysis.store)
    let withheld = contest.prevails(0, analysis.store)
    return analysis.store.combine(granted, withheld) {
      RightValue.value(grants: $0 == 1, withholds: $1 == 1)
    }
  }

  private func collected(_ phase: DutyPhase, _ duty: Duty) -> Ref {
    let carries: (AnyEffect) -> Bool = {
      $0.circulation?.duties[phase].contains(duty) ?? false
    }
    let attached = entries.filter {
      analysis.effect($0).circulation?.conduct == .attach && carries(analysis.effect($0))
    }
    if let burden = burden(on: .act, attached: attached, carrying: carries) { return burden }
    let added = analysis.store.any(of: attached.map(match))
    let carriers = entries.contains {
      analysis.effect($0).conductAnswer != nil && carries(analysis.effect($0))
    }
    return carriers
      ? analysis.store.or(added, standing(contest(.act), where: carries)) : added
  }

  private func collectedOfHolder(_ phase: DutyPhase, _ duty: Duty) -> Ref {
    guard let taxonomy = analysis.space.vocabulary.rights else { return .no }
    let carries: (AnyEffect) -> Bool = {
      $0.property?.stance == .grant && $0.property?.duties[phase].contains(duty) ?? false
    }
    var rights = LeafSet.empty
    for entry in entries where carries(analysis.effect(entry)) {
      guard let effect = analysis.effect(entry).property else { continue }
      rights = rights.union(effect.rights.leaves(in: taxonomy))
    }
    return analysis.store.any(
      of: rights.leaves.map {
        burden(on: .right($0), attached: [], carrying: carries)
          ?? standing(contest(.right($0)), where: carries)
      })
  }

  /// The names of steps, in the order in which they first occur.
  var stepNames: [String] {
    var seen: Set<String> = []
    return
      entries
      .compactMap { analysis.effect($0).distribution?.stepName }
      .filter { seen.insert($0).inserted }
  }

  /// Where a step of a name is settled, and to which leaf of `number` it leads; 0 elsewhere.
  private func winners(_ name: String) -> [(step: WaterfallOutcome.Step, ref: Ref)] {
    let contest = contest(.step(name))
    var steps: [WaterfallOutcome.Step] = []
    for entry in contest.members {
      guard let step = analysis.step(of: entry, on: side), !steps.contains(step) else { continue }
      steps.append(step)
    }
    return steps.map { step in
      let ref = contest.undefeated(analysis.store) { analysis.step(of: $0, on: side) == step }
      return (step, ref)
    }
  }

  private func runs(of step: WaterfallOutcome.Step) -> Ref {
    var count = Ref.no
    for name in stepNames {
      let winners = winners(name)
      guard let own = winners.first(where: { $0.step == step })?.ref else { continue }
      let rivals = analysis.store.any(of: winners.filter { $0.step != step }.map(\.ref))
      count = analysis.store.combine(count, analysis.store.andNot(own, rivals)) { $0 + $1 }
    }
    return count
  }

  private func unsettledRivals() -> Ref {
    let sets = analysis.stepSets
    let none = sets.number(of: [])
    var result = Ref(leaf: none)
    for name in stepNames {
      let winners = winners(name)
      guard winners.count > 1 else { continue }
      let standing = Interner<Set<WaterfallOutcome.Step>>([[]])
      var together = Ref.no
      for (step, ref) in winners {
        together = analysis.store.combine(together, ref) { known, isThere in
          isThere == 1 ? standing.number(of: standing.values[known].union([step])) : known
        }
      }
      result = analysis.store.combine(result, together) { known, number in
        let rivals = standing.values[number]
        return rivals.count > 1 ? sets.number(of: sets.values[known].union([rivals])) : known
      }
    }
    return result
  }

  private func answers(on power: PowersOutcome.Question) -> Ref {
    let contest = contest(.power(power))
    let answers = analysis.powerAnswers
    let forbids = standing(contest) {
      $0.governance != nil && $0.isRestrictive == true
    }
    let ways = Interner<Set<PowersOutcome.Way>>([[]])
    var together = Ref.no
    for entry in contest.members {
      guard let way = analysis.way(of: entry, on: side) else { continue }
      let undefeated = contest.undefeated(entry, analysis.store)
      together = analysis.store.combine(together, undefeated) {
        $1 == 1 ? ways.number(of: ways.values[$0].union([way])) : $0
      }
    }
    return analysis.store.combine(together, forbids) { number, isForbidden in
      let found = ways.values[number]
      if found.isEmpty { return answers.number(of: isForbidden == 1 ? .disempowered : nil) }
      return answers.number(of: isForbidden == 1 ? .contested : .empowered(found))
    }
  }

  /// Where steps run and none of them splits the rest.
  func unassigned() -> Ref {
    var runs: [Ref] = []
    var splits: [Ref] = []
    for name in stepNames {
      let winners = winners(name)
      runs += winners.map(\.ref)
      for (step, ref) in winners {
        guard case .split = step.step else { continue }
        let rivals = analysis.store.any(of: winners.filter { $0.step != step }.map(\.ref))
        splits.append(analysis.store.andNot(ref, rivals))
      }
    }
    let store = { (refs: [Ref]) in self.analysis.store.any(of: refs) }
    return analysis.store.andNot(store(runs), store(splits))
  }
}
