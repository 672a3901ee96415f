import Foundation
import Synchronization

/// Folders that are still there; those that tests share are removed when the process ends.
private let folders = Mutex<Set<String>>([])
private let removal: Void = {
  _ = atexit {
    for path in folders.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
  }
}()

/// A temporary folder with git in it, removed with the value.
///
/// Git itself writes what is read.
///
/// Tests that share one only read it, so it may cross from thread to thread.
final class Scratch: @unchecked Sendable {
  let path: String
  /// The seconds that the next commit is dated on.
  var clock = 1_700_000_000
  var zone = "+0000"

  /// Makes an empty folder.
  init() {
    let name = "tenure-history-\(UUID().uuidString)"
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(name)
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.resolvingSymlinksInPath().path
    self.path = path
    removal
    _ = folders.withLock { $0.insert(path) }
  }

  /// Makes a folder with a new git repository on the branch `main`.
  static func repository(_ options: String...) throws -> Scratch {
    let scratch = Scratch()
    try scratch.git(["init", "--quiet", "--initial-branch=main"] + options)
    return scratch
  }

  deinit {
    let path = path
    _ = folders.withLock { $0.remove(path) }
    try? FileManager.default.removeItem(atPath: path)
  }

  func path(_ name: String) -> String { name.isEmpty ? path : "\(path)/\(name)" }

  func write(_ name: String, _ text: String) throws {
    try write(name, Array(text.utf8))
  }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let folder = (path(name) as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
  }

  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path(name))))
  }

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
    let output = try gitBytes(arguments, input: input)
    var text = String(decoding: output, as: UTF8.self)
    while text.last == "\n" { text.removeLast() }
    return text
  }

  func gitBytes(_ arguments: [String], input: [UInt8] = []) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", path] + arguments
    process.environment = environment
    let (standardInput, output, errors) = (Pipe(), Pipe(), Pipe())
    process.standardInput = standardInput
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let file = standardInput.fileHandleForWriting
    DispatchQueue.global().async {
      try? file.write(contentsOf: Data(input))
      try? file.close()
    }
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    let complaint = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw GitFailure(arguments: arguments, text: String(decoding: complaint, as: UTF8.self))
    }
    return Array(bytes)
  }

  /// Writes an object whatever it holds and returns its id.
  func object(_ kind: String, _ bytes: [UInt8]) throws -> String {
    try git(["hash-object", "-t", kind, "-w", "--stdin", "--literally"], input: bytes)
  }

  private var environment: [String: String] {
    [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "HOME": path, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
      "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org",
      "GIT_COMMITTER_NAME": "Con", "GIT_COMMITTER_EMAIL": "con@example.org",
      "GIT_AUTHOR_DATE": "\(clock) \(zone)", "GIT_COMMITTER_DATE": "\(clock) \(zone)",
      "GIT_NO_REPLACE_OBJECTS": "1",
    ]
  }
}

/// Git itself refused.
struct GitFailure: Error {
  let arguments: [String]
  let text: String
}
