/// What a plugin owes and does not do.
public struct ConformanceViolation: Sendable, Hashable {
  /// What was checked.
  public let check: ConformanceCheck
  /// What is wrong, and with which document.
  public let message: String
}

/// Why a plugin does not conform.
public struct ConformanceFailure: Error, Sendable, Hashable {
  /// The plugin, as users write it.
  public let plugin: String
  /// What is wrong, by check; never empty.
  public let violations: [ConformanceViolation]
}

extension ConformanceFailure: CustomStringConvertible {
  /// The most violations of one check that are written out.
  static let shown = 3

  /// What is wrong, a line for each violation.
  public var description: String {
    var lines = ["the plugin `\(plugin)` does not conform"]
    for check in ConformanceCheck.allCases {
      let own = violations.filter { $0.check == check }
      lines += own.prefix(Self.shown).map { "- \(check.rawValue): \($0.message)" }
      if own.count > Self.shown {
        lines.append("- \(check.rawValue): and \(own.count - Self.shown) more")
      }
    }
    return lines.joined(separator: "\n")
  }
}
