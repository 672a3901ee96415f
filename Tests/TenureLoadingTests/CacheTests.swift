import Synchronization
import Tenure
import Testing

/// Counts what is read, and says who a document is without reading it.
private final class CountingSource: DocumentSource {
  let documents: [String: String]
  private(set) var reads: [String: Int] = [:]

  init(_ documents: [String: String]) { self.documents = documents }

  func identity(of path: String) -> DocumentIdentity? {
    documents[path].map { .object(Array($0.utf8.prefix(20))) }
  }

  func bytes(of path: String) -> [UInt8]? {
    reads[path, default: 0] += 1
    return documents[path].map { Array($0.utf8) }
  }

  func names(in folder: String) -> [String] { DocumentsInMemory(documents).names(in: folder) }
}

@Suite struct CacheTests {
  /// A plugin that counts how often it is asked, and for how many documents.
  private final class Counter: Sendable {
    let batches = Mutex<[Int]>([])

    func plugin(_ pillar: Pillar) -> Plugin {
      Plugin(name: "rulebook", pillar: pillar, version: 1, shape: .anything) { documents, _ in
        self.batches.withLock { $0.append(documents.count) }
        return documents.map { _ in
          LoweredDocument(clauses: [], declarations: .none, findings: [])
        }
      }
    }
  }

  @Test func `two loads read and lower once, another vocabulary lowers again`() throws {
    let source = CountingSource(ExampleRepository.documents)
    let counter = Counter()
    let loader = RegimeLoader(source: source, plugins: Pillar.allCases.map(counter.plugin))
    #expect(try loader.regime("zone").value != nil)
    #expect(try loader.regime("zone").value != nil)
    #expect(try loader.regime("base").value != nil)
    #expect(source.reads.values.allSatisfy { $0 == 1 })
    #expect(counter.batches.withLock { $0 } == [1, 2, 1, 1])
    let other = Vocabulary(name: "other", taxonomies: [], facets: [])
    #expect(try loader.regime("zone", under: other).value != nil)
    #expect(source.reads.values.allSatisfy { $0 == 1 })
    #expect(counter.batches.withLock { $0 } == [1, 2, 1, 1, 1, 2, 1, 1])
  }

  @Test func `a plugin that loses a document is reported`() throws {
    let lossy = Plugin(name: "rulebook", pillar: .property, version: 1, shape: .anything) {
      _, _ in []
    }
    let loader = RegimeLoader(
      source: DocumentsInMemory(ExampleRepository.documents),
      plugins: [lossy] + Plugins.builtIn.filter { $0.pillar != .property })
    let loaded = try loader.regime("base")
    #expect(loaded.value == nil)
    #expect(
      dump(loaded.findings) == """
        error plugin-failed: plugin `rulebook` answered 0 of 1 documents
            help: this is a mistake of the plugin; tell its authors

        """)
  }

  @Test func `a plugin that makes clauses of another pillar is reported`() throws {
    let loaded = try ExampleRepository.loader().regime("base")
    let base = try #require(loaded.value).regime
    let stray = base.layers[0].clauses.filter { $0.pillar == .circulation }
    let plugin = Plugin(name: "stray", pillar: .property, version: 1, shape: .anything) {
      documents, _ in
      documents.map { _ in LoweredDocument(clauses: stray, declarations: .none, findings: []) }
    }
    let documents = ExampleRepository.documents.merging([
      "regimes/base/regime.yaml": """
      regime: base
      semantics: 1
      doctrine: {ranks: [constitution, law, policy], precedence: [prohibition]}
      pillars: {property: {plugin: stray, document: property.yaml}}
      """
    ]) { $1 }
    let loader = RegimeLoader(source: DocumentsInMemory(documents), plugins: [plugin])
    let found = try loader.regime("base").findings
    #expect(found.map(\.id) == ["wrong-pillar", "wrong-pillar"])
  }
}
