/// Goes through the history commit by commit, newest first, without waiting for its end.
///
///     let walk = try repository.walk(from: repository.resolve("main"))
///     while let step = try walk.next() {
///       for change in try walk.changes(in: step) { print(step.commit, change.path) }
///     }
///
/// The whole history comes in the order of `git log`: of the commits whose children have been
/// visited the one with the latest committer date. Along first parents it is one line. Each commit
/// comes once, and none that is an ancestor of an excluded one.
///
/// Complexity: a few microseconds for a commit; memory for the commits that are waiting, and in a
/// branching history an id for each that was visited.
public final class HistoryWalk {
  /// Which parents of a merge are followed.
  public enum Order: Sendable, Hashable {
    /// The first one: the line of the branch itself.
    case firstParent
    /// All of them.
    case whole
  }

  /// One commit of a walk.
  public struct Step: Sendable, Hashable {
    /// The commit.
    public let commit: ObjectID
    /// Its parents; none for the first commit, and where a shallow clone ends.
    public let parents: [ObjectID]
    let tree: ObjectID
    let seconds: Int
  }

  private let store: ObjectStore
  private let comparison: TreeComparison
  private let order: Order
  private let since: RevisionDate?
  private let excluded: Ancestors
  private var waiting = CommitQueue()
  private var seen: Set<ObjectID> = []
  private var visited = 0

  init(
    _ store: ObjectStore, _ comparison: TreeComparison, from start: ObjectID,
    excluding end: ObjectID?, order: Order, since: RevisionDate?
  ) throws(HistoryError) {
    self.store = store
    self.comparison = comparison
    self.order = order
    self.since = since
    excluded = try Ancestors(of: end, in: store)
    if !excluded.contains(start) { waiting.insert(try store.node(start)) }
  }

  /// The next commit; nil at the end.
  public func next() throws(HistoryError) -> Step? {
    guard let node = waiting.popLatest() else { return nil }
    visited += 1
    guard visited <= HistoryLimits.walkedCommits else { throw .tooManyCommits }
    if let since, try isBefore(since, node) { return try next() }
    let followed = order == .firstParent ? node.parents.prefix(1) : node.parents[...]
    for parent in followed where !excluded.contains(parent) {
      // On a single line no commit can come twice.
      if order == .whole {
        guard seen.insert(parent).inserted else { continue }
      }
      waiting.insert(try store.node(parent))
    }
    return Step(
      commit: node.id, parents: Array(node.parents), tree: node.tree, seconds: node.seconds)
  }

  /// Whether a commit is older than wanted; then its ancestors are not looked at either, as git
  /// does it.
  private func isBefore(_ date: RevisionDate, _ node: CommitNode) throws(HistoryError) -> Bool {
    switch date {
    case .instant(let seconds): return node.seconds < seconds
    case .day, .local:
      // Only the commit itself knows what its clock showed.
      return !date.isReached(by: try store.commit(node.id).committed)
    }
  }

  /// The documents that a commit changed, against its first parent; for the first commit all.
  ///
  /// Files whose names begin with a dot, links and submodules are no documents.
  public func changes(in step: Step) throws(HistoryError) -> [PathChange] {
    let after = try comparison.root(in: step.tree)
    guard let parent = step.parents.first else {
      return try comparison.changes(from: nil, to: after)
    }
    let before = try comparison.root(in: store.node(parent).tree)
    return try comparison.changes(from: before, to: after)
  }
}

/// A commit and all that it rests on.
struct Ancestors {
  private var ids: Set<ObjectID> = []

  /// None, for nil.
  init(of commit: ObjectID?, in store: ObjectStore) throws(HistoryError) {
    guard let commit else { return }
    var waiting = [commit]
    ids.insert(commit)
    while let next = waiting.popLast() {
      guard ids.count <= HistoryLimits.walkedCommits else { throw .tooManyCommits }
      for parent in try store.node(next).parents where ids.insert(parent).inserted {
        waiting.append(parent)
      }
    }
  }

  func contains(_ commit: ObjectID) -> Bool { ids.contains(commit) }
}
