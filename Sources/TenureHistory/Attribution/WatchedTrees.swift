/// What stands at watched places in the trees of commits.
struct WatchedTrees {
  let store: ObjectStore
  private var layouts = FolderLayouts()

  init(_ store: ObjectStore) { self.store = store }

  /// Goes from a commit, with what stands in it, to its first parent.
  ///
  /// - Returns: Whether all documents of the plan are there, and as in the commit.
  mutating func goBack(
    from commit: ObjectID, _ ids: [ObjectID?], to parent: inout Former, _ plan: WatchPlan,
    among paths: WatchedPaths
  ) throws(HistoryError) -> Bool {
    if let graph = try store.graph(), graph.hasFilters, !graph.mayChange(plan.keys, in: commit) {
      parent.ids = ids
      plan.keepDocuments(of: &parent.ids)
      return true
    }
    return try find(&parent.ids, in: parent.record.tree, basedOn: ids, plan, among: paths)
  }

  /// What stands at the watched places of a commit's tree, given what stands there in a commit
  /// that differs little: a folder with the same id is not looked into.
  ///
  /// - Returns: Whether all documents of the plan are there, and as in the other commit.
  mutating func find(
    _ ids: inout [ObjectID?], in tree: ObjectID, basedOn old: [ObjectID?], _ plan: WatchPlan,
    among paths: WatchedPaths
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
    // By spans: to take a folder out of the array would count references to its parts.
    let folders = plan.folders.span
    for number in folders.indices {
      let place = folders[number].place
      guard let id = ids[place] else {
        areSame = false
        continue
      }
      let children = folders[number].children.span
      let isSame = place < old.count && id == old[place]
      // A place that has only now come to be watched is not known, though its folder is.
      if isSame, children.indices.allSatisfy({ Self.isKnown(children[$0], in: old) }) {
        for index in children.indices { ids[children[index]] = old[children[index]] }
      } else {
        try lookUp(plan.folders[number], in: id, into: &ids, among: paths)
        let documents = folders[number].documents.span
        areSame =
          areSame
          && documents.indices.allSatisfy { index in
            let document = documents[index]
            return Self.isKnown(document, in: old) && ids[document] == old[document]
          }
      }
    }
    return areSame
  }

  private static func isKnown(_ place: Int, in ids: [ObjectID?]) -> Bool {
    place < ids.count && ids[place] != nil
  }

  /// Looks for the watched entries of a folder.
  ///
  /// What is neither a document nor a folder where one is wanted is not there.
  private mutating func lookUp(
    _ folder: WatchPlan.Folder, in id: ObjectID, into ids: inout [ObjectID?],
    among paths: WatchedPaths
  ) throws(HistoryError) {
    let bytes = try store.treeBytes(id)
    if layouts.read(bytes, of: folder, into: &ids) { return }
    do throws(TreeDefect) {
      let layout = try paths.layout(of: bytes, with: folder.children)
      layout.forEachID { child, id in ids[child] = id }
      layouts.keep(layout, of: folder)
    } catch {
      throw error.error(id, at: paths.places[folder.place].path)
    }
  }
}

extension WatchedPaths {
  /// Where the places that are watched in a folder stand in its tree.
  fileprivate func layout(
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
        let place = places[children[next]]
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
}
