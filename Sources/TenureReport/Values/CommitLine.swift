/// A commit as reports on history name it.
package struct CommitLine: Sendable, Hashable {
  /// The full id.
  package let id: String
  /// The author, as `Name <mail>`.
  package let author: String
  /// The author date, a day.
  package let date: String
  /// The first paragraph of the message.
  package let subject: String
  /// The full ids of its parents.
  package let parents: [String]
  /// Whether a shallow clone ends here, so that the change may be older.
  package let isBoundary: Bool

  /// Creates a line.
  package init(
    id: String, author: String, date: String, subject: String, parents: [String],
    isBoundary: Bool = false
  ) {
    self.id = id
    self.author = author
    self.date = date
    self.subject = subject
    self.parents = parents
    self.isBoundary = isBoundary
  }

  /// The line for people: short id, day, author, subject.
  package func text(ink: Ink) -> String {
    let credit = ClauseCredit(commit: id, author: author, date: date)
    let merge = parents.count > 1 ? ink("  merge", .faint) : ""
    let boundary = isBoundary ? ink("  the clone ends here", .doubtful) : ""
    return ink(credit.shortCommit, .name) + "  " + date + "  " + credit.authorName.printable + "  "
      + ink(subject.printable, .strong) + merge + boundary
  }

  /// The members of the commit in JSON.
  package var members: [(String, JSONValue)] {
    [
      ("commit", .text(id)), ("author", .text(author)), ("date", .text(date)),
      ("subject", .text(subject)), ("parents", .texts(parents)),
    ] + (isBoundary ? [("boundary", .flag(true))] : [])
  }
}
