internal import CLibgit2

extension PolicyRepository {
  /// Writes the files of a new policy repository and commits them.
  ///
  /// The folder is made if it is not there, and becomes a git repository on the branch `main`
  /// unless it lies in one. Then `git status` has nothing to say of these files; whatever else is
  /// staged or changed stays as it is, and is not committed. The author is who git's configuration
  /// names. No hook is run, and the commit is not signed.
  ///
  /// Nothing is written if any file is already there, or if git does not know the author. If the
  /// commit fails, what was made is taken back: files, folders, and the git repository. (Objects
  /// that no reference names stay in a repository that was there; `git gc` removes them.)
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - files: The content of each file, by its path within the folder.
  ///   - message: The message of the commit.
  /// - Returns: The commit.
  /// - Throws: A `HistoryError` with a way out; then nothing was made.
  @discardableResult
  public static func initialise(
    at path: String, files: [String: [UInt8]], message: String
  ) throws(HistoryError) -> Commit {
    for file in files.keys.sorted() {
      try DocumentPath.check(file)
      guard FileSystem.kind(of: "\(path)/\(file)") == nil else {
        throw HistoryError(
          .fileExists, "`\(file.singleLine)` already exists and is not overwritten", path: file,
          help: "move it away, or name another folder: `tenure init DIR`")
      }
    }
    var made = NewFiles()
    do throws(HistoryError) {
      try Libgit2.start()
      try checkAuthor(at: location(of: path))
      return try write(files, at: path, message, &made)
    } catch {
      made.remove()
      throw HistoryError(
        error.code, error.message, path: error.path,
        help: error.help ?? "nothing was made; when that is mended, run it again")
    }
  }

  /// Where a folder lies that may not be there yet: in the repository of the deepest one that is.
  private static func location(of path: String) throws(HistoryError) -> RepositoryLocation {
    var known = path
    while FileSystem.resolved(known) == nil {
      guard let slash = known.lastIndex(of: "/") else {
        known = "."
        break
      }
      known = slash == known.startIndex ? "/" : String(known[..<slash])
    }
    let location = try RepositoryLocation(searching: known)
    guard !location.isBare else {
      throw HistoryError(
        .noFolder, "`\(path.singleLine)` is in a bare repository, which has no working tree",
        path: path, help: "name a folder elsewhere, such as one of a clone of it")
    }
    return location
  }

  /// Asks who commits: the repository's configuration, or the user's own if there is none yet.
  private static func checkAuthor(at location: RepositoryLocation) throws(HistoryError) {
    if let gitPath = location.gitPath {
      _ = try GitRepository.open(at: gitPath).signature()
    } else {
      _ = try unsafe Signature.configured(in: nil)
    }
  }

  private static func write(
    _ files: [String: [UInt8]], at path: String, _ message: String, _ made: inout NewFiles
  ) throws(HistoryError) -> Commit {
    try made.makeFolders(path)
    let location = try location(of: path)
    let root = location.gitPath ?? location.start
    if location.gitPath == nil { made.willMakeTree("\(root)/.git") }
    let repository =
      location.gitPath == nil
      ? try GitRepository.create(at: root) : try GitRepository.open(at: root)
    let author = try repository.signature()
    let prefix = location.start == root ? "" : String(location.start.dropFirst(root.count + 1))
    var added: [String] = []
    for file in files.keys.sorted() {
      try made.create(file, in: location.start, files[file] ?? [])
      added.append(DocumentPath.join(prefix, file))
    }
    let id = try repository.commit(added, message: message, by: author)
    return try ObjectStore(at: root).description(of: id)
  }
}
