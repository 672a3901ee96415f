/// Finds the documents that differ between two versions of the policy repository.
///
///     root ──differs──▶ regimes ──differs──▶ cn ──differs──▶ circulation.yaml
///       │ same id                      │ same id
///       ▼                              ▼
///     nothing below is read          nothing below is read
///
/// Trees are compared raw and only where their ids differ. In a walk each tree is met twice, as the
/// version after and as the version before, so the last ones are kept. Most differ from the one
/// before in the id of one entry and in nothing else: that is seen by comparing bytes, and the
/// entries of the one, once read and found sound, are those of the other.
///
/// Files whose names begin with a dot, links and submodules are no documents, as in snapshots.
final class TreeComparison {
  private let store: ObjectStore
  private let prefix: [[UInt8]]
  // Each tree in the place that its id gives it.
  private var kept = [(id: ObjectID, tree: RawTree)?](
    repeating: nil, count: TreeComparison.keptTrees)
  private var roots: [ObjectID: ObjectID?] = [:]

  /// How many raw trees are kept at most: several times as many as there may be branches side by
  /// side, and few enough to stay in the processor's caches.
  private static let keptTrees = 256
  /// How many roots are known by the tree of a commit.
  private static let keptRoots = 1_024

  init(_ store: ObjectStore, prefix: [[UInt8]]) {
    self.store = store
    self.prefix = prefix
  }

  /// The tree of the policy repository within a commit's tree; nil if it has none.
  func root(in tree: ObjectID) throws(HistoryError) -> ObjectID? {
    guard !prefix.isEmpty else { return tree }
    if let known = roots[tree] { return known }
    var current: ObjectID? = tree
    for name in prefix {
      guard let id = current else { break }
      current = try rawTree(id).folder(named: name, id)
    }
    if roots.count >= Self.keptRoots { roots = [:] }
    roots[tree] = .some(current)
    return current
  }

  /// The documents that differ, by path in byte order within each folder.
  ///
  /// - Parameters:
  ///   - before: A tree of the policy repository; nil for one without documents.
  ///   - after: Another one.
  ///   - isWatched: Whether a document, or anything in a folder, is of interest; called only for
  ///     what differs.
  /// - Returns: The changes.
  /// - Throws: If a tree cannot be read, or is not as git writes it.
  func changes(
    from before: ObjectID?, to after: ObjectID?, where isWatched: (String) -> Bool = { _ in true }
  ) throws(HistoryError) -> [PathChange] {
    var changes: [PathChange] = []
    var folders: [(path: String, before: ObjectID?, after: ObjectID?)] = []
    if before != after { folders.append(("", before, after)) }
    while let folder = folders.popLast() {
      guard folder.path.utf8.count(where: { $0 == UInt8(ascii: "/") }) < HistoryLimits.folderDepth
      else { throw .tooDeep(folder.path) }
      let differing = try compare(folder.before, folder.after, at: folder.path)
      for entry in differing {
        let name = try DocumentPath.text(entry.name, in: folder.path)
        let path = DocumentPath.join(folder.path, name)
        guard isWatched(path) else { continue }
        if entry.isFolder {
          folders.append((path, entry.before, entry.after))
        } else {
          changes.append(PathChange(path: path, before: entry.before, after: entry.after))
        }
      }
    }
    return changes
  }

  private struct Difference {
    let name: [UInt8]
    let isFolder: Bool
    let before: ObjectID?
    let after: ObjectID?
  }

  /// The entries that differ between two trees; a file that became a folder is two of them.
  private func compare(
    _ before: ObjectID?, _ after: ObjectID?, at path: String
  ) throws(HistoryError) -> [Difference] {
    let old = try before.map { (id) throws(HistoryError) in try rawTree(id) } ?? RawTree([])
    let new = try after.map { (id) throws(HistoryError) in try rawTree(id) } ?? RawTree([])
    var differences: [Difference] = []
    if let changed = old.changedEntries(in: new) {
      for entry in changed { add(entry, old, entry, new, to: &differences) }
      return differences
    }
    let (oldBytes, newBytes) = (old.bytes, new.bytes)
    var left = try old.entries(before, at: path)[...]
    var right = try new.entries(after, at: path)[...]
    while !left.isEmpty || !right.isEmpty {
      let order: Int =
        if let first = left.first, let second = right.first {
          TreeCursor.compare(first, in: oldBytes.span, second, in: newBytes.span)
        } else {
          left.isEmpty ? 1 : -1
        }
      add(
        order <= 0 ? left.popFirst() : nil, old, order >= 0 ? right.popFirst() : nil, new,
        to: &differences)
    }
    return differences
  }

  private func add(
    _ left: TreeCursor.Entry?, _ old: RawTree, _ right: TreeCursor.Entry?, _ new: RawTree,
    to differences: inout [Difference]
  ) {
    let (before, after) = (left.map { old.id(of: $0) }, right.map { new.id(of: $0) })
    guard before != after || left?.kind != right?.kind else { return }
    let name =
      left.map { Array(old.bytes[$0.name]) } ?? right.map { Array(new.bytes[$0.name]) } ?? []
    guard !DocumentPath.isHidden(name) else { return }
    for kind in [TreeEntry.Kind.file, .folder] {
      let (former, latter) = (
        left?.kind == kind ? before : nil, right?.kind == kind ? after : nil
      )
      guard former != latter else { continue }
      differences.append(
        Difference(name: name, isFolder: kind == .folder, before: former, after: latter))
    }
  }

  func rawTree(_ id: ObjectID) throws(HistoryError) -> RawTree {
    let slot = Int(truncatingIfNeeded: id.firstWord % UInt64(Self.keptTrees))
    if let known = kept[slot], known.id == id { return known.tree }
    let tree = RawTree(try store.treeBytes(id))
    kept[slot] = (id, tree)
    return tree
  }
}
