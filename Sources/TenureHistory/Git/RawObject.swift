internal import CLibgit2

/// The kinds of git object.
enum ObjectKind: String {
  case commit, tree, blob, tag

  init?(_ kind: git_object_t) {
    switch kind {
    case GIT_OBJECT_COMMIT: self = .commit
    case GIT_OBJECT_TREE: self = .tree
    case GIT_OBJECT_BLOB: self = .blob
    case GIT_OBJECT_TAG: self = .tag
    default: return nil
    }
  }

  /// The kind as the library names it.
  var libraryKind: git_object_t {
    switch self {
    case .commit: GIT_OBJECT_COMMIT
    case .tree: GIT_OBJECT_TREE
    case .blob: GIT_OBJECT_BLOB
    case .tag: GIT_OBJECT_TAG
    }
  }

  /// The most bytes that an object of this kind may have.
  var limit: Int {
    switch self {
    case .commit, .tag: HistoryLimits.commitBytes
    case .tree: HistoryLimits.treeBytes
    case .blob: HistoryLimits.documentBytes
    }
  }
}

/// The bytes of one object, as the object database holds them, freed with the value.
@safe struct RawObject: ~Copyable {
  private let pointer: OpaquePointer

  init(owning pointer: OpaquePointer) {
    unsafe self.pointer = unsafe pointer
  }

  deinit {
    unsafe git_odb_object_free(pointer)
  }

  /// A copy of the bytes.
  func bytes() -> [UInt8] {
    let count = unsafe git_odb_object_size(pointer)
    let start = unsafe git_odb_object_data(pointer)
    return unsafe Array(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
  }
}
