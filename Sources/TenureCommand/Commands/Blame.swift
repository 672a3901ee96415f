import ArgumentParser
import TenureDocuments
import TenureEngine
import TenureHistory
import TenureModel
import TenureReport

/// `tenure blame`: the clauses and the commit behind a ruling.
struct Blame: SessionCommand {
  static let configuration = CommandConfiguration(
    naming: "blame",
    abstract: "Name the clauses, the commits and the authors behind a ruling.",
    discussion: """
      The clauses that decide and those that were defeated, each with file, line and the commit \
      that last changed it; and the commit since which the ruling is what it is. That may be \
      another one: one that took a clause away, changed the doctrine, or merged. As `git blame` \
      has it, a commit is passed over if one of its parents has the same ruling.

      The working tree is asked, unless X names a revision; facts are given as to `ask`.

      Examples:
        tenure blame cn action=export data=personal persons=1000000
        tenure blame v1:cn action=sell --verdict
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var asking: AskingOptions
  @OptionGroup var work: StatsOptions

  @Argument(help: ArgumentHelp("The regime: NAME or REV:NAME.", valueName: "regime"))
  var regime: String

  @Argument(help: ArgumentHelp("The facts of the situation.", valueName: "facet=value"))
  var facts: [String] = []

  @Flag(help: "Look for the last change of the verdict, whatever became of duties and rights.")
  var verdict = false

  @Flag(help: "Follow the first parent of merges only.")
  var firstParent = false

  func run(in session: Session) throws -> Int32 {
    let version = try session.load(regime)
    let vocabulary = version.loaded.regime.vocabulary
    let read = SituationReader(vocabulary: vocabulary).read(arguments: facts)
    guard let situation = read.value else { throw CommandFailure(read.findings) }
    let inquiry = Inquiry(
      engine: RegimeEngine(version.loaded.regime, force: asking.force?.force), at: asking.at?.day,
      today: session.environment.today)
    let ruling = try inquiry.ruling(in: situation)
    var book = ClauseBook(clauses: inquiry.engine.clauses, vocabulary: vocabulary)
    book.credits = try session.credits(
      book.clauses, at: ruling.deciding + ruling.defeated.map(\.clause), of: version)
    let brief = RulingBrief(
      try inquiry.ruling(in: situation, tracesDefaults: false), of: inquiry.engine)
    let (origin, commits) = try origin(of: brief, version, session)
    let assumed = inquiry.assumptions(for: try inquiry.dated(situation))
    switch session.format {
    case .json:
      session.write([
        "ruling": RulingJSON(book, assumedValues: assumed).json(ruling), "since": origin.json,
      ])
    case .text:
      let headline = RulingText.Headline(version, asking)
      let text = RulingText(book, ink: session.ink, assumedValues: assumed)
      session.output.write(text.blame(ruling, headline))
      session.output.write("\n" + session.ink("so since", .strong) + "\n")
      session.output.write(origin.text(ink: session.ink))
    }
    try work.write(
      commits: commits, documents: Set(version.loaded.documents.map(\.path)).count + 1, in: session)
    return ExitStatus.success
  }

  /// Since when a ruling is what it is.
  private enum Origin {
    /// Since a commit.
    case commit(RulingFlip)
    /// Since a change of the working tree that is not committed.
    case uncommitted(before: RulingTrace.Answer?)

    var json: JSONValue {
      switch self {
      case .commit(let flip): .members(flip.members)
      case .uncommitted(let before): ["commit": .null, "before": before?.json ?? .null]
      }
    }

    func text(ink: Ink) -> String {
      switch self {
      case .commit(let flip): return flip.text(ink: ink)
      case .uncommitted(let before):
        let former = before.map { "  before  " + $0.text(ink: ink) + "\n" } ?? ""
        return "a change that is not committed\n" + former
      }
    }
  }

  /// Since when the ruling is what it is, and how many commits it took to see that.
  private func origin(
    of ruling: RulingBrief, _ version: LoadedVersion, _ session: Session
  ) throws -> (origin: Origin, commits: Int) {
    let repository = try session.repository()
    var start = version.snapshot.revision
    if start.commit == nil {
      guard repository.hasHistory else { return (.uncommitted(before: nil), 0) }
      do throws(HistoryError) { start = try repository.resolve("HEAD") } catch {
        guard error.code == .noCommits else { throw error }
        return (.uncommitted(before: nil), 0)
      }
    }
    let trace = try RulingTrace(
      version.name, facts: facts, asking: asking, verdictAlone: verdict,
      at: version.snapshot.revision, in: session)
    let search = OriginSearch(
      trace: trace, repository: repository, firstParent: firstParent, memo: session.memo)
    return try repository.walking {
      guard let head = start.commit else { return (.uncommitted(before: nil), 0) }
      let answer = try trace.answer(at: head)
      guard trace.isSame(answer, .ruling(ruling)) else { return (.uncommitted(before: answer), 1) }
      let (found, count) = try search.origin(from: head)
      let before = try repository.parents(of: found).first.map { try trace.answer(at: $0) }
      let flip = RulingFlip(
        commit: try session.line(of: found), before: before, after: try trace.answer(at: found))
      return (.commit(flip), count)
    }
  }
}
