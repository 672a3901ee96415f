import ArgumentParser
import TenureDocuments
import TenureEngine
import TenureModel
import TenurePopulation
import TenureReport

/// `tenure compile`: a regime as a query for the engine that holds the population.
struct Compile: SessionCommand {
  static let configuration = CommandConfiguration(
    naming: "compile",
    abstract: "Write a regime as one SQL query over a table of situations.",
    discussion: """
      The table has a column for each facet that matters, named as the facet, and a column that \
      names its rows. The query gives each row its verdict, and the first clause that decides it. \
      NULL is not known, and answered with `depends` where it matters; a cell that is no value of \
      its facet gives `invalid`. Prohibitions, precedence and derived rights are all in it.

      Without --at the column `date` counts, or today if --columns leaves it out.

      Examples:
        tenure compile cn --to sql --dialect duckdb
        tenure compile cn --to sql --dialect sqlite --table sales --key sale --view ruled_sales
        tenure compile HEAD~1:cn --to sql --dialect spark --columns action,actor,data
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var asking: AskingOptions
  @OptionGroup var table: TableOptions

  @Argument(help: ArgumentHelp("The regime: NAME or REV:NAME.", valueName: "regime"))
  var regime: String

  @Option(help: ArgumentHelp("What to write.", valueName: "form"))
  var to: CompiledForm = .sql

  @Option(help: ArgumentHelp("Whose SQL.", valueName: "engine"))
  var dialect: DialectArgument

  @Option(help: ArgumentHelp("Write the definition of a view of this name.", valueName: "name"))
  var view: String?

  func run(in session: Session) throws -> Int32 {
    let version = try session.load(regime)
    let engine = RegimeEngine(version.loaded.regime, force: asking.force?.force)
    let table = try table.table(in: engine.regime.vocabulary, at: asking.at?.day)
    let dialect = dialect.dialect
    do throws(PopulationQuery.Problem) {
      let query = try PopulationQuery(
        engine, at: asking.at?.day, over: table, namesClauses: !self.table.verdictOnly)
      let text = query.text(dialect)
      let title = "\(version.reference), \(version.revisionText)"
      switch session.format {
      case .text:
        session.output.write(
          QueryText.text(
            text, title: title, facets: query.facets, in: engine.regime.vocabulary,
            view: view.map { "CREATE VIEW \(dialect.path($0)) AS\n" }, advice: dialect.advice))
      case .json:
        session.write([
          "dialect": .text(dialect.rawValue), "sql": .text(text),
          "columns": .texts(query.facets.map { engine.regime.vocabulary[$0].name }),
          "entries": .number(query.entryCount),
        ])
      }
    } catch {
      throw TableOptions.failure(error, in: engine.regime.vocabulary)
    }
    return ExitStatus.success
  }
}

/// What a regime can be compiled to.
enum CompiledForm: String, ExpressibleByArgument, CaseIterable {
  /// A query.
  case sql
}

/// An engine on a command line.
struct DialectArgument: ExpressibleByArgument {
  static var allValueStrings: [String] { SQLDialect.allCases.map(\.rawValue) }

  let dialect: SQLDialect

  init?(argument: String) {
    guard let dialect = SQLDialect(rawValue: argument) else { return nil }
    self.dialect = dialect
  }
}

/// The options that say what a table of situations is like.
struct TableOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The table; a point stands behind its schema.", valueName: "name"))
  var table = "situations"

  @Option(
    help: ArgumentHelp(
      "The column that names a row; of a query, columns with commas between.",
      valueName: "columns"))
  var key: String?

  @Option(
    help: ArgumentHelp(
      "The facets that have a column; the others take their defaults.", valueName: "facets"))
  var columns: String?

  @Option(
    help: ArgumentHelp(
      "The facets whose columns are never NULL, or `all`; the query is then smaller.",
      valueName: "facets"))
  var known: String?

  @Flag(help: "Let term columns hold inner terms, which leave the facet open.")
  var innerTerms = false

  @Flag(help: "Leave the deciding clause out; the query is then smaller.")
  var verdictOnly = false

  /// The table that the options describe, for a query that asks at a day or at any.
  func table(in vocabulary: Vocabulary, at day: Day?) throws -> PopulationQuery.Table {
    guard !table.split(separator: ".", omittingEmptySubsequences: false).contains("") else {
      throw CommandFailure(
        "`\(table.printable)` is no name of a table",
        help: "write `--table NAME`, or `--table SCHEMA.NAME`")
    }
    var described = PopulationQuery.Table()
    described.name = table
    if let key { described.keys = Self.words(key) }
    described.facets = try columns.map { try Self.facets($0, in: vocabulary) }
    if let day, described.facets?.contains(vocabulary.date) == true {
      throw CommandFailure(
        "`--columns` names `date`, and `--at` says \(day)", help: "leave one of them out")
    }
    described.known =
      known == "all"
      ? Set(vocabulary.facets.indices.map { FacetID($0) })
      : try known.map { try Self.facets($0, in: vocabulary) } ?? []
    described.takesInnerTerms = innerTerms
    return described
  }

  /// The facets of a list of names.
  static func facets(_ list: String, in vocabulary: Vocabulary) throws -> Set<FacetID> {
    var facets: Set<FacetID> = []
    for name in words(list) {
      guard let facet = vocabulary.facet(named: name), facet != vocabulary.right else {
        throw CommandFailure(
          "unknown facet `\(name.printable)`",
          help: Suggestion.help(for: name, among: vocabulary.facets.map(\.name))
            ?? "`tenure show` lists the facets")
      }
      facets.insert(facet)
    }
    return facets
  }

  private static func words(_ list: String) -> [String] {
    list.split { $0 == "," || $0 == " " }.map(String.init)
  }

  /// How many facets are named that should be known.
  private static let namedFacets = 6

  /// What to say of a query that cannot be written.
  static func failure(
    _ problem: PopulationQuery.Problem, in vocabulary: Vocabulary
  ) -> CommandFailure {
    switch problem {
    case .tooLarge(let open):
      let names = open.prefix(namedFacets).map { vocabulary[$0].name }
      return CommandFailure(
        "the query would be too large: too many columns may be NULL at once",
        help: "name those that never are after `--known`, these first: "
          + "`--known \(names.joined(separator: ","))`, or all: `--known all`")
    }
  }
}
