import ArgumentParser
import TenureDocuments
import TenureEngine
import TenureHistory
import TenureModel
import TenureReport

/// `tenure show`: the regimes there are, a regime, or a clause.
struct Show: SessionCommand {
  static let configuration = CommandConfiguration(
    naming: "show",
    abstract: "Show the regimes there are, one of them, or one of its clauses.",
    discussion: """
      Examples:
        tenure show                       the regimes and the vocabulary
        tenure show cn                    what it consists of, clause by clause
        tenure show cn --at 2022-01-01    what of it was in force on a day
        tenure show HEAD~3:cn pipl-39     one clause as it stands, and who last changed it
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("The regime: NAME or REV:NAME.", valueName: "regime"))
  var regime: String?

  @Argument(help: ArgumentHelp("The id of a clause.", valueName: "clause"))
  var clause: String?

  @Option(
    help: ArgumentHelp("Show what is in force on a day, as YYYY-MM-DD.", valueName: "date"))
  var at: DayArgument?

  func validate() throws {
    if at != nil, regime == nil {
      throw ValidationError("`--at` is about one regime: `tenure show NAME --at DATE`")
    }
  }

  func run(in session: Session) throws -> Int32 {
    guard let regime else {
      try overview(session)
      return ExitStatus.success
    }
    let version = try session.load(regime)
    let shownRegime =
      at.map { version.loaded.regime.inForce(on: $0.day) } ?? version.loaded.regime
    let engine = RegimeEngine(shownRegime)
    var book = ClauseBook(clauses: engine.clauses, vocabulary: engine.regime.vocabulary)
    var shown = Array(book.clauses.indices)
    if let clause {
      shown = shown.filter { book[$0].id == clause }
      let known = version.loaded.regime.clauses.first { $0.clause.id == clause }?.clause
      if shown.isEmpty, let known, let day = at?.day {
        throw CommandFailure(
          "the clause `\(clause.printable)` is not in force on \(day)",
          file: known.origin.file, line: known.origin.line,
          help: "`tenure show \(version.reference) \(clause)` shows it on any day")
      }
      guard !shown.isEmpty else {
        throw CommandFailure(
          "the regime `\(version.name)` has no clause `\(clause.printable)`",
          help: Suggestion.help(for: clause, among: book.clauses.map(\.clause.id))
            ?? "`tenure show \(version.reference)` lists its clauses")
      }
    }
    book.credits = try session.credits(book.clauses, at: shown, of: version)
    let report = RegimeReport(
      regime: shownRegime, reference: version.reference,
      revision: version.revisionText, commit: version.commit.map { $0.id.description },
      date: version.commit?.date, book: book)
    switch (session.format, clause) {
    case (.json, nil): session.write(report.json)
    case (.text, nil): session.output.write(report.text(ink: session.ink))
    case (.json, .some):
      session.write(report.json(clause: shown[0], source(shown[0], book, version)))
    case (.text, .some):
      session.output.write(
        report.text(clause: shown[0], source(shown[0], book, version), ink: session.ink))
    }
    return ExitStatus.success
  }

  /// The lines of a clause as they stand in its document.
  private func source(_ position: Int, _ book: ClauseBook, _ version: LoadedVersion) -> String {
    let origin = book[position].origin
    guard let tree = version.loaded.documents.first(where: { $0.path == origin.file })?.tree else {
      return ""
    }
    // To the end of the line: a bracket may close after the last value.
    let last = min(origin.range.end.offset, tree.source.count)
    let newline = UInt8(ascii: "\n")
    let isWhole = last > 0 && tree.source[last - 1] == newline
    let end = isWhole ? last : tree.source[last...].firstIndex(of: newline) ?? tree.source.count
    let start = tree.source[..<origin.range.start.offset].lastIndex(of: newline)
    let lines = tree.source[(start.map { $0 + 1 } ?? 0)..<end]
    return String(decoding: lines, as: UTF8.self)
  }

  private func overview(_ session: Session) throws {
    let repository = try session.repository()
    let revision = try repository.currentRevision()
    let loader = try session.loader(at: revision)
    let vocabulary = try session.vocabulary(at: revision)
    var regimes: [RepositoryReport.Entry] = []
    for name in try loader.regimeNames() {
      let loaded = try loader.regime(name, under: vocabulary)
      regimes.append(
        RepositoryReport.Entry(
          name: name, regime: loaded.value?.regime,
          errorCount: loaded.findings.filter { $0.severity == .error }.count))
    }
    for misnamed in try loader.misnamedRegimes() {
      let folder = misnamed.location?.file.split(separator: "/").dropLast().last ?? ""
      regimes.append(RepositoryReport.Entry(name: String(folder), regime: nil, errorCount: 1))
    }
    let report = RepositoryReport(
      path: repository.path, regimes: regimes, vocabulary: vocabulary)
    switch session.format {
    case .json: session.write(report.json)
    case .text: session.output.write(report.text(ink: session.ink))
    }
  }
}

extension Regime {
  /// The regime with only the clauses that are in force on a day.
  fileprivate func inForce(on day: Day) -> Regime {
    Regime(
      name: name, title: title, jurisdiction: jurisdiction, vocabulary: vocabulary,
      doctrine: doctrine,
      layers: layers.map { layer in
        Layer(
          name: layer.name, clauses: layer.clauses.filter { $0.effective.contains(day) },
          distribution: layer.distribution, governance: layer.governance)
      })
  }
}
