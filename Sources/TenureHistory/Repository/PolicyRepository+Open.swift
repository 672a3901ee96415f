extension PolicyRepository {
  /// Opens the policy repository that a folder lies in: the nearest folder with `vocabulary.yaml`,
  /// at the path or above it.
  ///
  /// - Parameters:
  ///   - path: A policy repository, a folder within one, or a bare git repository.
  ///   - subfolder: Where within the path the policy repository lies. Needed only for a bare
  ///     repository whose `vocabulary.yaml` is not at its root.
  /// - Returns: The policy repository.
  /// - Throws: A `HistoryError` if there is none, or if it cannot be read.
  public static func open(
    at path: String, subfolder: String = ""
  ) throws(HistoryError) -> PolicyRepository {
    try DocumentPath.check(subfolder)
    let location = try RepositoryLocation(searching: path)
    if location.isBare, let gitPath = location.gitPath {
      return try open(bare: gitPath, prefix: DocumentPath.names(subfolder))
    }
    guard subfolder.isEmpty else { return try open(at: "\(path)/\(subfolder)") }
    if let folder = location.policyFolder {
      return PolicyRepository(
        path: folder, gitPath: location.gitPath, isBare: false,
        prefix: location.names(to: folder), store: nil)
    }
    guard let gitPath = location.gitPath else { throw .notPolicyRepository(location.start) }
    return try open(emptied: location, gitPath)
  }

  /// A bare repository, whose policy repository shows in the tree of HEAD alone.
  private static func open(
    bare gitPath: String, prefix: [[UInt8]]
  ) throws(HistoryError) -> PolicyRepository {
    let store = try ObjectStore(at: gitPath)
    let head = try RevisionResolver(store: store).resolve("HEAD")
    let tree = try CommitTree(store, head, prefix: prefix)
    guard try tree.entry(at: RepositoryLocation.vocabulary) != nil else {
      let folder = prefix.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
      let place = folder.isEmpty ? "at the root" : "in `\(folder)`"
      throw HistoryError(
        .notPolicyRepository,
        "HEAD of the bare repository `\(gitPath)` has no `vocabulary.yaml` \(place)",
        path: gitPath, help: "name the folder within it that is the policy repository")
    }
    return PolicyRepository(
      path: gitPath, gitPath: gitPath, isBare: true, prefix: prefix, store: store)
  }

  /// A working tree without `vocabulary.yaml`: HEAD may still have one, there or further up.
  private static func open(
    emptied location: RepositoryLocation, _ gitPath: String
  ) throws(HistoryError) -> PolicyRepository {
    let store = try ObjectStore(at: gitPath)
    guard case .object = try store.reference(named: "HEAD") else {
      throw .notPolicyRepository(location.start)
    }
    let head = try RevisionResolver(store: store).resolve("HEAD")
    var names = location.names(to: location.start)
    while true {
      let tree = try CommitTree(store, head, prefix: names)
      if try tree.entry(at: RepositoryLocation.vocabulary) != nil {
        let folder = names.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
        return PolicyRepository(
          path: folder.isEmpty ? gitPath : "\(gitPath)/\(folder)", gitPath: gitPath, isBare: false,
          prefix: names,
          store: store)
      }
      guard names.popLast() != nil else { throw .notPolicyRepository(location.start) }
    }
  }
}

extension HistoryError {
  fileprivate static func notPolicyRepository(_ path: String) -> HistoryError {
    HistoryError(
      .notPolicyRepository, "there is no `vocabulary.yaml` in `\(path.singleLine)` or above it",
      path: path, help: "run `tenure init` to begin a policy repository")
  }
}
