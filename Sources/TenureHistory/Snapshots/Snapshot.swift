/// The documents of a policy repository at one revision, each read when it is asked for.
///
/// Paths are relative to the policy repository, with `/` between names. Files whose names begin
/// with a dot are no documents. Symbolic links, submodules and names that git does not allow are
/// refused, but only where they stand among what is asked for.
///
/// The working tree is not held still: what is read later may be newer.
public final class Snapshot {
  /// The revision.
  public let revision: Revision
  /// The repository.
  public let repository: PolicyRepository

  enum Source {
    case workingTree(WorkingTree)
    case commit(CommitTree)
  }

  let source: Source
  // INVARIANT (regime size): the documents read of one regime have at most
  // `HistoryLimits.regimeBytes` bytes together; each counts once.
  private var countedSizes: [String: Int] = [:]
  private var regimeSizes: [String: Int] = [:]

  init(_ repository: PolicyRepository, _ revision: Revision, _ source: Source) {
    self.repository = repository
    self.revision = revision
    self.source = source
  }

  /// The content of a document.
  ///
  /// That there is none is an error.
  public func bytes(at path: String) throws(HistoryError) -> [UInt8] {
    try DocumentPath.check(path)
    let bytes: [UInt8]? =
      switch source {
      case .workingTree(let tree): try tree.bytes(at: path)
      case .commit(let tree):
        if let entry = try tree.entry(at: path), entry.kind == .file {
          try tree.store.document(entry.id, at: path)
        } else {
          nil
        }
      }
    guard let bytes else { throw .noDocument(path, at: revision) }
    try count(bytes.count, of: path)
    return bytes
  }

  /// Whether there is a document or a folder at the path.
  public func exists(_ path: String) throws(HistoryError) -> Bool {
    try DocumentPath.check(path)
    switch source {
    case .workingTree(let tree): return try tree.exists(path)
    case .commit(let tree): return try tree.entry(at: path) != nil
    }
  }

  /// The id of a document's content, or of a whole folder's, by which equal ones are recognised;
  /// nil if nothing is there.
  ///
  /// In the working tree nil for a folder, and where there is no git; for a document it is the id
  /// that `git hash-object --no-filters` would print.
  public func objectID(at path: String) throws(HistoryError) -> ObjectID? {
    try DocumentPath.check(path)
    switch source {
    case .commit(let tree): return try tree.entry(at: path)?.id
    case .workingTree(let tree):
      guard repository.hasHistory, let bytes = try tree.bytes(at: path) else { return nil }
      return SHA1.id(of: bytes, as: .blob)
    }
  }

  /// The paths of all documents in a folder and the folders within it, in byte order; none if
  /// there is no such folder.
  public func paths(under folder: String) throws(HistoryError) -> [String] {
    try DocumentPath.check(folder)
    var paths: [String] = []
    var folders = [folder]
    var entryCount = 0
    while let next = folders.popLast() {
      guard DocumentPath.names(next).count <= HistoryLimits.folderDepth else {
        throw .tooDeep(next)
      }
      for (name, isFolder) in try entries(of: next) {
        entryCount += 1
        guard entryCount <= HistoryLimits.folderEntries else { throw .tooManyEntries(folder) }
        let path = DocumentPath.join(next, name)
        if isFolder { folders.append(path) } else { paths.append(path) }
      }
    }
    return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The names of the regimes: the folders of `regimes` with a `regime.yaml`, in byte order.
  public func regimeNames() throws(HistoryError) -> [String] {
    var names: [String] = []
    for (name, isFolder) in try entries(of: "regimes") where isFolder {
      if try exists("regimes/\(name)/regime.yaml") {
        names.append(name)
      } else {
        // No regime, but what is never read here must not be left out without a word.
        _ = try entries(of: "regimes/\(name)")
      }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The documents and the folders in a folder; none if there is no such folder.
  func entries(of folder: String) throws(HistoryError) -> [(name: String, isFolder: Bool)] {
    switch source {
    case .workingTree(let tree): return try tree.entries(of: folder) ?? []
    case .commit(let tree):
      guard let entry = try tree.entry(at: folder), entry.kind == .folder else { return [] }
      return try tree.entries(of: entry.id, at: folder).map { ($0.name, $0.entry.kind == .folder) }
    }
  }

  /// Counts a document towards the size of its regime.
  private func count(_ size: Int, of path: String) throws(HistoryError) {
    let names = DocumentPath.names(path)
    guard names.count > 2, names[0] == Array("regimes".utf8) else { return }
    let regime = String(decoding: names[1], as: UTF8.self)
    let total = regimeSizes[regime, default: 0] + size - countedSizes[path, default: 0]
    countedSizes[path] = size
    regimeSizes[regime] = total
    guard total <= HistoryLimits.regimeBytes else {
      throw HistoryError(
        .tooLarge,
        "the documents of the regime `\(regime)` have more than \(HistoryLimits.regimeBytes) bytes",
        path: "regimes/\(regime)")
    }
  }
}
