import ArgumentParser
import TenureDocuments
import TenureHistory
import TenureModel
import TenureReport

/// `tenure init`: a new policy repository.
struct Init: SessionCommand {
  static let configuration = CommandConfiguration(
    naming: "init",
    abstract: "Begin a policy repository: the standard vocabulary and a first regime, committed.",
    discussion: """
      The folder is made if it is not there, and becomes a git repository unless it lies in one. \
      Nothing is ever overwritten.

      Examples:
        tenure init
        tenure init law
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("The folder; the current one if left out.", valueName: "dir"))
  var folder: String = "."

  func run(in session: Session) throws -> Int32 {
    var files = FirstRegime.documents
    files["vocabulary.yaml"] = StandardVocabulary.text
    let commit = try PolicyRepository.initialise(
      at: folder, files: Self.formatted(files),
      message: "begin the policy repository\n\nThe standard vocabulary and a first regime.")
    let names = files.keys.sorted()
    switch session.format {
    case .json:
      session.write([
        "path": .text(folder), "commit": .text(commit.id.description), "files": .texts(names),
      ])
    case .text:
      let into = folder == "." ? [] : ["-C", folder]
      let ask =
        ["tenure"] + common.folders.flatMap { ["-C", $0] } + into
        + ["ask", FirstRegime.name, "action=sell", "data=personal"]
      let text =
        ["began a policy repository in `\(folder.printable)`, commit \(commit.id.shortDescription)"]
        + names.map { "  " + session.ink($0, .name) }
        + ["", "try  " + ShellText.command(ask)]
      session.output.write(text.joined(separator: "\n") + "\n")
    }
    return ExitStatus.success
  }

  /// The documents in their canonical layout, so that `fmt` has nothing to do.
  private static func formatted(_ files: [String: String]) -> [String: [UInt8]] {
    var formatted: [String: [UInt8]] = [:]
    for (path, text) in files {
      let bytes = Array(text.utf8)
      formatted[path] =
        DocumentParser.parse(bytes, file: path).tree.map { DocumentFormatter.format($0) } ?? bytes
    }
    return formatted
  }
}
