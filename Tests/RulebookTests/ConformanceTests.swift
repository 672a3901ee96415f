import RulebookPlugin
import TenureModel
import TenureTestSupport
import Testing

@Suite struct ConformanceTests {
  static let plugins: [Plugin] = [
    .property(RulebookProperty.self), .circulation(RulebookCirculation.self),
    .distribution(RulebookDistribution.self), .governance(RulebookGovernance.self),
  ]

  private func lower(_ test: PolicyCase) throws -> (lowered: LoweredDocument, text: String) {
    let pillar = test.subject(among: Pillar.allCases.map(\.rawValue))
    let plugin = try #require(Self.plugins.first { $0.pillar.rawValue == pillar })
    return try test.lower(with: plugin, PolicyCase.vocabulary())
  }

  @Test(arguments: PolicyCase.all("good"))
  func `a good rulebook means what its case says`(_ test: PolicyCase) throws {
    let (lowered, text) = try lower(test)
    #expect(!lowered.findings.containsError)
    #expect(test.check(text), "\(text)")
  }

  @Test(arguments: PolicyCase.all("bad"))
  func `a bad rulebook is refused whole, with everything that is wrong`(
    _ test: PolicyCase
  ) throws {
    let (lowered, text) = try lower(test)
    #expect(lowered.findings.containsError)
    #expect(lowered.clauses.isEmpty)
    #expect(test.check(text), "\(text)")
  }
}
