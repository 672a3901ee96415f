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
}
