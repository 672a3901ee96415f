import ArgumentParser
import TenureDocuments
import TenureEngine
import TenureHistory
import TenureModel
import TenureReport
import TenureThreads

/// `tenure check`: what is contradictory, missing or without effect in a regime.
struct Check: SessionCommand {
  static let configuration = CommandConfiguration(
    naming: "check",
    abstract: "Look a regime over for contradictions, gaps and clauses without effect.",
    discussion: """
      Every finding is proved over all cases, and comes with one to try. Without a regime, all \
      regimes and scenarios of the working tree are checked. \
      Exits 0 if nothing was found but notes and warnings, 1 if there is an error, or with \
      --strict a warning; 2 if a document cannot be understood.

      Examples:
        tenure check
        tenure check cn --at 2024-06-01
        tenure check HEAD~1:cn --strict --format json
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var asking: AskingOptions
  @OptionGroup var nodes: NodeOptions

  @Argument(help: ArgumentHelp("The regimes, each NAME or REV:NAME.", valueName: "regime"))
  var regimes: [String] = []

  @Option(help: ArgumentHelp("Report one pillar only.", valueName: "pillar"))
  var pillar: PillarArgument?

  @Flag(help: "Exit 1 for warnings, too.")
  var strict = false

  func run(in session: Session) throws -> Int32 {
    let names = regimes.isEmpty ? try allRegimes(session) : regimes
    let versions = try names.map { try session.load($0) }
    let engines = versions.map { RegimeEngine($0.loaded.regime, force: asking.force?.force) }
    // One box more than are shown tells that there are more.
    let boxLimit = session.format == .json ? RegimeEngine.usualBoxLimit : CheckReport.shownBoxes + 1
    let found = try findings(versions, engines, boxLimit: boxLimit)
    let reports = versions.indices.map { report(of: versions[$0], engines[$0], found[$0]) }
    if session.format == .text {
      if reports.isEmpty { session.output.write("there is no regime to check\n") }
      session.output.write(
        reports.map { $0.text(ink: session.ink, askWords: askWords) }.joined(separator: "\n"))
    }
    if session.format == .json {
      session.write(
        regimes.count == 1
          ? reports[0].json
          : ["regimes": .members(reports.map { ($0.reference, $0.json) })])
    }
    let worst = reports.flatMap(\.severities)
    let isBad = worst.contains(.error) || (strict && worst.contains(.warning))
    return isBad ? ExitStatus.different : ExitStatus.success
  }

  /// How many nodes each of several regimes may take while others are checked beside it.
  private static let nodesSideBySide = 1 << 20

  /// What is found of all regimes: side by side, and those that take very many nodes alone.
  private func findings(
    _ versions: [LoadedVersion], _ engines: [RegimeEngine], boxLimit: Int
  ) throws -> [[RegimeFinding]] {
    let day = asking.at?.day
    let limit = min(nodes.limit, Self.nodesSideBySide)
    let beside: [[RegimeFinding]?] =
      engines.count == 1
      ? [nil]
      : Crew.map(engines.count) {
        try? engines[$0].check(at: day, boxLimit: boxLimit, nodeLimit: limit)
      }
    return try engines.indices.map { position in
      if let found = beside[position] { return found }
      do throws(TooManyNodes) {
        return try engines[position].check(
          at: day, boxLimit: boxLimit, nodeLimit: nodes.limit)
      } catch {
        throw CommandFailure(
          error, "checking `\(versions[position].reference.printable)`",
          help: "check one day with `--at`, or the harder clauses alone with `--force`; "
            + "or allow more nodes with `--node-limit`"
        ).at(versions[position].snapshot.revision)
      }
    }
  }

  private var askWords: [String] {
    ["tenure"] + common.folders.flatMap { ["-C", $0] } + ["ask"]
  }

  /// All regimes; on the way the scenarios are read, whose errors are trouble too.
  private func allRegimes(_ session: Session) throws -> [String] {
    let repository = try session.repository()
    let revision = try repository.currentRevision()
    let loader = try session.loader(at: revision)
    let scenarios = try loader.scenarios()
    guard scenarios.value != nil else {
      throw CommandFailure(scenarios.findings).at(revision)
    }
    return try session.regimeNames(at: revision)
  }

  private func report(
    of version: LoadedVersion, _ engine: RegimeEngine, _ found: [RegimeFinding]
  ) -> CheckReport {
    let findings = found.filter { finding in
      pillar.map { $0.pillar == finding.pillar } ?? true
    }
    let layers = version.loaded.documents
    let leftOut = origins(version.loaded.regime, without: engine)
    let documentFindings = version.findings.filter { finding in
      if let place = finding.location, leftOut.contains(where: { $0.contains(place) }) {
        return false
      }
      guard let pillar else { return true }
      return layers.contains {
        $0.path == finding.location?.file && $0.pillar == pillar.pillar
      }
    }
    return CheckReport(
      reference: version.reference, title: version.loaded.regime.title,
      revision: version.revisionText(asking),
      book: ClauseBook(clauses: engine.clauses, vocabulary: engine.regime.vocabulary),
      findings: findings, documentFindings: documentFindings)
  }

  /// Where the clauses stand that do not count for their force.
  private func origins(_ regime: Regime, without engine: RegimeEngine) -> [SourceLocation] {
    guard asking.force != nil else { return [] }
    let counting = Set(engine.clauses.map(\.clause.origin))
    return regime.layers.flatMap(\.clauses).map(\.origin).filter { !counting.contains($0) }
  }
}
