import Foundation

/// A policy repository in a temporary folder, written by git itself, removed with the value.
///
/// Dates and authors are fixed, so the ids of its commits are, too.
final class LawRepository {
  let path: String
  private var clock = 1_700_000_000

  init() throws {
    let name = "tenure-command-\(UUID().uuidString)"
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.resolvingSymlinksInPath().path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The repository of most tests: `v1`, then `v2` by another author, who amends the law.
  static func amended() throws -> LawRepository {
    let repository = try LawRepository()
    try repository.git("init", "--quiet", "--initial-branch=main")
    try repository.write(Law.documents)
    try repository.commit("the first law", author: "Ada Lovelace <ada@example.org>", tag: "v1")
    try repository.write(["regimes/land/conduct.yaml": Law.amendedConduct])
    try repository.commit("the amendment", author: "Grace Hopper <grace@example.org>", tag: "v2")
    return repository
  }

  func write(_ documents: [String: String]) throws {
    for (name, text) in documents {
      let file = URL(fileURLWithPath: "\(path)/\(name)")
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")), as: UTF8.self)
  }

  func commit(_ message: String, author: String, tag: String? = nil) throws {
    try git("add", "--all")
    try git("commit", "--quiet", "--allow-empty", "-m", message, "--author", author)
    if let tag { try git("tag", tag) }
    clock += 86_400
  }

  @discardableResult
  func git(_ arguments: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", path] + arguments
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": path,
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
      "GIT_COMMITTER_NAME": "Clerk", "GIT_COMMITTER_EMAIL": "clerk@example.org",
      "GIT_AUTHOR_DATE": "\(clock) +0000", "GIT_COMMITTER_DATE": "\(clock) +0000",
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw GitFailure(arguments: arguments) }
    return String(decoding: printed, as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Runs the command in the repository.
  func tenure(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws -> CommandRun {
    try CommandRun(arguments, in: path, input: input, environment: environment)
  }

  func tenure(_ arguments: String...) throws -> CommandRun { try tenure(arguments) }
}

/// Git itself refused.
struct GitFailure: Error {
  let arguments: [String]
}
