internal import TenureThreads

/// Goes ahead of a walk along first parents, in a thread of its own, and tells which commits there
/// are and where watched documents change.
///
///     scout   ○ ── ○ ── ● ── ○ ── ○ ── ● ── ○ ──▶     commits and trees are read here,
///     walk    ○ ── ○ ── ●                             changed documents there
///
/// The versions of documents on a line of first parents are the same whatever the walk makes of
/// them, so neither waits for the other but when it has nothing left to do. The scout watches all
/// documents with which it began, until one is not there; of what the walk no longer watches it
/// says too much, which does no harm.
///
/// What the scout cannot read ends its way, and is for the walk to read, or to report.
final class AttributionScout {
  /// One step, from a commit to its first parent.
  struct Step: Sendable {
    let parent: CommitNode
    /// What stands at the watched places of the parent; nil if the documents are the same.
    let ids: [ObjectID?]?
  }

  private let steps: Forerunner<Step>
  /// The commit from which the next step leads.
  private var position: ObjectID
  /// Whether each place is a document that is watched.
  private var isWatched: [Bool]

  /// After how many commits of one line a walk is worth another thread.
  static let worthwhile = 128

  /// Sends a scout ahead of a suspect; nil if there is no processor for it, or if the repository
  /// cannot be read without git's library.
  init?(ahead suspect: Suspect, in store: ObjectStore, paths: WatchedPaths) {
    guard let folder = store.plainFolder, Crew.processorCount > 1 else {
      return nil
    }
    let (commit, ids, plan) = (suspect.record, suspect.ids, suspect.plan)
    let steps = Forerunner<Step> { tell in
      var line = FirstParents(of: commit, in: folder)
      var trees = WatchedTrees(line.store)
      // The walk comes upon the same error, and reports it.
      try? Self.explore(&line, &trees, ids: ids, plan, paths, tell)
    }
    guard let steps else { return nil }
    self.steps = steps
    position = suspect.commit
    isWatched = Array(repeating: false, count: paths.places.count)
    for document in plan.documents { isWatched[document] = true }
  }

  /// Goes from first parent to first parent for as long as somebody listens.
  private static func explore(
    _ line: inout FirstParents, _ trees: inout WatchedTrees, ids: [ObjectID?], _ plan: WatchPlan,
    _ paths: WatchedPaths, _ tell: (Step) -> Bool
  ) throws(HistoryError) {
    var (ids, plan) = (ids, plan)
    var parent = Former(record: line.commit, ids: [])
    while true {
      let commit = line.commit.id
      guard try line.goBack() else { return }
      parent.record = line.commit
      let areSame = try trees.goBack(from: commit, ids, to: &parent, plan, among: paths)
      guard tell(Step(parent: parent.record, ids: areSame ? nil : parent.ids)) else { return }
      swap(&ids, &parent.ids)
      guard !areSame else { continue }
      let left = plan.documents.filter { ids[$0] != nil }
      guard !left.isEmpty else { return }
      if left.count < plan.documents.count { plan = paths.plan(for: left) }
    }
  }

  /// The step from a suspect; nil if the scout is elsewhere, does not watch all its documents, or
  /// came to its end.
  func step(from suspect: Suspect) -> Step? {
    guard watches(suspect), let step = steps.next() else { return nil }
    position = step.parent.id
    if let ids = step.ids {
      for document in isWatched.indices where ids[document] == nil { isWatched[document] = false }
    }
    return step
  }

  /// Lets a suspect become its first parent for as long as that has the same documents and may be
  /// passed; how many times.
  func advance(_ suspect: inout Suspect, where mayPass: (CommitNode) -> Bool) -> Int {
    guard watches(suspect),
      let passed = steps.skip(while: { $0.ids == nil && mayPass($0.parent) })
    else { return 0 }
    suspect.record = passed.last.parent
    suspect.plan.keepDocuments(of: &suspect.ids)
    position = suspect.commit
    return passed.count
  }

  private func watches(_ suspect: Suspect) -> Bool {
    suspect.commit == position
      && suspect.plan.documents.allSatisfy { $0 < isWatched.count && isWatched[$0] }
  }
}

/// The way from a commit along first parents, each of which is asked for once.
///
/// Where there is no commit graph, a commit has to be inflated before the next one is known: that
/// takes as long as to compare trees, and is done by one more thread.
private struct FirstParents {
  let store: ObjectStore
  private(set) var commit: CommitNode
  private let ahead: Forerunner<CommitNode>?

  init(of commit: CommitNode, in folder: GitFolder) {
    store = ObjectStore(withoutLibrary: folder)
    store.beginWalk()
    self.commit = commit
    guard (try? store.graph()?.row(of: commit.id)) == nil else {
      ahead = nil
      return
    }
    ahead = Forerunner { tell in
      let store = ObjectStore(withoutLibrary: folder)
      store.beginWalk()
      var commit = commit
      while let id = commit.parents.first, let parent = try? store.passingNode(id) {
        guard tell(parent) else { return }
        commit = parent
      }
    }
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
