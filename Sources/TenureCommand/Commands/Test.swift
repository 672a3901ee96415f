import ArgumentParser
import TenureDocuments
import TenureHistory
import TenureModel

/// `tenure test`: whether the law answers its scenarios as expected.
struct Test: SessionCommand {
  static let configuration = CommandConfiguration(
    naming: "test",
    abstract: "Put the scenarios to the regimes, and see which clauses decide none.",
    discussion: """
      Scenarios are cases with the answers that each regime is expected to give; they stand in \
      `scenarios/`. A regime at a revision is asked the scenarios of that revision. Without a \
      regime, all of which a scenario expects something are asked. The date is that of the \
      scenario, else that of --at, else today. Exits 0 if all holds, 1 if not, 2 on trouble.

      Examples:
        tenure test
        tenure test cn eu --verbose       also what holds, and the clauses that no scenario needs
        tenure test HEAD~1:cn --format json
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("The regimes, each NAME or REV:NAME.", valueName: "regime"))
  var regimes: [String] = []

  @Option(
    help: ArgumentHelp("The day of scenarios without a date, as YYYY-MM-DD.", valueName: "date"))
  var at: DayArgument?

  @Flag(name: .shortAndLong, help: "List what holds and the clauses that decide no scenario.")
  var verbose = false

  func run(in session: Session) throws -> Int32 {
    var trials: [ScenarioTrial] = []
    var count = 0
    for (revision, names) in try asked(session) {
      let loaded = try session.loader(at: revision).scenarios()
      guard let scenarios = loaded.value, !loaded.findings.containsError else {
        throw CommandFailure(loaded.findings).at(revision)
      }
      count = max(count, scenarios.count)
      let expecting = Set(scenarios.flatMap { $0.expectations.map(\.regime.value) })
      for (name, reference) in names where !regimes.isEmpty || expecting.contains(name) {
        var trial = ScenarioTrial(
          try session.load(name, at: revision, as: reference),
          on: at?.day ?? session.environment.today)
        try trial.run(scenarios)
        trials.append(trial)
      }
    }
    guard !trials.isEmpty else {
      throw CommandFailure(
        "no scenario expects anything of a regime",
        help: "write scenarios into `scenarios/`; `tenure schema scenario` says how")
    }
    let report = TrialReport(
      trials: trials, scenarioCount: count, ink: session.ink, isVerbose: verbose)
    switch session.format {
    case .json: session.write(report.json)
    case .text: session.output.write(report.text)
    }
    return report.holds ? ExitStatus.success : ExitStatus.different
  }

  /// The regimes to ask, by revision, each with how it is named.
  private func asked(
    _ session: Session
  ) throws -> [(Revision, [(name: String, reference: String)])] {
    let repository = try session.repository()
    guard !regimes.isEmpty else {
      let revision = try repository.currentRevision()
      let names = try session.regimeNames(at: revision)
      return [(revision, names.map { ($0, $0) })]
    }
    var asked: [(Revision, [(name: String, reference: String)])] = []
    for text in regimes {
      let reference = try RegimeReference(parsing: text)
      let revision = try repository.revision(of: reference)
      if let known = asked.firstIndex(where: { $0.0 == revision }) {
        asked[known].1.append((reference.name, text))
      } else {
        asked.append((revision, [(reference.name, text)]))
      }
    }
    return asked
  }
}
