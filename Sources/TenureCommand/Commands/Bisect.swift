import ArgumentParser
import TenureDocuments
import TenureHistory
import TenureModel
import TenureReport

/// `tenure bisect`: the commit at which a ruling flipped.
struct Bisect: SessionCommand {
  static let configuration = CommandConfiguration(
    naming: "bisect",
    abstract: "Find the commit at which a ruling flipped.",
    discussion: """
      Between --from and --to (HEAD) the first commit at which the ruling is no longer what it was \
      at --from, while it still is at all of its parents; on branches and merges as `git bisect` \
      has it. Without --from the search begins where the regime was founded. Where the ruling \
      flipped more than once, one of the flips is found; --all walks the whole way and lists \
      each, newest first.

      --becomes looks for the first commit at which some case of the facts has that verdict: facts \
      that leave much open ask when a regime came to contradict itself, or fell silent.

      Exits 0 if a commit was found, 1 if not, 2 on trouble.

      Examples:
        tenure bisect cn action=export data=personal persons=1000000
        tenure bisect cn action=sell data=personal --from v1 --to main --verdict
        tenure bisect cn data=personal --becomes contested
        tenure bisect cn action=sell --all --format json
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var asking: AskingOptions
  @OptionGroup var work: StatsOptions

  @Argument(help: ArgumentHelp("The regime.", valueName: "regime"))
  var regime: String

  @Argument(help: ArgumentHelp("The facts of the situation.", valueName: "facet=value"))
  var facts: [String] = []

  @Option(
    help: ArgumentHelp(
      "Where the search begins; where the regime was founded.", valueName: "rev"))
  var from: String?

  @Option(help: ArgumentHelp("Where it ends; HEAD.", valueName: "rev"))
  var to: String = "HEAD"

  @Option(
    help: ArgumentHelp(
      "Find when some case of the facts first had this verdict.", valueName: "verdict"))
  var becomes: VerdictArgument?

  @Flag(help: "List every flip, newest first.")
  var all = false

  @Flag(help: "Compare verdicts, whatever became of duties and rights.")
  var verdict = false

  @Flag(help: "Follow the first parent of merges only.")
  var firstParent = false

  private var order: HistoryWalk.Order { firstParent ? .firstParent : .whole }

  func run(in session: Session) throws -> Int32 {
    let reference = try RegimeReference(parsing: regime)
    guard reference.revision == nil else {
      throw CommandFailure(
        "`\(regime.printable)` names a revision, and a search is between two",
        help: "write `tenure bisect \(reference.name) … --from A --to B`")
    }
    let repository = try session.repository()
    let end = try repository.resolve(to)
    let trace = try RulingTrace(
      reference.name, facts: facts, asking: asking, verdictAlone: verdict, at: end, in: session)
    return try repository.walking {
      let start =
        try from.map { try repository.resolve($0) } ?? founding(trace, end, repository)
      if !all { try requireRegime(reference.name, trace, start, end, session) }
      let (status, commits) =
        all ? try list(trace, start, end, session) : try find(trace, start, end, session)
      try work.write(
        commits: commits, documents: try session.documents(of: reference.name, at: end).count,
        in: session)
      return status
    }
  }

  /// Refuses a regime that neither end has: there is no ruling to look at.
  private func requireRegime(
    _ name: String, _ trace: RulingTrace, _ start: Revision, _ end: Revision, _ session: Session
  ) throws {
    let ends = [start, end].compactMap(\.commit)
    guard try ends.allSatisfy({ try trace.answer(at: $0) == .absent }) else { return }
    let names = try session.loader(at: end).regimeNames()
    throw CommandFailure(
      "there is no regime `\(name.printable)` in \(start.description) or \(end.description)",
      help: Suggestion.help(for: name, among: names)
        ?? "`--all` finds one that came and went; `--to` may name a revision that has it")
  }

  /// Where the regime was founded; the first commit, if that has it.
  private func founding(
    _ trace: RulingTrace, _ end: Revision, _ repository: PolicyRepository
  ) throws -> Revision {
    var commit = try repository.beginning(of: end)
    if try trace.answer(at: commit) == .absent {
      let found = try repository.bisect(from: nil, to: end, order: order) {
        try trace.answer(at: $0) != .absent
      }
      commit = found?.commit ?? commit
    }
    return Revision(.commit(commit), spelling: commit.shortDescription)
  }

  /// Finds one flip; the exit code, and among how many commits it was looked for.
  private func find(
    _ trace: RulingTrace, _ start: Revision, _ end: Revision, _ session: Session
  ) throws -> (status: Int32, commits: Int) {
    guard let first = start.commit, let last = end.commit else { return (ExitStatus.trouble, 0) }
    // Without --from the search begins where the regime does, so that it may have begun so.
    if let becomes, from == nil, try trace.occurs(becomes.verdict, at: first) {
      try write(flip(at: first, trace, session), candidates: 1, asked: 1, session)
      return (ExitStatus.success, 1)
    }
    let question = try question(trace, first)
    guard try question(last) else {
      try checkOrder(start, end, session)
      try reportNothing(trace, first, start, end, session)
      return (ExitStatus.different, 2)
    }
    let repository = try session.repository()
    let found = try repository.bisect(from: start, to: end, order: order, question)
    guard let found else { throw Self.nothingBetween(start, end) }
    try write(
      flip(at: found.commit, trace, session), candidates: found.candidates, asked: found.asked,
      session)
    return (ExitStatus.success, found.candidates)
  }

  /// Checks that the search was not asked for the wrong way round.
  private func checkOrder(_ start: Revision, _ end: Revision, _ session: Session) throws {
    guard start.commit != end.commit else { return }
    let walk = try session.repository().walk(from: end, excluding: start, order: order)
    if try walk.next() == nil { throw Self.nothingBetween(start, end) }
  }

  private static func nothingBetween(_ start: Revision, _ end: Revision) -> CommandFailure {
    CommandFailure(
      "nothing lies between \(start.description) and \(end.description)",
      help: "`--from` takes an older revision, which `--to` rests on")
  }

  private func write(_ flip: RulingFlip, candidates: Int, asked: Int, _ session: Session) {
    switch session.format {
    case .json:
      session.write(
        .members(
          flip.members + [("candidates", .whole(candidates)), ("asked", .whole(asked))]))
    case .text:
      session.output.write(flip.text(ink: session.ink))
      let between = NumberText.counted(candidates, "commit")
      session.output.write(session.ink("  \(between) between, \(asked) asked", .faint) + "\n")
    }
  }

  /// What is looked for.
  private func question(
    _ trace: RulingTrace, _ first: ObjectID
  ) throws -> (ObjectID) throws -> Bool {
    if let becomes {
      guard try !trace.occurs(becomes.verdict, at: first) else {
        throw CommandFailure(
          "some case is \(becomes.verdict.rawValue) at \(first.shortDescription) already",
          help: "name an older revision with `--from`, or list the flips with `--all`")
      }
      return { try trace.occurs(becomes.verdict, at: $0) }
    }
    let answer = try trace.answer(at: first)
    return { try !trace.isSame(trace.answer(at: $0), answer) }
  }

  private func reportNothing(
    _ trace: RulingTrace, _ first: ObjectID, _ start: Revision, _ end: Revision,
    _ session: Session
  ) throws {
    let answer = try trace.answer(at: first)
    switch session.format {
    case .json: session.write(["commit": .null, "before": answer.json, "after": answer.json])
    case .text:
      if let becomes {
        session.output.write(
          "no case is \(becomes.verdict.rawValue) at \(end.description), nor was at "
            + "\(start.description)\n--all lists every commit between at which one came to be so\n")
      } else {
        session.output.write(
          "the ruling is the same at both ends: \(answer.text(ink: session.ink))\n"
            + "--all lists every flip between\n")
      }
    }
  }

  /// Lists every flip.
  private func list(
    _ trace: RulingTrace, _ start: Revision, _ end: Revision, _ session: Session
  ) throws -> (status: Int32, commits: Int) {
    let repository = try session.repository()
    let walk = try repository.walk(from: end, excluding: start, order: order)
    let stream = LogStream(session)
    while let step = try walk.next() {
      stream.visit()
      let followed = firstParent ? step.parents.prefix(1) : step.parents[...]
      let isFlip: Bool
      if let becomes {
        let holds = try trace.occurs(becomes.verdict, at: step.commit)
        isFlip = try holds && !followed.contains { try trace.occurs(becomes.verdict, at: $0) }
      } else {
        let answer = try trace.answer(at: step.commit)
        isFlip = try !followed.contains { trace.isSame(try trace.answer(at: $0), answer) }
      }
      guard isFlip else { continue }
      let flip = try flip(at: step.commit, trace, session)
      stream.write(flip.text(ink: session.ink), json: .members(flip.members))
    }
    if stream.count == 0, session.format == .text {
      session.output.write("nothing flipped between \(start.description) and \(end.description)\n")
    }
    return (stream.count > 0 ? ExitStatus.success : ExitStatus.different, stream.visited)
  }

  private func flip(
    at commit: ObjectID, _ trace: RulingTrace, _ session: Session
  ) throws -> RulingFlip {
    let before = try session.repository().parents(of: commit).first
      .map { try trace.answer(at: $0) }
    return RulingFlip(
      commit: try session.line(of: commit), before: before, after: try trace.answer(at: commit),
      witness: try becomes.flatMap { try trace.witness(of: $0.verdict, at: commit) })
  }
}

/// A verdict on a command line.
struct VerdictArgument: ExpressibleByArgument {
  static let verdicts = Verdict.allCases.filter { $0 != .depends }
  static var allValueStrings: [String] { verdicts.map(\.rawValue) }

  let verdict: Verdict

  init?(argument: String) {
    guard let verdict = Verdict(rawValue: argument), Self.verdicts.contains(verdict) else {
      return nil
    }
    self.verdict = verdict
  }
}
