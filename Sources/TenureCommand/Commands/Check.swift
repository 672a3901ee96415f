import ArgumentParser
import TenureDocuments
import TenureEngine
import TenureHistory
import TenureModel
import TenureReport

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

  @Argument(help: ArgumentHelp("The regimes, each NAME or REV:NAME.", valueName: "regime"))
  var regimes: [String] = []

  @Option(help: ArgumentHelp("Report one pillar only.", valueName: "pillar"))
  var pillar: PillarArgument?

  @Flag(help: "Exit 1 for warnings, too.")
  var strict = false

  func run(in session: Session) throws -> Int32 {
    let names = regimes.isEmpty ? try allRegimes(session) : regimes
    var reports: [CheckReport] = []
    for (position, name) in names.enumerated() {
      let report = try report(of: session.load(name), session)
      reports.append(report)
      if session.format == .text {
        if position > 0 { session.output.write("\n") }
        session.output.write(report.text(ink: session.ink, askWords: askWords))
      }
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

  private var askWords: [String] {
    ["tenure"] + common.folders.flatMap { ["-C", $0] } + ["ask"]
  }

  /// All regimes; on the way the scenarios are read, whose errors are trouble too.
  private func allRegimes(_ session: Session) throws -> [String] {
    let repository = try session.repository()
    let revision = try repository.currentRevision()
    let loader = try session.loader(at: revision)
    let scenarios = try loader.scenarios()
    guard scenarios.value != nil else { throw CommandFailure(scenarios.findings) }
    return try loader.regimeNames()
  }

  private func report(of version: LoadedVersion, _ session: Session) throws -> CheckReport {
    let engine = RegimeEngine(version.loaded.regime, force: asking.force?.force)
    let findings = engine.check(at: asking.at?.day).filter { finding in
      pillar.map { $0.pillar == finding.pillar } ?? true
    }
    let layers = version.loaded.documents
    let documentFindings = version.findings.filter { finding in
      guard let pillar else { return true }
      return layers.contains {
        $0.path == finding.location?.file && $0.pillar == pillar.pillar
      }
    }
    return CheckReport(
      reference: version.reference, title: version.loaded.regime.title,
      revision: version.revisionText,
      book: ClauseBook(clauses: engine.clauses, vocabulary: engine.regime.vocabulary),
      findings: findings, documentFindings: documentFindings)
  }
}
