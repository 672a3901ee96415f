import TenureModel

extension Analysis {
  /// Every question on which some clause of a side speaks, in a stable order.
  func questions(on side: Int) -> [Question] {
    questions(of: table.entries.indices.filter { has($0, on: side) }, on: side)
  }

  /// Every question on which some of the entries can have a part, as a side asks it.
  func questions(of entries: [Int], on side: Int) -> [Question] {
    var found: [Question] = []
    var seen: Set<Question> = []
    func add(_ question: Question) {
      if seen.insert(question).inserted { found.append(question) }
    }
    var hasSteps = false
    for entry in entries {
      switch table.entries[entry].clause.effect {
      case .circulation(let effect):
        if effect.conduct != .attach { add(.act) }
        for phase in DutyPhase.allCases { effect.duties[phase].forEach { add(.duty(phase, $0)) } }
      case .property(let effect):
        guard let taxonomy = space.vocabulary.rights else { continue }
        effect.rights.leaves(in: taxonomy).leaves.forEach { add(.right($0)) }
        for phase in DutyPhase.allCases {
          effect.duties[phase].forEach { add(.holderDuty(phase, $0)) }
        }
      case .distribution(let effect):
        add(.step(effect.outcomeStep(under: sides[side].terms)))
        hasSteps = true
      case .governance: break
      }
    }
    if hasSteps { add(.rivals) }
    let governs = entries.contains { table.entries[$0].clause.pillar == .governance }
    if governs, let acts = space.vocabulary.acts {
      // A red line for `any` speaks on every body that some clause of the side names.
      let clauses = table.entries.indices.filter { has($0, on: side) }
        .map { table.entries[$0].clause }
      GovernanceEffect.questions(of: clauses, acts: acts).forEach { add(.power($0)) }
    }
    return found
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
