import ArgumentParser
import Glibc

/// The options of every command.
struct CommonOptions: ParsableArguments {
  @Option(
    name: .customShort("C", allowingJoined: true),
    help: ArgumentHelp(
      "Run as if started in this folder; a further one counts from the one before.",
      valueName: "dir"))
  var folders: [String] = []

  @Option(help: "For people or for programs.")
  var format: OutputFormat = .text

  /// Goes to the folder that the user named, as git does.
  func enterFolder() throws {
    for folder in folders where !folder.isEmpty {
      guard chdir(folder) == 0 else {
        throw CommandFailure(
          "cannot enter `\(folder)`: \(String(cString: strerror(errno)).lowercased())",
          file: folder, help: "name a folder that exists after `-C`")
      }
    }
  }
}

/// Options that may stand before the command, as git has it.
enum GlobalOptions {
  /// Puts `-C DIR` and `--format FORMAT` that stand before the command behind it.
  static func moveBehindCommand(_ arguments: [String]) -> [String] {
    var moved: [String] = []
    var rest = arguments[...]
    while let first = rest.first {
      if first == "-C" || first == "--format", rest.count > 1 {
        moved += rest.prefix(2)
        rest = rest.dropFirst(2)
      } else if first.hasPrefix("--format=") || (first.hasPrefix("-C") && first.count > 2) {
        moved.append(first)
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    guard let command = rest.first, !moved.isEmpty, !command.hasPrefix("-") else {
      return arguments
    }
    return [command] + moved + rest.dropFirst()
  }

  /// Whether the user wants JSON, asked when the arguments could not be understood.
  static func asksForJSON(_ arguments: [String]) -> Bool {
    if arguments.contains("--format=json") { return true }
    return zip(arguments, arguments.dropFirst()).contains { $0 == "--format" && $1 == "json" }
  }
}
