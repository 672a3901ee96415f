extension AttributionWalk {
  /// Makes a parent a suspect for those clauses that it has with the same digest.
  ///
  /// - Returns: The clauses that it has not or has otherwise, and those whose document cannot be
  ///   understood in it.
  func pass(
    _ claims: [Int: [Claim]], to parent: Former, from old: [ObjectID?], _ plan: WatchPlan
  ) throws(HistoryError) -> (changed: [PlacedClaim], unreadable: [PlacedClaim]) {
    let ids = parent.ids
    var passing = claims
    var changed: [PlacedClaim] = []
    var unreadable: [PlacedClaim] = []
    for (document, all) in claims {
      let id = ids[document]
      if document < old.count, id == old[document], id != nil { continue }
      guard let id else {
        passing[document] = nil
        changed += all.map { PlacedClaim(document: document, claim: $0) }
        continue
      }
      let path = paths.places[document].path
      guard let digests = try fingerprints.digests(of: id, at: path, place: document) else {
        passing[document] = nil
        unreadable += all.map { PlacedClaim(document: document, claim: $0) }
        continue
      }
      let kept = all.filter { digests[keys[$0.key].id] == $0.digest }
      passing[document] = kept.isEmpty ? nil : kept.map { Claim(key: $0.key, digest: $0.digest) }
      guard kept.count < all.count else { continue }
      changed += all.filter { digests[keys[$0.key].id] != $0.digest }
        .map { PlacedClaim(document: document, claim: $0) }
    }
    guard !passing.isEmpty else { return (changed, unreadable) }
    let isWhole = passing.count == claims.count
    let next = isWhole ? plan : paths.plan(for: passing.keys)
    queue.insert(
      Suspect(record: parent.record, ids: ids, claims: passing, plan: next), paths: paths)
    return (changed, unreadable)
  }

  /// Hands on clauses whose document a parent holds in a version that cannot be understood, as if
  /// that version were not there.
  ///
  /// - Returns: The clauses that are left.
  func passUnreadable(
    _ candidates: [(parent: ObjectID, claims: [PlacedClaim])], among changed: [PlacedClaim],
    from suspect: Suspect
  ) throws(HistoryError) -> [PlacedClaim] {
    var left = Dictionary(uniqueKeysWithValues: changed.map { ($0.claim.key, $0) })
    for (parent, claims) in candidates {
      let going = claims.filter { left.removeValue(forKey: $0.claim.key) != nil }
      guard !going.isEmpty else { continue }
      let record = try store.node(parent)
      let held = Dictionary(grouping: going, by: \.document).mapValues { placed in
        placed.map { placed in
          Claim(
            key: placed.claim.key, digest: placed.claim.digest,
            heldAt: placed.claim.heldAt ?? suspect.commit)
        }
      }
      let plan = paths.plan(for: held.keys)
      let ids = try ids(in: record.tree, basedOn: suspect.ids, plan)
      queue.insert(
        Suspect(record: record, ids: ids, claims: held, plan: plan), paths: paths)
    }
    return Array(left.values)
  }

  /// Hands on clauses that a parent has with the same digest in another document of the regime.
  ///
  /// Only documents that differ between the parent and the suspect are looked into: a clause does
  /// not move out of a document without changing it.
  ///
  /// - Returns: The clauses that are left.
  func passMoved(
    _ changed: [PlacedClaim], to parents: CommitParents, from old: [ObjectID?]
  ) throws(HistoryError) -> [PlacedClaim] {
    var left = changed
    for parent in parents where !left.isEmpty {
      let record = try store.node(parent)
      var moved: [Int: [Claim]] = [:]
      for (home, claims) in Dictionary(grouping: left, by: { paths.home(of: $0.document) }) {
        var wanted = claims
        let plan = paths.plan(for: claims.map(\.document))
        let folder = try ids(in: record.tree, basedOn: old, plan)[home]
        let before = home < old.count ? old[home] : nil
        for file in try changedDocuments(in: folder, since: before, at: paths.places[home].path)
        where !wanted.isEmpty {
          let document = paths.document(at: file.path)
          let digests = try fingerprints.digests(of: file.id, at: file.path, place: document)
          guard let digests else { continue }
          let found = wanted.filter {
            $0.document != document && digests[keys[$0.claim.key].id] == $0.claim.digest
          }
          guard !found.isEmpty else { continue }
          let gone = Set(found.map(\.claim.key))
          wanted.removeAll { gone.contains($0.claim.key) }
          left.removeAll { gone.contains($0.claim.key) }
          moved[document, default: []] += found.map {
            Claim(key: $0.claim.key, digest: $0.claim.digest)
          }
        }
      }
      guard !moved.isEmpty else { continue }
      let plan = paths.plan(for: moved.keys)
      let ids = try ids(in: record.tree, basedOn: [], plan)
      queue.insert(
        Suspect(record: record, ids: ids, claims: moved, plan: plan), paths: paths)
    }
    return left
  }
}
