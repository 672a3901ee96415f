import Foundation

/// The differential campaign: everything that answers, against the reference interpreter.
///
/// It exits with 0 if nothing differs, 1 if something does or a path agreed on no trial, and 2 if
/// it was not asked properly.
@main
struct CampaignCommand {
  static func main() async {
    do {
      let arguments = try Arguments(Array(CommandLine.arguments.dropFirst()))
      exit(await run(arguments) ? 0 : 1)
    } catch {
      FileHandle.standardError.write(Data("campaign: \(error.text)\n".utf8))
      exit(2)
    }
  }

  private static func run(_ arguments: Arguments) async -> Bool {
    let campaign = arguments.campaign
    if arguments.isSelfTest {
      let result = SelfTest(campaign: campaign).run()
      print("regimes until a planted fault was caught, from seed \(campaign.seed)\n")
      print(result.table)
      return result.catchesAll
    }
    let clock = ContinuousClock()
    let start = clock.now
    var told = start
    let tally = await campaign.run { tally in
      guard told.duration(to: clock.now) > .seconds(60) else { return }
      told = clock.now
      let failures = tally.entries.values.reduce(0) { $0 + $1.failures }
      print("… \(tally.trials) regimes, \(failures) differences")
      fflush(nil)
    }
    for report in tally.reports { print(report + "\n") }
    let last = campaign.seed &+ UInt64(max(0, tally.trials - 1))
    let seconds = start.duration(to: clock.now).components.seconds
    print("seeds \(campaign.seed) to \(last), \(seconds) s\n\n\(tally.table)")
    if campaign.fault != nil { return tally.hasFailures }
    let untested = tally.untested(of: campaign.paths)
    for path in untested {
      print("\(path.rawValue) agreed on no trial; it takes one in \(path.interval)")
    }
    return !tally.hasFailures && untested.isEmpty && !campaign.paths.isEmpty
  }
}
