import Tenure
import Testing

@Suite struct ScaleTests {
  @Test func `ten thousand terms and ten thousand clauses are ordinary`() throws {
    var vocabulary = ExampleRepository.vocabulary.replacing(
      "facets:", with: "  tag:\nTAGS\nfacets:\n  tags: {kind: set, taxonomy: tag, default: []}")
    var tags = ""
    for group in 0..<100 {
      let terms = (0..<100).map { "t\(group)-\($0): " }.joined(separator: ", ")
      tags += "    group-\(group): {\(terms)}\n"
    }
    vocabulary = vocabulary.replacing("TAGS", with: tags)
    var documents = ["vocabulary.yaml": vocabulary]
    let names = (0..<4).map { "c\($0).yaml" }
    for (part, name) in names.enumerated() {
      var text = "clauses:\n"
      for number in 0..<2500 {
        let over = number == 0 ? "" : ", over: [c\(part)-\(number - 1)]"
        text +=
          "  - {id: c\(part)-\(number), prohibit: sell, tags: t\(number % 100)-\(part)\(over)}\n"
      }
      documents["regimes/big/\(name)"] = text
    }
    documents["regimes/big/regime.yaml"] = """
      regime: big
      semantics: 1
      doctrine: {precedence: [declared]}
      pillars: {circulation: {plugin: rulebook, document: [\(names.joined(separator: ", "))]}}
      """
    let loader = RegimeLoader(source: DocumentsInMemory(documents), plugins: Plugins.builtIn)
    let loaded = try loader.regime("big")
    #expect(loaded.findings.isEmpty)
    #expect(loaded.value?.regime.layers.first?.clauses.count == 10_000)
  }

  @Test func `regimes may stand on one another, but not without end`() throws {
    var documents = ["vocabulary.yaml": "vocabulary: a"]
    for number in 0..<40 {
      let below = number == 0 ? "" : "extends: r\(number - 1)\n"
      documents["regimes/r\(number)/regime.yaml"] = "regime: r\(number)\nsemantics: 1\n\(below)"
    }
    let loader = RegimeLoader(source: DocumentsInMemory(documents), plugins: [])
    #expect(try loader.regime("r31").value?.regime.layers.count == 32)
    #expect(try loader.regime("r32").findings.map(\.id) == ["too-many-layers"])
    #expect(try loader.regimeNames().count == 40)
  }

  @Test func `a vocabulary has limits`() throws {
    let terms = (0...VocabularyDocument.termLimit).map { "    t\($0):" }.joined(separator: "\n")
    let facets = (0...VocabularyDocument.facetLimit).map { "  f\($0): {kind: flag}" }
    let text =
      "vocabulary: big\ntaxonomies:\n  party:\n\(terms)\nfacets:\n"
      + facets.joined(separator: "\n")
    let (tree, problems) = DocumentParser.parse(Array(text.utf8), file: "vocabulary.yaml")
    #expect(problems.isEmpty)
    let loaded = VocabularyDocument.read(try #require(tree).root)
    #expect(
      dump(loaded.findings) == """
        vocabulary.yaml:50004:5 error too-many-terms: a taxonomy has at most 50000 terms
        vocabulary.yaml:50006:3 error too-many-facets: a vocabulary has at most 1000 facets

        """)
  }

  @Test func `the documents of a regime have a limit together`() throws {
    let size = ExampleRepository.documents.values.reduce(0) { $0 + $1.utf8.count }
    let source = DocumentsInMemory(ExampleRepository.documents)
    let roomy = RegimeLoader(source: source, plugins: Plugins.builtIn, byteLimit: size)
    #expect(try roomy.regime("zone").findings.isEmpty)
    let tight = RegimeLoader(source: source, plugins: Plugins.builtIn, byteLimit: 1000)
    #expect(
      dump(try tight.regime("zone").findings) == """
        error regime-too-large: the documents have more than 1000 bytes together
            help: split the regime

        """)
  }
}
