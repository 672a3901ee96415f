import Tenure
import Testing

@Suite struct DefaultDocumentTests {
  @Test(arguments: ConformanceTests.plugins.map(\.name))
  func `a default document shows what its plugin has to offer`(_ name: String) throws {
    let plugin = try #require(ConformanceTests.plugins.first { $0.name == name })
    guard case .map(let shape) = plugin.shape else {
      Issue.record("no map")
      return
    }
    let common: Set = ["defaults", "scope", "notes"]
    let unused: Set = ["bans", "freedoms", "consents", "exempt"]
    let missing = shape.fields.map(\.name).filter { key in
      !common.contains(key) && !unused.contains(key)
        && !plugin.defaultDocument.contains("\(key):")
    }
    #expect(missing == [])
  }
}
