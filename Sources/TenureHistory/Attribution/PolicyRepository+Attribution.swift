extension PolicyRepository {
  /// Digests of the *parsed* clauses of a document by id, inherited defaults and scope included;
  /// nil if the document cannot be understood.
  ///
  /// Equal digests mean equal content, within one process: `Hasher` will do. The function must
  /// depend on its arguments alone, and where a document is a map of lists of provisions with ids,
  /// the digest of a clause that has the id of one, or that and a dot before the rest, on no other
  /// provision. Attribution passes over a version that is nil as if it were not
  /// there, so a commit that breaks a document and the one that mends it are charged with nothing.
  public typealias Fingerprint = (_ path: String, _ bytes: [UInt8]) -> [String: UInt64]?

  /// Begins to read a long history back from a snapshot, so that who asks next for the commits
  /// behind its clauses waits less; does nothing where that would be no gain.
  public func expectAttribution(in snapshot: Snapshot) {
    guard hasHistory, let store = try? store(), store.isLong else { return }
    let commit = snapshot.revision.commit ?? (try? resolve("HEAD").commit)
    guard let commit, let node = try? store.node(commit) else { return }
    expectedLine = CommitLine(behind: node, in: store)
  }

  /// The commit that last changed the content of each clause.
  ///
  /// A clause belongs to the commit none of whose parents has it with the same digest, in the same
  /// document or in another one of the same regime. Where a merge has it from a parent, that parent
  /// is followed, as `git blame` does; if several have it, the first. So reformatting, moving and
  /// merging change nothing.
  ///
  /// - Parameters:
  ///   - clauses: The clauses.
  ///   - snapshot: Where they stand.
  ///   - memo: What earlier walks found, for digests that are the same in every process.
  ///   - fingerprint: Takes a document apart.
  /// - Returns: A commit for each clause that is committed. A clause is left out if the snapshot
  ///   does not have it, if the working tree changed it since HEAD, and if there is no git.
  /// - Throws: What the history throws if it cannot be read.
  /// - Complexity: one walk for all clauses, which ends when all are charged. A commit costs a few
  ///   microseconds; only versions of the documents that changed are read, each once. In a long
  ///   history commits and folders are read ahead by threads of their own; the fingerprint is taken
  ///   in this one.
  public func attribute(
    _ clauses: some Sequence<ClauseKey>, in snapshot: Snapshot, memo: HistoryMemo? = nil,
    fingerprint: @escaping Fingerprint
  ) throws(HistoryError) -> [ClauseKey: Commit] {
    guard hasHistory else { return [:] }
    let keys = Array(Set(clauses))
    guard !keys.isEmpty else { return [:] }
    defer { expectedLine = nil }
    let walk = AttributionWalk(
      store: try store(), prefix: prefix, keys: keys, memo: memo, line: expectedLine,
      fingerprint: fingerprint)
    return try walk.run(from: snapshot)
  }
}
