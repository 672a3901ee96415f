import Foundation

/// Programs that the tests need beside git: without them a test fails, and says what to install.
enum Shell {
  struct Failure: Error, CustomStringConvertible {
    let command: [String]
    let text: String

    var description: String { "\(command.joined(separator: " ")): \(text)" }
  }

  /// Starts a program that runs until it is ended.
  static func start(_ command: [String], in folder: String) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Runs a program and returns what it prints, without line feeds at its end.
  ///
  /// The input must fit into a pipe: it is written before anything is read, for a test may hold the
  /// last thread there is.
  @discardableResult
  static func run(
    _ command: [String], in folder: String, input: [UInt8] = [],
    environment: [String: String] = [:]
  ) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder,
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "TZ": "UTC",
    ].merging(environment) { $1 }
    let (standardInput, output, errors) = (Pipe(), Pipe(), Pipe())
    process.standardInput = standardInput
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let writer = standardInput.fileHandleForWriting
    try writer.write(contentsOf: Data(input))
    try writer.close()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    let complaint = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let text = String(decoding: complaint + printed, as: UTF8.self)
      let missing = process.terminationStatus == 127 ? " (install git and openssh-client)" : ""
      throw Failure(command: command, text: text + missing)
    }
    var text = String(decoding: printed, as: UTF8.self)
    while text.last == "\n" { text.removeLast() }
    return text
  }
}

/// A temporary folder, removed with the value.
final class Folder: Sendable {
  let path: String

  init() throws {
    let name = "tenure-constitution-\(UUID().uuidString)"
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.resolvingSymlinksInPath().path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let file = URL(fileURLWithPath: "\(path)/\(name)")
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
  }
}
