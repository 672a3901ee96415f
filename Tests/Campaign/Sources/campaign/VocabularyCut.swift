import TenureModel
import TenureTestSupport

/// A vocabulary without one facet or one term, and how trials come over to it.
struct VocabularyCut {
  private let former: Vocabulary
  private let smaller: Vocabulary

  /// Takes a facet out.
  init?(_ vocabulary: Vocabulary, without facet: FacetID) {
    let name = vocabulary[facet].name
    guard Self.declared(vocabulary).contains(where: { $0.name == name }) else { return nil }
    former = vocabulary
    smaller = Vocabulary(
      name: vocabulary.name, taxonomies: vocabulary.taxonomies,
      facets: Self.declared(vocabulary).filter { $0.name != name })
  }

  /// Takes a leaf out; nil where what is left would be no taxonomy, or another value a leaf.
  init?(_ vocabulary: Vocabulary, without leaf: String, of id: TaxonomyID) {
    let taxonomy = vocabulary[id]
    guard taxonomy.leafCount > 1, let term = taxonomy.term(named: leaf),
      taxonomy[term].parents.allSatisfy({ taxonomy[$0].children.count > 1 }),
      let cut = try? Taxonomy(
        name: taxonomy.name,
        terms: taxonomy.terms.filter { $0.name != leaf }.map { term in
          (name: term.name, parents: term.parents.map { taxonomy[$0].name })
        })
    else { return nil }
    var taxonomies = vocabulary.taxonomies
    taxonomies[id.index] = cut
    former = vocabulary
    var facets: [Facet] = []
    for facet in Self.declared(vocabulary) {
      let value = facet.defaultValue.map { value in
        Self.value(value, from: facet.taxonomy.map { vocabulary[$0] }, to: cut, of: facet, id)
      }
      if case .some(nil) = value { return nil }
      facets.append(Facet(name: facet.name, kind: facet.kind, defaultValue: value ?? nil))
    }
    smaller = Vocabulary(name: vocabulary.name, taxonomies: taxonomies, facets: facets)
  }

  /// The facets that are not made by the vocabulary itself.
  private static func declared(_ vocabulary: Vocabulary) -> [Facet] {
    vocabulary.facets.indices.filter {
      ![vocabulary.date, vocabulary.right].contains(FacetID($0))
    }.map { vocabulary.facets[$0] }
  }

  private static func value(
    _ value: FacetValue, from old: Taxonomy?, to new: Taxonomy?, of facet: Facet,
    _ changed: TaxonomyID? = nil
  ) -> FacetValue? {
    guard let old, let new, changed == nil || facet.taxonomy == changed else { return value }
    func number(_ leaf: Int) -> Int? {
      new.term(named: old.leafName(leaf)).flatMap { new.leafNumber(of: $0) }
    }
    switch value {
    case .term(let leaf): return number(leaf).map { .term(leaf: $0) }
    case .set(let leaves): return .set(LeafSet(leaves.leaves.compactMap(number)))
    case .flag, .quantity, .date: return value
    }
  }

  /// The trial in the smaller vocabulary; nil where it needs what was taken out.
  func applied(to trial: Trial) -> Trial? {
    var cut = trial
    var isSound = true
    cut.regimes = trial.regimes.map { regime in
      Regime(
        name: regime.name, vocabulary: smaller, doctrine: regime.doctrine,
        layers: regime.layers.map { layer in
          Regime.Layer(
            name: layer.name,
            clauses: layer.clauses.map { clause in
              guard let changed = applied(to: clause) else {
                isSound = false
                return clause
              }
              return changed
            }, distribution: layer.distribution, governance: layer.governance)
        })
    }
    cut.situations = trial.situations.compactMap { applied(to: $0) }
    cut.partial = trial.partial.compactMap { applied(to: $0) }
    let isWhole =
      cut.situations.count == trial.situations.count && cut.partial.count == trial.partial.count
    return isSound && isWhole ? cut : nil
  }

  private func facet(_ facet: FacetID) -> FacetID? { smaller.facet(named: former[facet].name) }

  private func terms(_ terms: [TermID], _ name: String) -> [TermID]? {
    guard let old = former.taxonomy(named: name), let new = smaller.taxonomy(named: name) else {
      return nil
    }
    let found = terms.compactMap { smaller[new].term(named: former[old][$0].name) }
    return found.count == terms.count ? found : nil
  }

  private func applied(to clause: AnyClause) -> AnyClause? {
    guard let guarding = applied(to: clause.guard) else { return nil }
    func selection(_ selection: TermSelection, _ name: String) -> TermSelection? {
      guard case .under(let ids) = selection else { return selection }
      return terms(ids, name).map { .under($0) }
    }
    let effect: AnyEffect?
    switch clause.effect {
    case .property(let own):
      effect = selection(own.rights, "right").map {
        .property(RightsEffect(own.stance, $0, duties: own.duties))
      }
    case .circulation(let own):
      effect = selection(own.actions, "action").map {
        .circulation(CirculationEffect(own.conduct, $0, duties: own.duties))
      }
    case .distribution: effect = clause.effect
    case .governance(let own):
      effect = selection(own.acts, "act").map {
        .governance(GovernanceEffect(own.power, acts: $0))
      }
    }
    return effect.map { clause.with(guard: guarding, effect: $0) }
  }

  private func applied(to part: Guard) -> Guard? {
    switch part {
    case .not(let part): return applied(to: part).map { .not($0) }
    case .all(let parts):
      let own = parts.compactMap { applied(to: $0) }
      return own.count == parts.count ? .all(own) : nil
    case .any(let parts):
      let own = parts.compactMap { applied(to: $0) }
      return own.count == parts.count ? .any(own) : nil
    case .test(let test):
      guard let place = facet(test.facet), let condition = applied(to: test) else { return nil }
      return .test(FacetTest(place, condition))
    }
  }

  private func applied(to test: FacetTest) -> FacetTest.Condition? {
    let name = former.taxonomy(of: test.facet)?.name ?? ""
    switch test.condition {
    case .under(let ids): return terms(ids, name).map { .under($0) }
    case .hasAny(let ids): return terms(ids, name).map { .hasAny($0) }
    case .hasAll(let ids): return terms(ids, name).map { .hasAll($0) }
    case .hasNone(let ids): return terms(ids, name).map { .hasNone($0) }
    case .hasOnly(let ids): return terms(ids, name).map { .hasOnly($0) }
    case .sameAs(let other): return facet(other).map { .sameAs($0) }
    case .isEmpty, .flag, .within, .during: return test.condition
    }
  }

  private func applied(to situation: TotalSituation) -> TotalSituation? {
    var values: [FacetValue] = []
    for new in smaller.facets {
      guard let old = former.facet(named: new.name) else { return nil }
      let value = Self.value(
        situation[old], from: former.taxonomy(of: old), to: new.taxonomy.map { smaller[$0] },
        of: new)
      guard let value else { return nil }
      values.append(value)
    }
    return TotalSituation(values)
  }

  private func applied(to situation: Situation) -> Situation? {
    var facts: [FacetID: Situation.Fact] = [:]
    for (old, fact) in situation.facts {
      guard let place = facet(old) else { continue }
      let (before, after) = (former.taxonomy(of: old), smaller.taxonomy(of: place))
      switch fact {
      case .unknown: facts[place] = .unknown
      case .known(let value):
        guard let own = Self.value(value, from: before, to: after, of: smaller[place]) else {
          return nil
        }
        facts[place] = .known(own)
      case .oneOf(let leaves):
        let own = Self.value(.set(leaves), from: before, to: after, of: smaller[place])
        guard case .set(let rest) = own, !rest.isEmpty else { return nil }
        facts[place] = .oneOf(rest)
      }
    }
    return Situation(facts)
  }
}
