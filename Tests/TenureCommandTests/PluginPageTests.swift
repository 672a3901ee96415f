import Foundation
import Tenure
import TenureModel
import TenureReport
import Testing

/// The handbook has a page for each plugin, and the page is what the plugin says of itself.
@Suite struct PluginPageTests {
  static let names = Set(Plugins.builtIn.map(\.name)).sorted()
  static let handbook = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Docs/TenureHandbook.docc")

  @Test(arguments: names)
  func `the page in the handbook is what the plugin says of itself`(_ name: String) throws {
    let page = PluginPage(Plugins.builtIn.filter { $0.name == name }).markdown
    let file = Self.handbook.appending(path: "Plugins/\(name).md")
    if ProcessInfo.processInfo.environment["TENURE_RECORD"] == "1" {
      try Data(page.utf8).write(to: file)
      Issue.record("recorded \(name).md; look at it, and run again")
      return
    }
    let expected = (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) }
    #expect(page == expected ?? "", "run the tests with TENURE_RECORD=1, then again")
  }

  @Test func `each page is of a plugin, and listed on the root page`() throws {
    let files = try FileManager.default.contentsOfDirectory(
      at: Self.handbook.appending(path: "Plugins"), includingPropertiesForKeys: nil)
    let pages = files.map { $0.deletingPathExtension().lastPathComponent }.sorted()
    #expect(pages == Self.names)
    let root = String(
      decoding: try Data(contentsOf: Self.handbook.appending(path: "TenureHandbook.md")),
      as: UTF8.self)
    #expect(Self.names.filter { !root.contains("- <doc:\($0)>") } == [])
  }
}
