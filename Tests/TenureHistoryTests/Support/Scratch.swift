import Foundation
import TenureTestSupport

/// A temporary folder with git in it, removed with the value.
///
/// Git itself writes what is read.
///
/// Tests that share one only read it, so it may cross from thread to thread.
final class Scratch: @unchecked Sendable {
  private let folder: TemporaryFolder
  /// The seconds that the next commit is dated on.
  var clock = 1_700_000_000
  var zone = "+0000"

  /// Makes an empty folder.
  init() throws { folder = try TemporaryFolder() }

  var path: String { folder.path }

  /// Makes a folder with a new git repository on the branch `main`.
  static func repository(_ options: String...) throws -> Scratch {
    let scratch = try Scratch()
    try scratch.git(["init", "--quiet", "--initial-branch=main"] + options)
    return scratch
  }

  func path(_ name: String) -> String { name.isEmpty ? path : "\(path)/\(name)" }

  func write(_ name: String, _ text: String) throws { try folder.write(name, text) }

  func write(_ name: String, _ bytes: [UInt8]) throws { try folder.write(name, bytes) }

  func text(_ name: String) throws -> String { try folder.text(name) }

  func bytes(_ name: String) throws -> [UInt8] { try folder.bytes(name) }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: path(name))
  }

  /// Commits all that is in the folder and returns the commit's id.
  @discardableResult
  func commit(_ message: String, at seconds: Int? = nil) throws -> String {
    if let seconds { clock = seconds }
    try git("add", "--all")
    try git("commit", "--quiet", "--allow-empty", "-m", message)
    clock += 60
    return try git("rev-parse", "HEAD")
  }

  /// Runs git in the folder and returns what it prints, without the last line's end.
  @discardableResult
  func git(_ arguments: String...) throws -> String {
    try git(arguments)
  }

  @discardableResult
  func git(_ arguments: [String], input: [UInt8] = []) throws -> String {
    try ProgramRun.text(command(arguments), in: path, input: input, environment: environment)
  }

  func gitBytes(_ arguments: [String], input: [UInt8] = []) throws -> [UInt8] {
    try ProgramRun(command(arguments), in: path, input: input, environment: environment)
      .succeeded.output
  }

  private func command(_ arguments: [String]) -> [String] { ["git", "-C", path] + arguments }

  /// Writes an object whatever it holds and returns its id.
  func object(_ kind: String, _ bytes: [UInt8]) throws -> String {
    try git(["hash-object", "-t", kind, "-w", "--stdin", "--literally"], input: bytes)
  }

  private var environment: [String: String] {
    [
      "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org",
      "GIT_COMMITTER_NAME": "Con", "GIT_COMMITTER_EMAIL": "con@example.org",
      "GIT_AUTHOR_DATE": "\(clock) \(zone)", "GIT_COMMITTER_DATE": "\(clock) \(zone)",
      "GIT_NO_REPLACE_OBJECTS": "1",
    ]
  }
}
