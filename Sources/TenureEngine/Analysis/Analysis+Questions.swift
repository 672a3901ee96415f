import TenureModel

extension Analysis {
  /// Every question on which some clause of a side speaks, in a stable order.
  func questions(on side: Int) -> [Question] {
    questions(of: table.entries.indices.filter { has($0, on: side) }, on: side)
  }

  /// Every question in whose answer some of the entries can have a part, as a side asks it.
  ///
  /// A clause has a part in what its rivals say, because it may defeat them: in the duties of other
  /// permissions, in the holder's duties of other grants of its rights, in other steps of its name.
  func questions(of entries: [Int], on side: Int) -> [Question] {
    if entries.isEmpty { return [] }
    var found: [Question] = []
    var seen: Set<Question> = []
    func add(_ question: Question) {
      if seen.insert(question).inserted { found.append(question) }
    }
    let there = self.entries(on: side)
    let here = there.map(effect)
    let effects = entries.map(effect)
    conductQuestions(effects.compactMap(\.circulation), among: here.compactMap(\.circulation), add)
    rightQuestions(effects.compactMap(\.property), among: here.compactMap(\.property), add)

    let names = Set(effects.compactMap(\.distribution?.stepName))
    for entry in there {
      guard let name = effect(entry).distribution?.stepName, names.contains(name) else { continue }
      step(of: entry, on: side).map { add(.step($0)) }
    }
    if !names.isEmpty { add(.rivals) }

    if effects.contains(where: { $0.pillar == .governance }), let acts = space.vocabulary.acts {
      // A red line for `any` speaks on every body that some clause names, on either side.
      GovernanceEffect.questions(
        of: table.entries.compactMap(\.clause.effect.governance), acts: acts
      )
      .filter { question in
        effects.contains { effect in
          guard let effect = effect.governance, effect.concerns(question.body) else { return false }
          return effect.acts.leaves(in: acts).contains(question.act)
        }
      }
      .forEach { add(.power($0)) }
    }
    return found
  }

  private func conductQuestions(
    _ effects: [CirculationEffect], among here: [CirculationEffect], _ add: (Question) -> Void
  ) {
    let speaks = effects.contains { $0.conduct != .attach }
    if speaks { add(.act) }
    for effect in effects + (speaks ? here.filter { $0.conduct != .attach } : []) {
      for phase in DutyPhase.allCases { effect.duties[phase].forEach { add(.duty(phase, $0)) } }
    }
  }

  private func rightQuestions(
    _ effects: [RightsEffect], among here: [RightsEffect], _ add: (Question) -> Void
  ) {
    guard let taxonomy = space.vocabulary.rights else { return }
    let rights = effects.reduce(LeafSet.empty) { $0.union($1.rights.leaves(in: taxonomy)) }
    rights.leaves.forEach { add(.right($0)) }
    for effect in here where !effect.rights.leaves(in: taxonomy).isDisjoint(with: rights) {
      for phase in DutyPhase.allCases {
        effect.duties[phase].forEach { add(.holderDuty(phase, $0)) }
      }
    }
  }

  /// The entries of a side whose match can change when only some facets change.
  ///
  /// A clause that tests `right` rests on the property clauses too.
  func entries(touching facets: Set<FacetID>, on side: Int) -> [Int] {
    let here = table.entries.indices.filter { has($0, on: side) }
    var touched = here.filter { !conditionFacets($0).isDisjoint(with: facets) }
    if let right = space.vocabulary.right,
      touched.contains(where: { table.entries[$0].clause.pillar == .property })
    {
      let resting = here.filter { conditionFacets($0).contains(right) }
      touched = Set(touched + resting).sorted()
    }
    return touched
  }
}
