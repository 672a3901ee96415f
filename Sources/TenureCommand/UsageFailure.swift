import ArgumentParser
import TenureModel
import TenureReport

/// What is wrong with the arguments, in the words that all errors use.
enum UsageFailure {
  /// That help is asked for on a command that there is not: the parser would show that on all.
  static func unknownHelp(_ arguments: [String]) -> CommandFailure? {
    let names = TenureCommand.configuration.subcommands.map { $0._commandName }
    guard arguments.count > 1, arguments[0] == "help", !arguments[1].hasPrefix("-"),
      !names.contains(arguments[1])
    else { return nil }
    return unknownCommand(arguments[1], among: names)
  }

  /// That nothing stands behind `-C`, which the parser knows as an option of commands alone.
  private static func withoutCommand(_ arguments: [String]) -> CommandFailure? {
    guard let first = arguments.first, first.hasPrefix("-C") else { return nil }
    let hasFolder = first.count > 2 || arguments.count > 1
    return CommandFailure(
      hasFolder ? "there is no command behind `-C`" : "there is no folder behind `-C`",
      help: "write `tenure -C DIR COMMAND`")
  }

  private static func unknownCommand(_ name: String, among names: [String]) -> CommandFailure {
    CommandFailure(
      "there is no command `\(name.printable)`",
      help: Suggestion.help(for: name, among: names) ?? "`tenure --help` lists them")
  }

  /// What is wrong with the arguments; nil if the error is about something else.
  static func failure(of error: any Error, _ arguments: [String]) -> CommandFailure? {
    guard TenureCommand.exitCode(for: error) == .validationFailure else { return nil }
    if let failure = withoutCommand(arguments) { return failure }
    let names = TenureCommand.configuration.subcommands.map { $0._commandName }
    if let first = arguments.first, !first.hasPrefix("-"), first != "help", !names.contains(first) {
      return unknownCommand(first, among: names)
    }
    let lines = TenureCommand.fullMessage(for: error).split(separator: "\n").map(String.init)
    var message = lines.first ?? "the arguments cannot be understood"
    if message.hasPrefix("Error: ") { message.removeFirst("Error: ".count) }
    var help = lines.dropFirst().map { String($0.drop { $0 == " " }) }
      .filter { !$0.hasPrefix("Usage:") && !$0.hasPrefix("See ") && !$0.hasPrefix("Help:") }
    if let hint = message.firstRange(of: ". ") {
      help.insert(
        message[hint.upperBound...].prefix(1).lowercased()
          + message[hint.upperBound...].dropFirst(), at: 0)
      message = String(message[..<hint.lowerBound])
    }
    // What begins with a dash is taken for an option, unless it is joined.
    for (option, value) in zip(arguments, arguments.dropFirst())
    where message.hasPrefix("Missing value for '\(option)")
      && value.wholeMatch(of: /-[0-9].*/) != nil
    {
      help = ["write `\(option)=\(value.printable)`"]
    }
    if help.isEmpty {
      let command = arguments.first.map { names.contains($0) ? " \($0)" : "" } ?? ""
      help = ["`tenure\(command) --help` says how"]
    }
    return CommandFailure(
      worded(message.prefix(1).lowercased() + message.dropFirst()),
      help: worded(help.joined(separator: "; ")))
  }

  /// Input in backticks, and no period at the end.
  private static func worded(_ text: String) -> String {
    var text = text.replacing("'", with: "`")
    while text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
