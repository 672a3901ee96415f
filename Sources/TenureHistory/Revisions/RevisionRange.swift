/// Two revisions, as a user writes them: `A..B`.
///
/// A side that is left out is `HEAD`, as in git.
public struct RevisionRange: Sendable, Hashable {
  /// The revision before the dots, as it is spelled.
  public let from: String
  /// The revision behind the dots, as it is spelled.
  public let to: String

  /// Takes the text apart; the revisions are not looked up.
  ///
  /// A text without dots is nil.
  public init?(parsing text: String) throws(HistoryError) {
    try RevisionExpression.checkLength(text)
    guard let dots = RevisionExpression.lastOutsideBraces("..", in: text) else { return nil }
    let from = String(text[..<dots])
    let to = String(text[text.index(dots, offsetBy: 2)...])
    guard !from.hasSuffix("."), RevisionExpression.lastOutsideBraces("..", in: from) == nil else {
      throw HistoryError(
        .invalidRevision, "`\(text.singleLine)` is not two revisions with two dots between them",
        help: "write A..B")
    }
    guard !from.isEmpty || !to.isEmpty else {
      throw HistoryError(
        .invalidRevision, "`..` names no revision", help: "write A..B")
    }
    self.from = from.isEmpty ? "HEAD" : from
    self.to = to.isEmpty ? "HEAD" : to
  }
}
