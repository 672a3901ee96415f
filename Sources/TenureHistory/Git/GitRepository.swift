internal import CLibgit2

/// An open git repository, closed with the value.
///
/// Not to be shared between threads.
@safe struct GitRepository: ~Copyable {
  let pointer: OpaquePointer
  private let objects: OpaquePointer

  private init(pointer: OpaquePointer, objects: OpaquePointer) {
    unsafe self.pointer = unsafe pointer
    unsafe self.objects = unsafe objects
  }

  deinit {
    unsafe git_odb_free(objects)
    unsafe git_repository_free(pointer)
  }

  /// Opens the repository whose working tree, or whose git folder, is at the path itself.
  static func open(at path: String) throws(HistoryError) -> GitRepository {
    try Libgit2.start()
    var repository: OpaquePointer?
    let flags = GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue
    let status = unsafe git_repository_open_ext(&repository, path, flags, nil)
    guard status == 0, let repository = unsafe repository else {
      throw OpeningFailure.error(at: path, Libgit2Failure.last(status))
    }
    return try unsafe adopt(repository, at: path)
  }

  /// Takes over a repository that the library has opened.
  static func adopt(
    _ repository: OpaquePointer, at path: String
  ) throws(HistoryError) -> GitRepository {
    var objects: OpaquePointer?
    let status = unsafe git_repository_odb(&objects, repository)
    guard status == 0, let objects = unsafe objects else {
      unsafe git_repository_free(repository)
      throw .git("the objects of `\(path)` cannot be read", Libgit2Failure.last(status))
    }
    return unsafe GitRepository(pointer: repository, objects: objects)
  }

  /// The folder that holds what all working trees of the repository share.
  var commonFolder: String {
    unsafe git_repository_commondir(pointer).map { unsafe String(cString: $0) } ?? ""
  }

  /// Whether objects may be missing on purpose, to be fetched when they are asked for.
  var isPartialClone: Bool {
    var configuration: OpaquePointer?
    guard unsafe git_repository_config_snapshot(&configuration, pointer) == 0 else { return false }
    defer { unsafe git_config_free(configuration) }
    // The setting depends on the version of git that cloned.
    let pattern = "^(extensions\\.partialclone|remote\\..*\\.promisor)$"
    var settings: OpaquePointer?
    guard unsafe git_config_iterator_glob_new(&settings, configuration, pattern) == 0 else {
      return false
    }
    defer { unsafe git_config_iterator_free(settings) }
    var entry: UnsafeMutablePointer<git_config_entry>?
    return unsafe git_config_next(&entry, settings) == 0
  }
}

extension GitRepository {
  /// The kind and the size of an object, without its content; nil if it is not there.
  func header(of id: ObjectID) throws(HistoryError) -> (kind: ObjectKind, size: Int)? {
    var size = 0
    var kind = GIT_OBJECT_ANY
    var name = git_oid(id)
    let status = unsafe git_odb_read_header(&size, &kind, objects, &name)
    guard status == 0 else {
      let failure = Libgit2Failure.last(status)
      if failure.isNotFound { return nil }
      throw .corrupt(id, failure)
    }
    guard let kind = ObjectKind(kind) else {
      throw HistoryError(.corruptObject, "object `\(id)` is of no known kind", help: .checkObjects)
    }
    return (kind, size)
  }

  /// Reads an object, after its kind and its size have been checked.
  ///
  /// The path is for errors.
  func read(
    _ id: ObjectID, as expected: ObjectKind, at path: String? = nil
  ) throws(HistoryError) -> RawObject {
    guard let (kind, size) = try header(of: id) else { throw missing(id, expected) }
    guard kind == expected else { throw .wrongKind(id, kind, expected) }
    guard size <= expected.limit else { throw .tooLarge(id, kind, size, at: path) }
    var object: OpaquePointer?
    var name = git_oid(id)
    let status = unsafe git_odb_read(&object, objects, &name)
    guard status == 0, let object = unsafe object else {
      let failure = Libgit2Failure.last(status)
      throw failure.isNotFound ? missing(id, expected) : .corrupt(id, failure)
    }
    return unsafe RawObject(owning: object)
  }

  /// The objects whose ids begin with the digits: none, one, or the error that there are several.
  func object(abbreviatedBy digits: String) throws(HistoryError) -> ObjectID? {
    let padded = digits + String(repeating: "0", count: 40 - digits.utf8.count)
    guard let prefix = ObjectID(padded) else { return nil }
    var name = git_oid(prefix)
    var found = git_oid()
    let status = unsafe git_odb_exists_prefix(&found, objects, &name, digits.utf8.count)
    guard status == 0 else {
      let failure = Libgit2Failure.last(status)
      if failure.isNotFound { return nil }
      guard failure.isAmbiguous else { throw .git("`\(digits)` cannot be looked up", failure) }
      throw .ambiguous(digits)
    }
    return ObjectID(found)
  }

  /// The error that an object is not there.
  func missing(_ id: ObjectID, _ kind: ObjectKind) -> HistoryError {
    let help =
      isPartialClone
      ? "this is a partial clone: fetch the object with `git cat-file -t \(id)`, "
        + "or clone without `--filter`"
      : String.checkObjects
    return HistoryError(
      .missingObject, "\(kind) `\(id)` is missing from the repository", help: help)
  }
}

extension HistoryError {
  static func wrongKind(
    _ id: ObjectID, _ kind: ObjectKind, _ expected: ObjectKind
  ) -> HistoryError {
    HistoryError(
      .corruptObject, "object `\(id)` is a \(kind), where a \(expected) is expected",
      help: .checkObjects)
  }

  static func tooLarge(
    _ id: ObjectID, _ kind: ObjectKind, _ size: Int, at path: String?
  ) -> HistoryError {
    if let path, kind == .blob { return .tooLarge(path, size, limit: kind.limit) }
    return HistoryError(
      .tooLarge, "\(kind) `\(id)` has \(size) bytes; \(kind.limit) are read at most")
  }

  static func ambiguous(_ digits: String) -> HistoryError {
    HistoryError(
      .ambiguousRevision, "`\(digits)` abbreviates several objects",
      help: "write more digits of the id")
  }

  static func corrupt(_ id: ObjectID, _ failure: Libgit2Failure? = nil) -> HistoryError {
    HistoryError(.corruptObject, "object `\(id)` is damaged", help: .checkObjects)
  }
}

extension String {
  fileprivate static let checkObjects = "run `git fsck` to see what else is wrong"
}

extension git_oid {
  init(_ id: ObjectID) {
    self.init()
    let bytes = id.bytes
    unsafe withUnsafeMutableBytes(of: &self) { (buffer: UnsafeMutableRawBufferPointer) in
      for index in bytes.indices { unsafe buffer[index] = bytes[index] }
    }
  }
}

extension ObjectID {
  init(_ oid: git_oid) {
    self = unsafe withUnsafeBytes(of: oid) { (buffer: UnsafeRawBufferPointer) in
      unsafe ObjectID(Span(_unsafeElements: buffer.assumingMemoryBound(to: UInt8.self)))
    }
  }
}
