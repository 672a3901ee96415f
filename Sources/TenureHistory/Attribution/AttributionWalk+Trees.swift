extension AttributionWalk {
  /// What stands at the watched places of a commit's tree, given what stands there in a commit
  /// that differs little.
  func ids(
    in tree: ObjectID, basedOn old: [ObjectID?], _ plan: WatchPlan
  ) throws(HistoryError) -> [ObjectID?] {
    var ids: [ObjectID?] = []
    _ = try trees.find(&ids, in: tree, basedOn: old, plan, among: paths)
    return ids
  }

  /// The documents of a folder that are not, or not so, in another version of it.
  func changedDocuments(
    in folder: ObjectID?, since other: ObjectID?, at path: String
  ) throws(HistoryError) -> [(path: String, id: ObjectID)] {
    var changed: [(path: String, id: ObjectID)] = []
    var folders: [(id: ObjectID?, other: ObjectID?, path: String)] = [(folder, other, path)]
    while let next = folders.popLast() {
      guard let id = next.id, id != next.other else { continue }
      guard DocumentPath.names(next.path).count <= HistoryLimits.folderDepth,
        changed.count <= HistoryLimits.folderEntries
      else { throw .tooDeep(next.path) }
      var known: [[UInt8]: ObjectID] = [:]
      if let other = next.other {
        for entry in try store.tree(other, at: next.path) { known[entry.name] = entry.id }
      }
      for entry in try store.tree(id, at: next.path) where known[entry.name] != entry.id {
        guard !DocumentPath.isHidden(entry.name) else { continue }
        guard let name = String(validating: entry.name, as: UTF8.self) else { continue }
        let path = DocumentPath.join(next.path, name)
        switch entry.kind {
        case .file: changed.append((path, entry.id))
        case .folder: folders.append((entry.id, known[entry.name], path))
        case .symbolicLink, .submodule, .other: break
        }
      }
    }
    return changed.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }
}
