internal import CLibgit2

/// The C library, loaded and started once and only when git is really needed: both take
/// milliseconds, for the libraries that it stands on and for certificates of hosts that are never
/// called.
enum Libgit2 {
  /// Starts the library, unless it runs already.
  static func start() throws(HistoryError) {
    guard status < 0 else { return }
    if let reason = unsafe tenure_git_loading_failure() {
      throw HistoryError(
        .git, "libgit2 could not be loaded: \(unsafe String(cString: reason).singleLine)",
        help: "install libgit2; for a plain repository it is not needed")
    }
    throw .git("git could not be started", Libgit2Failure.last(status))
  }

  private static let status: Int32 = {
    let status = git_libgit2_init()
    guard status >= 0 else { return status }
    // Each object is read once and remembered by ourselves, in the form that is needed.
    _ = tenure_git_set_object_caching(0)
    return tenure_git_accept_harmless_extensions()
  }()
}

extension Libgit2 {
  /// The name that git gives to an object, worked out with a look for the marks of a collision.
  static func id(of bytes: [UInt8], as kind: ObjectKind) throws(HistoryError) -> ObjectID {
    try start()
    var name = git_oid()
    let status = unsafe bytes.withUnsafeBytes { buffer in
      unsafe git_odb_hash(&name, buffer.baseAddress, buffer.count, kind.libraryKind)
    }
    guard status == 0 else {
      throw HistoryError(
        .corruptObject, "a \(kind) was made to be taken for another one",
        help: "its SHA-1 shows the marks of a collision; find out who brought it")
    }
    return ObjectID(name)
  }

  /// Whether what is written is on the disk, and not only on its way, when a call returns.
  static func writeThrough() throws(HistoryError) {
    try start()
    _ = tenure_git_set_write_through(1)
  }
}

/// What a call of the C library left behind.
struct Libgit2Failure {
  /// The value that the call returned.
  let code: Int32
  /// What the library says about it; English, not always lowercase.
  let text: String

  /// The failure of the call that has just returned `code` in this thread.
  static func last(_ code: Int32) -> Libgit2Failure {
    guard let error = unsafe git_error_last(), let message = unsafe error.pointee.message else {
      return Libgit2Failure(code: code, text: "")
    }
    return Libgit2Failure(code: code, text: unsafe String(cString: message))
  }

  /// Whether the object, reference or file is not there.
  var isNotFound: Bool { code == GIT_ENOTFOUND.rawValue }
  /// Whether an abbreviation stands for several objects.
  var isAmbiguous: Bool { code == GIT_EAMBIGUOUS.rawValue }
  /// Whether a name is not one that git allows.
  var isInvalidName: Bool { code == GIT_EINVALIDSPEC.rawValue }
  /// Whether a lock file of another process is in the way.
  var isLocked: Bool { code == GIT_ELOCKED.rawValue }
  /// Whether the repository belongs to another user.
  ///
  /// Without any `safe.directory` the library complains that the setting is missing instead.
  var isForeignOwner: Bool {
    code == GIT_EOWNER.rawValue || (isNotFound && text.contains("safe.directory"))
  }
}

extension HistoryError {
  /// An error of git, in its own words after ours.
  static func git(_ message: String, _ failure: Libgit2Failure, path: String? = nil) -> Self {
    let reason = failure.text.isEmpty ? "error \(failure.code)" : failure.text
    return HistoryError(
      .git, "\(message): \(reason.singleLine)", path: path,
      help: failure.isLocked
        ? "another git process is at work, or was stopped in the middle; when none is at work, "
          + "remove the lock file and try again" : nil)
  }
}
