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
  ///
  /// - Parameters:
  ///   - suspect: The suspect.
  ///   - store: Where it was read.
  ///   - paths: What is watched.
  ///   - line: The commits behind the suspect, if they are being read already.
  init?(
    ahead suspect: Suspect, in store: ObjectStore, paths: WatchedPaths, line: CommitLine? = nil
  ) {
    guard let folder = store.folderForThreads else { return nil }
    let (commit, ids, plan) = (suspect.record, suspect.ids, suspect.plan)
    let course = line?.start == commit.id ? line?.commits : nil
    let steps = Course<Step> { tell in
      var line = FirstParents(of: commit, in: folder, read: course)
      var trees = WatchedTrees(line.store)
      // The walk comes upon the same error, and reports it.
      try? Self.explore(&line, &trees, ids: ids, plan, paths, tell)
    }
    guard let steps else { return nil }
    self.steps = Forerunner(steps)
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
