/// Questions to a history of 100,000 commits that change one clause of 200 documents each, with git
/// beside them in the same run.
struct HistoryFigures {
  let command: String
  /// The repository, made by `make-history.sh FOLDER 100000 0 200`.
  let folder: String

  /// The number of commits.
  private static let commits = 100_000
  /// How often what takes seconds is run.
  private static let runs = 3

  private func tenure(_ arguments: String...) -> [String] {
    [command, "-C", folder] + arguments
  }

  func add(to table: Table) throws {
    // A commit costs two trees twice, two versions of a document and its line.
    let clauses = try Command.sample(tenure("log", "--clauses"), runs: Self.runs)
    let patches = try Command.sample(["git", "-C", folder, "log", "-p"], runs: Self.runs)
    table.add("git log -p, 100,000 commits", target: nil, patches)
    table.add("log --clauses", target: patches.median * 1_500, clauses)
    // The same, a document lowered, and a comparison near one clause of 270.
    let whole = try Command.sample(tenure("log"), runs: Self.runs)
    table.add("log", target: Double(Self.commits) * 0.3, whole)
    table.add("log -n 1", target: 100, try Command.sample(tenure("log", "-n", "1"), runs: 9))
    try addRulings(to: table)
    let memory = try Command(arguments: tenure("log")).peakMemory()
    table.add("log, memory", target: 300, mebibytes: memory)
    // One commit after the other, each loaded whole, would be 20 million documents.
    let stats = try Command(arguments: tenure("log", "--stats", "--format", "json")).errors()
    table.add("log, documents parsed whole", count: stats, of: "documents-parsed-whole")
    table.add("log, documents parsed in part", count: stats, of: "documents-parsed-in-part")
  }

  private func addRulings(to table: Table) throws {
    let facts = ["action=export", "data=personal", "persons=0", "--at", "2024-01-01"]
    table.add(
      "bisect", target: 1_500,
      try Command.sample(tenure("bisect", "r03") + facts, runs: Self.runs))
    // What nobody ever forbade is so since the first commit.
    let never = ["action=share", "data=personal", "--at", "2024-01-01"]
    table.add(
      "blame, to the first commit", target: 1_500,
      try Command.sample(tenure("blame", "HEAD:r03") + never, runs: Self.runs))
    // The ruling flipped some thousand commits before.
    let flip = try Command(arguments: tenure("bisect", "r03", "--format", "json") + facts).output()
    let commit = flip.firstMatch(of: /"commit": "([0-9a-f]{40})"/).map { String($0.1) } ?? ""
    let later = try Command(
      arguments: ["git", "-C", folder, "rev-list", "--count", "\(commit)..HEAD"]
    ).output()
    let distance = Int(later.filter(\.isNumber)) ?? 0
    table.add(
      "blame, 5,000 commits", target: 150,
      try Command.sample(
        tenure("blame", "HEAD~\(max(0, distance - 5_000)):r03", "--verdict") + facts, runs: 9))
  }
}
