/// The best common ancestors of two commits: those that are ancestors of no other.
///
/// Commits are visited from the newest back, each marked by the sides that reach it, until nothing
/// is left that only one side reaches. Clocks that lie cost time, and never a wrong answer: what
/// was found is compared by a walk of its own.
struct MergeBases {
  /// Which commits reach a commit.
  private struct Marks: OptionSet {
    let rawValue: UInt8
    static let first = Marks(rawValue: 1)
    static let second = Marks(rawValue: 2)
    /// A common ancestor reaches it: so it is none of the best.
    static let passed = Marks(rawValue: 4)
    static let both: Marks = [.first, .second]
  }

  private let store: ObjectStore
  private var marks: [ObjectID: Marks] = [:]
  private var waiting = CommitQueue()
  private var isWaiting: Set<ObjectID> = []
  private var openCount = 0

  private init(_ store: ObjectStore) { self.store = store }

  /// The best common ancestors of two commits, in the order of their ids.
  static func of(
    _ first: ObjectID, _ second: ObjectID, in store: ObjectStore
  ) throws(HistoryError) -> [ObjectID] {
    if first == second { return [first] }
    return try store.walking { () throws(HistoryError) in
      var walk = MergeBases(store)
      try walk.mark(first, .first)
      try walk.mark(second, .second)
      let found = try walk.run()
      let best = try walk.withoutAncestors(found)
      return best.sorted { $0.description < $1.description }
    }
  }

  private mutating func run() throws(HistoryError) -> [ObjectID] {
    var found: [ObjectID] = []
    var visited = 0
    while openCount > 0, let node = waiting.popLatest() {
      visited += 1
      guard visited <= HistoryLimits.walkedCommits else { throw .tooManyCommits }
      isWaiting.remove(node.id)
      var known = marks[node.id] ?? []
      if !known.contains(.passed) { openCount -= 1 }
      if known == .both { found.append(node.id) }
      if known.isSuperset(of: .both) { known.insert(.passed) }
      for parent in node.parents { try mark(parent, known) }
    }
    return found.filter { marks[$0] == .both }
  }

  /// Marks a commit; if that is news, it is visited (again).
  private mutating func mark(_ commit: ObjectID, _ new: Marks) throws(HistoryError) {
    let known = marks[commit] ?? []
    guard !known.isSuperset(of: new) else { return }
    marks[commit] = known.union(new)
    if isWaiting.contains(commit) {
      if new.contains(.passed), !known.contains(.passed) { openCount -= 1 }
      return
    }
    if !known.union(new).contains(.passed) { openCount += 1 }
    isWaiting.insert(commit)
    waiting.insert(try store.node(commit))
  }

  /// The commits that are ancestors of no other among them.
  private func withoutAncestors(_ commits: [ObjectID]) throws(HistoryError) -> [ObjectID] {
    guard commits.count > 1 else { return commits }
    var best: [ObjectID] = []
    for commit in commits {
      var isPassed = false
      for other in commits where other != commit && !isPassed {
        isPassed = try reaches(other, commit)
      }
      if !isPassed { best.append(commit) }
    }
    return best
  }

  private func reaches(_ start: ObjectID, _ wanted: ObjectID) throws(HistoryError) -> Bool {
    var seen: Set<ObjectID> = [start]
    var open = [start]
    while let commit = open.popLast() {
      if commit == wanted { return true }
      guard seen.count <= HistoryLimits.walkedCommits else { throw .tooManyCommits }
      for parent in try store.node(commit).parents where seen.insert(parent).inserted {
        open.append(parent)
      }
    }
    return false
  }
}

extension PolicyRepository {
  /// The best common ancestors of two commits: where a merge of the two begins.
  ///
  /// Mostly there is one. There are several where branches were merged into one another crosswise,
  /// and none where the histories have nothing in common.
  ///
  /// - Returns: The commits, in the order of their ids.
  public func mergeBases(
    _ first: ObjectID, _ second: ObjectID
  ) throws(HistoryError) -> [ObjectID] {
    try MergeBases.of(first, second, in: store())
  }
}
