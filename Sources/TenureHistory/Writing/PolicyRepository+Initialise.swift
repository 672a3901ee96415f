internal import CLibgit2

extension PolicyRepository {
  /// Writes the files of a new policy repository and commits them.
  ///
  /// The folder is made if it is not there, and becomes a git repository on the branch `main`
  /// unless it lies in one. Then `git status` has nothing to say of these files; whatever else is
  /// staged or changed stays as it is, and is not committed. The author is who git's configuration
  /// names. No hook is run, and the commit is not signed.
  ///
  /// Nothing is written if any file is already there, or if git does not know the author.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - files: The content of each file, by its path within the folder.
  ///   - message: The message of the commit.
  /// - Returns: The commit.
  /// - Throws: A `HistoryError`; then no file was written, unless the disk itself failed.
  @discardableResult
  public static func initialise(
    at path: String, files: [String: [UInt8]], message: String
  ) throws(HistoryError) -> Commit {
    for file in files.keys.sorted() {
      try DocumentPath.check(file)
      guard FileSystem.kind(of: "\(path)/\(file)") == nil else {
        throw HistoryError(
          .fileExists, "`\(file.singleLine)` already exists and is not overwritten", path: file)
      }
    }
    try Libgit2.start()
    try FileSystem.makeFolders(path)
    let location = try RepositoryLocation(searching: path)
    guard !location.isBare else {
      throw HistoryError(
        .noFolder, "`\(path.singleLine)` is a bare repository and has no working tree", path: path)
    }
    if location.gitPath == nil {
      // Asked before the repository is made, so that a refusal leaves nothing behind.
      _ = try unsafe Signature.configured(in: nil)
    }
    let root = location.gitPath ?? location.start
    let repository =
      location.gitPath == nil
      ? try GitRepository.create(at: root) : try GitRepository.open(at: root)
    let author = try repository.signature()
    let prefix = location.start == root ? "" : String(location.start.dropFirst(root.count + 1))
    var added: [String] = []
    for file in files.keys.sorted() {
      try FileSystem.create(file, in: location.start, files[file] ?? [])
      added.append(DocumentPath.join(prefix, file))
    }
    let id = try repository.commit(added, message: message, by: author)
    let store = try ObjectStore(at: root)
    return try store.description(of: id)
  }
}
