internal import CLibgit2

/// Finds out why the library would not open a repository, and says it in one clear error.
enum OpeningFailure {
  /// The error for the repository at the path.
  static func error(at path: String, _ failure: Libgit2Failure) -> HistoryError {
    if failure.isForeignOwner {
      return HistoryError(
        .foreignOwner, "the git repository at `\(path)` belongs to another user", path: path,
        help: "if you trust it, run `git config --global --add safe.directory \(path)`")
    }
    if setting("extensions.objectformat", at: path) == "sha256" {
      return HistoryError(
        .sha256,
        "the git repository at `\(path)` names its objects by SHA-256, "
          + "which is not supported yet",
        path: path, help: "create the repository with `git init --object-format=sha1`")
    }
    if setting("extensions.refstorage", at: path) == "reftable" {
      return HistoryError(
        .reftable,
        "the git repository at `\(path)` stores its references in a reftable, "
          + "which is not supported yet",
        path: path, help: "run `git refs migrate --ref-format=files`")
    }
    return .git("the git repository at `\(path)` cannot be opened", failure, path: path)
  }

  /// A setting of the repository's own configuration, in lower case.
  ///
  /// The library reads no configuration of a repository that it cannot open, so the file is
  /// sought here: in the folder itself, in `.git`, or where the file `.git` points to.
  private static func setting(_ name: String, at path: String) -> String? {
    for file in ["\(path)/.git/config", "\(path)/config"] + linkedConfigurations(at: path) {
      var configuration: OpaquePointer?
      guard FileSystem.kind(of: file) == .file,
        unsafe git_config_open_ondisk(&configuration, file) == 0
      else { continue }
      defer { unsafe git_config_free(configuration) }
      var value = unsafe git_buf()
      defer { unsafe git_buf_dispose(&value) }
      guard unsafe git_config_get_string_buf(&value, configuration, name) == 0,
        let text = unsafe value.ptr
      else { continue }
      return unsafe String(cString: text).lowercased()
    }
    return nil
  }

  /// The configuration of the repository that a linked working tree or a submodule belongs to.
  private static func linkedConfigurations(at path: String) -> [String] {
    guard let link = try? FileSystem.read("\(path)/.git", limit: 4096) else { return [] }
    let text = String(decoding: link, as: UTF8.self)
    guard text.hasPrefix("gitdir: ") else { return [] }
    var folder = String(text.dropFirst("gitdir: ".count).prefix { $0 != "\n" })
    if !folder.hasPrefix("/") { folder = "\(path)/\(folder)" }
    return ["\(folder)/config", "\(folder)/../../config"]
  }
}
