/// A commit as a point of the history: what a walk needs of it.
struct CommitNode {
  let id: ObjectID
  let tree: ObjectID
  /// Empty for the first commit, and where a shallow clone ends.
  let parents: CommitParents
  /// When it was committed, in seconds since 1970-01-01 in UTC.
  let seconds: Int
}

extension ObjectStore {
  /// A commit's tree, parents and date: from the commit graph if that has it, else from the commit.
  ///
  /// A walk asks for each commit several times, as the one after and as the one before. A graph has
  /// it again as fast as a table would; what was read from a commit is remembered.
  func node(_ id: ObjectID) throws(HistoryError) -> CommitNode {
    if let known = nodes[id] { return known }
    if let node = try graphNode(id) { return node }
    let node = try readNode(id)
    if nodes.recentCount >= HistoryLimits.rememberedNodes / 2 { nodes.turn() }
    nodes[id] = node
    return node
  }

  /// The same, for who asks but once: it is not remembered.
  func passingNode(_ id: ObjectID) throws(HistoryError) -> CommitNode {
    // Not `??`, which throws any error.
    if let node = try graphNode(id) { return node }
    return try readNode(id)
  }

  private func graphNode(_ id: ObjectID) throws(HistoryError) -> CommitNode? {
    guard let node = try graph()?.node(id), node.parents.count <= HistoryLimits.commitParents
    else { return nil }
    return node
  }

  private func readNode(_ id: ObjectID) throws(HistoryError) -> CommitNode {
    let record = try commit(id)
    return CommitNode(
      id: id, tree: record.tree, parents: record.parents, seconds: record.committed.seconds)
  }
}
