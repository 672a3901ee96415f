import ArgumentParser
import TenureDocuments
import TenureModel
import TenureReport

/// `tenure diff-driver`: what git calls to show what changed in one document.
struct DiffDriver: SessionCommand {
  static let configuration = CommandConfiguration(
    naming: "diff-driver",
    abstract: "Show for git what changed in one document, clause by clause.",
    discussion: """
      Git calls it as an external diff, with seven arguments, for `git diff` and for \
      `git log -p --ext-diff`. It tells clauses that are new, gone or otherwise, and in these the \
      keys; what only moved or is laid out otherwise is no change. What the change means is for \
      `tenure diff` to say. `tenure merge-driver --help` says how both are set up.

      Examples:
        git config diff.tenure.command 'tenure diff-driver'
        git diff HEAD~1 -- regimes/cn/circulation.yaml
      """)

  @OptionGroup var common: CommonOptions

  @Argument(
    help: ArgumentHelp(
      "What git gives: the path, then file, id and mode of the old and of the new version.",
      valueName: "argument"))
  var arguments: [String]

  func validate() throws {
    // A document that is being merged has one argument, one that was renamed has nine.
    guard [1, 7, 9].contains(arguments.count) else {
      throw ValidationError("`tenure diff-driver` takes the seven arguments that git gives")
    }
  }

  func run(in session: Session) throws -> Int32 {
    guard arguments.count > 1 else {
      let note = "not merged yet"
      switch session.format {
      case .json:
        let report = DocumentChangesReport(
          name: arguments[0], changes: [], notes: [note], isSameText: false)
        session.write(report.json)
      case .text: session.output.write("\(arguments[0].printable): \(note)\n")
      }
      return ExitStatus.success
    }
    let name = arguments[0]
    let latterName = arguments.count > 7 ? arguments[7] : name
    let documents: (former: DocumentTree?, latter: DocumentTree?)
    do {
      documents = (try read(arguments[1], as: name), try read(arguments[4], as: latterName))
    } catch let failure as CommandFailure {
      // Git would stop at this document and show no other.
      return report(failure, session)
    }
    let report = DocumentChangesReport(
      name: latterName,
      changes: DocumentChange.changes(from: documents.former?.root, to: documents.latter?.root),
      notes: notes(from: name, to: latterName),
      isSameText: documents.former?.source == documents.latter?.source)
    switch session.format {
    case .json: session.write(report.json)
    case .text: session.output.write(report.text(session.ink))
    }
    return ExitStatus.success
  }

  /// What changed beside the text.
  private func notes(from name: String, to latterName: String) -> [String] {
    let (mode, latterMode) = (arguments[3], arguments[6])
    var notes = name == latterName ? [] : ["was `\(name)`"]
    // A dot stands for the mode of a file that is not there.
    if mode != latterMode, mode != ".", latterMode != "." {
      notes.append("mode \(mode) → \(latterMode)")
    }
    return notes
  }

  /// Says why a document cannot be shown.
  private func report(_ failure: CommandFailure, _ session: Session) -> Int32 {
    switch session.format {
    case .json: session.write(failure.json)
    case .text:
      for problem in failure.problems {
        session.output.write(
          ProblemText.text(
            problem.message, file: problem.file, line: problem.line, column: problem.column,
            help: "`git diff --no-ext-diff` shows the lines", ink: session.ink))
      }
    }
    return ExitStatus.success
  }

  /// A version of the document; none where git names the empty file.
  private func read(_ file: String, as name: String) throws -> DocumentTree? {
    guard file != "/dev/null" else { return nil }
    let bytes = try DiskFile.read(file, limit: DocumentLimits.documentBytes)
    let (tree, findings) = DocumentParser.parse(bytes, file: name)
    guard let tree else { throw CommandFailure(findings) }
    return tree
  }
}
