/// A version of the law: a commit, or the working tree.
public struct Revision: Sendable, Hashable {
  /// What is read.
  public enum Kind: Sendable, Hashable {
    /// The files as they are now, committed or not.
    case workingTree
    /// What a commit holds.
    case commit(ObjectID)
  }

  /// What is read.
  public let kind: Kind
  /// How the user spelled it; empty for the working tree.
  public let spelling: String

  /// The working tree.
  public static let workingTree = Revision(.workingTree, spelling: "")

  /// Creates a revision.
  public init(_ kind: Kind, spelling: String) {
    self.kind = kind
    self.spelling = spelling
  }

  /// The commit; nil for the working tree.
  public var commit: ObjectID? {
    guard case .commit(let id) = kind else { return nil }
    return id
  }
}

extension Revision: CustomStringConvertible {
  /// The revision within a sentence: "revision `main~3`" or "the working tree".
  public var description: String {
    kind == .workingTree ? "the working tree" : "revision `\(spelling.singleLine)`"
  }
}
