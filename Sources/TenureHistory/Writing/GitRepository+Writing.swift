internal import CLibgit2

extension GitRepository {
  /// Makes a new repository with the branch `main`.
  static func create(at path: String) throws(HistoryError) -> GitRepository {
    try Libgit2.start()
    var options = unsafe git_repository_init_options()
    var status = unsafe git_repository_init_options_init(
      &options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION))
    guard status == 0 else {
      throw .git("no repository can be made at `\(path)`", Libgit2Failure.last(status))
    }
    unsafe options.flags =
      GIT_REPOSITORY_INIT_NO_REINIT.rawValue | GIT_REPOSITORY_INIT_MKPATH.rawValue
    var repository: OpaquePointer?
    status = unsafe "main".withCString { branch in
      unsafe options.initial_head = unsafe branch
      return unsafe git_repository_init_ext(&repository, path, &options)
    }
    guard status == 0, let repository = unsafe repository else {
      throw .git("no repository can be made at `\(path)`", Libgit2Failure.last(status))
    }
    return try unsafe adopt(repository, at: path)
  }

  /// Who commits.
  func signature() throws(HistoryError) -> Signature {
    try unsafe Signature.configured(in: pointer)
  }

  /// A setting of git's configuration; nil if there is none, or it is empty.
  func setting(_ name: String) throws(HistoryError) -> String? {
    var configuration: OpaquePointer?
    let status = unsafe git_repository_config_snapshot(&configuration, pointer)
    guard status == 0 else {
      throw .git("git's configuration cannot be read", Libgit2Failure.last(status))
    }
    defer { unsafe git_config_free(configuration) }
    return unsafe Signature.setting(name, in: configuration)
  }

  /// Commits files of the working tree on top of HEAD, and nothing else that is staged.
  ///
  /// If git's index cannot be written, HEAD is put back to where it stood.
  func commit(
    _ paths: [String], message: String, by author: borrowing Signature
  ) throws(HistoryError) -> ObjectID {
    var parent: ObjectID?
    if case .object(let id) = try reference(named: "HEAD") { parent = id }
    let index = try Index(of: self)
    for path in paths { try index.add(path) }
    let tree = try index.writeTree(of: paths, basedOn: parent, in: self)
    let id = try commit(tree: tree, parent: parent, message: message, by: author)
    // The index last: a reference can be put back with a look that nobody moved it meanwhile.
    do throws(HistoryError) { try index.write() } catch {
      try restoreHead(from: id, to: parent)
      throw error
    }
    return id
  }

  /// Puts HEAD back from a commit to its parent, or to a branch without commits.
  private func restoreHead(from id: ObjectID, to parent: ObjectID?) throws(HistoryError) {
    var head: OpaquePointer?
    var status = unsafe git_reference_lookup(&head, pointer, "HEAD")
    guard status == 0 else { throw .git("HEAD cannot be read", Libgit2Failure.last(status)) }
    defer { unsafe git_reference_free(head) }
    let branch =
      unsafe git_reference_symbolic_target(head).map { unsafe String(cString: $0) } ?? "HEAD"
    if let parent {
      var (old, new) = (git_oid(id), git_oid(parent))
      var reference: OpaquePointer?
      status = unsafe git_reference_create_matching(
        &reference, pointer, branch, &new, 1, &old, "init: taken back")
      unsafe git_reference_free(reference)
    } else {
      status = unsafe git_reference_remove(pointer, branch)
    }
    guard status == 0 else {
      throw HistoryError(
        .git,
        "commit `\(id.shortDescription)` cannot be taken back from `\(branch.singleLine)`: "
          + Libgit2Failure.last(status).text.singleLine,
        help: parent == nil
          ? "run `git update-ref -d \(branch.singleLine)`" : "run `git reset --soft HEAD~1`")
    }
  }

  private func commit(
    tree: ObjectID, parent: ObjectID?, message: String, by author: borrowing Signature
  ) throws(HistoryError) -> ObjectID {
    let root = try GitHandle.tree(tree, in: self)
    let handle: GitHandle? = if let parent { try .commit(parent, in: self) } else { nil }
    var parents: [OpaquePointer?] = unsafe []
    if let handle { unsafe parents.append(handle.pointer) }
    var name = git_oid()
    let signature = unsafe author.pointer
    let status = unsafe parents.withUnsafeMutableBufferPointer { parents in
      unsafe git_commit_create(
        &name, pointer, "HEAD", signature, signature, nil, message, root.pointer, parents.count,
        parents.baseAddress)
    }
    guard status == 0 else { throw .git("nothing was committed", Libgit2Failure.last(status)) }
    return ObjectID(name)
  }
}

/// A tree or a commit as the library's own writing calls want it, freed with the object.
@safe final class GitHandle {
  let pointer: OpaquePointer

  private init(owning pointer: OpaquePointer) {
    unsafe self.pointer = unsafe pointer
  }

  deinit {
    unsafe git_object_free(pointer)
  }

  static func tree(_ id: ObjectID, in repository: borrowing GitRepository)
    throws(HistoryError) -> GitHandle
  {
    try lookUp(id, GIT_OBJECT_TREE, in: repository)
  }

  static func commit(_ id: ObjectID, in repository: borrowing GitRepository)
    throws(HistoryError) -> GitHandle
  {
    try lookUp(id, GIT_OBJECT_COMMIT, in: repository)
  }

  private static func lookUp(
    _ id: ObjectID, _ kind: git_object_t, in repository: borrowing GitRepository
  ) throws(HistoryError) -> GitHandle {
    var name = git_oid(id)
    var object: OpaquePointer?
    let status = unsafe git_object_lookup(&object, repository.pointer, &name, kind)
    guard status == 0, let object = unsafe object else { throw .corrupt(id) }
    return unsafe GitHandle(owning: object)
  }
}
