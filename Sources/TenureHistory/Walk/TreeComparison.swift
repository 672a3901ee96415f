/// Finds the documents that differ between two versions of the policy repository.
///
///     root ──differs──▶ regimes ──differs──▶ cn ──differs──▶ circulation.yaml
///       │ same id                      │ same id
///       ▼                              ▼
///     nothing below is read          nothing below is read
///
/// Trees are compared raw, entry by entry, and only where their ids differ. In a walk each tree is
/// met twice, as the version after and as the version before, so the last ones are kept.
///
/// Files whose names begin with a dot, links and submodules are no documents, as in snapshots.
final class TreeComparison {
  private let store: ObjectStore
  private let prefix: [[UInt8]]
  private var kept: [ObjectID: [UInt8]] = [:]
  private var keptBefore: [ObjectID: [UInt8]] = [:]
  private var roots: [ObjectID: ObjectID?] = [:]
  /// How many trees were read.
  private(set) var readCount = 0

  /// How many raw trees are kept at most, in each of two halves.
  private static let keptTrees = 1_024

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
      let bytes = try bytes(of: id)
      var cursor = TreeCursor()
      current = nil
      while let entry = try next(&cursor, bytes, id, "") {
        guard entry.kind == .folder,
          TreeCursor.compare(name, isFolder: true, entry, in: bytes.span) == 0
        else { continue }
        current = ObjectID(bytes.span, at: entry.idOffset)
        break
      }
    }
    if roots.count >= Self.keptTrees { roots = [:] }
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
  ) throws(HistoryError) -> [DocumentChange] {
    var changes: [DocumentChange] = []
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
          changes.append(DocumentChange(path: path, before: entry.before, after: entry.after))
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
    let old = try before.map { (id) throws(HistoryError) in try bytes(of: id) } ?? []
    let new = try after.map { (id) throws(HistoryError) in try bytes(of: id) } ?? []
    var (oldCursor, newCursor) = (TreeCursor(), TreeCursor())
    var differences: [Difference] = []
    var left = try next(&oldCursor, old, before, path)
    var right = try next(&newCursor, new, after, path)
    while left != nil || right != nil {
      let order: Int =
        if let left, let right {
          TreeCursor.compare(left, in: old.span, right, in: new.span)
        } else {
          left == nil ? 1 : -1
        }
      let (mine, theirs) = (order <= 0 ? left : nil, order >= 0 ? right : nil)
      add(mine, old, theirs, new, to: &differences)
      if mine != nil { left = try next(&oldCursor, old, before, path) }
      if theirs != nil { right = try next(&newCursor, new, after, path) }
    }
    return differences
  }

  private func add(
    _ left: TreeCursor.Entry?, _ old: [UInt8], _ right: TreeCursor.Entry?, _ new: [UInt8],
    to differences: inout [Difference]
  ) {
    let before = left.map { ObjectID(old.span, at: $0.idOffset) }
    let after = right.map { ObjectID(new.span, at: $0.idOffset) }
    guard before != after || left?.kind != right?.kind else { return }
    let name = left.map { Array(old[$0.name]) } ?? right.map { Array(new[$0.name]) } ?? []
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

  private func next(
    _ cursor: inout TreeCursor, _ bytes: [UInt8], _ id: ObjectID?, _ path: String
  ) throws(HistoryError) -> TreeCursor.Entry? {
    do throws(TreeDefect) { return try cursor.next(in: bytes.span) } catch {
      guard let id else { return nil }
      throw error.error(id, at: path)
    }
  }

  /// The bytes of a tree.
  private func bytes(of id: ObjectID) throws(HistoryError) -> [UInt8] {
    if let known = kept[id] { return known }
    let bytes: [UInt8]
    if let known = keptBefore[id] {
      bytes = known
    } else {
      readCount += 1
      bytes = try store.treeBytes(id)
    }
    if kept.count >= Self.keptTrees {
      keptBefore = kept
      kept = [:]
    }
    kept[id] = bytes
    return bytes
  }
}
