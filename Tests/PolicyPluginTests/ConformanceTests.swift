import Foundation
import Tenure
import TenureTestSupport
import Testing

/// The plugins for property and circulation with documents of a form of their own.
@Suite struct ConformanceTests {
  static let plugins = Plugins.builtIn.filter {
    ($0.pillar == .property || $0.pillar == .circulation) && $0.name != "rulebook"
  }
  static let here = URL(filePath: #filePath).deletingLastPathComponent()
  static let folder = here.appending(path: "Cases")

  /// The standard vocabulary, or one that lacks most of it.
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

  @Test func `each plugin has cases of both kinds`() {
    for kind in ["good", "bad"] {
      let cases = ConformanceCase.all(in: Self.folder.appending(path: kind))
      let without = Self.plugins.map(\.name).filter { name in
        !cases.contains { $0.isAbout(name) }
      }
      #expect(without == [], "\(kind)")
    }
  }
}
