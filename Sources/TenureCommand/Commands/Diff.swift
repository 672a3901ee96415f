import ArgumentParser
import TenureDocuments
import TenureEngine
import TenureHistory
import TenureModel
import TenureReport

/// `tenure diff`: what two versions or two regimes answer differently.
struct Diff: SessionCommand {
  static let configuration = CommandConfiguration(
    naming: "diff",
    abstract: "Say exactly what two versions, or two regimes, answer differently.",
    discussion: """
      X and Y are each NAME or REV:NAME; A..B compares every regime of two revisions. The answer \
      is exact and complete: every case that the clauses of either side tell apart is compared. \
      With --swap, X is compared with itself, one pillar taken from another regime, or made by a \
      plugin from its default document. Exits 0 if both mean the same, 1 if not, 2 on trouble.

      What differs is also told in rights, in money on an income and on transactions, and in \
      power; and where several clauses changed, how much of it each did. A line of \
      --transactions is {"situation": …, "income": "12.50"}, and may have "currency", "claims" \
      and "name".

      Examples:
        tenure diff HEAD:cn cn                    what the working tree changes
        tenure diff v1:cn v2:cn --format json     for programs
        tenure diff cn eu --pillar circulation    two regimes, conduct alone
        tenure diff main..draft                   every regime that differs
        tenure diff cn --swap property=owner      cn with the property pillar of owner
        tenure diff cn --swap distribution=dividend
        tenure diff HEAD:cn cn --income 250.00CNY --claims claims.yaml
        tenure diff HEAD:cn cn --transactions sales.jsonl --band 5.00
        tenure diff 'main@{2022-01-01}:cn' cn --at 2024-06-01
        tenure diff v1:cn v2:cn --certificate change.jsonl
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var asking: AskingOptions
  @OptionGroup var nodes: NodeOptions

  @Argument(help: ArgumentHelp("Two regimes, or A..B.", valueName: "x"))
  var sides: [String]

  @Option(
    help: ArgumentHelp(
      "Compare X with itself, one pillar taken from elsewhere.",
      valueName: "pillar=regime|plugin"))
  var swap: String?

  @Option(help: ArgumentHelp("Compare one pillar only.", valueName: "pillar"))
  var pillar: PillarArgument?

  @Option(
    help: ArgumentHelp(
      "Show at most this many changes; \(Diff.shownShifts) in text, all in JSON.",
      valueName: "n"))
  var limit: Int?

  @Option(
    help: ArgumentHelp(
      "The income on which money is compared, 1000 in the regime's currency unless given.",
      valueName: "amount"))
  var income: MoneyArgument?

  @Option(
    help: ArgumentHelp(
      "What comes with the income; figures that it lacks count as 0.", valueName: "file"))
  var claims: String?

  @Option(
    help: ArgumentHelp(
      "Also compare the payouts of transactions, one in JSON a line; - reads standard input.",
      valueName: "file"))
  var transactions: String?

  @Option(
    help: ArgumentHelp("Gains and losses up to this count as no change.", valueName: "amount"))
  var band: String?

  @Flag(help: "Say what each change does, also where that takes long.")
  var attribute = false

  @Option(
    help: ArgumentHelp(
      "Also write a proof of the answer, for `tenure certify`.", valueName: "file"))
  var certificate: String?

  /// How many shifts are shown to people.
  static let shownShifts = 10
  /// How many regions of money, and how many powers, are shown to people.
  static let shownCurrencies = 5

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("`--limit` takes a number from 0") }
    if certificate != nil {
      if certificate == "-" {
        throw ValidationError(
          """
          the answer goes to standard output, and the certificate elsewhere
          write `--certificate FILE`
          """)
      }
      if pillar != nil {
        throw ValidationError("`--certificate` is about all pillars, and `--pillar` about one")
      }
      if swap != nil || sides.contains(where: { $0.contains("..") }) {
        throw ValidationError("`--certificate` takes two regimes: `tenure diff X Y`")
      }
    }
    if attribute, pillar != nil {
      throw ValidationError("`--attribute` is about all pillars, and `--pillar` about one")
    }
    if transactions == "-", sides.contains(where: { $0.contains("..") }) {
      throw ValidationError("`--transactions -` can be read once, and A..B compares many regimes")
    }
    if let swap {
      guard sides.count == 1, !sides[0].contains("..") else {
        throw ValidationError("`--swap` takes one regime: `tenure diff X --swap \(swap)`")
      }
      return try PillarSwap.validate(swap)
    }
    guard sides.count == 2 || (sides.count == 1 && sides[0].contains("..")) else {
      throw ValidationError(
        """
        `tenure diff` compares two regimes, or two revisions
        write `tenure diff HEAD:NAME NAME`, or `tenure diff A..B`
        """)
    }
  }

  func run(in session: Session) throws -> Int32 {
    if let swap = swap.flatMap({ PillarSwap($0) }) {
      let (before, after) = try session.swapped(session.load(sides[0]), swap)
      return try compare(before, after, session)
    }
    if sides.count == 1 {
      guard let range = try RevisionRange(parsing: sides[0]) else {
        throw CommandFailure(
          "`\(sides[0].printable)` is not two revisions", help: "write A..B")
      }
      return try RangeDiff(range: range, options: self, session: session).run()
    }
    return try compare(session.load(sides[0]), session.load(sides[1]), session)
  }

  private func compare(
    _ before: LoadedVersion, _ after: LoadedVersion, _ session: Session
  ) throws -> Int32 {
    try naming(before, after) {
      let comparison = try Comparison(before, after, options: self, session: session)
      if let certificate { try comparison.writeCertificate(to: certificate) }
      switch session.format {
      case .json:
        try comparison.writeJSON()
        session.output.write("\n")
      case .text: session.output.write(try comparison.text())
      }
      return comparison.summary.isSame ? ExitStatus.success : ExitStatus.different
    }
  }

  /// Compares, and says what was compared where it takes too many nodes.
  func naming<Result>(
    _ before: LoadedVersion, _ after: LoadedVersion, _ compare: () throws -> Result
  ) throws -> Result {
    do { return try compare() } catch let error as TooManyNodes {
      let side = [before, after].first { version in
        version.loaded.regime.clauses.contains {
          $0.clause.id == error.clause && $0.clause.origin == error.location
        }
      }
      let failure = CommandFailure(
        error,
        "comparing `\(before.reference.printable)` and `\(after.reference.printable)`",
        help:
          "compare one pillar with `--pillar`, one day with `--at`, or the harder clauses alone "
          + "with `--force`; or allow more nodes with `--node-limit`")
      throw side.map { failure.at($0.snapshot.revision) } ?? failure
    }
  }
}
