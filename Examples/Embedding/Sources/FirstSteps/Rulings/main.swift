import Tenure

/// One regime in memory, with the rule that is given.
func engine(_ rule: String) throws -> RegimeEngine? {
  let documents = DocumentsInMemory([
    "vocabulary.yaml": """
    vocabulary: small
    taxonomies: {action: {share: , sell: }}
    facets:
      action: {kind: term, taxonomy: action}
      persons: {kind: quantity, unit: person, whole: yes, min: 0}
    """,
    "regimes/shop/regime.yaml": """
    regime: shop
    semantics: 1
    pillars: {circulation: {plugin: rulebook, document: rules.yaml}}
    """,
    "regimes/shop/rules.yaml": "clauses: [\(rule)]",
  ])
  let loader = RegimeLoader(source: documents, plugins: Plugins.builtIn)
  return try loader.regime("shop").value.map { RegimeEngine($0.regime) }
}

if let before = try engine("{id: limit, prohibit: sell, persons: {at-least: 100}}"),
  let after = try engine("{id: limit, prohibit: sell, persons: {at-least: 1000}}")
{
  let diff = try RegimeDiff.compare(before, after)
  print(diff.relation, "in", diff.differing, "of", diff.total, "situations")
}
