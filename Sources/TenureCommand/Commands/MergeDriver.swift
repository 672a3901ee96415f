import ArgumentParser
import TenureDocuments
import TenureHistory
import TenureModel
import TenureReport

/// `tenure merge-driver`: what git calls to merge one document.
struct MergeDriver: SessionCommand {
  static let configuration = CommandConfiguration(
    naming: "merge-driver",
    abstract: "Merge one document for git, clause by clause.",
    discussion: """
      Git calls it when it merges, rebases, cherry-picks or reverts. It sees one document and \
      merges it by ids; what the merge means is for `tenure merge` to prove. The result is written \
      over OURS, with conflict markers where both sides made different things. A document that \
      cannot be understood is merged line by line, and is always a conflict.

      Exits 0 if nothing is in conflict, 1 if something is, 2 on trouble.

      Examples:
        tenure merge-driver base.yaml ours.yaml theirs.yaml

      Set up, the first line once in a repository, the others by each who works in it:
        echo '*.yaml merge=tenure diff=tenure' >> .gitattributes
        git config merge.tenure.name 'clauses by id'
        git config merge.tenure.driver 'tenure merge-driver %O %A %B %P --marker-size %L'
        git config diff.tenure.command 'tenure diff-driver'
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("What both began with: %O.", valueName: "base"))
  var base: String

  @Argument(help: ArgumentHelp("Our version, which is overwritten: %A.", valueName: "ours"))
  var ours: String

  @Argument(help: ArgumentHelp("Their version: %B.", valueName: "theirs"))
  var theirs: String

  @Argument(help: ArgumentHelp("What the document is called: %P.", valueName: "path"))
  var path: String?

  @Option(help: ArgumentHelp("How many characters a conflict marker has: %L.", valueName: "n"))
  var markerSize = 7

  func validate() throws {
    guard (1...1_000).contains(markerSize) else {
      throw ValidationError("`--marker-size` takes a number from 1 to 1000")
    }
  }

  func run(in session: Session) throws -> Int32 {
    let name = path ?? ours
    let contents = try [base, ours, theirs].map {
      try DiskFile.read($0, limit: DocumentLimits.documentBytes)
    }
    let parsed = contents.map { DocumentParser.parse($0, file: name) }
    // An empty base stands for none: both sides added the document.
    guard let mine = parsed[1].tree, let other = parsed[2].tree,
      let former = parsed[0].tree
    else { return try mergeLines(contents, parsed.map(\.findings), name, session) }
    let merge = DocumentMerge(
      base: contents[0].isEmpty ? nil : former, ours: mine, theirs: other)
    try DiskFile.replace(
      ours, with: merge.marked(ours: "ours", theirs: "theirs", width: markerSize))
    switch session.format {
    case .json:
      session.write([
        "file": .text(name),
        "conflicts": .list(
          merge.conflicts.map {
            ["kind": .text($0.kind.rawValue), "path": .texts($0.path)]
          }),
      ])
    case .text:
      for conflict in merge.conflicts {
        let part = conflict.path.isEmpty ? "the document" : conflict.path.joined(separator: " › ")
        session.output.write(
          "\(name.printable): conflict in \(part.printable), \(conflict.kind.rawValue)\n")
      }
    }
    return merge.document == nil ? ExitStatus.different : ExitStatus.success
  }

  /// Merges what is no document line by line; never clean, for nobody knows what it says.
  private func mergeLines(
    _ contents: [[UInt8]], _ findings: [[Finding]], _ name: String, _ session: Session
  ) throws -> Int32 {
    let merge = try LineMerge(
      base: contents[0], ours: contents[1], theirs: contents[2], names: ("ours", "theirs"),
      width: markerSize)
    try DiskFile.replace(ours, with: merge.text)
    if session.format == .text, let finding = findings.joined().first {
      let line = finding.location.map { ":\($0.line)" } ?? ""
      session.output.write(
        "\(name.printable)\(line): merged line by line, for it cannot be understood: "
          + "\(finding.message.printable)\n")
    }
    return ExitStatus.different
  }
}
