internal import Glibc

/// What earlier runs found on their way through histories, kept in a file: that to a question,
/// asked at one commit, another commit is the answer.
///
///     'TENURE-1' │ mark │ question │ commit │ answer │ sum │ mark │ question │ …
///
/// Whoever asks again at that commit, or comes by it, need not go further back. Nothing rests on
/// the file: what is not in it, or is damaged, is worked out again, and a file that cannot be read
/// or written is passed over in silence.
///
/// Processes may use one file at a time. A record is a few bytes with a sum over them, and records
/// are added by one write to the end of the file; a reader that finds a record cut off or
/// overwritten looks for the mark of the next one. At its limit the file begins anew.
public final class HistoryMemo {
  private let folder: String
  private var path: String { "\(folder)/\(Self.fileName)" }

  private static let fileName = "history-1"
  private static let head = Array("TENURE-1".utf8)
  private static let mark = Array("\u{1}\u{2}tn".utf8)
  private static let recordBytes = 4 + 3 * ObjectID.byteCount + 8
  /// The size at which the file begins anew.
  private static let byteLimit = 8 << 20

  /// One answer.
  struct Record: Hashable {
    /// The digest of the question.
    let question: ObjectID
    /// Where it was asked.
    let commit: ObjectID
    let answer: ObjectID
  }

  /// Creates a memo.
  ///
  /// - Parameter folder: Where the file is, or will be, once there is something to keep.
  public init(folder: String) { self.folder = folder }

  /// The digest of a question; everything that the answer depends on must be in the text.
  static func question(_ text: String) -> ObjectID { SHA1.id(of: Array(text.utf8), as: .blob) }

  /// What is known of some questions: for each the answers by the commit at which it was asked.
  ///
  /// Complexity: linear in the size of the file.
  func answers(to questions: Set<ObjectID>) -> [ObjectID: [ObjectID: ObjectID]] {
    guard let bytes = try? FileSystem.read(path, limit: 2 * Self.byteLimit),
      bytes.starts(with: Self.head)
    else { return [:] }
    var found: [ObjectID: [ObjectID: ObjectID]] = [:]
    var offset = Self.head.count
    let span = bytes.span
    while offset + Self.recordBytes <= span.count {
      guard Self.isMark(span, at: offset) else {
        offset += 1
        continue
      }
      let question = ObjectID(span, at: offset + 4)
      // Most are about something else, and their sums need not be worked out to step over them: if
      // there is a next mark, this one was whole.
      let next = offset + Self.recordBytes
      if !questions.contains(question), next == span.count || Self.isMark(span, at: next) {
        offset = next
        continue
      }
      guard Self.sum(span, at: offset) == Self.word(span, at: next - 8) else {
        offset += 1
        continue
      }
      if questions.contains(question) {
        let commit = ObjectID(span, at: offset + 4 + ObjectID.byteCount)
        found[question, default: [:]][commit] = ObjectID(
          span, at: offset + 4 + 2 * ObjectID.byteCount)
      }
      offset = next
    }
    return found
  }

  /// Adds answers.
  func keep(_ records: [Record]) {
    guard !records.isEmpty else { return }
    var bytes: [UInt8] = []
    for record in records {
      let start = bytes.count
      bytes += Self.mark
      for id in [record.question, record.commit, record.answer] {
        let content = id.bytes
        for index in content.indices { bytes.append(content[index]) }
      }
      let sum = Self.sum(bytes.span, at: start)
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: sum >> UInt64(shift)))
      }
    }
    guard (try? FileSystem.makeFolders(folder)) != nil else { return }
    let size = FileSystem.size(of: path)
    if size == nil || size.map({ $0 > Self.byteLimit }) == true {
      FileSystem.replacePrivately(path, with: Self.head + bytes)
    } else {
      FileSystem.appendPrivately(bytes, to: path)
    }
  }

  private static func isMark(_ bytes: Span<UInt8>, at offset: Int) -> Bool {
    guard offset + mark.count <= bytes.count else { return false }
    return mark.indices.allSatisfy { bytes[offset + $0] == mark[$0] }
  }

  /// FNV-1a over a record without its sum.
  private static func sum(_ bytes: Span<UInt8>, at offset: Int) -> UInt64 {
    var sum: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in offset..<offset + recordBytes - 8 {
      sum = (sum ^ UInt64(bytes[index])) &* 0x100_0000_01b3
    }
    return sum
  }

  private static func word(_ bytes: Span<UInt8>, at offset: Int) -> UInt64 {
    (0..<8).reduce(0) { $0 << 8 | UInt64(bytes[offset + $1]) }
  }
}

extension FileSystem {
  /// The size of a regular file; nil if there is none.
  fileprivate static func size(of path: String) -> Int? {
    var status = stat()
    guard unsafe lstat(path, &status) == 0, kind(status) == .file else { return nil }
    return Int(status.st_size)
  }

  /// Adds bytes to the end of a file of one's own, in one piece; nothing is done if that fails.
  fileprivate static func appendPrivately(_ bytes: [UInt8], to path: String) {
    let flags = O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC
    let descriptor = unsafe Glibc.open(path, flags)
    guard descriptor >= 0 else { return }
    let file = FileHandle(owning: descriptor)
    _ = unsafe bytes.withUnsafeBytes { buffer in
      unsafe Glibc.write(file.descriptor, buffer.baseAddress, buffer.count)
    }
  }

  /// Puts a file in the place of another one at once; nothing is done if that fails.
  fileprivate static func replacePrivately(_ path: String, with bytes: [UInt8]) {
    let temporary = "\(path).\(getpid())"
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC
    let descriptor = unsafe Glibc.open(temporary, flags, 0o600)
    guard descriptor >= 0 else { return }
    let file = FileHandle(owning: descriptor)
    let count = unsafe bytes.withUnsafeBytes { buffer in
      unsafe Glibc.write(file.descriptor, buffer.baseAddress, buffer.count)
    }
    guard count == bytes.count, unsafe rename(temporary, path) == 0 else {
      _ = unsafe unlink(temporary)
      return
    }
  }
}
