import Testing

@testable import TenureHistory

@Suite struct `Revisions` {
  private static let shared = Result { try history() }

  /// A merge, tags on tags, branches with slashes.
  private static func history() throws -> Scratch {
    let scratch = try Scratch.policy()
    for number in 1...4 {
      try scratch.write("regimes/cn/circulation.yaml", "* law\nshare \(number)\n")
      try scratch.commit("amend \(number)")
    }
    try scratch.git("checkout", "--quiet", "-b", "feature/tags", "HEAD~2")
    try scratch.write("regimes/us/regime.yaml", "regime: us\ntitle: aside\n")
    try scratch.commit("aside")
    try scratch.git("tag", "-a", "v1", "-m", "one")
    try scratch.git("tag", "-a", "v1.1", "v1", "-m", "a tag of a tag")
    try scratch.git("tag", "light")
    try scratch.git("checkout", "--quiet", "main")
    try scratch.git("merge", "--quiet", "--no-edit", "feature/tags")
    try scratch.git("branch", "--quiet", "--track", "topic", "main")
    return scratch
  }

  @Test func `each spelling names the commit that git names`() throws {
    let scratch = try Self.shared.get()
    let repository = try scratch.open()
    let id = try scratch.git("rev-parse", "main")
    let spellings = [
      "HEAD", "@", "main", "heads/main", "refs/heads/main", "feature/tags", "light", "v1",
      "v1^{commit}", "v1^{}", "v1^0", "v1.1", "tags/v1.1", "HEAD~", "HEAD~0", "HEAD~3", "HEAD^",
      "HEAD^1", "HEAD^2", "HEAD^2~1", "HEAD^^", "main^2^", "v1~1", "@~2", "@^2", id,
      String(id.prefix(8)), id.uppercased(), "\(id)~1", "\(id.prefix(12))^2",
      "v1-3-g\(id.prefix(7))", "topic@{upstream}", "topic@{u}~1", "HEAD~1^{commit}~1",
    ]
    for spelling in spellings {
      let expected = try scratch.git("rev-parse", "\(spelling)^{commit}")
      let revision = try repository.resolve(spelling)
      #expect(revision.commit?.description == expected, "\(spelling)")
      #expect(revision.spelling == spelling)
    }
  }

  @Test func `HEAD may be detached`() throws {
    let scratch = try Self.history()
    try scratch.git("checkout", "--quiet", "--detach", "HEAD~1")
    let expected = try scratch.git("rev-parse", "HEAD")
    #expect(try scratch.open().resolve("HEAD").commit?.description == expected)
  }

  @Test func `packed references are found`() throws {
    let scratch = try Self.history()
    let expected = try scratch.git("rev-parse", "v1.1^{commit}")
    try scratch.git("pack-refs", "--all")
    #expect(try scratch.open().resolve("v1.1").commit?.description == expected)
  }

  @Test func `far ancestors are those of git, with a commit graph and without`() throws {
    let scratch = try Scratch.policy()
    var stream = ""
    for number in 1...100 {
      stream += "commit refs/heads/main\ncommitter Con <con@example.org> \(1_800_000_000 + number) "
      stream += "+0000\ndata 1\n.\n" + (number == 1 ? "from refs/heads/main^0\n" : "")
    }
    try scratch.git(["fast-import", "--quiet"], input: Array(stream.utf8))
    let line = try scratch.git("rev-list", "--first-parent", "main").split(separator: "\n")
    try #require(line.count > 100)
    for isWritten in [false, true] {
      if isWritten { try scratch.git("commit-graph", "write", "--reachable") }
      let repository = try scratch.open()
      for back in [1, 63, 64, 65, line.count - 1] {
        let commit = try repository.resolve("main~\(back)").commit
        #expect(commit?.description == String(line[back]), "\(back) back")
      }
      #expect(throws: HistoryError.self) { try repository.resolve("main~\(line.count)") }
    }
  }

  @Test func `replaced commits are read as they were`() throws {
    let scratch = try Self.history()
    let expected = try scratch.git("rev-parse", "HEAD~1")
    try scratch.git("replace", "HEAD", "HEAD~2")
    #expect(try scratch.open().resolve("HEAD~1").commit?.description == expected)
  }

  @Test(arguments: [
    ("mian", "there is no revision `mian`", "did you mean `main`?"),
    ("feature/tag", "there is no revision `feature/tag`", "did you mean `feature/tags`?"),
    (
      "v1.1~9", "`v1.1~9` goes beyond commit `ROOT`, which has no parent",
      "the history begins there"
    ),
    (
      "HEAD^3",
      "`HEAD^3` goes beyond commit `HEAD`, which has 2 parents",
      "`^` or `^1` names its first parent, `~2` the one before"
    ),
    (
      "HEAD~1^2",
      "`HEAD~1^2` goes beyond commit `HEAD~1`, which has 1 parent",
      "`^` or `^1` names its first parent, `~2` the one before"
    ),
    (
      "HEAD^{tree}", "`HEAD^{tree}` asks for a tree, not for a commit", "leave `^{tree}` out"
    ),
    (
      "HEAD^{/amend}", "`HEAD^{/amend}` searches messages, which is not done here",
      "find the commit with `git log --grep`"
    ),
    (
      "TREE", "`TREE` is a tree, not a commit", "name a branch, a tag of a commit, or the id of one"
    ),
    (
      "main@{1}", "`main@{1}` counts the reflog, which is no part of the history",
      "write `main~1` for an ancestor"
    ),
    (
      "@{-1}", "`@{-1}` counts the reflog, which is no part of the history",
      "write `HEAD~1` for an ancestor"
    ),
    (
      "main@{yesterday}", "`main@{yesterday}` holds no date that is understood",
      "write `main@{2024-05-01}` or `main@{2024-05-01 12:00}`"
    ),
    (
      "main@{upstream}", "the branch of `main@{upstream}` follows no other branch",
      "set one with `git branch --set-upstream-to`"
    ),
    (
      "main@{2000-01-01}", "`main@{2000-01-01}` lies before the first commit",
      "the first commit, `ROOT`, is of 2023-11-14"
    ),
  ])
  func `what cannot be resolved says why`(
    spelling: String, message: String, help: String?
  ) throws {
    let scratch = try Self.shared.get()
    let repository = try scratch.open()
    func fill(_ text: String) throws -> String {
      var text = text
      let names = [
        ("`ROOT`", "main~5"), ("`HEAD`,", "HEAD"), ("`HEAD~1`,", "HEAD~1"),
      ]
      for (name, revision) in names {
        let id = try scratch.git("rev-parse", revision).prefix(10)
        text = text.replacing(
          "commit \(name)", with: "commit `\(id)`\(name.hasSuffix(",") ? "," : "")")
      }
      return text.replacing("TREE", with: try scratch.git("rev-parse", "HEAD^{tree}"))
        .replacing("`ROOT`", with: "`\(try scratch.git("rev-parse", "main~5").prefix(10))`")
    }
    let error = failure { _ = try repository.resolve(fill(spelling)) }
    #expect(try error?.message == fill(message))
    #expect(try error?.help == help.map(fill))
  }

  @Test(arguments: [
    "", "~1", "^", "main:", "main..", "main~x", "main^{", "main@{2024-05-01", "HEAD^-",
  ])
  func `what is not spelled as a revision is refused`(spelling: String) throws {
    let scratch = try Self.shared.get()
    let error = failure { _ = try scratch.open().resolve(spelling) }
    let isUnknown = spelling == "main.."
    #expect(
      error?.message
        == (isUnknown
          ? "there is no revision `main..`"
          : "`\(spelling)` is not spelled as a revision of git"))
  }

  @Test func `where many names are known and none is near, git lists them`() throws {
    let scratch = try Scratch.policy()
    for number in 10..<30 { try scratch.git("branch", "branch-\(number)") }
    #expect(
      failure { _ = try scratch.open().resolve("zzz") }
        == HistoryError(
          .unknownRevision, "there is no revision `zzz`",
          help: "`git branch --all` and `git tag` list the names, `git log` the ids"))
  }

  @Test func `a spelling that is too long is refused`() throws {
    let scratch = try Self.shared.get()
    let spelling = String(repeating: "x", count: 1025)
    #expect(
      failure { _ = try scratch.open().resolve(spelling) }
        == HistoryError(.invalidRevision, "a revision is spelled with more than 1024 bytes"))
  }

  @Test func `an id that abbreviates several objects is ambiguous`() throws {
    let scratch = try Scratch.policy()
    // Seventeen to the fourth power leaves hardly a four-digit prefix without a pair.
    var seen: Set<Substring> = []
    var pair: Substring?
    let names = (0..<1000).map { "n\($0)" }
    for name in names { try scratch.write("heap/\(name)", name) }
    try scratch.git("add", "--all")
    for line in try scratch.git("ls-files", "--stage", "heap").split(separator: "\n") {
      let digits = line.split(separator: " ")[1].prefix(4)
      if !seen.insert(digits).inserted { pair = digits }
    }
    let digits = try #require(pair)
    #expect(
      failure { _ = try scratch.open().resolve(String(digits)) }
        == HistoryError(
          .ambiguousRevision, "`\(digits)` abbreviates several objects",
          help: "write more digits of the id"))
  }
}

@Suite struct `Dates` {
  @Test func `the last first-parent commit on or before the day is what git shows`() throws {
    let scratch = try Scratch.repository()
    try scratch.writePolicy()
    // Odd hours and zones, so that days differ between the committer's clock and UTC.
    for number in 0..<30 {
      scratch.zone = ["+0000", "+0900", "-1100", "+1400"][number % 4]
      try scratch.commit("change \(number)", at: 1_700_000_000 + number * 40_000)
    }
    let repository = try scratch.open()
    let log = try scratch.git("log", "--first-parent", "--format=%H %cs")
      .split(separator: "\n").map { $0.split(separator: " ") }
    for day in 14...29 {
      let day = "2023-11-\(day)"
      let expected = log.first { $0[1] <= day }?[0]
      let found = try? repository.resolve("main@{\(day)}").commit?.description
      #expect(found == expected.map(String.init), "\(day)")
    }
  }

  @Test func `the second parent of a merge is not first-parent history`() throws {
    let scratch = try Scratch.policy()
    let root = try scratch.git("rev-parse", "HEAD")
    try scratch.git("checkout", "--quiet", "-b", "side")
    try scratch.commit("aside", at: 1_700_100_000)
    try scratch.git("checkout", "--quiet", "main")
    scratch.clock = 1_700_900_000
    try scratch.git("merge", "--quiet", "--no-ff", "--no-edit", "side")
    let repository = try scratch.open()
    #expect(try repository.resolve("main@{2023-11-17}").commit?.description == root)
    #expect(
      try repository.resolve("@{2023-11-30}~1").commit?.description
        == scratch.git("rev-parse", "main~1"))
  }

  @Test(arguments: [
    ("2023-11-14 22:13:19", nil), ("2023-11-14 22:13:20", 0), ("2023-11-14T22:14", 0),
    ("2023-11-15 07:13:20 +09:00", 0), ("2023-11-15 07:13:19+0900", nil),
    ("2023-11-14T22:13:20Z", 0), ("2023-11-14", 0), ("2023-11-15", 1),
  ])
  func `times may be given, with and without a zone`(date: String, number: Int?) throws {
    let scratch = try Scratch.policy()
    let commits = [
      try scratch.git("rev-parse", "HEAD"), try scratch.commit("later", at: 1_700_086_400),
    ]
    let found = try? scratch.open().resolve("main@{\(date)}").commit?.description
    #expect(found == number.map { commits[$0] })
  }

  @Test func `the reflog is never asked`() throws {
    let scratch = try Scratch.policy()
    try scratch.commit("second", at: 1_700_200_000)
    try scratch.git("update-ref", "refs/heads/main", "main~1")
    #expect(
      try scratch.open().resolve("main@{2023-11-30}").commit?.description
        == scratch.git("rev-parse", "main"))
  }
}

@Suite struct `References to regimes` {
  @Test(arguments: [
    ("cn", nil, "cn"), ("main:cn", "main", "cn"), ("HEAD~3:eu-2", "HEAD~3", "eu-2"),
    ("feature/x:cn", "feature/x", "cn"), ("v1^{commit}:cn", "v1^{commit}", "cn"),
    ("main@{2024-05-01 12:00:00}:cn", "main@{2024-05-01 12:00:00}", "cn"),
  ])
  func `the name stands behind the last colon`(
    text: String, revision: String?, name: String
  ) throws {
    let reference = try RegimeReference(parsing: text)
    #expect(reference.revision == revision)
    #expect(reference.name == name)
  }

  @Test(arguments: [
    (":cn", "`:cn` names no revision before the colon"),
    ("main:", "`` is no name of a regime"),
    ("main@{2024-05-01 12:00:00}", "`main@{2024-05-01 12:00:00}` is no name of a regime"),
    ("main:../cn", "`../cn` is no name of a regime"),
    ("main:c..n", "`c..n` is no name of a regime"),
  ])
  func `others are refused`(text: String, message: String) {
    #expect(failure { _ = try RegimeReference(parsing: text) }?.message == message)
  }

  @Test(arguments: [
    ("A..B", "A", "B"), ("A..", "A", "HEAD"), ("..B", "HEAD", "B"), ("v1.0..v1.1", "v1.0", "v1.1"),
    ("main@{2024-01-01}..main", "main@{2024-01-01}", "main"),
  ])
  func `two dots stand between two revisions`(text: String, from: String, to: String) throws {
    let range = try #require(try RevisionRange(parsing: text))
    #expect(range.from == from)
    #expect(range.to == to)
  }

  @Test(arguments: ["A...B", "A..B..C", ".."])
  func `other dots are refused`(text: String) {
    #expect(failure { _ = try RevisionRange(parsing: text) }?.code == .invalidRevision)
  }

  @Test func `without dots there is no range`() throws {
    #expect(try RevisionRange(parsing: "main") == nil)
  }
}
