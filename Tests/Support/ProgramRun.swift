package import Foundation

/// One run of another program: what it printed, and how it ended.
package struct ProgramRun: Sendable {
  /// The name of the program, and what stands behind it.
  package let command: [String]
  package let status: Int32
  package let output: [UInt8]
  package let errors: [UInt8]

  /// The program ended with a code other than 0.
  package struct Failure: Error, CustomStringConvertible {
    package let run: ProgramRun

    package var description: String {
      let text = String(decoding: run.errors + run.output, as: UTF8.self)
      let missing = run.status == 127 ? " (not installed)" : ""
      return "\(run.command.joined(separator: " ")): \(text)\(missing)"
    }
  }

  /// Runs a program in a folder, which is its home, too, so that no setting of the user's counts.
  ///
  /// What goes in and what is complained of go through files: a pipe holds only so much, and a test
  /// may run on the last thread there is.
  ///
  /// - Throws: What the system says if it cannot be run.
  package init(
    _ command: [String], in folder: String, input: [UInt8] = [],
    environment: [String: String] = [:]
  ) throws {
    let process = Self.process(command, in: folder, environment: environment)
    let written = try TemporaryFolder()
    try written.write("input", input)
    try written.write("errors", "")
    process.standardInput = try FileHandle(forReadingFrom: written.url("input"))
    process.standardError = try FileHandle(forWritingTo: written.url("errors"))
    let printed = Pipe()
    process.standardOutput = printed
    try process.run()
    output = Array(printed.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    errors = try written.bytes("errors")
    status = process.terminationStatus
    self.command = command
  }

  /// Starts a program that runs until it is ended.
  package static func start(_ command: [String], in folder: String) throws -> Process {
    let process = process(command, in: folder, environment: [:])
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// What it printed, without line feeds at its end.
  ///
  /// - Throws: ``Failure`` if it did not end with 0.
  @discardableResult
  package static func text(
    _ command: [String], in folder: String, input: [UInt8] = [],
    environment: [String: String] = [:]
  ) throws -> String {
    let run = try ProgramRun(command, in: folder, input: input, environment: environment)
    var text = String(decoding: try run.succeeded.output, as: UTF8.self)
    while text.last == "\n" { text.removeLast() }
    return text
  }

  /// The run, if the program ended with 0.
  package var succeeded: ProgramRun {
    get throws {
      guard status == 0 else { throw Failure(run: self) }
      return self
    }
  }

  private static func process(
    _ command: [String], in folder: String, environment: [String: String]
  ) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder,
      "GIT_CONFIG_NOSYSTEM": "1", "TZ": "UTC", "TENURE_CACHE": "off",
      // Where lines are counted, programs would leave their counts in the folder under test.
      "LLVM_PROFILE_FILE": "/dev/null",
    ].merging(environment) { $1 }
    return process
  }
}
