import Glibc

/// Writes what came of each row to a file, in the order of the rows, for several threads.
///
/// A file appears whole or not at all: rows go to one beside it, which takes its name at the end.
/// What is no plain file, such as a pipe, is written to as rows come.
final class RowWriter: @unchecked Sendable {
  private let path: String
  /// Where the rows are until the end; nil if they go to the path itself.
  private var draft: String?
  private let descriptor: Int32
  private let lock = Lock()
  private var next = 0
  private var row = 0
  private var isStopped = false

  /// How many names are tried for the file of the rows until the end.
  private static let draftLimit = 100

  /// - Parameters:
  ///   - path: The file.
  ///   - header: Its first line.
  ///   - source: The file that is read, which is never written to.
  /// - Throws: That it would be, or why nothing can be written.
  init(
    _ path: String, header: String, sparing source: FileIdentity?
  ) throws(PopulationError) {
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists, FileIdentity(status) == source {
      throw PopulationError(
        "`\(path)` is the population itself", file: path, help: "write the rows to another file")
    }
    if exists, status.st_mode & S_IFMT != S_IFREG {
      self.path = path
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
    } else {
      // A link stays one: the file that it leads to is replaced.
      self.path = exists ? Self.resolved(path) : path
      (descriptor, draft) = Self.openDraft(of: self.path)
      if exists, descriptor >= 0 { fchmod(descriptor, status.st_mode & 0o777) }
    }
    guard descriptor >= 0 else { throw Self.failure(path) }
    try write(Array(header.utf8))
  }

  deinit {
    close(descriptor)
    if let draft { unlink(draft) }
  }

  private static func resolved(_ path: String) -> String {
    guard let found = realpath(path, nil) else { return path }
    defer { free(found) }
    return String(cString: found)
  }

  private static func openDraft(of path: String) -> (descriptor: Int32, name: String?) {
    for number in 0..<draftLimit {
      let name = "\(path).\(getpid())-\(number).part"
      let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      if descriptor >= 0 { return (descriptor, name) }
      guard errno == EEXIST else { break }
    }
    return (-1, nil)
  }

  private static func failure(_ path: String) -> PopulationError {
    PopulationError(
      "cannot write `\(path)`: \(String(cString: strerror(errno)).lowercased())", file: path)
  }

  /// Gives the file its name, once all rows are written.
  func finish() throws(PopulationError) {
    try lock.withLock { () throws(PopulationError) in
      guard let draft else { return }
      guard rename(draft, path) == 0 else { throw Self.failure(path) }
      self.draft = nil
    }
  }

  /// Waits for the turn of a chunk, and writes its rows.
  ///
  /// `text` gets the number of the first row, counted from 1.
  func write(
    _ sequence: Int, rows: Int, _ text: (Int) -> [UInt8]
  ) throws(PopulationError) {
    try lock.withLock { () throws(PopulationError) in
      while next != sequence, !isStopped { lock.wait() }
      if isStopped { return }
      try write(text(row + 1))
      row += rows
      next += 1
      lock.signal()
    }
  }

  /// Lets all that wait go on, because no more rows will come.
  func stop() {
    lock.withLock {
      isStopped = true
      lock.signal()
    }
  }

  private func write(_ bytes: [UInt8]) throws(PopulationError) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.failure(path) }
      written += count
    }
  }
}
