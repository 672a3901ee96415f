package import TenureModel

/// Large random regimes over nineteen facets, for benchmarks: what an engine meets when the law of
/// a state is encoded.
///
/// Nine term facets of 4 to 20 leaves, four sets, three flags, two quantities and `date`; each
/// clause tests five to eight facets, a fifth are prohibitions, some have duties, all have ranks.
package enum LargeRegime {
  /// The leaves of each taxonomy; those with a facet of the same name first.
  private static let taxonomies: [(name: String, leaves: Int, isSet: Bool?)] = [
    ("action", 12, false), ("purpose", 20, false), ("stage", 10, false), ("grade", 4, false),
    ("consent", 8, false), ("destination", 6, false), ("sector", 14, false), ("data", 5, true),
    ("tags", 8, true), ("standing", 8, true), ("legal-basis", 6, true), ("party", 16, nil),
    ("right", 8, nil),
  ]

  /// The vocabulary of all large regimes.
  package static let vocabulary: Vocabulary = {
    let trees = taxonomies.map { tree($0.name, leaves: $0.leaves) }
    var facets: [Facet] = []
    for (position, taxonomy) in taxonomies.enumerated() {
      guard let isSet = taxonomy.isSet else { continue }
      let id = TaxonomyID(position)
      facets.append(Facet(name: taxonomy.name, kind: isSet ? .set(id) : .term(id)))
    }
    let party = taxonomies.firstIndex { $0.name == "party" } ?? 0
    for name in ["actor", "recipient"] {
      facets.append(Facet(name: name, kind: .term(TaxonomyID(party))))
    }
    for name in ["deidentified", "necessary", "commercial"] {
      facets.append(Facet(name: name, kind: .flag))
    }
    for name in ["persons", "turnover"] {
      let quantity = Facet.Quantity(unit: "unit", isWhole: name == "persons", minimum: .zero)
      facets.append(Facet(name: name, kind: .quantity(quantity)))
    }
    return Vocabulary(name: "large", taxonomies: trees, facets: facets)
  }()

  /// Makes a regime with so many clauses.
  package static func make(seed: UInt64, clauses count: Int) -> Regime {
    var random = SplitMix64(seed: seed)
    let clauses = (0..<count).map { clause($0, using: &random) }
    return Regime(
      name: "large-\(count)", vocabulary: vocabulary,
      doctrine: Doctrine(
        ranks: ["constitution", "law", "regulation", "policy"],
        precedence: [.declared, .layer, .rank, .specificity, .recency, .prohibition]),
      layers: [Regime.Layer(name: "large", clauses: clauses)])
  }

  /// The regime with one clause turned into its opposite: what was permitted is prohibited.
  package static func amended(_ regime: Regime, clause position: Int) -> Regime {
    let clauses = regime.clauses
    let id = clauses[position % clauses.count].clause.id
    return regime.mappingClauses { clause in
      guard clause.id == id else { return clause }
      switch clause.effect {
      case .property(let effect):
        let stance: RightsEffect.Stance = effect.stance == .grant ? .withhold : .grant
        return clause.with(effect: .property(RightsEffect(stance, effect.rights)))
      case .circulation(let effect):
        let conduct: CirculationEffect.Conduct =
          effect.conduct == .prohibit ? .permit : .prohibit
        return clause.with(effect: .circulation(CirculationEffect(conduct, effect.actions)))
      case .distribution, .governance: return clause
      }
    }
  }

  private static func clause(_ number: Int, using random: inout SplitMix64) -> AnyClause {
    let isProperty = random.chance(12)
    let effect = isProperty ? rights(using: &random) : conduct(using: &random)
    // As law does, every clause names who acts and what kind of data it is about; where it is about
    // conduct, its effect names the act.
    let always = ["actor", "data"].compactMap { vocabulary.facet(named: $0) }
    let facets = vocabulary.facets.indices.map { FacetID($0) }
      .filter { $0 != vocabulary.right && $0 != vocabulary.action && !always.contains($0) }
    var parts: [Guard] = []
    for facet in (always + random.sample(facets, isProperty ? 3...6 : 2...5)).sorted() {
      parts.append(.test(FacetTest(facet, condition(on: facet, using: &random))))
    }
    if !isProperty, let right = vocabulary.right, random.chance(3) {
      parts.append(.test(FacetTest(right, .hasAny(terms(of: right, using: &random)))))
    }
    return AnyClause(
      id: "clause-\(number)", guard: .all(parts), effect: effect,
      rank: random.pick(["constitution", "law", "law", "regulation", "regulation", "policy"]),
      isDefault: random.chance(2),
      enacted: random.chance(50) ? Day(number: random.int(8_000...20_000)) : nil,
      origin: .line(number + 1, of: "large.yaml"))
  }

  private static func rights(using random: inout SplitMix64) -> AnyEffect {
    let chosen = vocabulary.right.map { terms(of: $0, using: &random) } ?? []
    return .property(RightsEffect(random.chance(80) ? .grant : .withhold, .under(chosen)))
  }

  private static func conduct(using random: inout SplitMix64) -> AnyEffect {
    let actions = TermSelection.under(
      vocabulary.action.map { terms(of: $0, using: &random) } ?? [])
    let duties = Duties(before: [Duty("duty-\(random.int(0...7))")])
    let some = random.chance(15) ? duties : .none
    let effect =
      switch random.int(1...100) {
      case ...20: CirculationEffect(.prohibit, actions)
      case ...85: CirculationEffect(.permit, actions, duties: some)
      case ...93: CirculationEffect(.oblige, actions, duties: some)
      default: CirculationEffect(.attach, actions, duties: duties)
      }
    return .circulation(effect)
  }

  private static func condition(
    on facet: FacetID, using random: inout SplitMix64
  ) -> FacetTest.Condition {
    switch vocabulary[facet].kind {
    case .term: return .under(terms(of: facet, using: &random))
    case .set:
      // A clause names a kind of data or a standing, seldom a group, seldom its absence.
      let terms = terms(of: facet, using: &random)
      return random.chance(90) ? .hasAny(terms) : .hasNone(terms)
    case .flag: return .flag(random.chance(50))
    case .quantity:
      // A threshold, or the band between two.
      let power = random.int(0...5)
      let thresholds = [10, 100, 1_000, 10_000, 100_000, 1_000_000]
      let lower = QuantityRange.Bound(ExactDecimal(thresholds[power]), included: true)
      if power == 5 || random.chance(40) { return .within(QuantityRange(lower: lower)) }
      let upper = QuantityRange.Bound(ExactDecimal(thresholds[power + 1]), included: false)
      return .within(QuantityRange(lower: lower, upper: upper))
    case .date:
      let day = Day(number: 18_000 + 100 * random.int(0...10))
      return .during(random.chance(70) ? DateRange(from: day) : DateRange(before: day))
    }
  }

  /// One term, mostly a leaf, now and then a group.
  private static func terms(of facet: FacetID, using random: inout SplitMix64) -> [TermID] {
    let taxonomy = vocabulary.taxonomy(of: facet)
    let leaves = taxonomy?.leaves ?? []
    let all = (taxonomy?.terms ?? []).indices.map { TermID($0) }
    return random.sample(random.chance(75) ? leaves : all, 1...1)
  }

  /// A tree of groups of about four leaves.
  private static func tree(_ name: String, leaves: Int) -> Taxonomy {
    var terms: [(name: String, parents: [String])] = []
    for leaf in 0..<leaves {
      if leaf % 4 == 0 { terms.append(("\(name)-group-\(leaf / 4)", [])) }
      terms.append(("\(name)-\(leaf)", ["\(name)-group-\(leaf / 4)"]))
    }
    do {
      return try Taxonomy(name: name, terms: terms)
    } catch {
      preconditionFailure("LargeRegime.tree must be a tree (\(error))")
    }
  }
}
