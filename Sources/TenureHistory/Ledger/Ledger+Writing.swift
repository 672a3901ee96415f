internal import CLibgit2

extension Ledger {
  /// How a branch could not be moved.
  package enum BranchFailure: Error, Sendable, Hashable {
    /// It stands elsewhere than was expected.
    case moved
    /// Another process holds it, or died while it did.
    case locked
    /// For another reason.
    case other(HistoryError)
  }

  /// Writes an object and has it on the disk.
  ///
  /// A reference makes it part of the history; until then it can only be seen by those who know its
  /// id.
  package func write(_ bytes: [UInt8], as kind: WrittenKind) throws(HistoryError) -> ObjectID {
    try Libgit2.writeThrough()
    let repository = try store.library()
    var objects: OpaquePointer?
    var status = unsafe git_repository_odb(&objects, repository.git.pointer)
    guard status == 0 else { throw .git("nothing was written", Libgit2Failure.last(status)) }
    defer { unsafe git_odb_free(objects) }
    var name = git_oid()
    let libraryKind = kind == .commit ? GIT_OBJECT_COMMIT : GIT_OBJECT_BLOB
    status = unsafe bytes.withUnsafeBytes { buffer in
      unsafe git_odb_write(&name, objects, buffer.baseAddress, buffer.count, libraryKind)
    }
    guard status == 0 else { throw .git("nothing was written", Libgit2Failure.last(status)) }
    return ObjectID(name)
  }

  /// The kinds of object that are written here.
  package enum WrittenKind: Sendable {
    case commit, blob
  }

  /// Moves a reference from one object to another, if it still stands there: compare and swap.
  ///
  /// - Parameters:
  ///   - name: The full name.
  ///   - expected: Where it must stand; nil if it may stand anywhere, or not at all.
  ///   - new: Where it shall stand.
  ///   - message: For the reflog.
  /// - Throws: It stands elsewhere, is held, or cannot be written.
  package func move(
    _ name: String, from expected: ObjectID?, to new: ObjectID, message: String
  ) throws(BranchFailure) {
    let git: LibraryRepository
    do throws(HistoryError) {
      try Libgit2.writeThrough()
      git = try store.library()
    } catch { throw .other(error) }
    var target = git_oid(new)
    var reference: OpaquePointer?
    let status: Int32
    if let expected {
      var old = git_oid(expected)
      status = unsafe git_reference_create_matching(
        &reference, git.git.pointer, name, &target, 1, &old, message)
    } else {
      status = unsafe git_reference_create(
        &reference, git.git.pointer, name, &target, 1, message)
    }
    unsafe git_reference_free(reference)
    switch status {
    case 0: return
    case GIT_EMODIFIED.rawValue, GIT_ENOTFOUND.rawValue: throw .moved
    case GIT_ELOCKED.rawValue: throw .locked
    default:
      throw .other(
        .git("`\(name.singleLine)` could not be moved", Libgit2Failure.last(status)))
    }
  }

  /// What a reference names, by its full name; nil if there is no such reference.
  package func target(of name: String) throws(HistoryError) -> ObjectID? {
    let git = try store.library()
    var id = git_oid()
    let status = unsafe git_reference_name_to_id(&id, git.git.pointer, name)
    if status == 0 { return ObjectID(id) }
    let failure = Libgit2Failure.last(status)
    guard failure.isNotFound || failure.isInvalidName else {
      throw .git("the reference `\(name.singleLine)` cannot be read", failure)
    }
    return nil
  }

  /// The references in a folder of references, sorted, with what each names.
  package func references(in folder: String) throws(HistoryError) -> [(String, ObjectID)] {
    let git = try store.library()
    var iterator: OpaquePointer?
    let status = unsafe git_reference_iterator_glob_new(&iterator, git.git.pointer, "\(folder)/*")
    guard status == 0 else {
      throw .git("the references cannot be listed", Libgit2Failure.last(status))
    }
    defer { unsafe git_reference_iterator_free(iterator) }
    var found: [(String, ObjectID)] = []
    var reference: OpaquePointer?
    while found.count < HistoryLimits.suggestedReferences,
      unsafe git_reference_next(&reference, iterator) == 0
    {
      defer { unsafe git_reference_free(reference) }
      guard let name = unsafe git_reference_name(reference),
        let id = unsafe git_reference_target(reference)
      else { continue }
      found.append((unsafe String(cString: name), ObjectID(unsafe id.pointee)))
    }
    return found.sorted { $0.0 < $1.0 }
  }

  /// Writes the tree that git's index holds: what the next commit of git would.
  package func writeIndexTree() throws(HistoryError) -> ObjectID {
    try Index(of: store.library().git).writeTree()
  }

  /// Who commits, as a commit's `committer` line says it without the time: `Name <mail>`.
  package func committer() throws(HistoryError) -> String {
    try store.library().git.signature().identity
  }

  /// A setting of git, such as `user.signingkey`; nil if there is none.
  package func setting(_ name: String) throws(HistoryError) -> String? {
    try store.library().git.setting(name)
  }

  /// The folder of the git repository: its locks lie there.
  package var gitFolder: String {
    get throws(HistoryError) { try store.library().git.commonFolder }
  }

  /// The full name of the branch that is checked out; nil if none is.
  package func checkedOutBranch() throws(HistoryError) -> String? {
    guard !repository.isBare else { return nil }
    let git = try store.library()
    var head: OpaquePointer?
    guard unsafe git_reference_lookup(&head, git.git.pointer, "HEAD") == 0 else { return nil }
    defer { unsafe git_reference_free(head) }
    return unsafe git_reference_symbolic_target(head).map { unsafe String(cString: $0) }
  }
}

extension Ledger {
  /// Takes a reference away; that it is not there is no error.
  package func remove(_ name: String) throws(HistoryError) {
    let status = try unsafe git_reference_remove(store.library().git.pointer, name)
    guard status == 0 else {
      let failure = Libgit2Failure.last(status)
      guard failure.isNotFound else {
        throw .git("the reference `\(name.singleLine)` cannot be taken away", failure)
      }
      return
    }
  }
}
