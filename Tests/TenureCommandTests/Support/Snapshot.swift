import Foundation
import Testing

/// A text that people read, kept in a file.
///
/// With `TENURE_RECORD=1` in the environment the file is written anew, and the test fails: what was
/// recorded must be looked at.
func expectSnapshot(
  _ text: String, named name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Snapshots")
  let file = folder.appendingPathComponent("\(name).txt")
  if ProcessInfo.processInfo.environment["TENURE_RECORD"] == "1" {
    try Data(text.utf8).write(to: file)
    Issue.record("recorded \(name); look at it, and run again", sourceLocation: sourceLocation)
    return
  }
  let expected = (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) }
  #expect(text == expected ?? "", "snapshot \(name)", sourceLocation: sourceLocation)
}
