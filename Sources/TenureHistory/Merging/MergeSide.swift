/// The documents of one version.
final class MergeSide {
  let ids: [String: ObjectID]
  private var known: [String: [UInt8]] = [:]
  private let snapshot: Snapshot

  init(_ snapshot: Snapshot) throws(HistoryError) {
    self.snapshot = snapshot
    var ids: [String: ObjectID] = [:]
    for root in RepositoryMerge.roots {
      let paths = root.hasSuffix(".yaml") ? [root] : try snapshot.paths(under: root)
      for path in paths { ids[path] = try snapshot.objectID(at: path) }
    }
    self.ids = ids
  }

  func bytes(at path: String) throws(HistoryError) -> [UInt8] {
    if let bytes = known[path] { return bytes }
    let bytes = try snapshot.bytes(at: path)
    known[path] = bytes
    return bytes
  }
}
