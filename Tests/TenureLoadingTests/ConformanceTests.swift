import Tenure
import Testing

@Suite struct ConformanceTests {
  private func load(_ test: ConformanceCase) throws -> (isSound: Bool, findings: [Finding]) {
    var documents = ExampleRepository.documents
    for (path, text) in test.changes { documents[path] = text }
    let loader = RegimeLoader(source: DocumentsInMemory(documents), plugins: Plugins.builtIn)
    switch test.subject {
    case "vocabulary":
      let loaded = try loader.vocabulary()
      return (loaded.value != nil, loaded.findings)
    case "scenarios":
      let loaded = try loader.scenarios()
      return (loaded.value != nil, loaded.findings)
    default:
      let loaded = try loader.regime(test.subject)
      return (loaded.value != nil, loaded.findings)
    }
  }

  @Test(arguments: ConformanceCase.all("good"))
  func `good documents load, with the warnings of their case`(_ test: ConformanceCase) throws {
    let (isSound, findings) = try load(test)
    #expect(isSound)
    #expect(test.check(dump(findings)), "\(dump(findings))")
  }

  @Test(arguments: ConformanceCase.all("bad"))
  func `bad documents are refused, with everything that is wrong`(
    _ test: ConformanceCase
  ) throws {
    let (isSound, findings) = try load(test)
    #expect(!isSound)
    #expect(test.check(dump(findings)), "\(dump(findings))")
  }
}
