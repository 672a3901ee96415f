import Tenure
import Testing

@Suite struct RegimeLoaderTests {
  @Test func `a regime with layers is loaded without findings`() throws {
    let loaded = try ExampleRepository.loader().regime("zone")
    #expect(loaded.findings.isEmpty)
    let regime = try #require(loaded.value?.regime)
    #expect(regime.layers.map(\.name) == ["base", "zone"])
    #expect(regime.layers.map(\.clauses.count) == [8, 1])
    #expect(regime.doctrine.ranks == ["constitution", "law", "policy"])
    #expect(regime.distribution.currency == "EUR")
    #expect(regime.governance.bodies["council"]?.count == 2)
    #expect(
      loaded.value?.documents.map(\.path) == [
        "regimes/base/regime.yaml", "regimes/base/property.yaml", "regimes/base/circulation.yaml",
        "regimes/base/distribution.yaml", "regimes/base/governance.yaml",
        "regimes/zone/regime.yaml", "regimes/zone/circulation.yaml",
      ])
  }
}
