/// A folder of vocabulary, regimes and scenarios, with its history if it has one.
///
///     let repository = try PolicyRepository.open(at: ".")
///     let snapshot = try repository.snapshot(at: repository.resolve("main~3"))
///     let vocabulary = try snapshot.bytes(at: "vocabulary.yaml")
///
/// The folder may be a git repository, a part of a larger one, a bare repository, or have no git at
/// all. Nothing is ever checked out, fetched or written (but by `initialise`); no hook, filter or
/// helper of the repository is run. Git is started at the first question that needs it: the working
/// tree is read without.
///
/// Not to be shared between threads: open one for each.
public final class PolicyRepository {
  /// The folder with `vocabulary.yaml`; for a bare repository its git folder.
  public let path: String
  /// Whether there is git.
  public var hasHistory: Bool { gitPath != nil }
  /// Whether there is no working tree.
  public let isBare: Bool

  let gitPath: String?
  /// The names that lead from the root of a commit's tree to the policy repository.
  let prefix: [[UInt8]]
  private(set) var openedStore: ObjectStore?
  /// The commits that the next attribution is expected to go along.
  var expectedLine: CommitLine?

  init(path: String, gitPath: String?, isBare: Bool, prefix: [[UInt8]], store: ObjectStore?) {
    self.path = path
    self.gitPath = gitPath
    self.isBare = isBare
    self.prefix = prefix
    openedStore = store
  }

  /// The repository's objects.
  ///
  /// The first call starts git.
  func store() throws(HistoryError) -> ObjectStore {
    if let openedStore { return openedStore }
    guard let gitPath else {
      throw HistoryError(
        .noGit, "`\(path.singleLine)` is not in a git repository, so it has no revisions",
        path: path, help: "run `git init` there and commit")
    }
    let store = try ObjectStore(at: gitPath)
    openedStore = store
    return store
  }
}

extension PolicyRepository {
  /// The commit that a revision names, spelled as in git: `main`, `HEAD~3`, `v1^{commit}`, an
  /// abbreviated id.
  ///
  /// `main@{2024-05-01}` is the last first-parent commit dated on or before that day, by the
  /// *committer* date on the committer's own calendar (`git log --format=%cs`), never the reflog.
  /// `main@{2024-05-01 12:00:00}` reads the committer's clock too; with a zone behind it
  /// (`12:00:00Z`, `12:00:00 +02:00`) it is a point in time.
  public func resolve(_ spelling: String) throws(HistoryError) -> Revision {
    let commit = try RevisionResolver(store: store()).resolve(spelling)
    return Revision(.commit(commit), spelling: spelling)
  }

  /// What a name alone means: the working tree, or `HEAD` in a bare repository.
  public func currentRevision() throws(HistoryError) -> Revision {
    isBare ? try resolve("HEAD") : .workingTree
  }

  /// The revision that a reference to a regime names.
  public func revision(of reference: RegimeReference) throws(HistoryError) -> Revision {
    guard let spelling = reference.revision else { return try currentRevision() }
    return try resolve(spelling)
  }

  /// What reports say of a commit.
  public func commit(_ id: ObjectID) throws(HistoryError) -> Commit {
    try store().description(of: id)
  }

  /// The documents of a revision, read when they are asked for.
  public func snapshot(at revision: Revision) throws(HistoryError) -> Snapshot {
    switch revision.kind {
    case .workingTree:
      guard !isBare else {
        throw HistoryError(
          .noDocument, "`\(path.singleLine)` is a bare repository and has no working tree",
          path: path, help: "name a revision, such as `HEAD`")
      }
      return Snapshot(self, revision, .workingTree(WorkingTree(path: path, repository: self)))
    case .commit(let id):
      return Snapshot(self, revision, .commit(try CommitTree(store(), id, prefix: prefix)))
    }
  }
}
