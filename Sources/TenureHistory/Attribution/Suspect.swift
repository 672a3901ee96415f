/// A commit that may have to answer for clauses: so far each is as it left them.
struct Suspect {
  var record: CommitNode
  /// What stands at each watched place in this commit; places added later are beyond the end.
  var ids: [ObjectID?]
  /// The clauses, by the place of the document that holds them here.
  var claims: [Int: [Claim]]
  /// The folders to look into for them.
  var plan: WatchPlan

  var commit: ObjectID { record.id }
}

/// A commit that a suspect rests on.
struct Former {
  var record: CommitNode
  /// What stands at each place that the suspect watches.
  var ids: [ObjectID?]
}

/// A clause whose commit is being sought.
struct Claim {
  /// The number of the key that was asked for.
  let key: Int
  /// What its content was when it was asked for, and still is in the suspect.
  let digest: UInt64
  /// The oldest commit that is known to hold it, if versions that cannot be understood lie between
  /// that one and the suspect; nil if it is the suspect itself.
  var heldAt: ObjectID?
}

/// The suspects not yet looked into, the latest commit first, each once.
///
/// Which commit answers for a clause does not depend on this order; that no commit is visited
/// twice does, and where clocks lie a commit may be.
struct SuspectQueue {
  private var waiting: [ObjectID: Suspect] = [:]
  private var heap: [(seconds: Int, commit: ObjectID)] = []

  /// Adds a suspect.
  ///
  /// If its commit waits already, the clauses are joined.
  mutating func insert(_ suspect: Suspect, paths: WatchedPaths) {
    guard var known = waiting.removeValue(forKey: suspect.commit) else {
      push((suspect.record.seconds, suspect.commit))
      waiting[suspect.commit] = suspect
      return
    }
    for (document, claims) in suspect.claims {
      known.claims[document, default: []] += claims
    }
    // Places that one of the two did not watch are nil there.
    var ids = known.ids.count >= suspect.ids.count ? known.ids : suspect.ids
    let others = known.ids.count >= suspect.ids.count ? suspect.ids : known.ids
    for index in others.indices where ids[index] == nil { ids[index] = others[index] }
    known.ids = ids
    known.plan = paths.plan(for: known.claims.keys)
    waiting[suspect.commit] = known
  }

  /// Whether no commit is waiting.
  var isEmpty: Bool { heap.isEmpty }

  /// Whether a commit that is not waiting would be the latest one.
  func wouldPrecede(_ commit: CommitNode) -> Bool {
    guard let latest = heap.first else { return true }
    return latest.seconds <= commit.seconds && waiting[commit.id] == nil
  }

  /// Takes the suspect with the latest commit out.
  mutating func popLatest() -> Suspect? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      sink()
    }
    return waiting.removeValue(forKey: first.commit)
  }

  private mutating func push(_ item: (seconds: Int, commit: ObjectID)) {
    heap.append(item)
    var index = heap.count - 1
    while index > 0, heap[(index - 1) / 2].seconds < heap[index].seconds {
      heap.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  private mutating func sink() {
    var index = 0
    while true {
      var latest = index
      for child in [2 * index + 1, 2 * index + 2]
      where child < heap.count && heap[child].seconds > heap[latest].seconds {
        latest = child
      }
      guard latest != index else { return }
      heap.swapAt(index, latest)
      index = latest
    }
  }
}
