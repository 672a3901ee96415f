/// A commit as a point of the history: what a walk needs of it.
struct CommitNode {
  let id: ObjectID
  let tree: ObjectID
  /// Empty for the first commit, and where a shallow clone ends.
  let parents: [ObjectID]
  /// When it was committed, in seconds since 1970-01-01 in UTC.
  let seconds: Int
}

extension ObjectStore {
  /// A commit's tree, parents and date: from the commit graph if that has it, else from the commit.
  ///
  /// A walk asks for each commit several times, as the one after and as the one before, so nodes
  /// are remembered.
  func node(_ id: ObjectID) throws(HistoryError) -> CommitNode {
    if let known = nodes[id] { return known }
    let node = try readNode(id)
    // A graph has it again as fast as a large table, of which little is in the processor's caches.
    let limit =
      try graph() == nil ? HistoryLimits.rememberedNodes : HistoryLimits.rememberedGraphNodes
    if nodes.recentCount >= limit / 2 { nodes.turn() }
    nodes[id] = node
    return node
  }

  private func readNode(_ id: ObjectID) throws(HistoryError) -> CommitNode {
    if let node = try graph()?.node(id), node.parents.count <= HistoryLimits.commitParents {
      return node
    }
    let record = try commit(id)
    return CommitNode(
      id: id, tree: record.tree, parents: record.parents, seconds: record.committed.seconds)
  }
}
