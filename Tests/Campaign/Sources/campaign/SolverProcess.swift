import Foundation
import Synchronization

/// The program `solvers.py`, which asks DuckDB and z3: a trial on a line, an answer on a line.
///
/// May be used from anywhere; it answers one trial after another.
final class SolverProcess: Sendable {
  /// Why there is no answer.
  struct Failure: Error { let text: String }

  private struct Pipes: @unchecked Sendable {
    let process: Process
    let input: FileHandle
    let output: FileHandle
    var rest = Data()
  }

  private let pipes: Mutex<Pipes>

  /// Starts the program.
  ///
  /// - Parameters:
  ///   - python: A Python that has the packages `duckdb` and `z3-solver`.
  ///   - script: The path of `solvers.py`.
  /// - Throws: If it does not start.
  init(python: String, script: String) throws(Failure) {
    let process = Process()
    let (input, output) = (Pipe(), Pipe())
    process.executableURL = URL(filePath: python)
    process.arguments = [script]
    process.standardInput = input
    process.standardOutput = output
    do {
      try process.run()
    } catch {
      throw Failure(text: "`\(python)` does not start")
    }
    pipes = Mutex(
      Pipes(
        process: process, input: input.fileHandleForWriting, output: output.fileHandleForReading))
  }

  deinit { pipes.withLock { $0.process.terminate() } }

  /// What the program says to a trial; empty if nothing differs.
  func answer(to trial: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    let line = try encoder.encode(trial) + Data("\n".utf8)
    return try pipes.withLock { pipes in
      try pipes.input.write(contentsOf: line)
      while true {
        if let end = pipes.rest.firstIndex(of: UInt8(ascii: "\n")) {
          let answer = String(decoding: pipes.rest[..<end], as: UTF8.self)
          pipes.rest = Data(pipes.rest[pipes.rest.index(after: end)...])
          return answer
        }
        let more = pipes.output.availableData
        if more.isEmpty { throw Failure(text: "solvers.py has ended") }
        pipes.rest += more
      }
    }
  }
}
