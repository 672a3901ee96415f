import Tenure

/// A small policy repository in memory, with all four pillars and two layers.
enum ExampleRepository {
  static let vocabulary = """
    vocabulary: small
    taxonomies:
      party:
        nobody:
        person:
        enterprise: {company: , platform: , broker: }
        public-body: {agency: , court: }
      action:
        obtain: {collect: , purchase: }
        provide: {sell: , export: }
        charge:
      standing: {subject: , source: , collector: , holder: }
      origin: {personal: , public: , enterprise-data: }
      consent: {none: , valid: {general: , separate: }}
      right: {hold: , access: , revenue: }
      act: {amend: {amend-property: , amend-circulation: }, audit: }
    facets:
      action: {kind: term, taxonomy: action}
      actor: {kind: term, taxonomy: party}
      standing: {kind: set, taxonomy: standing, default: []}
      recipient: {kind: term, taxonomy: party, default: nobody}
      data: {kind: set, taxonomy: origin}
      consent: {kind: term, taxonomy: consent, default: none}
      deidentified: {kind: flag, default: no}
      persons: {kind: quantity, unit: person, whole: yes, min: 0, default: 0}
      created: {kind: date}
    also:
      party: {authorised-operator: [enterprise, public-body]}
    names:
      action: {sell: {odrl: sell, label: Sell, zh: 交易}}
    """

  static let documents = [
    "vocabulary.yaml": vocabulary,
    "regimes/base/regime.yaml": """
    regime: base
    title: The law of the land
    semantics: 1
    doctrine:
      ranks: [constitution, law, policy]
      precedence: [declared, layer, rank, specificity, recency, prohibition]
    pillars:
      property: [{plugin: rulebook, document: property.yaml}]
      circulation: [{plugin: rulebook, document: [circulation.yaml]}]
      distribution: {plugin: rulebook, document: distribution.yaml}
      governance: [{plugin: rulebook, document: governance.yaml}]
    """,
    "regimes/base/property.yaml": """
    defaults: {rank: law}
    clauses:
      - {id: own-access, grant: access, standing: subject, duties: {with: [secure-channel]}}
      - {id: no-revenue, withhold: [revenue, hold], actor: broker}
    """,
    "regimes/base/circulation.yaml": """
    defaults: {rank: law, from: 2021-11-01}
    clauses:
      - id: export-assessment
        prohibit: export
        data: personal
        persons: {at-least: 1000000}
        unless: {consent: separate}
        cites: "Provisions, art. 7"
      - {id: silence, permit: any, default: yes}
    """,
    "regimes/base/distribution.yaml": """
    currency: EUR
    rounding: {unit: 0.01, split: largest-remainder}
    funds: [dividend-fund]
    defaults: {rank: law}
    clauses:
      - {id: levy-2, levy: {to: dividend-fund, take: 2%, of: gross}, order: 10}
      - {id: rest, split: {to: {source: 30%, holder: 70%}}, order: 20}
    """,
    "regimes/base/governance.yaml": """
    bodies: {council: {large-state: {seats: 4, weight: 14}, chair: 1}}
    procedures:
      co-decision:
        - {propose: agency}
        - {vote: {in: council, pass: {more-than: 1/2}, veto: [chair]}}
    defaults: {rank: constitution}
    clauses:
      - {id: council-amends, empower: council, act: amend, by: co-decision, lasts: 5 years}
      - {id: red-line, disempower: any, act: amend-property}
    """,
    "regimes/zone/regime.yaml": """
    regime: zone
    semantics: 1
    extends: [base]
    pillars:
      circulation: [{plugin: rulebook, document: circulation.yaml}]
    """,
    "regimes/zone/circulation.yaml": """
    defaults: {rank: policy, force: exploratory, until: 2030-01-01}
    scope: {actor: enterprise}
    clauses:
      - {id: zone-export, permit: export, over: [export-assessment]}
    """,
  ]

  static func loader(_ changes: [String: String] = [:]) -> RegimeLoader {
    let documents = documents.merging(changes) { $1 }
    return RegimeLoader(source: DocumentsInMemory(documents), plugins: Plugins.builtIn)
  }
}
