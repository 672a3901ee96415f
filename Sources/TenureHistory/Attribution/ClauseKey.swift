/// A clause within a document, as attribution asks for it.
public struct ClauseKey: Sendable, Hashable {
  /// The document's path, relative to the policy repository.
  public let path: String
  /// The clause's id.
  public let id: String

  /// Creates a key.
  public init(path: String, id: String) {
    self.path = path
    self.id = id
  }
}
