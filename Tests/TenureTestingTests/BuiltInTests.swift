import Tenure
import TenureTesting
import Testing

@Suite struct BuiltInTests {
  static let names = Plugins.builtIn.map { "\($0.pillar.rawValue)/\($0.name)" }

  @Test(arguments: names)
  func `a plugin that comes with Tenure conforms`(_ name: String) throws {
    let plugin = try #require(
      Plugins.builtIn.first { "\($0.pillar.rawValue)/\($0.name)" == name })
    try PluginConformance(plugin).check()
  }
}
