import Glibc

/// A program to run, with what it costs from its start to its end.
struct Command {
  let arguments: [String]

  struct Failure: Error { let command: [String], status: Int32 }

  /// Runs the program with its output thrown away; user and system time together.
  ///
  /// - Parameter accepted: The exit codes that are no failure.
  /// - Returns: The processor time in seconds.
  /// - Throws: If the program cannot be started or fails.
  @discardableResult
  func run(accepted: Set<Int32> = [0]) throws -> Double {
    var usage = rusage()
    try run(accepted: accepted, output: "/dev/null", usage: &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  private func run(
    accepted: Set<Int32>, output: String, from descriptor: Int32 = STDOUT_FILENO,
    usage: inout rusage
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, descriptor, output, O_WRONLY, 0)
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process = pid_t()
    let spawned = posix_spawnp(&process, arguments[0], &actions, nil, &words, environ)
    guard spawned == 0 else { throw Failure(command: arguments, status: spawned) }
    var status: Int32 = 0
    guard wait4(process, &status, 0, &usage) == process else {
      throw Failure(command: arguments, status: errno)
    }
    let code = status & 0x7f == 0 ? status >> 8 & 0xff : status
    guard accepted.contains(code) else { throw Failure(command: arguments, status: code) }
  }

  /// The most memory that the program had, in bytes.
  func peakMemory() throws -> Int {
    var usage = rusage()
    try run(accepted: [0], output: "/dev/null", usage: &usage)
    return Int(usage.ru_maxrss) * 1024
  }

  /// What the program writes.
  func output() throws -> String { try text(from: STDOUT_FILENO) }

  /// What the program says on standard error.
  func errors() throws -> String { try text(from: STDERR_FILENO) }

  private func text(from stream: Int32) throws -> String {
    var name = Array("/tmp/benchmark-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw Failure(command: arguments, status: errno) }
    close(descriptor)
    let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(path) }
    var usage = rusage()
    try run(accepted: [0], output: path, from: stream, usage: &usage)
    guard let file = fopen(path, "r") else { throw Failure(command: arguments, status: errno) }
    defer { fclose(file) }
    var text: [UInt8] = []
    var byte = fgetc(file)
    while byte >= 0 {
      text.append(UInt8(truncatingIfNeeded: byte))
      byte = fgetc(file)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The processor time of several runs.
  static func sample(_ arguments: [String], runs: Int = 25) throws -> Sample {
    let command = Command(arguments: arguments)
    // `diff` exits with 1 where it finds a difference.
    try command.run(accepted: [0, 1])
    return Sample(try (0..<runs).map { _ in try command.run(accepted: [0, 1]) })
  }
}
