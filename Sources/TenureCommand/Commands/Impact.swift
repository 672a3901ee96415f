import ArgumentParser
import TenureDocuments
import TenureEngine
import TenureMeasures
import TenureModel
import TenurePopulation
import TenureReport

/// `tenure impact`: what a population is told under two regimes.
struct Impact: SessionCommand {
  static let configuration = CommandConfiguration(
    naming: "impact",
    abstract: "Rule a population under two versions or regimes, and count what changes.",
    discussion: """
      The population is a table whose columns are facets: CSV with a header, JSON lines, or a \
      database of SQLite. A facet without a column takes its default, the date is today; an empty \
      cell is not known. Columns that are no facets are left out, and named in the answer. Rows \
      are read once and not kept, so they may be many. Exits 0 if no verdict changes, 1 if some \
      do, 2 on trouble.

      With --income it is also said who gets what of the rows' incomes, each row paid out as \
      `tenure split` pays it.

      With --emit-sql the comparison is written as a query instead, one row for each row of the \
      table, for the engine that holds it.

      Examples:
        tenure impact HEAD:cn cn --facts sales.csv
        tenure impact cn eu --facts people.jsonl --by actor,consent --rows rows.csv --key id
        tenure impact v1:cn v2:cn --facts 'sqlite:register.db?table=sales'
        tenure impact HEAD:cn cn --facts sales.csv --income amount --skip-bad
        tenure impact HEAD:cn cn --emit-sql spark --table warehouse.sales --key sale
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var asking: AskingOptions
  @OptionGroup var table: TableOptions

  @Argument(help: ArgumentHelp("The regime before: NAME or REV:NAME.", valueName: "x"))
  var before: String

  @Argument(help: ArgumentHelp("The regime after: NAME or REV:NAME.", valueName: "y"))
  var after: String

  @Option(
    help: ArgumentHelp(
      "The population: a file, - for standard input, or sqlite:FILE?table=NAME.",
      valueName: "file"))
  var facts: String?

  @Option(
    help: ArgumentHelp(
      "Count by the values of these facets; `actor` and `data` unless given.", valueName: "facets"))
  var by: String?

  @Option(
    help: ArgumentHelp("Write the verdicts on each row to a file, as CSV.", valueName: "file"))
  var rows: String?

  @OptionGroup var money: IncomeOptions

  @Flag(help: "Leave out rows that cannot be understood, and list them.")
  var skipBad = false

  @Option(
    help: ArgumentHelp("Write the comparison in the SQL of an engine.", valueName: "engine"))
  var emitSql: DialectArgument?

  @Option(help: ArgumentHelp("Show at most this many groups and causes.", valueName: "n"))
  var limit: Int?

  /// How many groups and causes are shown to people.
  static let shownGroups = 12

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("`--limit` takes a number from 0") }
    guard (facts == nil) != (emitSql == nil) else {
      throw ValidationError(
        """
        `tenure impact` takes a population, or writes a query
        \(facts == nil ? "write" : "leave one out:") `--facts FILE`, or `--emit-sql ENGINE`
        """)
    }
    guard rows != "-" else {
      throw ValidationError(
        """
        the answer goes to standard output, and rows go elsewhere
        write `--rows FILE`
        """)
    }
    guard facts != nil || (money.income == nil && !skipBad) else {
      throw ValidationError(
        """
        a query says nothing of money or bad rows
        leave `--emit-sql` out, or `--income` and `--skip-bad`
        """)
    }
  }

  func run(in session: Session) throws -> Int32 {
    let first = try session.load(before)
    let second = try session.load(after)
    let union = try session.union(first.vocabulary, second.vocabulary)
    let versions = (
      try session.reload(first, under: union.vocabulary),
      try session.reload(second, under: union.vocabulary)
    )
    let engines = (
      RegimeEngine(versions.0.loaded.regime, force: asking.force?.force),
      RegimeEngine(versions.1.loaded.regime, force: asking.force?.force)
    )
    if let emitSql { return try emit(emitSql.dialect, engines, session) }
    let facets = try facets(in: union.vocabulary)
    let change = try compare(engines, facets, session)
    if let day = asking.at?.day, change.given.contains(union.vocabulary.date) {
      throw CommandFailure(
        "the population gives `date`, and `--at` says \(day)", help: "leave one of them out")
    }
    let report = PopulationReport(
      change: change, before: (versions.0.reference, engines.0),
      after: (versions.1.reference, engines.1), population: facts ?? "")
    switch session.format {
    case .json: session.write(report.json(limit: limit))
    case .text:
      session.output.write(report.text(limit: limit ?? Self.shownGroups, ink: session.ink))
    }
    return change.counts.flipped == 0 ? ExitStatus.success : ExitStatus.different
  }

  private func facets(in vocabulary: Vocabulary) throws -> [FacetID] {
    guard let by else {
      return ["actor", "data"].compactMap { vocabulary.facet(named: $0) }
        .filter { vocabulary[$0].taxonomy != nil }
    }
    let facets = try TableOptions.facets(by, in: vocabulary).sorted()
    for facet in facets {
      switch vocabulary[facet].kind {
      case .term, .set, .flag: continue
      case .quantity, .date:
        throw CommandFailure(
          "`\(vocabulary[facet].name)` has no values to count by",
          help: "count by terms, sets and flags")
      }
    }
    return facets
  }

  private func compare(
    _ engines: (RegimeEngine, RegimeEngine), _ facets: [FacetID], _ session: Session
  ) throws -> PopulationChange {
    let vocabulary = engines.0.regime.vocabulary
    var options = PopulationComparison.Options()
    options.facets = facets
    options.key = rows == nil ? nil : table.key
    options.rowsFile = rows
    options.skipsBadRows = skipBad
    options.income = try money.income(under: engines.0, engines.1)
    if asking.at == nil {
      options.assumptions[vocabulary.date] = .date(session.environment.today)
    }
    let comparison = PopulationComparison(
      before: engines.0, after: engines.1, at: asking.at?.day)
    do throws(PopulationError) {
      return try comparison.compare(PopulationFacts(facts ?? "-"), options: options) {
        rows, share in
        Progress.update(Self.progress(rows, share))
      }
    } catch {
      throw CommandFailure(
        error.message, file: error.file, line: error.line, column: error.column,
        help: error.help)
    }
  }

  /// How far the work has come: `1,200,000 rows, 12 %`.
  private static func progress(_ rows: Int, _ share: Double?) -> String {
    "\(NumberText.grouped(String(rows))) rows" + (share.map { ", \(Int($0 * 100)) %" } ?? "")
  }

  private func emit(
    _ dialect: SQLDialect, _ engines: (RegimeEngine, RegimeEngine), _ session: Session
  ) throws -> Int32 {
    let vocabulary = engines.0.regime.vocabulary
    let described = try table.table(in: vocabulary, at: asking.at?.day)
    do throws(PopulationQuery.Problem) {
      let query = try PopulationQuery(
        before: engines.0, after: engines.1, at: asking.at?.day,
        over: described, namesClauses: !table.verdictOnly)
      session.output.write(
        QueryText.text(
          query.text(dialect), title: "\(before) and \(after)", facets: query.facets,
          in: vocabulary, view: nil, advice: dialect.advice))
    } catch {
      throw TableOptions.failure(error, in: vocabulary)
    }
    return ExitStatus.success
  }
}
