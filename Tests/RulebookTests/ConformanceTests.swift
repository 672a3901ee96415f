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
  static let vocabularyFile = folder.appending(path: "vocabulary.yaml")
  static let suite = ConformanceSuite(
    plugins, in: folder, vocabulary: vocabularyFile, named: \.pillar.rawValue)

  /// The vocabulary of all cases.
  static func vocabulary() throws -> Vocabulary { try #require(Vocabulary.read(vocabularyFile)) }

  @Test(arguments: suite.cases("good"))
  func `a good rulebook means what its case says`(_ test: ConformanceCase) {
    #expect(Self.suite.fault(ofGood: test) == nil)
  }

  @Test(arguments: suite.cases("bad"))
  func `a bad rulebook is refused whole, with everything that is wrong`(_ test: ConformanceCase) {
    #expect(Self.suite.fault(ofBad: test) == nil)
  }
}
