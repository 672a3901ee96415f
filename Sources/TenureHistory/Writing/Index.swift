internal import CLibgit2

/// The index of a repository's working tree: what the next commit of git would hold.
@safe struct Index: ~Copyable {
  private let pointer: OpaquePointer

  private init(owning pointer: OpaquePointer) {
    unsafe self.pointer = unsafe pointer
  }

  /// The index on disk.
  init(of repository: borrowing GitRepository) throws(HistoryError) {
    var index: OpaquePointer?
    let status = unsafe git_repository_index(&index, repository.pointer)
    guard status == 0, let index = unsafe index else {
      throw .git("git's index cannot be read", Libgit2Failure.last(status))
    }
    unsafe self.init(owning: index)
  }

  deinit {
    unsafe git_index_free(pointer)
  }

  /// Adds a file of the working tree, ignored or not.
  func add(_ path: String) throws(HistoryError) {
    let status = unsafe git_index_add_bypath(pointer, path)
    guard status == 0 else {
      throw .git(
        "`\(path)` cannot be added to git's index", Libgit2Failure.last(status), path: path)
    }
  }

  /// Writes the index to disk.
  func write() throws(HistoryError) {
    let status = unsafe git_index_write(pointer)
    guard status == 0 else {
      throw .git("git's index cannot be written", Libgit2Failure.last(status))
    }
  }

  /// Writes the tree that the index holds.
  func writeTree() throws(HistoryError) -> ObjectID {
    var name = git_oid()
    let status = unsafe git_index_write_tree(&name, pointer)
    guard status == 0 else {
      throw .git("git's index cannot be made a tree", Libgit2Failure.last(status))
    }
    return ObjectID(name)
  }

  /// Writes the tree of a commit, with some files as they are in this index.
  func writeTree(
    of paths: [String], basedOn commit: ObjectID?, in repository: borrowing GitRepository
  ) throws(HistoryError) -> ObjectID {
    var created: OpaquePointer?
    var status = unsafe git_index_new(&created)
    guard status == 0, let created = unsafe created else {
      throw .git("no tree can be written", Libgit2Failure.last(status))
    }
    let index = unsafe Index(owning: created)
    if let commit { try index.readTree(of: commit, in: repository) }
    for path in paths {
      guard let entry = unsafe git_index_get_bypath(pointer, path, 0) else {
        throw HistoryError(.git, "`\(path)` is not in git's index", path: path)
      }
      status = unsafe git_index_add(index.pointer, entry)
      guard status == 0 else {
        throw .git("`\(path)` cannot be committed", Libgit2Failure.last(status), path: path)
      }
    }
    var name = git_oid()
    status = unsafe git_index_write_tree_to(&name, index.pointer, repository.pointer)
    guard status == 0 else { throw .git("no tree can be written", Libgit2Failure.last(status)) }
    return ObjectID(name)
  }

  private func readTree(
    of commit: ObjectID, in repository: borrowing GitRepository
  ) throws(HistoryError) {
    let bytes = try repository.read(commit, as: .commit).bytes()
    guard let record = CommitRecord(bytes.span) else { throw .corrupt(commit) }
    let tree = try GitHandle.tree(record.tree, in: repository)
    let status = unsafe git_index_read_tree(pointer, tree.pointer)
    guard status == 0 else {
      throw .git("the tree of HEAD cannot be read", Libgit2Failure.last(status))
    }
  }
}
