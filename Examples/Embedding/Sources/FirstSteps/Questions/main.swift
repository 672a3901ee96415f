import Tenure

// A program that asks a regime questions. It links nothing of git: the documents come from memory
// here, and could come from a bundle or a service.
let documents = DocumentsInMemory([
  "vocabulary.yaml": """
  vocabulary: shop
  taxonomies:
    action: {store: , sell: }
    consent: {none: , general: , separate: }
  facets:
    action: {kind: term, taxonomy: action}
    consent: {kind: term, taxonomy: consent}
  """,
  "regimes/shop/regime.yaml": """
  regime: shop
  semantics: 1
  doctrine: {precedence: [specificity, prohibition]}
  pillars: {circulation: {plugin: rulebook, document: rules.yaml}}
  """,
  "regimes/shop/rules.yaml": """
  clauses:
    - {id: free, permit: any, default: yes}
    - {id: ask-first, prohibit: sell, unless: {consent: separate}}
  """,
])

let loader = RegimeLoader(source: documents, plugins: Plugins.builtIn)
let loaded = try loader.regime("shop")
for finding in loaded.findings {
  print("\(finding.location?.file ?? "?"):\(finding.location?.line ?? 0): \(finding.message)")
}

if let regime = loaded.value?.regime, let action = regime.vocabulary.action,
  let sell = regime.vocabulary.taxonomy(of: action)?.term(named: "sell"),
  let leaf = regime.vocabulary.taxonomy(of: action)?.leafNumber(of: sell)
{
  let engine = RegimeEngine(regime)
  let ruling = engine.ruling(in: Situation([action: .known(.term(leaf: leaf))]))
  print("may the shop sell?", ruling.outcome.verdict.rawValue)
  for dependence in ruling.depends {
    print("that depends on", regime.vocabulary[dependence.facet].name)
    for branch in dependence.branches { print("-", branch.outcome.verdict.rawValue) }
  }
}
