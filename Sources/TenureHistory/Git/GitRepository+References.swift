internal import CLibgit2

extension GitRepository {
  /// What a name stands for among the references.
  enum Reference {
    case object(ObjectID)
    /// A branch without a commit, such as the one that HEAD names in a new repository.
    case unborn(branch: String)
    case none
  }

  /// Looks a name up as git does: as it is, then among tags, branches and remotes.
  func reference(named name: String) throws(HistoryError) -> Reference {
    var found: OpaquePointer?
    let status = unsafe git_reference_dwim(&found, pointer, name)
    guard status == 0, let reference = unsafe found else {
      let failure = Libgit2Failure.last(status)
      guard failure.isNotFound || failure.isInvalidName else {
        throw .git("the reference `\(name.singleLine)` cannot be read", failure)
      }
      return name == "HEAD" ? unbornBranch.map(Reference.unborn) ?? .none : .none
    }
    defer { unsafe git_reference_free(reference) }
    // The search has followed symbolic references to their end.
    guard let id = unsafe git_reference_target(reference) else { return .none }
    return .object(ObjectID(unsafe id.pointee))
  }

  /// The branch that HEAD names, where it has no commit.
  private var unbornBranch: String? {
    var head: OpaquePointer?
    guard unsafe git_reference_lookup(&head, pointer, "HEAD") == 0, let head = unsafe head else {
      return nil
    }
    defer { unsafe git_reference_free(head) }
    return unsafe git_reference_symbolic_target(head).map {
      unsafe Self.shorten(String(cString: $0))
    }
  }

  /// The branch that a branch follows, as `BRANCH@{upstream}` names it; nil if it follows none.
  func upstream(of name: String) throws(HistoryError) -> String? {
    var found: OpaquePointer?
    guard unsafe git_reference_dwim(&found, pointer, name) == 0, let reference = unsafe found
    else { return nil }
    defer { unsafe git_reference_free(reference) }
    guard
      let full = unsafe git_reference_name(reference)
    else { return nil }
    var upstream = unsafe git_buf()
    defer { unsafe git_buf_dispose(&upstream) }
    guard unsafe git_branch_upstream_name(&upstream, pointer, full) == 0,
      let text = unsafe upstream.ptr
    else { return nil }
    return unsafe String(cString: text)
  }

  /// The short names of branches, tags and remote branches, for "did you mean".
  func referenceNames() -> [String] {
    var names = unsafe git_strarray()
    guard unsafe git_reference_list(&names, pointer) == 0 else { return [] }
    defer { unsafe git_strarray_dispose(&names) }
    var result: [String] = []
    for index in 0..<min(unsafe names.count, HistoryLimits.suggestedReferences) {
      guard let name = unsafe names.strings[index] else { continue }
      let short = unsafe Self.shorten(String(cString: name))
      if !short.hasPrefix("refs/") { result.append(short) }
    }
    return result.sorted()
  }

  private static func shorten(_ name: String) -> String {
    for folder in ["refs/heads/", "refs/tags/", "refs/remotes/"] where name.hasPrefix(folder) {
      return String(name.dropFirst(folder.count))
    }
    return name
  }
}
