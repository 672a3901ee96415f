public import TenureModel

/// Two sides of a merge made different things of one part of a document.
public struct DocumentConflict: Sendable, Hashable {
  /// What the two did.
  public enum Kind: String, Sendable, Hashable {
    /// Both changed it, each to something else.
    case changedByBoth = "changed-by-both"
    /// Both added it, each in another way.
    case addedByBoth = "added-by-both"
    /// Our side removed what theirs changed.
    case removedByUs = "removed-by-us"
    /// Their side removed what ours changed.
    case removedByThem = "removed-by-them"
    /// Both moved the document, each elsewhere.
    case renamedByBoth = "renamed-by-both"
    /// A version of the document cannot be understood.
    case unreadable
    /// What remains cannot be written down as one document.
    case unwritable
  }

  /// What the two did.
  public let kind: Kind
  /// Keys and ids that lead to the part: `["clauses", "mass-export", "persons"]`.
  public let path: [String]
  /// Where it stood.
  public let base: SourceLocation?
  /// Where our side has it.
  public let ours: SourceLocation?
  /// Where their side has it.
  public let theirs: SourceLocation?

  /// Creates a conflict.
  public init(
    _ kind: Kind, path: [String], base: SourceLocation?, ours: SourceLocation?,
    theirs: SourceLocation?
  ) {
    self.kind = kind
    self.path = path
    self.base = base
    self.ours = ours
    self.theirs = theirs
  }
}
