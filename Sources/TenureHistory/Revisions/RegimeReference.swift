internal import TenureModel

/// A regime at a revision, as a user writes it: `REV:NAME`, or `NAME` alone.
///
/// The name is what stands behind the last colon, and names hold no colons, so that a date with a
/// time needs no quoting: `main@{2024-05-01 12:00:00}:cn`.
public struct RegimeReference: Sendable, Hashable {
  /// The revision as it is spelled; nil if the name stands alone.
  public let revision: String?
  /// The name of the regime.
  public let name: String

  /// Takes the text apart; the revision is not looked up.
  public init(parsing text: String) throws(HistoryError) {
    try RevisionExpression.checkLength(text)
    var revision: String?
    var name = text
    if let colon = RevisionExpression.lastOutsideBraces(":", in: text) {
      revision = String(text[..<colon])
      name = String(text[text.index(after: colon)...])
    }
    guard revision?.isEmpty != true else {
      throw HistoryError(
        .invalidRevision, "`\(text.singleLine)` names no revision before the colon",
        help: "write `HEAD:\(name.singleLine)`, or the name alone for the working tree")
    }
    guard Identifier.isSound(name), !name.contains("..") else {
      throw HistoryError(
        .invalidRevision, "`\(name.singleLine)` is no name of a regime",
        help: "write NAME or REV:NAME, such as `main~3:cn`")
    }
    self.revision = revision
    self.name = name
  }
}
