import Tenure
import TenureTestSupport
import Testing

@Suite struct PluginConformanceTests {
  /// The plugins of property and circulation with documents of a form of their own.
  static let plugins = Plugins.builtIn.filter {
    $0.name != "rulebook" && ($0.pillar == .property || $0.pillar == .circulation)
  }

  private func lower(_ test: PolicyCase) throws -> (lowered: LoweredDocument, text: String) {
    let name = test.subject(among: Self.plugins.map(\.name))
    let plugin = try #require(Self.plugins.first { $0.name == name })
    return try test.lower(with: plugin, standardVocabulary())
  }

  @Test(arguments: PolicyCase.all("good"))
  func `a good document means what its case says`(_ test: PolicyCase) throws {
    let (lowered, text) = try lower(test)
    #expect(!lowered.findings.containsError)
    #expect(test.check(text), "\(text)")
  }

  @Test(arguments: PolicyCase.all("bad"))
  func `a bad document is refused whole, with everything that is wrong`(
    _ test: PolicyCase
  ) throws {
    let (lowered, text) = try lower(test)
    #expect(lowered.findings.containsError)
    #expect(lowered.clauses.isEmpty)
    #expect(test.check(text), "\(text)")
  }

  @Test func `each plugin has cases of both kinds`() {
    let names = Self.plugins.map(\.name)
    for kind in ["good", "bad"] {
      let subjects = Set(PolicyCase.all(kind).compactMap { $0.subject(among: names) })
      #expect(Set(names).subtracting(subjects) == [])
    }
  }
}
