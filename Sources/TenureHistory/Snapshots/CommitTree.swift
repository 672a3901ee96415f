/// The policy repository within the tree of one commit.
struct CommitTree {
  let store: ObjectStore
  /// The tree of the policy repository; nil if the commit has none there.
  let root: ObjectID?

  /// Goes from the root of the commit's tree to the policy repository.
  init(_ store: ObjectStore, _ commit: ObjectID, prefix: [[UInt8]]) throws(HistoryError) {
    self.store = store
    var tree: ObjectID? = try store.commit(commit).tree
    var path = ""
    for name in prefix {
      guard let id = tree else { break }
      let entry = try store.tree(id, at: path).first { $0.name == name }
      path = DocumentPath.join(path, String(decoding: name, as: UTF8.self))
      if let entry { try Self.checkKind(of: entry, at: path) }
      tree = entry?.kind == .folder ? entry?.id : nil
    }
    root = tree
  }

  /// What stands at a path; nil if nothing does.
  ///
  /// The empty path is the policy repository itself.
  func entry(at path: String) throws(HistoryError) -> TreeEntry? {
    guard let root else { return nil }
    var entry = TreeEntry(name: [], kind: .folder, id: root)
    var walked = ""
    for name in DocumentPath.names(path) {
      guard entry.kind == .folder else { return nil }
      let entries = try store.tree(entry.id, at: walked)
      walked = DocumentPath.join(walked, try DocumentPath.text(name, in: walked))
      guard let next = entries.first(where: { $0.name == name }) else { return nil }
      try Self.checkKind(of: next, at: walked)
      entry = next
    }
    return entry
  }

  /// The entries of a folder that are documents or folders of documents.
  func entries(
    of folder: ObjectID, at path: String
  ) throws(HistoryError) -> [(name: String, entry: TreeEntry)] {
    try Self.entries(of: folder, at: path, in: store)
  }

  /// The entries of a folder of some store that are documents or folders of documents.
  static func entries(
    of folder: ObjectID, at path: String, in store: ObjectStore
  ) throws(HistoryError) -> [(name: String, entry: TreeEntry)] {
    var entries: [(name: String, entry: TreeEntry)] = []
    for entry in try store.tree(folder, at: path) where !DocumentPath.isHidden(entry.name) {
      let name = try DocumentPath.text(entry.name, in: path)
      try checkKind(of: entry, at: DocumentPath.join(path, name))
      entries.append((name, entry))
    }
    return entries
  }

  private static func checkKind(of entry: TreeEntry, at path: String) throws(HistoryError) {
    switch entry.kind {
    case .file, .folder: break
    case .symbolicLink: throw .symbolicLink(path)
    case .submodule: throw .submodule(path)
    case .other: throw .oddMode(path)
    }
  }
}
