import RulebookPlugin
import TenureDocuments
import TenureModel
import Testing

@Suite struct ConformanceTests {
  static let plugins: [Plugin] = [
    .property(RulebookProperty.self), .circulation(RulebookCirculation.self),
    .distribution(RulebookDistribution.self), .governance(RulebookGovernance.self),
  ]

  private func lower(
    _ test: ConformanceCase
  ) throws -> (vocabulary: Vocabulary, lowered: LoweredDocument) {
    let vocabulary = try ConformanceCase.vocabulary()
    let plugin = try #require(Self.plugins.first { $0.pillar == test.pillar })
    let (tree, findings) = DocumentParser.parse(
      Array(test.document.utf8), file: test.testDescription)
    let root = try #require(tree, "\(dump(findings))").root
    let context = LoweringContext(vocabulary: vocabulary, ranks: test.ranks)
    return (vocabulary, try #require(plugin.lower([root], context).first))
  }

  @Test(arguments: ConformanceCase.all("good"))
  func `a good rulebook means what its case says`(_ test: ConformanceCase) throws {
    let (vocabulary, lowered) = try lower(test)
    #expect(!lowered.findings.containsError)
    let spelling = Spelling(vocabulary: vocabulary)
    var text = dump(lowered.findings) + lowered.clauses.map(spelling.text).joined()
    switch lowered.declarations {
    case .none: break
    case .distribution(let own): text += spelling.text(own)
    case .governance(let own): text += spelling.text(own)
    }
    #expect(test.check(text), "\(text)")
  }

  @Test(arguments: ConformanceCase.all("bad"))
  func `a bad rulebook is refused whole, with everything that is wrong`(
    _ test: ConformanceCase
  ) throws {
    let lowered = try lower(test).lowered
    #expect(lowered.findings.containsError)
    #expect(lowered.clauses.isEmpty)
    let text = dump(lowered.findings)
    #expect(test.check(text), "\(text)")
  }
}
