import Glibc

/// Reads lines from a file or standard input, without ever waiting for more than a line.
final class LineReader {
  /// A line of the input.
  enum Line {
    /// Its bytes, without the line break.
    case bytes([UInt8])
    /// It is longer than allowed; the rest was skipped.
    case tooLong
  }

  private let path: String
  private let descriptor: Int32
  private let content: String
  private let limit: Int
  private let beforeWaiting: () -> Void
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  /// Creates a reader.
  ///
  /// - Parameters:
  ///   - path: The file; `-` for standard input.
  ///   - limit: The most bytes of a line.
  ///   - content: What the file should hold, for who names one that cannot be read.
  ///   - beforeWaiting: Called before each read, which may wait for input.
  /// - Throws: A `CommandFailure` if the file cannot be opened.
  init(
    _ path: String, limit: Int, content: String, beforeWaiting: @escaping () -> Void
  ) throws {
    if path == "-" {
      descriptor = STDIN_FILENO
    } else {
      descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else {
        throw Self.failure(path, content)
      }
    }
    self.path = path
    self.content = content
    self.limit = limit
    self.beforeWaiting = beforeWaiting
  }

  private static func failure(_ path: String, _ content: String) -> CommandFailure {
    CommandFailure(
      "cannot read `\(path)`: \(String(cString: strerror(errno)).lowercased())", file: path,
      help: "give \(content), or `-` for standard input")
  }

  deinit {
    if descriptor != STDIN_FILENO { close(descriptor) }
  }

  /// The next line; nil at the end.
  func next() throws -> Line? {
    var searched = start
    var isTooLong = false
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { start = end + 1 }
        return isTooLong ? .tooLong : .bytes(Array(buffer[start..<end]))
      }
      if buffer.count - start > limit {
        isTooLong = true
        start = buffer.count
      }
      guard !isAtEnd else {
        defer { start = buffer.count }
        if isTooLong { return .tooLong }
        return start == buffer.count ? nil : .bytes(Array(buffer[start...]))
      }
      buffer.removeFirst(start)
      start = 0
      searched = buffer.count
      try fill()
    }
  }

  private func fill() throws {
    beforeWaiting()
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    let count = piece.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    if count < 0 {
      if errno == EINTR { return }
      throw Self.failure(path, content)
    }
    isAtEnd = count == 0
    buffer += piece[..<count]
  }
}
