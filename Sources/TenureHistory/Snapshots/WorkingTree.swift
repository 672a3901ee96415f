/// The policy repository as its files are now, read without git.
///
/// Every folder on the way is opened by its name in the one before, links not followed, so that no
/// link leads out of the policy repository even while somebody changes it. A folder with a `.git`
/// of its own is another repository, and is never entered.
struct WorkingTree {
  /// The folder of the policy repository.
  let path: String
  /// The repository, which is asked only whether an empty folder stands for another repository
  /// that was not fetched.
  let repository: PolicyRepository

  /// The content of a document; nil if there is none.
  func bytes(at document: String) throws(HistoryError) -> [UInt8]? {
    guard let file = try open(document) else { return nil }
    guard FileSystem.kind(try file.status(document)) != .folder else { return nil }
    return try file.read(document, limit: HistoryLimits.documentBytes)
  }

  /// Whether a document or a folder stands at the path.
  func exists(_ path: String) throws(HistoryError) -> Bool {
    try open(path) != nil
  }

  /// The documents and the folders in a folder, in the order of their names; nil if there is none.
  func entries(
    of folder: String
  ) throws(HistoryError) -> [(name: String, isFolder: Bool)]? {
    guard let handle = try open(folder),
      FileSystem.kind(try handle.status(folder)) == .folder
    else { return nil }
    var entries: [(name: String, isFolder: Bool)] = []
    let names = try handle.names(folder)
    if names.isEmpty { try checkEmpty(folder) }
    for bytes in names {
      guard !DocumentPath.isHidden(bytes) else { continue }
      let name = try DocumentPath.text(bytes, in: folder)
      let path = DocumentPath.join(folder, name)
      guard let child = try handle.open(name, path: path) else { continue }
      if child.holds(".git") { throw .submodule(path) }
      switch FileSystem.kind(try child.status(path)) {
      case .file: entries.append((name, false))
      case .folder: entries.append((name, true))
      case .link, .other:
        throw HistoryError(.unreadable, "`\(path)` is not a regular file", path: path)
      }
    }
    return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// Opens what stands at a path within the policy repository; nil if nothing does.
  private func open(_ document: String) throws(HistoryError) -> FileHandle? {
    guard var handle = try FileSystem.openFolder(path) else { return nil }
    var walked = ""
    for name in DocumentPath.names(document) {
      let text = try DocumentPath.text(name, in: walked)
      walked = DocumentPath.join(walked, text)
      guard let next = try handle.open(text, path: walked) else { return nil }
      // The root is allowed to be a repository; what lies within it is not.
      if next.holds(".git") { throw .submodule(walked) }
      handle = next
    }
    return handle
  }

  /// Refuses an empty folder that a submodule would fill: git keeps no other empty folders.
  ///
  /// HEAD tells; where it cannot be read, nothing does, and the folder is what it looks like.
  private func checkEmpty(_ folder: String) throws(HistoryError) {
    guard repository.hasHistory else { return }
    do throws(HistoryError) {
      let store = try repository.store()
      guard case .object(let id) = try store.reference(named: "HEAD") else { return }
      _ = try CommitTree(store, id, prefix: repository.prefix).entry(at: folder)
    } catch {
      if error.code == .submodule { throw error }
    }
  }
}
