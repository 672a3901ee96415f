import Dispatch
import Foundation
import Tenure
import Testing

/// The documents of a folder on disk.
struct FolderOfDocuments: DocumentSource {
  let root: URL

  func bytes(of path: String) throws -> [UInt8]? {
    let file = root.appending(path: path)
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    return [UInt8](try Data(contentsOf: file))
  }

  func names(in folder: String) throws -> [String] {
    let folder = root.appending(path: folder)
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder.path)
  }
}

@Suite struct ExampleDocumentsTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Examples/PolicyRepository")

  static let names = (try? loader.regimeNames()) ?? []

  static var loader: RegimeLoader {
    RegimeLoader(source: FolderOfDocuments(root: root), plugins: Plugins.builtIn)
  }

  @Test func `the vocabulary of the example is read without findings`() throws {
    let vocabulary = try Self.loader.vocabulary()
    #expect(vocabulary.findings.map(text) == [])
    #expect(!Self.names.isEmpty)
  }

  @Test(arguments: names)
  func `lowering shared between threads makes the same`(regime: String) throws {
    let alone = try Self.loader.regime(regime)
    let loader = RegimeLoader(
      source: FolderOfDocuments(root: Self.root), plugins: Plugins.builtIn,
      sharing: WorkSharing { DispatchQueue.concurrentPerform(iterations: $0, execute: $1) })
    let shared = try loader.regime(regime)
    #expect(shared.findings == alone.findings)
    #expect(shared.value?.regime == alone.value?.regime)
    #expect(shared.value?.documents.map(\.path) == alone.value?.documents.map(\.path))
  }

  @Test func `the scenarios of the example are read without findings`() throws {
    let scenarios = try Self.loader.scenarios()
    #expect(scenarios.findings.map(text) == [])
  }

  @Test(arguments: names)
  func `a regime of the example is loaded without findings`(_ name: String) throws {
    let regime = try Self.loader.regime(name)
    #expect(regime.findings.map(text) == [])
  }
}

/// A finding in one line.
func text(_ finding: Finding) -> String {
  let place = finding.location.map { "\($0.file):\($0.line):\($0.column): " } ?? ""
  let help = finding.help.map { " (\($0))" } ?? ""
  return "\(place)\(finding.severity) \(finding.id): \(finding.message)\(help)"
}
