import ArgumentParser
import Glibc
public import TenureModel
import TenureReport

/// The command line `tenure`, as a library: an organisation's own command line is a `main` that
/// names its plugins beside the built-in ones.
///
/// ```swift
/// import Tenure
/// import TenureCommand
///
/// TenureCommandLine.main(plugins: Plugins.builtIn + [.circulation(GradedExport.self)])
/// ```
public enum TenureCommandLine {
  /// Runs the command that the arguments of the process name, and ends the process.
  ///
  /// - Parameter plugins: The plugins that documents may name.
  public static func main(plugins: [Plugin]) -> Never {
    let output = Output(STDOUT_FILENO)
    let errors = Output(STDERR_FILENO)
    let status = run(
      Array(CommandLine.arguments.dropFirst()), plugins: plugins, output: output, errors: errors)
    Progress.stop()
    output.flush()
    errors.flush()
    exit(status)
  }

  private static func run(
    _ given: [String], plugins: [Plugin], output: Output, errors: Output
  ) -> Int32 {
    let environment = CommandEnvironment(output: output, errors: errors)
    let arguments = GlobalOptions.moveBehindCommand(given)
    var format = OutputFormat.text
    do {
      if let failure = UsageFailure.unknownHelp(arguments) { throw failure }
      let command = try parse(arguments)
      guard let command = command as? any SessionCommand else {
        // Help and completions come as commands of the parser's own.
        var command = command
        try command.run()
        return ExitStatus.success
      }
      format = command.common.format
      try command.common.enterFolder()
      let session = Session(
        plugins: plugins, environment: environment, output: output, format: format)
      Progress.start()
      return try command.run(in: session)
    } catch let error {
      Progress.stop()
      let code = TenureCommand.exitCode(for: error)
      if code == .success {
        let text = TenureCommand.fullMessage(for: error)
        output.write(text.hasSuffix("\n") ? text : text + "\n")
        return ExitStatus.success
      }
      if let failure = UsageFailure.failure(of: error, arguments) {
        if GlobalOptions.asksForJSON(arguments) { format = .json }
        report(failure, format, environment, errors)
      } else {
        report(CommandFailure(error), format, environment, errors)
      }
      return ExitStatus.trouble
    }
  }

  /// The command that the arguments name.
  ///
  /// The parser looks at all commands before it comes to the one that is meant, which takes
  /// milliseconds. So that one is asked first, and the others only if it has something to say
  /// against the arguments, or is asked for help: what people read then names the way to it.
  private static func parse(_ arguments: [String]) throws -> any ParsableCommand {
    let named = TenureCommand.commands.first { $0.name == arguments.first }
    if let named = named?.type, let command = try? named.parseAsRoot(Array(arguments.dropFirst())),
      command is any SessionCommand
    {
      return command
    }
    return try TenureCommand.parseAsRoot(arguments)
  }

  private static func report(
    _ failure: CommandFailure, _ format: OutputFormat, _ environment: CommandEnvironment,
    _ errors: Output
  ) {
    switch format {
    case .json: errors.write(failure.json.line + "\n")
    case .text:
      for problem in failure.problems {
        errors.write(
          ProblemText.text(
            problem.message, file: problem.file, line: problem.line, column: problem.column,
            help: problem.help, ink: Ink(isColoured: environment.coloursErrors)))
      }
    }
  }
}

extension CommandFailure {
  /// `{"error": …}`; where several things are wrong, the first, and the others under `others`.
  var json: JSONValue {
    func json(_ problem: Problem) -> JSONValue {
      ProblemText.json(
        problem.message, file: problem.file, line: problem.line, column: problem.column,
        help: problem.help)
    }
    guard problems.count > 1 else { return ["error": json(problems[0])] }
    return [
      "error": json(problems[0]), "others": .list(problems.dropFirst().map { json($0) }),
    ]
  }
}
