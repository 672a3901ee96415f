import Tenure
import Testing

@Suite struct DefaultDocumentTests {
  /// The plugins of whose documents every key can be shown at once.
  static let shown = ConformanceTests.plugins.filter {
    $0.pillar == .property || $0.pillar == .circulation
  }

  @Test(arguments: shown.map(\.name))
  func `a default document shows what its plugin has to offer`(_ name: String) throws {
    let plugin = try #require(Self.shown.first { $0.name == name })
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
