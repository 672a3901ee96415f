import TenureModel
import TenureReport

extension CommandFailure {
  /// That there is no such plugin, or none of the name for a pillar.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - what: What was asked for: `plugin`, `kind of document`.
  ///   - pillar: The pillar that was named, if one was.
  ///   - plugins: All plugins.
  ///   - others: What else could have been named.
  /// - Returns: The failure.
  static func unknown(
    _ name: String, as what: String, for pillar: Pillar?, among plugins: [Plugin],
    or others: [String] = []
  ) -> CommandFailure {
    let served = plugins.filter { $0.name == name }.map(\.pillar.rawValue)
    if let pillar, !served.isEmpty {
      return CommandFailure(
        "`\(name)` is not for the \(pillar.rawValue) pillar",
        help: "it is for \(served.joined(separator: ", ")); leave `--pillar` out, or name that")
    }
    let known = others + Set(plugins.map(\.name)).sorted()
    return CommandFailure(
      "there is no \(what) `\(name.printable)`",
      help: Suggestion.help(for: name, among: known)
        ?? "`tenure plugin list` lists the plugins"
        + (others.isEmpty ? "" : "; other kinds are " + others.joined(separator: ", ")))
  }
}
