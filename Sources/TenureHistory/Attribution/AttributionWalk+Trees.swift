extension AttributionWalk {
  /// What stands at the watched places of a commit's tree, given what stands there in a commit
  /// that differs little: a folder with the same id is not looked into.
  func ids(
    in tree: ObjectID, basedOn old: [ObjectID?], _ plan: WatchPlan
  ) throws(HistoryError) -> [ObjectID?] {
    var ids: [ObjectID?] = []
    _ = try find(&ids, in: tree, basedOn: old, plan)
    return ids
  }

  /// The same, in the room of other ids.
  ///
  /// - Returns: Whether all documents of the plan are there, and as in the other commit.
  func find(
    _ ids: inout [ObjectID?], in tree: ObjectID, basedOn old: [ObjectID?], _ plan: WatchPlan
  ) throws(HistoryError) -> Bool {
    // Places outside the plan stay empty, so that nothing of another commit is left in them.
    let count = paths.places.count
    if ids.count == count {
      for place in ids.indices { ids[place] = nil }
    } else {
      ids = Array(repeating: nil, count: count)
    }
    ids[0] = tree
    var areSame = true
    for folder in plan.folders {
      guard let id = ids[folder.place] else {
        areSame = false
        continue
      }
      let isSame = folder.place < old.count && id == old[folder.place]
      // A place that has only now come to be watched is not known, though its folder is.
      if isSame, folder.children.allSatisfy({ $0 < old.count && old[$0] != nil }) {
        for child in folder.children { ids[child] = old[child] }
      } else {
        try lookUp(folder, in: id, into: &ids)
        areSame =
          areSame
          && folder.documents.allSatisfy { $0 < old.count && ids[$0] != nil && ids[$0] == old[$0] }
      }
    }
    return areSame
  }

  /// Looks for the watched entries of a folder.
  ///
  /// What is neither a document nor a folder where one is wanted is not there.
  private func lookUp(
    _ folder: WatchPlan.Folder, in id: ObjectID, into ids: inout [ObjectID?]
  ) throws(HistoryError) {
    let bytes = try store.treeBytes(id)
    if layouts.read(bytes, of: folder, into: &ids) { return }
    do throws(TreeDefect) {
      let layout = try layout(of: bytes, with: folder.children)
      layout.forEachID { child, id in ids[child] = id }
      layouts.keep(layout, of: folder)
    } catch {
      throw error.error(id, at: paths.places[folder.place].path)
    }
  }

  private func layout(
    of tree: [UInt8], with children: [Int]
  ) throws(TreeDefect) -> FolderLayout {
    let bytes = tree.span
    var found: [(child: Int, idOffset: Int)] = []
    var idOffsets: [Int] = []
    var cursor = TreeCursor()
    var next = 0
    while let entry = try cursor.next(in: bytes) {
      idOffsets.append(entry.idOffset)
      // Both are in git's order, so one pass over both is enough.
      while next < children.count {
        let place = paths.places[children[next]]
        let order = TreeCursor.compare(place.name, isFolder: !place.isDocument, entry, in: bytes)
        if order > 0 { break }
        next += 1
        guard order == 0 else { continue }
        let isWanted = place.isDocument ? entry.kind == .file : entry.kind == .folder
        if isWanted { found.append((children[next - 1], entry.idOffset)) }
        break
      }
    }
    return FolderLayout(of: tree, children: children, found: found, idOffsets: idOffsets)
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
