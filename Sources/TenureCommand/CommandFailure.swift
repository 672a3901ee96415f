import TenureConstitution
import TenureEngine
import TenureHistory
import TenureModel
import TenureReport

/// Why a command could not do its work: one or more things that are wrong, each with its place and
/// a way out.
struct CommandFailure: Error {
  /// One thing that is wrong.
  struct Problem {
    let message: String
    var file: String?
    var line: Int?
    var column: Int?
    var help: String?
    /// The revision of the file, as the user spelled it; nil for what lies in front of the user.
    var revision: String?

    /// Where it is, for people: as git names a file of a revision.
    var place: String? { file.map { (revision.map { "\($0):" } ?? "") + $0 } }
  }

  /// What is wrong, most important first; never empty.
  let problems: [Problem]

  /// One thing that is wrong.
  init(
    _ message: String, file: String? = nil, line: Int? = nil, column: Int? = nil,
    help: String? = nil
  ) {
    problems = [
      Problem(message: message, file: file, line: line, column: column, help: help)
    ]
  }

  /// The errors of documents.
  init(_ findings: [Finding]) {
    let errors = findings.filter { $0.severity == .error }
    problems =
      errors.isEmpty
      ? [Problem(message: "the documents cannot be understood")]
      : errors.map {
        Problem(
          message: $0.message, file: $0.location?.file, line: $0.location?.line,
          column: $0.location?.column, help: $0.help)
      }
  }

  /// What takes too many nodes, in words such as `comparing the regimes`.
  init(_ error: TooManyNodes, _ work: String, help: String) {
    self.init(
      error.words(work), file: error.location?.file, line: error.location?.line,
      column: error.location?.column,
      help: error.clause == nil
        ? help : "let it test fewer facets together; `tenure ask` answers single cases all the same"
    )
  }

  /// What the history says.
  init(_ error: HistoryError) {
    self.init(error.message, file: error.path, help: error.help)
  }

  /// Whatever was thrown.
  init(_ error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let history as HistoryError: self.init(history)
    case let error as ConstitutionError:
      self.init(
        error.message, file: error.path, line: error.line, column: error.column, help: error.help)
    case let error as TooManyNodes:
      self.init(
        error, "the answer",
        help: "ask about one day with `--at`, or the harder clauses alone with "
          + "`--force`; `tenure ask` answers single cases all the same")
    default: self.init("\(error)")
    }
  }
}

extension CommandFailure {
  /// The same, with a place where it has none.
  func placed(file: String, line: Int) -> CommandFailure {
    CommandFailure(
      problems: problems.map { problem in
        guard problem.file == nil else { return problem }
        var placed = problem
        placed.file = file
        placed.line = line
        return placed
      })
  }

  /// The same, said of the documents of a revision; the working tree needs no name.
  func at(_ revision: Revision) -> CommandFailure {
    guard revision.commit != nil else { return self }
    return CommandFailure(
      problems: problems.map { problem in
        guard problem.revision == nil else { return problem }
        let isPlaced = problem.file != nil
        return Problem(
          message: problem.message
            + (isPlaced ? "" : " at `\(revision.spelling.printable)`"),
          file: problem.file, line: problem.line, column: problem.column, help: problem.help,
          revision: revision.spelling)
      })
  }

  private init(problems: [Problem]) { self.problems = problems }
}

/// The exit codes of all commands.
enum ExitStatus {
  /// Done; of `diff`: the same meaning; of `check` and `fmt --check`: nothing to complain of.
  static let success: Int32 = 0
  /// Of `diff`: another meaning; of `check` and `fmt --check`: something to complain of.
  static let different: Int32 = 1
  /// The work could not be done.
  static let trouble: Int32 = 2
}

extension TooManyNodes {
  /// What is too large, in one line.
  func words(_ work: String) -> String {
    let most = NumberText.grouped(String(limit))
    return clause.map {
      "what `\($0.printable)` tests takes too many nodes of diagrams, of which \(most) are allowed"
    } ?? "\(work) takes more than \(most) nodes of diagrams"
  }
}
