package import TenureModel

/// Something that a regime can use or a ruling can show: what random regimes must cover.
package enum RegimeFeature: String, Sendable, Hashable, CaseIterable {
  // What regimes use.
  case severalLayers, rankMissing, enactedDate, effectiveDates, softForce, defaults, overs
  case overChain, noPrecedence, clashNotLast, attach, oblige, deadline, holderDuties
  case multiRight, rightTest, sameAs, nestedNot, nestedAny, wholeFacet, boundedFacet
  case unboundedFacet, manyParents, setTests, dateInGuard, rivals, equalRivals, disempowerAny
  case declaredProcedure

  // What their rulings show.
  case permitted, prohibited, required, contestedAct, silent, circle, circleWithDefeat
  case exceptionToException, basisDefault, contestedRight, heldRight, withheldRight
  case splitClause, contestedStep, pickedStep, contestedPower, alternatives, dutiesUnderContest
  case defaultDefeated
  case byDeclared, byLayer, byRank, bySpecificity, byRecency, byProhibition, byPermission

  /// The features that a regime uses.
  package static func features(of regime: Regime) -> Set<RegimeFeature> {
    var features: Set<RegimeFeature> = []
    func note(_ feature: RegimeFeature, if isThere: Bool) {
      if isThere { features.insert(feature) }
    }
    let clauses = regime.clauses.map(\.clause)
    let precedence = regime.doctrine.precedence
    let overs = Dictionary(clauses.map { ($0.id, $0.over) }) { $1 }
    note(.severalLayers, if: regime.layers.count > 1)
    note(.rankMissing, if: clauses.contains { $0.rank == nil })
    note(.enactedDate, if: clauses.contains { $0.enacted != nil })
    note(.effectiveDates, if: clauses.contains { !$0.effective.isAlways })
    note(.softForce, if: clauses.contains { $0.force != .binding })
    note(.defaults, if: clauses.contains(where: \.isDefault))
    note(.overs, if: precedence.contains(.declared) && clauses.contains { !$0.over.isEmpty })
    note(.overChain, if: clauses.contains { $0.over.contains { overs[$0]?.isEmpty == false } })
    note(.noPrecedence, if: precedence.isEmpty)
    note(
      .clashNotLast,
      if: precedence.dropLast().contains { [.contest, .prohibition, .permission].contains($0) })
    for clause in clauses { features.formUnion(Self.features(of: clause.effect)) }
    for clause in clauses { features.formUnion(Self.features(of: clause.guard, in: regime)) }
    features.formUnion(Self.features(ofRivalsIn: clauses))
    features.formUnion(Self.features(of: regime.vocabulary))
    return features
  }

  private static func features(of vocabulary: Vocabulary) -> Set<RegimeFeature> {
    var features: Set<RegimeFeature> = []
    for case .quantity(let quantity) in vocabulary.facets.map(\.kind) {
      features.insert(quantity.minimum == nil ? .unboundedFacet : .boundedFacet)
      if quantity.isWhole { features.insert(.wholeFacet) }
    }
    if vocabulary.taxonomies.contains(where: { $0.terms.contains { $0.parents.count > 1 } }) {
      features.insert(.manyParents)
    }
    return features
  }

  private static func features(ofRivalsIn clauses: [AnyClause]) -> Set<RegimeFeature> {
    let effects = clauses.compactMap { clause -> DistributionEffect? in
      if case .distribution(let effect) = clause.effect { effect } else { nil }
    }
    var features: Set<RegimeFeature> = []
    for rivals in Dictionary(grouping: effects, by: \.stepName).values where rivals.count > 1 {
      features.insert(.rivals)
      if Set(rivals).count < rivals.count { features.insert(.equalRivals) }
    }
    return features
  }

  private static func features(of effect: AnyEffect) -> Set<RegimeFeature> {
    var features: Set<RegimeFeature> = []
    var duties = Duties.none
    switch effect {
    case .property(let effect):
      duties = effect.duties
      if !duties.isEmpty { features.insert(.holderDuties) }
      if case .under(let terms) = effect.rights, terms.count == 1 { break }
      features.insert(.multiRight)
    case .circulation(let effect):
      duties = effect.duties
      if effect.conduct == .attach { features.insert(.attach) }
      if effect.conduct == .oblige { features.insert(.oblige) }
    case .distribution: break
    case .governance(let effect):
      if case .disempower(.any) = effect.power { features.insert(.disempowerAny) }
      if case .empower(_, .procedure, _) = effect.power { features.insert(.declaredProcedure) }
    }
    if DutyPhase.allCases.contains(where: { duties[$0].contains { $0.within != nil } }) {
      features.insert(.deadline)
    }
    return features
  }

  private static func features(of part: Guard, in regime: Regime) -> Set<RegimeFeature> {
    switch part {
    case .all(let parts):
      return parts.reduce(into: []) { $0.formUnion(features(of: $1, in: regime)) }
    case .any(let parts):
      return parts.reduce(into: [.nestedAny]) { $0.formUnion(features(of: $1, in: regime)) }
    case .not(let part): return features(of: part, in: regime).union([.nestedNot])
    case .test(let test):
      if test.facet == regime.vocabulary.right { return [.rightTest, .setTests] }
      switch test.condition {
      case .sameAs: return [.sameAs]
      case .during: return [.dateInGuard]
      case .hasAny, .hasAll, .hasNone, .hasOnly, .isEmpty: return [.setTests]
      case .under, .flag, .within: return []
      }
    }
  }
}
