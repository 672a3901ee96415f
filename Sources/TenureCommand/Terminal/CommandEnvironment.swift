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
  /// Where the command keeps what it need not work out again; nil if the user wants nothing kept.
  let cacheFolder: String?
  /// Now, in seconds since 1970.
  let now: Int
  /// The time at which the user says that things are committed, as git has it; now, unless said.
  let commitTime: Int
  /// The socket of the agent that holds SSH keys; empty if there is none.
  let agentSocket: String
  /// The folder in which programs keep what they remember of the user's work; nil if the user has
  /// no home.
  let stateFolder: String?

  init(output: Output, errors: Output) {
    let allows = Self.variable("NO_COLOR").isEmpty && Self.variable("TERM") != "dumb"
    coloursOutput = allows && output.isTerminal
    coloursErrors = allows && errors.isTerminal
    cacheFolder = Self.cacheFolder()
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    today =
      Day(
        year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
      ?? Day(number: now / 86_400)
    self.now = now
    commitTime = Self.seconds(Self.variable("GIT_COMMITTER_DATE")) ?? now
    agentSocket = Self.variable("SSH_AUTH_SOCK")
    let state = Self.variable("XDG_STATE_HOME")
    let home = Self.variable("HOME")
    stateFolder =
      state.hasPrefix("/") ? state : home.hasPrefix("/") ? "\(home)/.local/state" : nil
    self.home = home
  }

  /// The user's home; empty if there is none.
  let home: String

  /// The seconds of `SECONDS`, `SECONDS ZONE` or `@SECONDS ZONE`: git's own form of a date.
  private static func seconds(_ date: String) -> Int? {
    let word = date.split(separator: " ").first ?? ""
    return Int(word.hasPrefix("@") ? word.dropFirst() : word)
  }

  /// `TENURE_CACHE`, which is a folder or `off`, else a folder of its own where programs keep such
  /// things.
  private static func cacheFolder() -> String? {
    let chosen = variable("TENURE_CACHE")
    if chosen == "off" { return nil }
    if chosen.hasPrefix("/") { return chosen }
    let base = variable("XDG_CACHE_HOME")
    if base.hasPrefix("/") { return "\(base)/tenure" }
    let home = variable("HOME")
    return home.hasPrefix("/") ? "\(home)/.cache/tenure" : nil
  }

  private static func variable(_ name: String) -> String {
    getenv(name).map { String(cString: $0) } ?? ""
  }
}
