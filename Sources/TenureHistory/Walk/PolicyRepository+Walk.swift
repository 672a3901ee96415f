extension PolicyRepository {
  /// A walk through the history, newest commit first.
  ///
  /// - Parameters:
  ///   - start: Where it begins, as `B` in `A..B`.
  ///   - end: A revision that is left out with all its ancestors, as `A`; nil for none.
  ///   - order: Which parents are followed.
  ///   - since: Leaves out older commits, and what lies behind them: a day as `2024-05-01`, or a
  ///     time as in `main@{…}`; nil for all.
  /// - Returns: The walk.
  /// - Throws: If a revision is the working tree, or the date is not understood.
  public func walk(
    from start: Revision, excluding end: Revision? = nil, order: HistoryWalk.Order = .whole,
    since: String? = nil
  ) throws(HistoryError) -> HistoryWalk {
    let date = try since.map { (text) throws(HistoryError) in
      guard let date = RevisionDate(text) else { throw .notADate(text) }
      return date
    }
    let store = try store()
    let comparison = TreeComparison(store, prefix: prefix)
    return try store.walking { () throws(HistoryError) in
      try HistoryWalk(
        store, comparison, from: start.walked(), excluding: end?.walked(), order: order,
        since: date)
    }
  }

  /// Reads objects faster while `body` runs, without hashing each again: for walks over thousands
  /// of them.
  public func walking<Result>(_ body: () throws -> Result) throws -> Result {
    let store = try store()
    store.beginWalk()
    defer { store.endWalk() }
    return try body()
  }
}

extension PolicyRepository {
  /// How many documents were read from commits so far, those included that were read twice.
  public var readDocumentCount: Int { openedStore?.documentCount ?? 0 }

  /// How many documents a commit has of which regimes may be made, the vocabulary included.
  public func documentCount(at revision: Revision) throws(HistoryError) -> Int {
    let store = try store()
    let comparison = TreeComparison(store, prefix: prefix)
    let root = try comparison.root(in: store.node(revision.walked()).tree)
    return try comparison.changes(from: nil, to: root) { path in
      !path.hasSuffix(".yaml") || ClauseComparison.isOfLaw(path)
    }.count { ClauseComparison.isOfLaw($0.path) }
  }
}

extension Revision {
  /// The commit from which history is walked.
  func walked() throws(HistoryError) -> ObjectID {
    guard let commit else {
      throw HistoryError(
        .invalidRevision, "the working tree has no history of its own",
        help: "name a revision, such as `HEAD`")
    }
    return commit
  }
}

extension HistoryError {
  static func notADate(_ text: String) -> HistoryError {
    HistoryError(
      .invalidRevision, "`\(text.singleLine)` is no date that is understood",
      help: "write `2024-05-01`, `2024-05-01 12:00` or `2024-05-01T12:00:00Z`")
  }
}
