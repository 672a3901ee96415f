import Glibc
import TenureThreads

/// Writes what came of each row to a file, in the order of the rows, for several threads.
///
/// A file appears whole or not at all: rows go to one without a name, which takes its name at the
/// end, and of which nothing stays if the process is interrupted. What is no plain file, such as a
/// pipe, is written to as rows come.
final class RowWriter: @unchecked Sendable {
  private let path: String
  private var draft: Draft
  private let descriptor: Int32
  private let lock = Lock()
  private var next = 0
  private var row = 0
  private var isStopped = false

  /// Where the rows are until the end.
  private enum Draft {
    /// In the file itself.
    case none
    /// In a file without a name.
    case nameless
    /// In a file beside it, where the file system knows none without a name.
    case named(String)
  }

  /// What opens a file without a name, which Swift does not know.
  private static let withoutName = 0o20000000 | O_DIRECTORY

  /// How many names are tried for the file of the rows until the end.
  private static let draftLimit = 100

  /// - Parameters:
  ///   - path: The file.
  ///   - header: Its first line.
  ///   - source: The file that is read, which is never written to.
  /// - Throws: That it would be, or why nothing can be written.
  init(
    _ path: String, header: [UInt8], sparing source: FileIdentity?
  ) throws(PopulationError) {
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists, FileIdentity(status) == source {
      throw PopulationError(
        "`\(path)` is the population itself", file: path, help: "write the rows to another file")
    }
    if exists, status.st_mode & S_IFMT != S_IFREG {
      self.path = path
      draft = .none
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
    } else {
      // A link stays one: the file that it leads to is replaced.
      self.path = exists ? Self.resolved(path) : path
      (descriptor, draft) = Self.openDraft(of: self.path)
      if exists, descriptor >= 0 { fchmod(descriptor, status.st_mode & 0o777) }
    }
    guard descriptor >= 0 else { throw Self.failure(path) }
    try write(header)
  }

  deinit {
    close(descriptor)
    if case .named(let name) = draft { unlink(name) }
  }

  private static func resolved(_ path: String) -> String {
    guard let found = realpath(path, nil) else { return path }
    defer { free(found) }
    return String(cString: found)
  }

  private static func openDraft(of path: String) -> (descriptor: Int32, draft: Draft) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let nameless = open(folder, O_WRONLY | withoutName | O_CLOEXEC, 0o644)
    if nameless >= 0 {
      if access(link(to: nameless), F_OK) == 0 { return (nameless, .nameless) }
      close(nameless)
    }
    for name in draftNames(of: path) {
      let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      if descriptor >= 0 { return (descriptor, .named(name)) }
      guard errno == EEXIST else { break }
    }
    return (-1, .none)
  }

  private static func draftNames(of path: String) -> some Sequence<String> {
    (0..<draftLimit).lazy.map { "\(path).\(getpid())-\($0).part" }
  }

  /// Where the system shows an open file.
  private static func link(to descriptor: Int32) -> String { "/proc/self/fd/\(descriptor)" }

  private static func failure(_ path: String) -> PopulationError {
    PopulationError(
      "cannot write `\(path)`: \(String(cString: strerror(errno)).lowercased())", file: path,
      help: "name a file in a folder that is there and may be written to")
  }

  /// Gives the file its name, once all rows are written.
  func finish() throws(PopulationError) {
    try lock.withLock { () throws(PopulationError) in
      if case .nameless = draft { try nameDraft() }
      guard case .named(let name) = draft else { return }
      guard rename(name, path) == 0 else { throw Self.failure(path) }
      draft = .none
    }
  }

  /// Names a file that has no name: a link never replaces what stands there, so first beside it.
  private func nameDraft() throws(PopulationError) {
    for name in Self.draftNames(of: path) {
      if linkat(AT_FDCWD, Self.link(to: descriptor), AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0 {
        draft = .named(name)
        return
      }
      guard errno == EEXIST else { break }
    }
    throw Self.failure(path)
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
