/// The work could not be done: a repository cannot be read, or a revision is not there.
///
/// - `message` is lowercase, one line, without a final period, with user input in backticks.
/// - `help` says a way out.
///
/// A document that is wrong is not an error of this kind but a finding. Messages never quote the
/// content of a document.
public struct HistoryError: Error, Sendable, Hashable {
  /// What went wrong, for programs.
  @nonexhaustive
  public enum Code: String, Sendable, Hashable {
    /// There is no such folder.
    case noFolder = "no-folder"
    /// No policy repository is at the path or above it.
    case notPolicyRepository = "not-a-policy-repository"
    /// A revision was asked for where there is no git.
    case noGit = "no-git"
    /// The repository, or its branch, has no commits yet.
    case noCommits = "no-commits"
    /// The repository has no such revision.
    case unknownRevision = "unknown-revision"
    /// An abbreviated id stands for several objects.
    case ambiguousRevision = "ambiguous-revision"
    /// The revision is not spelled as git spells one, or is of a kind that is not read here.
    case invalidRevision = "invalid-revision"
    /// The revision has no such document.
    case noDocument = "no-document"
    /// An object that the history names is not in the repository.
    case missingObject = "missing-object"
    /// An object or a file of the repository is damaged.
    case corruptObject = "corrupt-object"
    /// A tree holds what no lawful git writes.
    case hostileTree = "hostile-tree"
    /// A symbolic link stands where documents are read.
    case symbolicLink = "symbolic-link"
    /// Another repository stands where documents are read.
    case submodule = "submodule"
    /// A named limit was passed.
    case tooLarge = "too-large"
    /// The repository names its objects by SHA-256.
    case sha256 = "sha256"
    /// The repository stores its references in a reftable.
    case reftable = "reftable"
    /// The repository belongs to another user of the machine.
    case foreignOwner = "foreign-owner"
    /// The history is cut off before the place that was asked for.
    case shallowHistory = "shallow-history"
    /// A file to be written is already there.
    case fileExists = "file-exists"
    /// Git does not know who commits.
    case noIdentity = "no-identity"
    /// The operating system refused a file.
    case unreadable = "unreadable"
    /// Git refused for a reason of its own.
    case git = "git"
  }

  /// What went wrong, for programs.
  public let code: Code
  /// What went wrong, for people.
  public let message: String
  /// The path that the error is about, relative to the policy repository where it lies inside.
  public let path: String?
  /// A way out, where one is known.
  public let help: String?

  /// Creates an error.
  public init(_ code: Code, _ message: String, path: String? = nil, help: String? = nil) {
    self.code = code
    self.message = message
    self.path = path
    self.help = help
  }
}

extension HistoryError: CustomStringConvertible {
  /// The message, and the help after a semicolon.
  public var description: String {
    guard let help else { return message }
    return "\(message); \(help)"
  }
}
