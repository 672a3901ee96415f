import ArgumentParser
import TenureDocuments
import TenureEngine
import TenureHistory
import TenureModel
import TenureReport

/// `tenure profile`: regimes side by side.
struct Profile: SessionCommand {
  static let configuration = CommandConfiguration(
    naming: "profile",
    abstract: "Put regimes side by side: conduct, rights, money and power.",
    discussion: """
      Over all cases that a regime tells apart, exactly: what each kind of party may do, which \
      rights each standing holds, which share of an income each payee gets, and who has power \
      over the rules. Without a regime, all of the working tree are shown. The day is today \
      unless --at gives it.

      The income is a number that each regime reads in its own currency. Figures that come with \
      an income, such as costs, count as zero; contributions, heads and games as equal.

      Examples:
        tenure profile
        tenure profile cn eu us --pillar circulation
        tenure profile HEAD~1:cn cn --at 2024-03-22 --income 1000.00CNY
        tenure profile --format json
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var asking: AskingOptions

  @Argument(help: ArgumentHelp("The regimes, each NAME or REV:NAME.", valueName: "regime"))
  var regimes: [String] = []

  @Option(
    help: ArgumentHelp("The income that is shared out, such as 1000.00.", valueName: "amount"))
  var income = "1000.00"

  @Option(help: ArgumentHelp("Show this pillar only.", valueName: "pillar"))
  var pillar: PillarArgument?

  func validate() throws { _ = try referenceIncome() }

  private func referenceIncome() throws -> ReferenceIncome {
    guard let income = ReferenceIncome(income) else {
      throw ValidationError(
        "`\(income)` is no income above zero. Write it as in 1000.00 or 1000.00CNY")
    }
    return income
  }

  func run(in session: Session) throws -> Int32 {
    var versions = try loaded(session)
    guard var vocabulary = versions.first?.vocabulary else {
      throw CommandFailure(
        "there are no regimes", help: "write one into `regimes/NAME/regime.yaml`")
    }
    for version in versions where version.vocabulary != vocabulary {
      vocabulary = try session.union(vocabulary, version.vocabulary).vocabulary
    }
    versions = try versions.map { try session.reload($0, under: vocabulary) }
    let inquiry = ProfileInquiry(
      vocabulary, at: asking.at?.day ?? session.environment.today, income: try referenceIncome(),
      pillars: pillar.map { [$0.pillar] } ?? Pillar.allCases,
      isComplete: session.format == .json)
    let report = try inquiry.report(
      on: versions.map { version in
        ProfileInquiry.Subject(
          engine: RegimeEngine(version.loaded.regime, force: asking.force?.force),
          reference: version.reference, revision: version.revisionText)
      })
    switch session.format {
    case .json: session.write(ProfileJSON(report).json)
    case .text: session.output.write(ProfileText(report, ink: session.ink).text)
    }
    return ExitStatus.success
  }

  private func loaded(_ session: Session) throws -> [LoadedVersion] {
    guard regimes.isEmpty else { return try regimes.map { try session.load($0) } }
    let revision = try session.repository().currentRevision()
    return try session.regimeNames(at: revision).map {
      try session.load($0, at: revision, as: $0)
    }
  }
}
