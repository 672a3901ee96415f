import ConsentTablePlugin
import Tenure

let documents = DocumentsInMemory([
  "vocabulary.yaml": """
  vocabulary: shop
  taxonomies:
    action: {store: , sell: }
    consent: {none: , general: , separate: }
  facets:
    action: {kind: term, taxonomy: action}
    consent: {kind: term, taxonomy: consent, default: none}
  """,
  "regimes/shop/regime.yaml": """
  regime: shop
  semantics: 1
  doctrine: {precedence: [prohibition]}
  pillars: {circulation: {plugin: consent-table, document: needs.yaml}}
  """,
  "regimes/shop/needs.yaml": """
  needs:
    sell: separate
  """,
])

let loader = RegimeLoader(
  source: documents, plugins: Plugins.builtIn + [.circulation(ConsentTable.self)])
let loaded = try loader.regime("shop")
for finding in loaded.findings { print(finding.message) }
for entry in loaded.value?.regime.clauses ?? [] {
  print(entry.clause.id, "from line", entry.clause.origin.line)
}
