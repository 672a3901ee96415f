import Tenure
import TenureDocuments
import TenureTestSupport
import Testing

@Suite struct DefaultDocumentTests {
  static let names = PluginConformanceTests.plugins.map(\.name)

  private func plugin(_ name: String) throws -> Plugin {
    try #require(PluginConformanceTests.plugins.first { $0.name == name })
  }

  private func lower(_ text: String, with plugin: Plugin) throws -> LoweredDocument {
    let root = try #require(DocumentParser.parse(Array(text.utf8), file: plugin.name).tree).root
    let context = LoweringContext(vocabulary: try standardVocabulary(), ranks: [])
    return try #require(plugin.lower([root], context).first)
  }

  @Test(arguments: names)
  func `a default document lowers without a finding`(
    _ name: String
  ) throws {
    let plugin = try plugin(name)
    let lowered = try lower(plugin.defaultDocument, with: plugin)
    #expect(lowered.findings.text == "")
    #expect(!lowered.clauses.isEmpty)
    #expect(lowered.clauses.allSatisfy { $0.pillar == plugin.pillar })
    #expect(Set(lowered.clauses.map(\.id)).count == lowered.clauses.count)
    #expect(!plugin.summary.isEmpty)
  }

  @Test(arguments: names)
  func `a default document shows what its plugin has to offer`(_ name: String) throws {
    let plugin = try plugin(name)
    guard case .map(let shape) = plugin.shape else {
      Issue.record("no map")
      return
    }
    let common: Set = ["defaults", "scope", "notes"]
    let unused: Set = ["bans", "freedoms", "consents", "exempt"]
    let missing = shape.fields.map(\.name).filter { key in
      !common.contains(key) && !unused.contains(key)
        && !plugin.defaultDocument.contains("\(key):")
    }
    #expect(missing == [])
  }

  @Test(arguments: names)
  func `the order of sections changes nothing but the order of clauses`(_ name: String) throws {
    let plugin = try plugin(name)
    let parts = sections(of: plugin.defaultDocument)
    #expect(parts.joined() == plugin.defaultDocument)
    let turned = try lower(parts.reversed().joined(), with: plugin)
    let usual = try lower(plugin.defaultDocument, with: plugin)
    #expect(turned.findings.text == "")
    #expect(try meaning(of: turned) == meaning(of: usual))
    let lines = turned.clauses.map(\.origin.line)
    #expect(lines == lines.sorted())
  }

  /// What clauses say, without their places.
  private func meaning(of lowered: LoweredDocument) throws -> [String: String] {
    let spelling = Spelling(vocabulary: try standardVocabulary())
    return Dictionary(
      lowered.clauses.map { clause in
        let lines = spelling.text(clause).split(separator: "\n").dropFirst()
        return (clause.id, lines.joined(separator: "\n"))
      }, uniquingKeysWith: { $0 + $1 })
  }

  /// A document cut at its top-level keys.
  private func sections(of document: String) -> [String] {
    document.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .reduce(into: []) { parts, line in
        if parts.isEmpty || !line.hasPrefix(" ") {
          parts.append(line + "\n")
        } else {
          parts[parts.count - 1] += line + "\n"
        }
      }
  }
}
