/// What a run came to, for each path.
struct Tally: Sendable {
  /// What one path came to.
  struct Entry: Sendable {
    var regimes = 0
    var situations = 0
    var skipped = 0
    var failures = 0
  }

  /// The entries, by path.
  private(set) var entries: [Path: Entry] = [:]
  /// The first failures, in words.
  private(set) var reports: [String] = []
  /// The trials that were made.
  private(set) var trials = 0

  /// The most failures that are told in words.
  static let reportLimit = 5

  /// Whether something differed.
  var hasFailures: Bool { entries.values.contains { $0.failures > 0 } }

  /// Those of some paths that agreed on no trial: nothing was tested of them.
  func untested(of paths: [Path]) -> [Path] {
    paths.filter { entries[$0]?.regimes ?? 0 == 0 }
  }

  mutating func countTrial() { trials += 1 }

  mutating func count(_ path: Path, _ result: Path.Result) {
    switch result {
    case .agrees(let situations):
      entries[path, default: Entry()].regimes += 1
      entries[path, default: Entry()].situations += situations
    case .differs: entries[path, default: Entry()].failures += 1
    case .skipped: entries[path, default: Entry()].skipped += 1
    }
  }

  mutating func report(_ text: @autoclosure () -> String) {
    if reports.count < Self.reportLimit { reports.append(text()) }
  }

  mutating func add(_ other: Tally) {
    trials += other.trials
    for (path, entry) in other.entries {
      entries[path, default: Entry()].regimes += entry.regimes
      entries[path, default: Entry()].situations += entry.situations
      entries[path, default: Entry()].skipped += entry.skipped
      entries[path, default: Entry()].failures += entry.failures
    }
    reports += other.reports.prefix(Self.reportLimit - reports.count)
  }

  /// A line for each path.
  var table: String {
    var lines = [Self.row("path", "regimes", "situations", "left out", "differences")]
    for path in Path.allCases {
      guard let entry = entries[path] else { continue }
      lines.append(
        Self.row(
          path.rawValue, "\(entry.regimes)", "\(entry.situations)", "\(entry.skipped)",
          "\(entry.failures)"))
    }
    return lines.joined(separator: "\n")
  }

  private static func row(_ name: String, _ cells: String...) -> String {
    let spaces = { String(repeating: " ", count: max(0, $0)) }
    return name + spaces(12 - name.count)
      + cells.map { spaces(13 - $0.count) + $0 }.joined()
  }
}
