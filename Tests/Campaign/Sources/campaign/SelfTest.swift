/// Whether the campaign catches what it is there to catch: each kind of fault, planted in what each
/// path is given, must show.
struct SelfTest: Sendable {
  /// The campaign of which the paths and sizes are taken.
  let campaign: Campaign

  /// The most trials that are made for one fault in one path.
  private static let trialLimit: UInt64 = 2_000

  /// Tries every fault in every path.
  ///
  /// - Returns: A line for each path with the number of trials until each fault was caught, and
  ///   whether all were.
  func run() -> (table: String, catchesAll: Bool) {
    var lines = [
      Self.row("path", Fault.Kind.allCases.map(\.rawValue))
    ]
    var catchesAll = !campaign.paths.isEmpty
    for path in campaign.paths {
      let trials = Fault.Kind.allCases.map { self.trials(until: $0, isCaughtBy: path) }
      if trials.contains(nil) { catchesAll = false }
      lines.append(Self.row(path.rawValue, trials.map { $0.map { "\($0)" } ?? "MISSED" }))
    }
    return (lines.joined(separator: "\n"), catchesAll)
  }

  private func trials(until kind: Fault.Kind, isCaughtBy path: Path) -> Int? {
    for number in 0..<Self.trialLimit {
      let trial = Trial(seed: campaign.seed &+ number, size: campaign.size)
      guard let fault = campaign.plant(kind, in: trial, for: path) else { continue }
      let examination = Examination(
        trial, fault: fault, inSecond: path.comparesRegimes, solver: campaign.solver)
      if case .differs = path.check(examination) { return Int(number) + 1 }
    }
    return nil
  }

  private static func row(_ name: String, _ cells: [String]) -> String {
    let spaces = { String(repeating: " ", count: max(0, $0)) }
    return name + spaces(12 - name.count)
      + cells.map { spaces(11 - $0.count) + $0 }.joined()
  }
}
