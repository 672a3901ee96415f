internal import TenureModel

/// Finds the commit that a revision names.
///
/// The way from a name to its commit is walked here, over commits whose size is checked before
/// they are read, and not by the library, which has no such limits.
struct RevisionResolver {
  let store: ObjectStore

  /// From how many commits back the commit graph is worth to be opened.
  private static let nearCommits = 64

  /// The commit that the spelling names.
  func resolve(_ spelling: String) throws(HistoryError) -> ObjectID {
    try store.walking { () throws(HistoryError) in try find(spelling) }
  }

  private func find(_ spelling: String) throws(HistoryError) -> ObjectID {
    let expression = try RevisionExpression(parsing: spelling)
    var commit =
      switch expression.base {
      case .name(let name): try named(name, in: spelling)
      case .dated(let name, let date):
        try lastCommit(on: date, from: named(name, in: spelling), in: spelling)
      case .upstream(let name): try upstream(of: name, in: spelling)
      }
    for step in expression.steps {
      switch step {
      case .commit: break
      case .parent(let number):
        commit = try parent(number, of: commit, store.commit(commit).parents, in: spelling)
      case .ancestor(let count):
        for passed in 0..<count {
          let parents =
            passed < Self.nearCommits
            ? try store.commit(commit).parents : try store.node(commit).parents
          commit = try parent(1, of: commit, parents, in: spelling)
        }
      }
    }
    return commit
  }

  /// A reference, a full id, an abbreviated id, or what `git describe` prints, in git's order.
  private func named(_ name: String, in spelling: String) throws(HistoryError) -> ObjectID {
    if let id = ObjectID(name), try store.kind(of: id) != nil {
      return try peeled(id, in: spelling)
    }
    switch try store.reference(named: name) {
    case .object(let id): return try peeled(id, in: spelling)
    case .unborn(let branch): throw .noCommits(branch: branch)
    case .none: break
    }
    let described = name.split(separator: "-").last.flatMap { part in
      part.first == "g" && name.contains("-") ? String(part.dropFirst()) : nil
    }
    for digits in [name, described ?? ""]
    where (4..<40).contains(digits.utf8.count) && digits.allSatisfy({ $0.isHexDigit }) {
      if let id = try store.object(abbreviatedBy: digits) {
        return try peeled(id, in: spelling)
      }
    }
    if case .unborn(let branch) = try store.reference(named: "HEAD"),
      try store.library().git.referenceNames().isEmpty
    {
      throw .noCommits(branch: branch)
    }
    throw HistoryError(
      .unknownRevision, "there is no revision `\(name.singleLine)`",
      help: Suggestion.help(for: name, among: try store.library().git.referenceNames())
        ?? "`git branch --all` and `git tag` list the names, `git log` the ids")
  }

  /// The commit behind a tag, or the commit itself.
  private func peeled(_ id: ObjectID, in spelling: String) throws(HistoryError) -> ObjectID {
    var id = id
    for _ in 0..<HistoryLimits.tagDepth {
      guard let kind = try store.kind(of: id) else {
        throw try store.library().git.missing(id, .commit)
      }
      switch kind {
      case .commit: return id
      case .tag: id = try store.tag(id)
      case .tree, .blob:
        throw HistoryError(
          .invalidRevision, "`\(spelling.singleLine)` is a \(kind), not a commit",
          help: "name a branch, a tag of a commit, or the id of one")
      }
    }
    throw HistoryError(
      .tooLarge,
      "`\(spelling.singleLine)` is a tag of a tag more than \(HistoryLimits.tagDepth) times over")
  }

  private func parent(
    _ number: Int, of commit: ObjectID, _ parents: CommitParents, in spelling: String
  ) throws(HistoryError) -> ObjectID {
    if parents.indices.contains(number - 1) { return parents[number - 1] }
    guard try !store.isShallow(commit) else { throw .shallow(commit, "`\(spelling.singleLine)`") }
    let count = parents.count == 1 ? "1 parent" : "\(parents.count) parents"
    throw HistoryError(
      .unknownRevision,
      "`\(spelling.singleLine)` goes beyond commit `\(commit.shortDescription)`, "
        + "which has \(parents.isEmpty ? "no parent" : count)",
      help: parents.isEmpty
        ? "the history begins there" : "`^` or `^1` names its first parent, `~2` the one before")
  }

  /// The first commit on the way along first parents that was there at the date.
  private func lastCommit(
    on date: RevisionDate, from start: ObjectID, in spelling: String
  ) throws(HistoryError) -> ObjectID {
    var commit = start
    for _ in 0..<HistoryLimits.walkedCommits {
      let record = try store.commit(commit)
      if date.includes(record.committed) { return commit }
      guard let parent = record.parents.first else {
        guard try !store.isShallow(commit) else {
          throw .shallow(commit, "`\(spelling.singleLine)`")
        }
        throw HistoryError(
          .unknownRevision, "`\(spelling.singleLine)` lies before the first commit",
          help: "the first commit, `\(commit.shortDescription)`, is of \(record.committed.day)")
      }
      commit = parent
    }
    throw .tooManyCommits
  }

  private func upstream(of name: String, in spelling: String) throws(HistoryError) -> ObjectID {
    guard let upstream = try store.library().git.upstream(of: name) else {
      throw HistoryError(
        .unknownRevision, "the branch of `\(spelling.singleLine)` follows no other branch",
        help: "set one with `git branch --set-upstream-to`")
    }
    return try named(upstream, in: spelling)
  }
}

extension HistoryError {
  static func noCommits(branch: String) -> HistoryError {
    HistoryError(
      .noCommits, "the branch `\(branch.singleLine)` has no commits yet",
      help: "commit something first")
  }

  static func shallow(_ commit: ObjectID, _ wanted: String) -> HistoryError {
    HistoryError(
      .shallowHistory,
      "\(wanted) lies beyond commit `\(commit.shortDescription)`, where this shallow clone ends",
      help: "run `git fetch --unshallow`")
  }

  static var tooManyCommits: HistoryError {
    HistoryError(
      .tooLarge, "more than \(HistoryLimits.walkedCommits) commits would have to be visited")
  }
}
