import TenureDocuments
import TenureEngine
import TenureModel
import TenureReport

/// Answers how the ruling on a situation changes along effective dates.
struct TimelineAnswer {
  private let engine: RegimeEngine
  private let version: LoadedVersion
  private let asking: AskingOptions
  private let session: Session

  init(
    _ engine: RegimeEngine, _ version: LoadedVersion, _ asking: AskingOptions, _ session: Session
  ) {
    self.engine = engine
    self.version = version
    self.asking = asking
    self.session = session
  }

  /// Writes the timeline of a situation; its date must be left out.
  func answer(_ situation: Situation) throws -> Int32 {
    let vocabulary = engine.regime.vocabulary
    guard situation[vocabulary.date] == nil else {
      throw CommandFailure(
        "`--timeline` is about all days, and the situation is of one", help: "leave `date` out")
    }
    let timeline = engine.timeline(of: situation)
    var book = ClauseBook(clauses: engine.clauses, vocabulary: vocabulary)
    let rulings = timeline.stretches.map(\.ruling)
    let shown = rulings.flatMap { $0.deciding + $0.defeated.map(\.clause) }
    book.credits = try session.credits(book.clauses, at: shown, of: version)
    switch session.format {
    case .json: session.write(TimelineJSON(book).json(timeline))
    case .text:
      let headline = RulingText.Headline(version, asking)
      session.output.write(TimelineText(book, ink: session.ink).text(timeline, headline))
    }
    return ExitStatus.success
  }
}
