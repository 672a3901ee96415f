/// One walk through the history for the commits that last changed some clauses.
///
/// From the newest commit back: a clause goes on to a parent that has it with the same digest, and
/// when none has, the commit is charged. Commits are compared by the ids of the folders that lead
/// to the documents, so what did not change is never read.
///
///     suspect ──▶ parent's root tree ──same──▶ all clauses go on, nothing else is read
///                      │ differs
///                      ▼
///                 policy ─▶ regimes ─▶ cn ─▶ circulation.yaml ──same──▶ its clauses go on
///                                                  │ differs
///                                                  ▼
///                                            digests, clause by clause
final class AttributionWalk {
  let store: ObjectStore
  let keys: [ClauseKey]
  let fingerprints: FingerprintCache
  var paths: WatchedPaths
  var queue = SuspectQueue()
  var charged: [Int: ObjectID] = [:]

  init(
    store: ObjectStore, prefix: [[UInt8]], keys: [ClauseKey],
    fingerprint: @escaping PolicyRepository.Fingerprint
  ) {
    self.store = store
    self.keys = keys
    paths = WatchedPaths(prefix: prefix)
    fingerprints = FingerprintCache(store: store, fingerprint: fingerprint)
  }

  /// Charges each clause of the snapshot that is committed.
  func run(from snapshot: Snapshot) throws(HistoryError) -> [ClauseKey: Commit] {
    try store.walking { () throws(HistoryError) in try walk(from: snapshot) }
    var result: [ClauseKey: Commit] = [:]
    for (id, charges) in Dictionary(grouping: charged, by: \.value) {
      let commit = try store.description(of: id)
      for (key, _) in charges { result[keys[key]] = commit }
    }
    return result
  }

  private func walk(from snapshot: Snapshot) throws(HistoryError) {
    try begin(snapshot)
    var visited = 0
    while let suspect = queue.popLatest() {
      visited += 1
      guard visited <= HistoryLimits.walkedCommits else { throw .tooManyCommits }
      try examine(suspect)
    }
  }

  /// Makes the snapshot's commit, or HEAD for the working tree, the first suspect.
  private func begin(_ snapshot: Snapshot) throws(HistoryError) {
    var claims: [Int: [Claim]] = [:]
    for path in Set(keys.map(\.path)) {
      guard try snapshot.exists(path) else { continue }
      let bytes = try snapshot.bytes(at: path)
      guard let digests = fingerprints.digests(of: bytes, at: path) else { continue }
      let document = paths.document(at: path)
      for index in keys.indices where keys[index].path == path {
        guard let digest = digests[keys[index].id] else { continue }
        claims[document, default: []].append(Claim(key: index, digest: digest))
      }
    }
    guard !claims.isEmpty else { return }
    if let commit = snapshot.revision.commit {
      let record = try store.commit(commit)
      let plan = paths.plan(for: claims.keys)
      let ids = try ids(in: record.tree, basedOn: [], plan)
      queue.insert(
        Suspect(commit: commit, record: record, ids: ids, claims: claims, plan: plan), paths: paths)
      return
    }
    guard case .object = try store.reference(named: "HEAD") else { return }
    let head = try RevisionResolver(store: store).resolve("HEAD")
    let sorted = try pass(claims, to: head, from: [], paths.plan(for: claims.keys))
    // What is neither in HEAD nor moved within it has no commit yet.
    _ = try passMoved(sorted.changed + sorted.unreadable, to: [head], from: [])
  }

  /// Hands a suspect's clauses on to its parents, and charges it with the rest.
  private func examine(_ suspect: Suspect) throws(HistoryError) {
    var claims = suspect.claims
    var plan = suspect.plan
    var unreadable: [(parent: ObjectID, claims: [PlacedClaim])] = []
    var changed: [PlacedClaim] = suspect.record.parents.isEmpty ? suspect.allClaims : []
    for (index, parent) in suspect.record.parents.enumerated() {
      if index > 0 { plan = paths.plan(for: claims.keys) }
      let sorted = try pass(claims, to: parent, from: suspect.ids, plan)
      changed = sorted.changed + sorted.unreadable
      unreadable.append((parent, sorted.unreadable))
      guard !changed.isEmpty else { return }
      claims = Dictionary(grouping: changed, by: \.document).mapValues { $0.map(\.claim) }
    }
    changed = try passUnreadable(unreadable, among: changed, from: suspect)
    changed = try passMoved(changed, to: suspect.record.parents, from: suspect.ids)
    for placed in changed { charged[placed.claim.key] = placed.claim.heldAt ?? suspect.commit }
  }
}

/// A claim and the place of the document that holds it.
struct PlacedClaim {
  let document: Int
  var claim: Claim
}

extension Suspect {
  var allClaims: [PlacedClaim] {
    claims.flatMap { document, claims in
      claims.map { PlacedClaim(document: document, claim: $0) }
    }
  }
}
