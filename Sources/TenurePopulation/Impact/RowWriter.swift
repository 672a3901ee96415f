import Glibc

/// Writes what came of each row to a file, in the order of the rows, for several threads.
final class RowWriter: @unchecked Sendable {
  private let path: String
  private let descriptor: Int32
  private let lock = Lock()
  private var next = 0
  private var row = 0
  private var isStopped = false

  init(_ path: String, header: String) throws(PopulationError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Self.failure(path) }
    try write(Array(header.utf8))
  }

  deinit { close(descriptor) }

  private static func failure(_ path: String) -> PopulationError {
    PopulationError(
      "cannot write `\(path)`: \(String(cString: strerror(errno)).lowercased())", file: path)
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
