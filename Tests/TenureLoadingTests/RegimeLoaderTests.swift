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

  @Test func `a folder whose name no regime can have is reported`() throws {
    let documents = DocumentsInMemory([
      "regimes/Foo Bar/regime.yaml": "regime: foo\n", "regimes/my_law/regime.yaml": "",
      "regimes/land/regime.yaml": "regime: land\n", "regimes/no regime/notes.yaml": "",
    ])
    let loader = RegimeLoader(source: documents, plugins: [])
    #expect(try loader.regimeNames() == ["land"])
    let findings = try loader.misnamedRegimes()
    #expect(
      findings.map(\.message)
        == ["`Foo Bar` is no name of a regime", "`my_law` is no name of a regime"])
    #expect(findings.allSatisfy { $0.id == "regime-name" && $0.severity == .error })
    #expect(findings.first?.location?.file == "regimes/Foo Bar/regime.yaml")
    #expect(findings.first?.help?.hasPrefix("rename the folder") == true)
  }
}
