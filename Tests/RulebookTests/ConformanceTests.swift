import Foundation
import RulebookPlugin
import TenureModel
import TenureTestSupport
import Testing

@Suite struct ConformanceTests {
  static let plugins: [Plugin] = [
    .property(RulebookProperty.self), .circulation(RulebookCirculation.self),
    .distribution(RulebookDistribution.self), .governance(RulebookGovernance.self),
  ]
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

  /// The vocabulary of all cases.
  static func vocabulary() throws -> Vocabulary {
    try #require(Vocabulary.read(folder.appending(path: "vocabulary.yaml")))
  }

  private func lower(
    _ test: ConformanceCase
  ) throws -> (vocabulary: Vocabulary, lowered: LoweredDocument) {
    let vocabulary = try Self.vocabulary()
    let plugin = try #require(Self.plugins.first { test.isAbout($0.pillar.rawValue) })
    return (vocabulary, try #require(test.lower(by: plugin, vocabulary)))
  }

  @Test(arguments: ConformanceCase.all(in: folder.appending(path: "good")))
  func `a good rulebook means what its case says`(_ test: ConformanceCase) throws {
    let (vocabulary, lowered) = try lower(test)
    #expect(!lowered.findings.containsError)
    let text = spelled(lowered, in: vocabulary)
    #expect(test.check(text), "\(text)")
  }

  @Test(arguments: ConformanceCase.all(in: folder.appending(path: "bad")))
  func `a bad rulebook is refused whole, with everything that is wrong`(
    _ test: ConformanceCase
  ) throws {
    let lowered = try lower(test).lowered
    #expect(lowered.findings.containsError)
    #expect(lowered.clauses.isEmpty)
    let text = spelled(lowered.findings)
    #expect(test.check(text), "\(text)")
  }
}
