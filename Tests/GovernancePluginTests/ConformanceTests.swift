import AssemblyPlugin
import AuthorityPlugin
import Foundation
import PilotPlugin
import PolycentricPlugin
import RulebookPlugin
import TenureModel
import TenureTestSupport
import Testing

@Suite struct ConformanceTests {
  static let plugins: [Plugin] = [
    .governance(Assembly.self), .governance(Authority.self), .governance(Pilot.self),
    .governance(Polycentric.self),
  ]
  static let here = URL(filePath: #filePath).deletingLastPathComponent()
  static let folder = here.appending(path: "Cases")

  /// The standard vocabulary, or a small one for documents that ask for too much.
  static func vocabulary(named name: String? = nil) throws -> Vocabulary {
    let standard = here.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Examples/PolicyRepository/vocabulary.yaml")
    let other = name.map { folder.appending(path: "\($0).yaml") }
    return try #require(Vocabulary.read(other ?? standard))
  }

  private func lower(
    _ test: ConformanceCase
  ) throws -> (vocabulary: Vocabulary, lowered: LoweredDocument) {
    let vocabulary = try Self.vocabulary(named: test.vocabularyName)
    let plugin = try #require(Self.plugins.first { test.isAbout($0.name) })
    return (vocabulary, try #require(test.lower(by: plugin, vocabulary)))
  }

  @Test(arguments: ConformanceCase.all(in: folder.appending(path: "good")))
  func `a good document means what its case says`(_ test: ConformanceCase) throws {
    let (vocabulary, lowered) = try lower(test)
    #expect(!lowered.findings.containsError)
    let text = spelled(lowered, in: vocabulary)
    #expect(test.check(text), "\(text)")
  }

  @Test(arguments: ConformanceCase.all(in: folder.appending(path: "bad")))
  func `a bad document is refused whole, with everything that is wrong`(
    _ test: ConformanceCase
  ) throws {
    let lowered = try lower(test).lowered
    #expect(lowered.findings.containsError)
    #expect(lowered.clauses.isEmpty)
    #expect(lowered.findings.allSatisfy { $0.location != nil })
    let text = spelled(lowered.findings)
    #expect(test.check(text), "\(text)")
  }

  @Test(arguments: ConformanceCase.all(in: folder.appending(path: "same")))
  func `a document and the rulebook behind it mean the same`(_ test: ConformanceCase) throws {
    let (vocabulary, lowered) = try lower(test)
    let rulebook = ConformanceCase(name: "rulebook", document: test.expectation)
    let same = try #require(
      rulebook.lower(by: .governance(RulebookGovernance.self), vocabulary))
    func text(_ lowered: LoweredDocument) -> String {
      spelled(lowered, in: vocabulary).replacing(/\s\(lines [0-9]+-[0-9]+\)/, with: "")
    }
    #expect(lowered.findings.isEmpty && !lowered.clauses.isEmpty)
    #expect(text(lowered) == text(same))
  }
}
