/// A document that stands otherwise in one tree than in another.
public struct PathChange: Sendable, Hashable {
  /// The path, relative to the policy repository.
  public let path: String
  /// The content before; nil if the document is new.
  public let before: ObjectID?
  /// The content after; nil if the document is gone.
  public let after: ObjectID?

  /// The same change the other way round.
  var reversed: PathChange { PathChange(path: path, before: after, after: before) }
}
