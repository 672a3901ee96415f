import TenureEngine
import TenureModel

/// A query with what is expected of its rows, as `solvers.py` reads it.
struct QueryTrial: Encodable {
  struct Row: Encodable {
    let verdict: String
    let clause: String?
    let isTotal: Bool
  }

  let query: String
  let rows: [Row]
}

/// Two regimes and where the engine says that they differ, as `solvers.py` reads them.
struct ProofTrial: Encodable {
  struct Term: Encodable {
    let name: String
    let parents: [String]
  }

  struct TaxonomyTerms: Encodable {
    let name: String
    let terms: [Term]
  }

  struct FacetKind: Encodable {
    let name: String
    let kind: String
    let taxonomy: String?
    let isWhole: Bool
    let minimum: String?
  }

  struct Clause: Encodable {
    let id: String
    let layer: Int
    let pillar: String
    let stance: String
    /// The rights that are named; nil for any.
    let selected: [String]?
    let duties: [String]
    let scope: GuardTrial
    let effective: GuardTrial.Days
    let rank: String?
    let enacted: Int?
    let isDefault: Bool
    let over: [String]
  }

  struct Law: Encodable {
    let precedence: [String]
    let ranks: [String]
    let clauses: [Clause]
  }

  struct Witness: Encodable {
    let situation: GuardTrial
    let verdicts: [String]
  }

  let taxonomies: [TaxonomyTerms]
  let facets: [FacetKind]
  let regimes: [Law]
  let day: Int?
  let regions: [String: [GuardTrial]]
  let witnesses: [String: [Witness]]

  /// - Parameters:
  ///   - trial: The regimes.
  ///   - changes: What the engine says of them.
  init(_ trial: Trial, _ changes: [Change]) {
    let vocabulary = trial.vocabulary
    taxonomies = vocabulary.taxonomies.map { taxonomy in
      TaxonomyTerms(
        name: taxonomy.name,
        terms: taxonomy.terms.map { term in
          Term(name: term.name, parents: term.parents.map { taxonomy[$0].name })
        })
    }
    facets = vocabulary.facets.map { Self.kind($0, in: vocabulary) }
    regimes = trial.regimes.map { Self.law($0) }
    day = trial.day?.number
    var regions: [String: [GuardTrial]] = [:]
    var witnesses: [String: [Witness]] = [:]
    for pillar in [Pillar.property, .circulation] {
      let own = changes.filter { $0.pillar == pillar }
      regions[pillar.rawValue] = own.flatMap(\.region).map { GuardTrial($0, in: vocabulary) }
      witnesses[pillar.rawValue] = own.prefix(4).map { change in
        Witness(
          situation: GuardTrial(change.witness, in: vocabulary),
          verdicts: [change.before, change.after].map(\.outcome.verdict.rawValue))
      }
    }
    self.regions = regions
    self.witnesses = witnesses
  }

  private static func kind(_ facet: Facet, in vocabulary: Vocabulary) -> FacetKind {
    let taxonomy = facet.taxonomy.map { vocabulary[$0].name }
    let quantity: Facet.Quantity? =
      if case .quantity(let quantity) = facet.kind { quantity } else { nil }
    return FacetKind(
      name: facet.name, kind: kindName(facet), taxonomy: taxonomy,
      isWhole: quantity?.isWhole ?? false,
      minimum: quantity?.minimum.map(\.description))
  }

  private static func kindName(_ facet: Facet) -> String {
    switch facet.kind {
    case .term: "term"
    case .set: "set"
    case .flag: "flag"
    case .quantity: "quantity"
    case .date: "date"
    }
  }

  private static func law(_ regime: Regime) -> Law {
    Law(
      precedence: regime.doctrine.precedence.map(\.rawValue), ranks: regime.doctrine.ranks,
      clauses: regime.clauses.compactMap { clause($0, in: regime.vocabulary) })
  }

  /// A clause of property or circulation.
  private static func clause(_ entry: RegimeClause, in vocabulary: Vocabulary) -> Clause? {
    let clause = entry.clause
    let stance: String
    var selected: [String]?
    let duties: Duties
    switch clause.effect {
    case .property(let effect):
      stance = effect.stance.rawValue
      duties = effect.stance == .grant ? effect.duties : .none
      if case .under(let terms) = effect.rights, let rights = vocabulary.rights {
        selected = terms.map { rights[$0].name }
      }
    case .circulation(let effect):
      stance = effect.conduct.rawValue
      duties = effect.duties
    case .distribution, .governance: return nil
    }
    return Clause(
      id: clause.id, layer: entry.layer, pillar: clause.pillar.rawValue, stance: stance,
      selected: selected,
      duties: DutyPhase.allCases.flatMap { phase in
        duties[phase].map { "\(phase) \($0.name) \($0.within.map { "\($0)" } ?? "")" }
      },
      scope: GuardTrial(clause.scope(in: vocabulary), in: vocabulary),
      effective: GuardTrial.Days(clause.effective), rank: clause.rank,
      enacted: clause.enacted?.number, isDefault: clause.isDefault, over: clause.over)
  }
}
