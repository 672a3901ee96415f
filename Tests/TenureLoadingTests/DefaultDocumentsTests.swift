import Foundation
import Tenure
import Testing

/// The document to begin with that each plugin offers, as somebody would use it: alone in a regime.
@Suite struct DefaultDocumentsTests {
  static let offered = Plugins.builtIn.filter { !$0.defaultDocument.isEmpty }

  @Test(arguments: offered.indices)
  func `the document to begin with makes a whole regime`(_ index: Int) throws {
    let plugin = Self.offered[index]
    let vocabulary = try String(
      contentsOf: ExampleDocumentsTests.root.appending(path: "vocabulary.yaml"), encoding: .utf8)
    let source = DocumentsInMemory([
      "vocabulary.yaml": vocabulary,
      "regimes/new/regime.yaml": """
      regime: new
      semantics: 1
      doctrine: {precedence: [contest]}
      pillars:
        \(plugin.pillar.rawValue): {plugin: \(plugin.name), document: own.yaml}
      """,
      "regimes/new/own.yaml": plugin.defaultDocument,
    ])
    let regime = try RegimeLoader(source: source, plugins: Plugins.builtIn).regime("new")
    #expect(regime.findings.map(text) == [], "\(plugin.name) of \(plugin.pillar)")
    #expect(regime.value?.regime.clauses.isEmpty == false)
  }
}
