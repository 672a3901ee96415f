internal import TenureThreads

/// Commits along first parents that a thread reads before anybody asks for them.
///
/// Where there is no commit graph, a commit has to be inflated before the next one is known: that
/// takes as long as to compare trees.
struct CommitLine: Sendable {
  /// The commit behind which the line begins.
  let start: ObjectID
  /// The others.
  let commits: Course<CommitNode>

  /// Begins to read; nil if a commit graph makes it needless, or if there is no thread for it.
  init?(behind commit: CommitNode, in store: ObjectStore) {
    guard let folder = store.folderForThreads,
      (try? store.graph()?.row(of: commit.id)) == nil
    else { return nil }
    let course = Course<CommitNode> { tell in
      let store = ObjectStore(withoutLibrary: folder)
      store.beginWalk()
      var commit = commit
      while let id = commit.parents.first, let parent = try? store.passingNode(id) {
        guard tell(parent) else { return }
        commit = parent
      }
    }
    guard let course else { return nil }
    start = commit.id
    commits = course
  }
}

/// The way from a commit along first parents, each of which is asked for once.
struct FirstParents {
  let store: ObjectStore
  private(set) var commit: CommitNode
  private let ahead: Forerunner<CommitNode>?

  /// Begins at a commit.
  ///
  /// - Parameters:
  ///   - commit: The commit.
  ///   - folder: The repository.
  ///   - course: The commits behind it, if they are being read already.
  init(of commit: CommitNode, in folder: GitFolder, read course: Course<CommitNode>?) {
    store = ObjectStore(withoutLibrary: folder)
    store.beginWalk()
    self.commit = commit
    let commits = course ?? CommitLine(behind: commit, in: store)?.commits
    ahead = commits.map { Forerunner($0) }
  }

  /// Goes on to the first parent; false if there is none.
  mutating func goBack() throws(HistoryError) -> Bool {
    guard let id = commit.parents.first else { return false }
    if let ahead {
      guard let next = ahead.next() else { return false }
      commit = next
    } else {
      commit = try store.passingNode(id)
    }
    return true
  }
}

extension ObjectStore {
  /// The git folder, if other threads can read it without the library and there is a processor for
  /// them.
  var folderForThreads: GitFolder? { Crew.processorCount > 1 ? plainFolder : nil }
}
