import HelloPolicy
import TenureTesting
import Testing

@Test func `the consent table conforms`() throws {
  try PluginConformance(ConsentTable.self).check()
}
