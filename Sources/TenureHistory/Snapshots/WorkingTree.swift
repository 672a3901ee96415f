/// The policy repository as its files are now, read without git.
///
/// Every folder on the way is opened by its name in the one before, links not followed, so that no
/// link leads out of the policy repository even while somebody changes it.
struct WorkingTree {
  /// The folder of the policy repository.
  let path: String

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
    for bytes in try handle.names(folder) {
      // The root is allowed to be a repository; what lies within it is not.
      if bytes == Array(".git".utf8), !folder.isEmpty { throw .submodule(folder) }
      guard !DocumentPath.isHidden(bytes) else { continue }
      let name = try DocumentPath.text(bytes, in: folder)
      let path = DocumentPath.join(folder, name)
      guard let child = try handle.open(name, path: path) else { continue }
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
      handle = next
    }
    return handle
  }
}
