import ArgumentParser
import TenureDocuments
import TenureHistory
import TenureModel
import TenureReport

/// `tenure merge`: two versions of the law made one, and the proof of what it means.
struct Merge: SessionCommand {
  static let configuration = CommandConfiguration(
    naming: "merge",
    abstract: "Merge two revisions by the ids of clauses, and prove what the result means.",
    discussion: """
      A is ours, B is theirs; both come from a common ancestor, found in the history unless --base \
      names it. Documents are merged clause by clause in their own text. Then every regime is \
      compared in meaning: each situation must take the side that changed it. Where both sides \
      changed an answer differently, or together give one that neither side gave, that is a \
      conflict, though no text is. Nothing is written without --write, nor what is in conflict.

      Exits 0 if the merge is clean and proved, 1 if something is in conflict, 2 on trouble.

      Examples:
        tenure merge main draft                  what a merge would mean
        tenure merge main draft --write          write the documents into the working tree
        tenure merge HEAD draft --base v1        where several ancestors are as good
        tenure merge main draft --format json    for programs
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var asking: AskingOptions

  @Argument(help: ArgumentHelp("Our revision.", valueName: "a"))
  var ours: String

  @Argument(help: ArgumentHelp("Their revision.", valueName: "b"))
  var theirs: String

  @Option(
    help: ArgumentHelp(
      "The revision that both come from; their best common ancestor unless given.",
      valueName: "rev"))
  var base: String?

  @Flag(help: "Write the merged documents into the working tree, if nothing is in conflict.")
  var write = false

  @Option(
    help: ArgumentHelp(
      "Show at most this many conflicts of a regime, \(Merge.shownClashes) unless given.",
      valueName: "n"))
  var limit: Int?

  /// How many conflicts of a regime are shown to people.
  static let shownClashes = 10

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("`--limit` takes a number from 0") }
  }

  func run(in session: Session) throws -> Int32 {
    let repository = try session.repository()
    let mine = try repository.resolve(ours)
    let other = try repository.resolve(theirs)
    let former = try base.map { try repository.resolve($0) } ?? ancestor(mine, other, repository)
    let inquiry = MergeInquiry(
      session: session, base: former, ours: mine, theirs: other, force: asking.force?.force,
      day: asking.at?.day)
    let merge = try RepositoryMerge(
      base: session.snapshot(at: former).snapshot, ours: session.snapshot(at: mine).snapshot,
      theirs: session.snapshot(at: other).snapshot)
    var report = try inquiry.report(on: merge)
    if write, report.isClean, !report.documents.isEmpty {
      try MergeWriting(merge, over: session.snapshot(at: mine).snapshot, in: session).write()
      report.isWritten = true
    }
    switch session.format {
    case .json: session.write(report.json)
    case .text:
      session.output.write(report.text(ink: session.ink, limit: limit ?? Self.shownClashes))
      if report.isWritten {
        session.output.write(
          """

          to commit it as a merge:
            git merge --no-commit -s ours \(ShellText.quoted(theirs))
            git add -A && git commit

          """)
      }
    }
    return report.isClean ? ExitStatus.success : ExitStatus.different
  }

  /// The best common ancestor of both sides.
  private func ancestor(
    _ mine: Revision, _ other: Revision, _ repository: PolicyRepository
  ) throws -> Revision {
    guard let first = mine.commit, let second = other.commit else {
      throw CommandFailure("a merge is of two commits", help: "commit first")
    }
    let bases = try repository.mergeBases(first, second)
    guard let base = bases.first else {
      throw CommandFailure(
        "`\(ours.printable)` and `\(theirs.printable)` have no common ancestor",
        help: "name a revision that both come from with `--base`")
    }
    guard bases.count == 1 else {
      let names = bases.map(\.shortDescription).joined(separator: ", ")
      throw CommandFailure(
        "`\(ours.printable)` and `\(theirs.printable)` were merged crosswise and have "
          + "\(bases.count) best common ancestors: \(names)",
        help: "choose one with `--base`")
    }
    return Revision(.commit(base), spelling: base.shortDescription)
  }
}
