import Glibc

/// A stream of text to a file descriptor, written in large pieces.
final class Output {
  /// The size at which what was gathered is written.
  private static let pieceSize = 1 << 16

  private let descriptor: Int32
  private var bytes: [UInt8] = []

  /// Whether the descriptor is a terminal.
  let isTerminal: Bool

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    isTerminal = isatty(descriptor) == 1
  }

  /// Adds text.
  func write(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    if bytes.count >= Self.pieceSize { flush() }
  }

  /// Writes what was gathered.
  ///
  /// If nobody reads any more the process ends quietly, as its signal would have ended it.
  func flush() {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        if errno == EPIPE { exit(128 + SIGPIPE) }
        fail(String(cString: strerror(errno)).lowercased())
      }
      written += count
    }
    bytes.removeAll(keepingCapacity: true)
  }

  /// Ends the process, which cannot say what it has to say.
  private func fail(_ reason: String) -> Never {
    if descriptor != STDERR_FILENO {
      Output(STDERR_FILENO).report("error: cannot write the output: \(reason)\n")
    }
    exit(ExitStatus.trouble)
  }

  /// Writes text at once.
  private func report(_ text: String) {
    write(text)
    flush()
  }
}
