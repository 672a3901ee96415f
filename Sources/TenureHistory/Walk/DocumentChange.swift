/// A document that stands otherwise in one tree than in another.
public struct DocumentChange: Sendable, Hashable {
  /// The path, relative to the policy repository.
  public let path: String
  /// The content before; nil if the document is new.
  public let before: ObjectID?
  /// The content after; nil if the document is gone.
  public let after: ObjectID?

  /// The same change the other way round.
  var reversed: DocumentChange { DocumentChange(path: path, before: after, after: before) }
}
