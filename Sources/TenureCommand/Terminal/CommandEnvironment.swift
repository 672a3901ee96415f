import Glibc
import TenureModel

/// What the commands know of the world around them: the only place that asks.
struct CommandEnvironment {
  /// Whether text on standard output may be coloured.
  let coloursOutput: Bool
  /// Whether text on standard error may be coloured.
  let coloursErrors: Bool
  /// Today on the calendar of the user.
  let today: Day

  init(output: Output, errors: Output) {
    let allows = Self.variable("NO_COLOR").isEmpty && Self.variable("TERM") != "dumb"
    coloursOutput = allows && output.isTerminal
    coloursErrors = allows && errors.isTerminal
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    today =
      Day(
        year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
      ?? Day(number: now / 86_400)
  }

  private static func variable(_ name: String) -> String {
    getenv(name).map { String(cString: $0) } ?? ""
  }
}
