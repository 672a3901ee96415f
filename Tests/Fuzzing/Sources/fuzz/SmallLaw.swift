import Tenure
import TenureDocuments
import TenureEngine
import TenureModel

/// A small law that inputs are read under: every kind of facet, a few clauses.
enum SmallLaw {
  /// Its vocabulary, as a document.
  static let vocabularyText = """
    vocabulary: small
    taxonomies:
      party: {nobody: , person: , enterprise: {company: , platform: }, public-body: }
      action: {use: {store: , analyse: }, provide: {share: , sell: }}
      origin: {personal: , public: , derived: }
      right: {hold: , access: , revenue: }
      act: {amend: {amend-property: , amend-circulation: }, license: }
    also:
      party: {operator: [enterprise, public-body]}
    facets:
      action: {kind: term, taxonomy: action}
      actor: {kind: term, taxonomy: party}
      recipient: {kind: term, taxonomy: party, default: nobody}
      data: {kind: set, taxonomy: origin, default: []}
      consent: {kind: flag, default: no}
      persons: {kind: quantity, unit: person, whole: yes, min: 0, default: 0}
      income: {kind: quantity, unit: EUR}
    """

  /// Its rulebook of circulation.
  static let circulationText = """
    clauses:
      - {id: ban, prohibit: provide, data: personal, unless: {consent: yes}, rank: law}
      - {id: leave, permit: any, actor: enterprise, persons: {below: 1000}, duties: {before: [log]}}
      - {id: free, permit: use, default: yes, from: 2024-01-01}
    """

  /// Its head.
  static let regimeText = """
    regime: small
    doctrine: {ranks: [law, policy], precedence: [declared, rank, specificity, prohibition]}
    pillars:
      property: {plugin: rulebook, document: property.yaml}
      circulation: {plugin: rulebook, document: circulation.yaml}
      distribution: {plugin: rulebook, document: distribution.yaml}
      governance: {plugin: rulebook, document: governance.yaml}
    """

  /// The vocabulary.
  static let vocabulary: Vocabulary = {
    let tree = DocumentParser.parse(Array(vocabularyText.utf8), file: "vocabulary.yaml").tree
    guard let vocabulary = tree.flatMap({ VocabularyDocument.read($0.root).value }) else {
      preconditionFailure("SmallLaw.vocabularyText must be a vocabulary")
    }
    return vocabulary
  }()

  /// The regime, some documents exchanged.
  static func loaded(_ documents: [String: [UInt8]] = [:]) -> Loaded<LoadedRegime>? {
    var source = DocumentsInMemory([
      "vocabulary.yaml": vocabularyText, "regimes/small/regime.yaml": regimeText,
      "regimes/small/property.yaml": "clauses: [{id: own, grant: hold, actor: person}]\n",
      "regimes/small/circulation.yaml": circulationText,
      "regimes/small/distribution.yaml": "currency: EUR\nclauses: []\n",
      "regimes/small/governance.yaml": "clauses: []\n",
    ])
    source.documents.merge(documents) { $1 }
    return try? RegimeLoader(source: source, plugins: Plugins.builtIn).regime("small")
  }

  /// The batch that rules rows by it.
  static let batch: BatchRuling = {
    guard let regime = loaded()?.value?.regime else {
      preconditionFailure("SmallLaw must be a law")
    }
    return BatchRuling(RegimeEngine(regime))
  }()
}
