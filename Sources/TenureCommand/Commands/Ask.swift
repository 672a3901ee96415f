import ArgumentParser
import TenureDocuments
import TenureEngine
import TenureHistory
import TenureModel
import TenureReport

/// `tenure ask`: what a regime says of a situation.
struct Ask: SessionCommand {
  static let configuration = CommandConfiguration(
    naming: "ask",
    abstract: "Ask a regime what holds in a situation, and why.",
    discussion: """
      Facets that are left out take their defaults; those without one stay open, and the answer \
      says which of them would decide. `facet=unknown` leaves a facet open. The date is today \
      unless --at or the situation gives it.

      A line of a batch is a situation in JSON, or {"right": R, "situation": …}, or \
      {"power": {"body": B, "act": A}, "situation": …}. Each is answered by one line, in order; a \
      line that is wrong gets {"error": …} in its place, and the exit code is 2.

      Examples:
        tenure ask cn action=export data=personal persons=1000000
        tenure ask HEAD~1:cn action=sell tags=health,child consent=unknown
        tenure ask cn --batch cases.jsonl
        tenure ask cn action=export data=personal --timeline
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var asked: SituationOptions

  @Option(
    help: ArgumentHelp(
      "Answer the situations of a file, one a line; - reads standard input.",
      valueName: "file"))
  var batch: String?

  @Option(
    help: ArgumentHelp("Also understand the vocabulary of this revision.", valueName: "rev"))
  var vocabulary: String?

  @Flag(help: "Show how the ruling changes along effective dates.")
  var timeline = false

  func validate() throws {
    if timeline, asked.asking.at != nil || batch != nil {
      throw ValidationError("`--timeline` is about all days, and about one situation")
    }
    if batch != nil, !asked.facts.isEmpty {
      throw ValidationError("Facts stand in the lines of a batch, not beside `--batch`")
    }
  }

  func run(in session: Session) throws -> Int32 {
    let (version, inquiry) = try asked.open(in: session, understanding: vocabulary)
    guard let batch else { return try answer(inquiry, version, session) }
    return try BatchAnswers(inquiry: inquiry, version: version, session: session)
      .answer(
        LineReader(
          batch, limit: DocumentLimits.documentBytes,
          content: "a file with one situation in JSON a line"
        ) { session.output.flush() })
  }

  private func answer(
    _ inquiry: Inquiry, _ version: LoadedVersion, _ session: Session
  ) throws -> Int32 {
    let vocabulary = version.loaded.regime.vocabulary
    let situation = try asked.situation(in: vocabulary)
    if timeline {
      return try TimelineAnswer(inquiry.engine, version, asked.asking, session).answer(situation)
    }
    // Who wrote what decides is looked up while another thread finds the defaults that mattered.
    let pending = try inquiry.beginRuling(in: situation)
    var book = ClauseBook(clauses: inquiry.engine.clauses, vocabulary: vocabulary)
    book.credits = try session.credits(book.clauses, at: pending.clauses, of: version)
    let ruling = pending.finish()
    let assumed = inquiry.assumptions(for: try inquiry.dated(situation))
    switch session.format {
    case .json: session.write(RulingJSON(book, assumedValues: assumed).json(ruling))
    case .text:
      session.output.write(
        RulingText(book, ink: session.ink, assumedValues: assumed)
          .text(ruling, .init(version, asked.asking)))
    }
    return ExitStatus.success
  }
}
