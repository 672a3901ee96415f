internal import TenureModel

/// A commit, as reports name it: who changed something, when and with what subject.
public struct Commit: Sendable, Hashable {
  /// The commit's id.
  public let id: ObjectID
  /// The author, as `Name <mail>`.
  public let author: String
  /// The day of the author date on the author's own calendar, such as `2024-05-01`.
  public let date: String
  /// The first paragraph of the message, on one line.
  public let subject: String
  /// Whether a shallow clone ends here: what lies before is not known, so the change may be older.
  public let isBoundary: Bool

  /// The short id and the subject, as `git log --oneline` prints them.
  public var summary: String { "\(id.shortDescription) \(subject)" }
}

extension Commit {
  /// The number of characters of a subject that are kept.
  static let longestSubject = 1_000

  /// Reads a raw commit that `CommitRecord` has accepted.
  init(_ bytes: Span<UInt8>, id: ObjectID, isBoundary: Bool) {
    var reader = ByteReader(count: bytes.count)
    var author = ""
    var date = CommitTime(seconds: 0, zoneMinutes: 0)
    while !reader.isAtEnd {
      if reader.skip("\n", in: bytes) { break }
      if author.isEmpty, reader.skip("author ", in: bytes) {
        let line = reader.lineRange(in: bytes)
        author = Self.identity(bytes, line)
        date = CommitTime(bytes, line: line)
      }
      reader.skipLine(in: bytes)
    }
    self.id = id
    self.author = author
    self.date = date.day.description
    self.isBoundary = isBoundary
    subject = Self.subject(bytes, from: &reader)
  }

  /// The part of an author's line up to the mail address.
  private static func identity(_ bytes: Span<UInt8>, _ line: Range<Int>) -> String {
    let end = line.last { bytes[$0] == UInt8(ascii: ">") }
    let text = TreeCursor.text(line.lowerBound..<(end.map { $0 + 1 } ?? line.upperBound), in: bytes)
    return text.singleLine
  }

  /// The first paragraph, its lines joined by spaces, as git's `%s` prints it.
  private static func subject(_ bytes: Span<UInt8>, from reader: inout ByteReader) -> String {
    var subject = ""
    while !reader.isAtEnd, subject.utf8.count < longestSubject {
      let line = reader.lineRange(in: bytes)
      let text = TreeCursor.text(line.prefix(longestSubject), in: bytes)
      let words = text.split(separator: " ", omittingEmptySubsequences: false)
      let isBlank = words.allSatisfy { $0.allSatisfy(\.isWhitespace) }
      reader.skipLine(in: bytes)
      if isBlank {
        if subject.isEmpty { continue }
        break
      }
      subject += subject.isEmpty ? text : " \(text)"
    }
    while subject.last?.isWhitespace == true { subject.removeLast() }
    return subject.singleLine
  }
}
