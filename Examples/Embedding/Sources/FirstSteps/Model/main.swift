import TenureModel

// What can be said: two actions.
let actions = try Taxonomy(name: "action", terms: [("share", []), ("sell", [])])
let vocabulary = Vocabulary(
  name: "small", taxonomies: [actions],
  facets: [Facet(name: "action", kind: .term(TaxonomyID(0)))])

// What is said: selling is prohibited.
let start = SourcePosition(line: 1, column: 1, offset: 0)
let clause = Clause(
  id: "no-sale",
  effect: CirculationEffect(.prohibit, .under(actions.term(named: "sell").map { [$0] } ?? [])),
  origin: SourceLocation(file: "rules.yaml", range: SourceRange(start: start, end: start)))

print(clause.id, "is a clause of the pillar", clause.pillar.rawValue)
print("it tests", clause.condition(in: vocabulary).facets.map { vocabulary[$0].name })
