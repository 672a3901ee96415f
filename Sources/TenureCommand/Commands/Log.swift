import ArgumentParser
import TenureDocuments
import TenureHistory
import TenureModel
import TenureReport

/// `tenure log`: what each commit changed in meaning.
struct Log: SessionCommand {
  static let configuration = CommandConfiguration(
    naming: "log",
    abstract: "Say what each commit changed in meaning.",
    discussion: """
      Newest first, each commit against its first parent: how the regime after stands to the one \
      before, in how many cases they differ by pillar, who gains and who loses, and which clauses \
      changed. Commits that touch no document of a regime are left out; those that change nothing \
      but words, layout and comments are marked `text only`.

      A..B leaves out A and all that it rests on. X is one regime, NAME or REV:NAME; without it \
      all are told. A commit at which a regime cannot be understood says so, and the one that \
      mends it is compared with what was understood last. In JSON an entry is one line.

      Examples:
        tenure log                                    all regimes, from HEAD back
        tenure log v1..v2 cn                          one regime between two revisions
        tenure log cn --ask action=export data=personal
        tenure log --clauses --since 2024-01-01       clauses alone, without asking what they mean
        tenure log --first-parent --author ada --format json
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var asking: AskingOptions
  @OptionGroup var work: StatsOptions

  @Argument(help: ArgumentHelp("A range A..B, a regime, or both.", valueName: "a..b|x"))
  var targets: [String] = []

  @Flag(help: "Tell which clauses changed, and not what that means; several times as fast.")
  var clauses = false

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Show only commits that changed the ruling on these facts.", valueName: "facet=value"))
  var ask: [String] = []

  @Flag(help: "Follow the first parent of merges only.")
  var firstParent = false

  @Option(help: ArgumentHelp("Leave out commits from before this day or time.", valueName: "date"))
  var since: String?

  @Option(
    help: ArgumentHelp(
      "Show only commits whose author contains this text, in any case.", valueName: "text"))
  var author: String?

  @Option(
    name: [.customShort("n", allowingJoined: true), .long],
    help: ArgumentHelp("Show at most this many commits.", valueName: "n"))
  var limit: Int?

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("`--limit` takes a number from 0") }
    if clauses, !ask.isEmpty {
      throw ValidationError("`--ask` is about a ruling, and `--clauses` about the documents alone")
    }
  }

  func run(in session: Session) throws -> Int32 {
    let scope = try HistoryScope(targets, in: session)
    let repository = try session.repository()
    let walk = try repository.walk(
      from: scope.start, excluding: scope.end, order: firstParent ? .firstParent : .whole,
      since: since)
    let entries = try source(scope, walk, session)
    let stream = LogStream(session)
    try repository.walking {
      while stream.count < limit ?? .max, let step = try walk.next() {
        stream.visit()
        if let author, try !isBy(author, step, repository) { continue }
        try entries(step, stream)
      }
    }
    try work.write(
      commits: stream.visited,
      documents: scope.regime.map { try session.documents(of: $0, at: scope.start).count }
        ?? repository.documentCount(at: scope.start), in: session)
    return ExitStatus.success
  }

  /// What writes the entry of a commit, if it has one.
  private func source(
    _ scope: HistoryScope, _ walk: HistoryWalk, _ session: Session
  ) throws -> (HistoryWalk.Step, LogStream) throws -> Void {
    if clauses { return try clauseEntries(scope, walk, session) }
    if !ask.isEmpty { return try rulingEntries(scope, session) }
    let log = try MeaningLog(regime: scope.regime, asking: asking, in: session)
    let text = HistoryText(ink: session.ink)
    return { step, stream in
      let regimes = try log.regimes(of: step)
      guard !regimes.isEmpty else { return }
      let entry = HistoryEntry(commit: try session.line(of: step), regimes: regimes)
      stream.write(text.text(entry), json: entry.json)
    }
  }

  private func clauseEntries(
    _ scope: HistoryScope, _ walk: HistoryWalk, _ session: Session
  ) throws -> (HistoryWalk.Step, LogStream) throws -> Void {
    let comparison = try ClauseComparison(session.repository())
    let text = ClauseLogText(ink: session.ink)
    let paths = try scope.regime.map { try session.documents(of: $0, at: scope.start) }
    return { step, stream in
      var changes = try walk.changes(in: step)
      if let paths { changes.removeAll { !paths.contains($0.path) } }
      let found = try comparison.clauses(of: changes)
      guard !found.isEmpty else { return }
      let entry = ClauseLogEntry(
        commit: try session.line(of: step),
        documents: found.map {
          ClauseLogEntry.Document(
            path: $0.path, added: $0.added, removed: $0.removed, amended: $0.amended,
            settings: $0.settings, isReadable: $0.isReadable)
        })
      stream.write(text.text(entry), json: entry.json)
    }
  }

  private func rulingEntries(
    _ scope: HistoryScope, _ session: Session
  ) throws -> (HistoryWalk.Step, LogStream) throws -> Void {
    guard let regime = scope.regime else {
      throw CommandFailure(
        "`--ask` puts its facts to one regime", help: "write `tenure log NAME --ask …`")
    }
    let trace = try RulingTrace(
      regime, facts: ask, asking: asking, at: scope.start, in: session)
    return { step, stream in
      let after = try trace.answer(at: step.commit)
      let before = try step.parents.first.map { try trace.answer(at: $0) }
      if let before, trace.isSame(before, after) { return }
      if before == nil, after == .absent { return }
      let flip = RulingFlip(commit: try session.line(of: step), before: before, after: after)
      stream.write(flip.text(ink: session.ink), json: .members(flip.members))
    }
  }

  private func isBy(
    _ author: String, _ step: HistoryWalk.Step, _ repository: PolicyRepository
  ) throws -> Bool {
    let name = try repository.commit(step.commit).author
    return name.lowercased().firstRange(of: author.lowercased()) != nil
  }
}

extension Session {
  /// The documents that a regime is made of at a revision, the vocabulary with them.
  func documents(of regime: String, at revision: Revision) throws -> Set<String> {
    let version = try load(regime, at: revision, as: regime)
    return Set(version.loaded.documents.map(\.path) + ["vocabulary.yaml"])
  }
}
