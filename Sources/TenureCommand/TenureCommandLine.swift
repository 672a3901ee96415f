import ArgumentParser
import Glibc
import TenureDocuments
public import TenureModel
import TenureReport
import TenureThreads

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
    allowDeepRecursion()
    Crew.muster()
    let output = Output(STDOUT_FILENO)
    let errors = Output(STDERR_FILENO)
    let status = run(
      Array(CommandLine.arguments.dropFirst()), plugins: plugins, output: output, errors: errors)
    Progress.stop()
    output.flush()
    errors.flush()
    exit(status)
  }

  /// How large the stack may grow, in bytes: Linux keeps 128 MiB below it free.
  private static let stackBytes: rlim_t = 120 << 20

  /// Lets the stack grow further than usual.
  ///
  /// Diagrams are walked by recursion, as deep as there are questions: a set may have tens of
  /// thousands of leaves, each of which is one.
  private static func allowDeepRecursion() {
    let resource = __rlimit_resource_t(RLIMIT_STACK.rawValue)
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0 else { return }
    limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, stackBytes))
    _ = setrlimit(resource, &limit)
  }

  private static func run(
    _ given: [String], plugins: [Plugin], output: Output, errors: Output
  ) -> Int32 {
    let environment = CommandEnvironment(output: output, errors: errors)
    let arguments = GlobalOptions.moveBehindCommand(given)
    var format = OutputFormat.text
    do {
      if let failure = UsageFailure.unknownHelp(arguments) { throw failure }
      let ahead = ReadAhead(arguments, plugins)
      guard let command = try sessionCommand(arguments) else { return ExitStatus.success }
      format = command.common.format
      Progress.start()
      let cache = ahead?.finish() ?? DocumentCache()
      try command.common.enterFolder()
      let session = Session(
        plugins: plugins, environment: environment, output: output, format: format,
        cache: cache)
      // The process ends now: to take apart what was read would only take time.
      _ = Unmanaged.passRetained(session)
      return try command.run(in: session)
    } catch let error {
      Progress.stop()
      // First: to work out the text that the parser of arguments has for it may take long.
      if let failure = error as? CommandFailure {
        report(failure, format, environment, errors)
        return ExitStatus.trouble
      }
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

  /// The command that the arguments name; nil if that was help or completions, which are printed.
  ///
  /// The parser looks at all commands before it comes to the one that is meant, which takes
  /// milliseconds. So that one is asked first, and the others only if it has something to say
  /// against the arguments, or is asked for help: what people read then names the way to it.
  private static func sessionCommand(_ arguments: [String]) throws -> (any SessionCommand)? {
    if let named = TenureCommand.commands.first(where: { $0.name == arguments.first }),
      let command = parsed(named.type, Array(arguments.dropFirst()))
    {
      return command
    }
    var command = try TenureCommand.parseAsRoot(arguments)
    if let command = command as? any SessionCommand { return command }
    // Help and completions come as commands of the parser's own.
    try command.run()
    return nil
  }

  /// The command of a type that arguments spell; nil if something is to be said of them.
  private static func parsed<Command: SessionCommand>(
    _ type: Command.Type, _ arguments: [String]
  ) -> Command? {
    (try? type.parseAsRoot(arguments)) as? Command
  }

  /// How many things that are wrong are told to people at once.
  private static let shownProblems = 100

  private static func report(
    _ failure: CommandFailure, _ format: OutputFormat, _ environment: CommandEnvironment,
    _ errors: Output
  ) {
    switch format {
    case .json: errors.write(failure.json.line + "\n")
    case .text:
      let ink = Ink(isColoured: environment.coloursErrors)
      for problem in failure.problems.prefix(shownProblems) {
        errors.write(
          ProblemText.text(
            problem.message, file: problem.place, line: problem.line, column: problem.column,
            help: problem.help, ink: ink))
      }
      let rest = failure.problems.count - shownProblems
      if rest > 0 {
        errors.write(
          ProblemText.text(
            NumberText.counted(rest, "more error") + (rest == 1 ? " is" : " are") + " not shown",
            file: nil, line: nil, column: nil,
            help: "mend these first; `--format json` lists more", ink: ink))
      }
    }
  }
}

extension CommandFailure {
  /// `{"error": …}`; where several things are wrong, the first, and the others under `others`.
  var json: JSONValue {
    func json(_ problem: Problem) -> JSONValue {
      ProblemText.json(
        problem.message, revision: problem.revision, file: problem.file, line: problem.line,
        column: problem.column, help: problem.help)
    }
    guard problems.count > 1 else { return ["error": json(problems[0])] }
    return [
      "error": json(problems[0]), "others": .list(problems.dropFirst().map { json($0) }),
    ]
  }
}
