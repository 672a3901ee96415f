import Foundation
import Tenure
import TenureTestSupport
import Testing

/// The plugins with documents of a form of their own.
@Suite struct ConformanceTests {
  static let plugins = Plugins.builtIn.filter { $0.name != "rulebook" }
  static let here = URL(filePath: #filePath).deletingLastPathComponent()
  static let standardVocabulary = here.deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Examples/PolicyRepository/vocabulary.yaml")
  static let suite = ConformanceSuite(
    plugins, in: here.appending(path: "Cases"), vocabulary: standardVocabulary,
    named: \.name)

  @Test(arguments: suite.cases("good"))
  func `a good document means what its case says`(_ test: ConformanceCase) {
    #expect(Self.suite.fault(ofGood: test) == nil)
  }

  @Test(arguments: suite.cases("bad"))
  func `a bad document is refused whole, with everything that is wrong`(_ test: ConformanceCase) {
    #expect(Self.suite.fault(ofBad: test) == nil)
  }

  @Test(arguments: suite.cases("same"))
  func `a document and the rulebook behind it mean the same`(_ test: ConformanceCase) {
    let fault = Self.suite.fault(ofSame: test) { pillar in
      Plugins.builtIn.first { $0.name == "rulebook" && $0.pillar == pillar }
    }
    #expect(fault == nil)
  }

  @Test(arguments: ["good", "bad"])
  func `each plugin has cases of both kinds`(_ kind: String) {
    #expect(Self.suite.pluginsWithout(kind) == [])
  }
}
