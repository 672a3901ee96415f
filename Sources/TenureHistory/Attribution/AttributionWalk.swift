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
  var trees: WatchedTrees
  private let prefix: [[UInt8]]
  private let memo: HistoryMemo?
  private var remembered: AttributionMemo?
  private var visited = 0
  /// After how many commits of one line a scout is sent ahead.
  private let scoutsAfter: Int
  /// The commits that are being read since before the walk, for the first scout.
  private let line: CommitLine?
  private var scout: AttributionScout?
  // How many steps were taken without a scout while there was one line alone.
  private var lonelySteps = 0

  init(
    store: ObjectStore, prefix: [[UInt8]], keys: [ClauseKey], memo: HistoryMemo?,
    scoutsAfter: Int = AttributionScout.worthwhile, line: CommitLine? = nil,
    fingerprint: @escaping PolicyRepository.Fingerprint
  ) {
    self.store = store
    self.scoutsAfter = scoutsAfter
    self.line = line
    trees = WatchedTrees(store)
    self.keys = keys
    self.prefix = prefix
    self.memo = memo
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
    var first: Suspect?
    while var suspect = queue.popLatest() {
      if first == nil {
        first = suspect
        try recall(suspect)
      }
      if let parent = try goBack(&suspect) { try examine(suspect, first: parent) }
    }
    guard visited >= AttributionMemo.worthwhile, let first else { return }
    let keys = first.allClaims.filter(isAtHome).map(\.claim.key)
    remembered?.keep(charged, Set(keys), from: first.commit)
  }

  /// Lets a suspect become its first parent for as long as that has all documents as they are and
  /// comes next in the order of the walk: then nothing need be put into the queue, or sorted.
  ///
  /// - Returns: Its first parent, in the place of which an empty one stands for the first commit;
  ///   nil if no clauses are left.
  private func goBack(_ suspect: inout Suspect) throws(HistoryError) -> Former? {
    var parent = Former(record: suspect.record, ids: [])
    while true {
      visited += 1
      guard visited <= HistoryLimits.walkedCommits else { throw .tooManyCommits }
      guard settle(&suspect) else { return nil }
      visited += advance(&suspect)
      guard let id = suspect.record.parents.first else { return parent }
      let areSame: Bool
      if let step = scoutedStep(from: suspect) {
        parent.record = step.parent
        areSame = step.ids == nil
        parent.ids = step.ids ?? suspect.ids
        if areSame { suspect.plan.keepDocuments(of: &parent.ids) }
      } else {
        parent.record = try store.node(id)
        areSame = try trees.goBack(
          from: suspect.commit, suspect.ids, to: &parent, suspect.plan, among: paths)
      }
      guard areSame, queue.wouldPrecede(parent.record) else { return parent }
      suspect.record = parent.record
      swap(&suspect.ids, &parent.ids)
    }
  }

  /// Reads what earlier walks found.
  private func recall(_ first: Suspect) throws(HistoryError) {
    guard let memo, try !store.isShallow(nil) else { return }
    remembered = AttributionMemo(
      memo, first.allClaims.map(\.claim), keys: keys, prefix: prefix)
  }

  /// Charges what an earlier walk found from this commit on; whether anything is left to be looked
  /// for.
  private func settle(_ suspect: inout Suspect) -> Bool {
    guard let remembered, remembered.knows(suspect.commit) else { return true }
    var isSettled = false
    for placed in suspect.allClaims where isAtHome(placed) {
      let answer = remembered.answer(to: placed.claim, at: suspect.commit)
      guard let answer else { continue }
      isSettled = true
      charged[placed.claim.key] = answer
      suspect.claims[placed.document]?.removeAll { $0.key == placed.claim.key }
    }
    guard isSettled else { return true }
    suspect.claims = suspect.claims.filter { !$0.value.isEmpty }
    suspect.plan = paths.plan(for: suspect.claims.keys)
    suspect.ids = suspect.plan.documents(of: suspect.ids)
    return !suspect.claims.isEmpty
  }

  /// Whether a clause stands in the document in which it was asked for: only of such is anything
  /// remembered.
  private func isAtHome(_ placed: PlacedClaim) -> Bool {
    placed.claim.heldAt == nil
      && paths.places[placed.document].path == keys[placed.claim.key].path
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
      let record = try store.node(commit)
      let plan = paths.plan(for: claims.keys)
      let ids = try ids(in: record.tree, basedOn: [], plan)
      queue.insert(Suspect(record: record, ids: ids, claims: claims, plan: plan), paths: paths)
      return
    }
    guard case .object = try store.reference(named: "HEAD") else { return }
    let head = try RevisionResolver(store: store).resolve("HEAD")
    let plan = paths.plan(for: claims.keys)
    let sorted = try pass(claims, to: former(head, of: [], plan), from: [], plan)
    // What is neither in HEAD nor moved within it has no commit yet.
    _ = try passMoved(
      sorted.changed + sorted.unreadable, to: CommitParents(head), from: [])
  }

  /// Hands a suspect's clauses on to its parents, and charges it with the rest.
  private func examine(_ suspect: Suspect, first: Former) throws(HistoryError) {
    var claims = suspect.claims
    var plan = suspect.plan
    var unreadable: [(parent: ObjectID, claims: [PlacedClaim])] = []
    var changed: [PlacedClaim] = suspect.record.parents.isEmpty ? suspect.allClaims : []
    for (index, parent) in suspect.record.parents.enumerated() {
      if index > 0 { plan = paths.plan(for: claims.keys) }
      let former = index == 0 ? first : try former(parent, of: suspect.ids, plan)
      let sorted = try pass(claims, to: former, from: suspect.ids, plan)
      changed = sorted.changed + sorted.unreadable
      unreadable.append((parent, sorted.unreadable))
      guard !changed.isEmpty else { return }
      claims = Dictionary(grouping: changed, by: \.document).mapValues { $0.map(\.claim) }
    }
    changed = try passUnreadable(unreadable, among: changed, from: suspect)
    changed = try passMoved(
      changed, to: suspect.record.parents, from: folderIDs(of: suspect, for: changed))
    for placed in changed { charged[placed.claim.key] = placed.claim.heldAt ?? suspect.commit }
  }
}

extension AttributionWalk {
  /// Lets a scout lead a suspect past commits that change none of its documents, before the next
  /// one at which anything else may have to be done; past how many.
  private func advance(_ suspect: inout Suspect) -> Int {
    guard let scout else { return 0 }
    let (queue, remembered) = (queue, remembered)
    return scout.advance(&suspect) { parent in
      queue.wouldPrecede(parent) && remembered?.knows(parent.id) != true
    }
  }

  /// What a scout says of the step from a suspect to its first parent; nil if there is none that
  /// knows.
  ///
  /// Where one line has been followed for a while, a scout is sent ahead.
  private func scoutedStep(from suspect: Suspect) -> AttributionScout.Step? {
    if let step = scout?.step(from: suspect) {
      lonelySteps = 0
      return step
    }
    guard queue.isEmpty else { return nil }
    lonelySteps += 1
    let isAhead = line?.start == suspect.commit
    guard isAhead || lonelySteps > scoutsAfter else { return nil }
    lonelySteps = 0
    scout = nil
    scout = AttributionScout(ahead: suspect, in: store, paths: paths, line: line)
    return scout?.step(from: suspect)
  }

  /// What stands at the watched places of a suspect, folders included, which are not looked into
  /// where it is known that nothing changed in them.
  private func folderIDs(
    of suspect: Suspect, for claims: [PlacedClaim]
  ) throws(HistoryError) -> [ObjectID?] {
    let isKnown = claims.allSatisfy { placed in
      let home = paths.home(of: placed.document)
      return home < suspect.ids.count && suspect.ids[home] != nil
    }
    guard !isKnown else { return suspect.ids }
    let plan = paths.plan(for: claims.map(\.document))
    return try ids(in: suspect.record.tree, basedOn: [], plan)
  }

  /// A parent, as it is seen from a commit that has ids at the watched places.
  private func former(
    _ parent: ObjectID, of ids: [ObjectID?], _ plan: WatchPlan
  ) throws(HistoryError) -> Former {
    let record = try store.node(parent)
    return Former(record: record, ids: try self.ids(in: record.tree, basedOn: ids, plan))
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
