import Glibc
import TenureThreads

/// A text file handed out in chunks to several threads, in order, none cut within a record.
final class TextFeed: @unchecked Sendable {
  /// About how many bytes a chunk has, unless another number is given.
  static let chunkSize = 1 << 20
  /// The most bytes that a record may have.
  static let recordLimit = 1 << 24

  let path: String
  private let descriptor: Int32
  private let chunkSize: Int
  private let lock = Lock()
  /// Whether a line break may stand within quotes.
  private var isQuoted: Bool
  /// What was read and not yet handed out.
  private let carry = TextChunk()
  private var isAtEnd = false
  private var sequence = 0

  /// Opens a file; `-` is standard input.
  init(_ path: String, chunkSize: Int = TextFeed.chunkSize) throws(PopulationError) {
    self.path = path
    self.chunkSize = chunkSize
    isQuoted = false
    if path == "-" {
      descriptor = STDIN_FILENO
    } else {
      descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw Self.failure(path) }
    }
    try fill(chunkSize)
  }

  deinit { if descriptor != STDIN_FILENO { close(descriptor) } }

  private static func failure(_ path: String) -> PopulationError {
    PopulationError(
      "cannot read `\(path)`: \(String(cString: strerror(errno)).lowercased())", file: path,
      help: "give a file of CSV or JSON lines, or `-` for standard input")
  }

  /// The first byte that is no space, behind the mark of the order of bytes.
  var firstByte: UInt8? { carry.bytes.first { $0 > 0x20 && !Self.mark.contains($0) } }

  /// What UTF-8 files may begin with.
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Takes the first line, which is the header of a table, off the front; quotes count from now on.
  ///
  /// - Returns: Its bytes with a line break, and how many lines it takes.
  func takeHeader() throws(PopulationError) -> (bytes: [UInt8], lines: Int) {
    isQuoted = true
    skipMark()
    var isInQuotes = false
    // A quote opens a name only at its beginning, or right behind one that seemed to close it.
    var opening = 0
    var lines = 0
    for (index, byte) in carry.bytes.enumerated() {
      if byte == UInt8(ascii: "\""), isInQuotes || index == opening {
        isInQuotes.toggle()
        opening = index + 1
      }
      if byte == UInt8(ascii: ","), !isInQuotes { opening = index + 1 }
      guard byte == UInt8(ascii: "\n") else { continue }
      lines += 1
      guard !isInQuotes else { continue }
      let header = Array(carry.bytes[...index])
      carry.dropFirst(index + 1)
      return (header, lines)
    }
    guard isAtEnd else {
      throw PopulationError("the header has more than \(carry.count) bytes", file: path, line: 1)
    }
    defer { carry.count = 0 }
    return (Array(carry.bytes) + [UInt8(ascii: "\n")], 1)
  }

  /// Skips the mark of the order of bytes.
  func skipMark() {
    if carry.bytes.starts(with: Self.mark) { carry.dropFirst(Self.mark.count) }
  }

  /// Reads the next chunk; false at the end.
  func next(into chunk: TextChunk) throws(PopulationError) -> Bool {
    try lock.withLock { () throws(PopulationError) in
      chunk.count = 0
      var wanted = chunkSize
      while true {
        try fill(wanted)
        if carry.count == 0 { return false }
        if let end = isAtEnd ? carry.count : boundary() {
          hand(end, to: chunk)
          return true
        }
        guard carry.count < Self.recordLimit else {
          throw PopulationError(
            "a record has more than \(Self.recordLimit) bytes", file: path,
            help: isQuoted ? "a quote may have been left open" : nil)
        }
        wanted = carry.count * 2
      }
    }
  }

  private func hand(_ end: Int, to chunk: TextChunk) {
    chunk.reserve(end + 1)
    chunk.base.update(from: carry.base, count: end)
    chunk.count = end
    if chunk.base[end - 1] != UInt8(ascii: "\n") {
      chunk.base[end] = UInt8(ascii: "\n")
      chunk.count += 1
    }
    chunk.seal()
    chunk.sequence = sequence
    sequence += 1
    carry.dropFirst(end)
  }

  /// Reads until so many bytes are there, or the file ends.
  private func fill(_ wanted: Int) throws(PopulationError) {
    guard !isAtEnd, carry.count < wanted else { return }
    carry.reserve(wanted)
    while carry.count < wanted {
      let got = read(descriptor, carry.base + carry.count, wanted - carry.count)
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw Self.failure(path) }
      if got == 0 {
        isAtEnd = true
        return
      }
      carry.count += got
    }
  }

  private var hasQuotes: Bool { memchr(carry.base, 0x22, carry.count) != nil }

  /// Which file it is; nil if that cannot be said.
  var identity: FileIdentity? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? FileIdentity(status) : nil
  }

  /// How many bytes the file has; nil if that is not known, as of standard input.
  var size: Int? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  /// The place behind the last line break that ends a record.
  ///
  /// Where there are quotes, records are followed from the front: only from there it can be told
  /// which quotes mean something.
  private func boundary() -> Int? {
    if isQuoted, hasQuotes {
      carry.seal()
      let start = UnsafePointer(carry.base)
      return RecordScanner.endOfLast(from: start, to: start + carry.count).map { $0 - start }
    }
    return carry.bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
  }
}
