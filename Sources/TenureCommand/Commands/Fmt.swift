import ArgumentParser
import TenureDocuments
import TenureHistory
import TenureModel
import TenureReport

/// `tenure fmt`: documents in their canonical layout.
struct Fmt: SessionCommand {
  static let configuration = CommandConfiguration(
    naming: "fmt",
    abstract: "Lay documents out in the canonical way; what they say never changes.",
    discussion: """
      Without files, all documents of the working tree. A document that cannot be understood is \
      left as it is, and reported. With --check nothing is written; exits 1 if something would be.

      Examples:
        tenure fmt
        tenure fmt regimes/cn/export.yaml
        tenure fmt --check
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("The documents.", valueName: "file"), completion: .file())
  var files: [String] = []

  @Flag(help: "Write nothing; list what is not in the canonical layout.")
  var check = false

  func run(in session: Session) throws -> Int32 {
    var changed: [String] = []
    var failures: [CommandFailure] = []
    for document in try documents(session) {
      do {
        if try format(document) { changed.append(document.name) }
      } catch {
        failures.append(CommandFailure(error))
      }
    }
    switch session.format {
    case .json where failures.isEmpty || !changed.isEmpty:
      session.write(["changed": .texts(changed)])
    case .json: break
    case .text: for name in changed { session.output.write(name.printable + "\n") }
    }
    if !failures.isEmpty { throw CommandFailure(failures) }
    return check && !changed.isEmpty ? ExitStatus.different : ExitStatus.success
  }

  private struct Document {
    let name: String
    let path: String
  }

  private func documents(_ session: Session) throws -> [Document] {
    guard files.isEmpty else { return files.map { Document(name: $0, path: $0) } }
    let repository = try session.repository()
    guard !repository.isBare else {
      throw CommandFailure(
        "`\(repository.path)` is a bare repository and has no working tree",
        help: "run `tenure fmt` in a clone")
    }
    return try session.snapshot(at: .workingTree).snapshot.paths(under: "")
      .filter { $0.hasSuffix(".yaml") }
      .map { Document(name: $0, path: "\(repository.path)/\($0)") }
  }

  /// Formats a document; whether it was, or would be, changed.
  private func format(_ document: Document) throws -> Bool {
    let bytes = try DiskFile.read(document.path, limit: DocumentLimits.documentBytes)
    let (tree, findings) = DocumentParser.parse(bytes, file: document.name)
    guard let tree else { throw CommandFailure(findings) }
    let formatted = DocumentFormatter.format(tree)
    guard formatted != bytes else { return false }
    if !check { try DiskFile.replace(document.path, with: formatted) }
    return true
  }
}

extension CommandFailure {
  /// Several failures as one.
  init(_ failures: [CommandFailure]) {
    problems = failures.flatMap(\.problems)
  }
}
