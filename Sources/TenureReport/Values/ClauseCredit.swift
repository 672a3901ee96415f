/// The commit that last changed a clause, as reports name it.
package struct ClauseCredit: Sendable, Hashable {
  /// The full id of the commit.
  package let commit: String
  /// The author, as `Name <mail>`.
  package let author: String
  /// The author date, a day.
  package let date: String
  /// Whether a shallow clone ends at the commit, so that the change may be older and another's.
  package let isBoundary: Bool

  /// Creates a credit.
  package init(commit: String, author: String, date: String, isBoundary: Bool = false) {
    self.commit = commit
    self.author = author
    self.date = date
    self.isBoundary = isBoundary
  }

  /// The first digits of the commit's id.
  var shortCommit: String { String(commit.prefix(10)) }

  /// The author without the mail address.
  var authorName: String {
    guard let mail = author.lastIndex(of: "<") else { return author }
    let name = author[..<mail].split(separator: " ").joined(separator: " ")
    return name.isEmpty ? author : name
  }
}
