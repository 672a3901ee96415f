import Tenure
import Testing

@Suite struct VocabularyUnionTests {
  private func vocabulary(_ text: String) throws -> Vocabulary {
    let (tree, findings) = DocumentParser.parse(Array(text.utf8), file: "vocabulary.yaml")
    let root = try #require(tree, "\(dump(findings))").root
    let loaded = VocabularyDocument.read(root)
    return try #require(loaded.value, "\(dump(loaded.findings))")
  }

  @Test func `equal vocabularies are their own union`() throws {
    let one = try vocabulary(ExampleRepository.vocabulary)
    let union = Vocabulary.union(one, try vocabulary(ExampleRepository.vocabulary))
    #expect(union.vocabulary == one)
    #expect(union.unknownToLeft.isEmpty && union.unknownToRight.isEmpty)
    #expect(union.problems.isEmpty)
  }

  @Test func `terms, parents and facets add up, and each side says what it does not know`() throws {
    let left = try vocabulary(
      """
      vocabulary: left
      taxonomies:
        party: {person: , company: , agency: }
        origin: {personal: , public: }
      facets:
        actor: {kind: term, taxonomy: party, default: company}
        recipient: {kind: term, taxonomy: party, default: person}
        data: {kind: set, taxonomy: origin, default: [personal]}
        persons: {kind: quantity, unit: person, whole: yes, min: 1, default: 1}
        old: {kind: flag}
      names: {party: {person: {label: Person}}}
      """)
    let right = try vocabulary(
      """
      vocabulary: right
      taxonomies:
        party: {person: , company: {small: , large: }, body: {agency: }}
        origin: {personal: , co-generated: , public: }
        sector: {health: }
      facets:
        persons: {kind: quantity, unit: person, default: 5}
        data: {kind: set, taxonomy: origin}
        tags: {kind: set, taxonomy: sector, default: [health]}
        actor: {kind: term, taxonomy: party, default: agency}
      names: {party: {person: {label: Person}, small: {label: Small}}}
      """)
    let union = Vocabulary.union(left, right)
    #expect(union.problems.isEmpty)
    let whole = union.vocabulary
    #expect(whole.taxonomies.map(\.name) == ["party", "origin", "sector"])
    #expect(
      whole.facets.map(\.name)
        == ["actor", "recipient", "data", "persons", "old", "tags", "date"])
    let party = whole.taxonomies[0]
    #expect(party.terms.map(\.name) == ["person", "company", "agency", "small", "large", "body"])
    let company = try #require(party.term(named: "company"))
    let agency = try #require(party.term(named: "agency"))
    #expect(!party[company].isLeaf)
    #expect(party[agency].parents.map { party[$0].name } == ["body"])
    // A default that is no leaf any more is dropped; the other side's does not take its place.
    #expect(whole.facets[0].defaultValue == nil)
    #expect(whole.facets[1].defaultValue == party.leafNumber(of: TermID(0)).map { .term(leaf: $0) })
    #expect(whole.facets[3].kind == .quantity(.init(unit: "person")))
    #expect(whole.facets[3].defaultValue == .quantity(ExactDecimal(1)))
    #expect(whole.facets[5].defaultValue == .set(LeafSet([0])))
    #expect(whole.labels.count == 2)
    func names(_ unknown: VocabularyUnion.Unknown) -> [String] {
      unknown.facets.map { whole[$0].name }
        + unknown.terms.sorted { $0.key.index < $1.key.index }.flatMap { taxonomy, terms in
          terms.sorted().map { whole[taxonomy][$0].name }
        }
    }
    #expect(
      names(union.unknownToLeft)
        == ["tags", "small", "large", "body", "co-generated", "health"])
    #expect(names(union.unknownToRight) == ["recipient", "old"])
    let leaves = union.unknownToLeft.leaves(of: TaxonomyID(0), in: whole)
    #expect(leaves.leaves.map { party.leafName($0) } == ["small", "large"])
  }

  @Test func `what cannot be joined is said`() throws {
    let left = try vocabulary(
      """
      vocabulary: left
      taxonomies: {party: {a: {b: }}, origin: {x: }}
      facets:
        kind: {kind: flag}
        unit: {kind: quantity, unit: person}
        taxonomy: {kind: term, taxonomy: party}
        both: {kind: term, taxonomy: party}
      """)
    let right = try vocabulary(
      """
      vocabulary: right
      taxonomies: {party: {b: {a: }}, origin: {x: }}
      facets:
        kind: {kind: date}
        unit: {kind: quantity, unit: record}
        taxonomy: {kind: term, taxonomy: origin}
        both: {kind: set, taxonomy: party}
      """)
    let union = Vocabulary.union(left, right)
    #expect(
      dump(union.problems) == """
        error taxonomies-differ: the terms of `party` on the two sides add up to a circle: \
        `a` over `b` over `a`
            help: the two sides cannot be compared; make the hierarchies agree
        error facet-differs: facet `kind` is a flag on one side, a date on the other
            help: the two sides cannot be compared; rename one of the facets
        error facet-differs: facet `unit` counts in `person` on one side, in `record` on the other
            help: the two sides cannot be compared; rename one of the facets
        error facet-differs: facet `taxonomy` takes terms of `party` on one side, \
        of `origin` on the other
            help: the two sides cannot be compared; rename one of the facets
        error facet-differs: facet `both` is a term on one side, a set on the other
            help: the two sides cannot be compared; rename one of the facets

        """)
  }
}
