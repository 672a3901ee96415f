import Foundation
import Testing

@testable import TenureHistory

@Suite struct `Attribution` {
  private let path = "regimes/cn/circulation.yaml"

  /// The subjects of the commits that our walk charges, by clause id.
  private func subjects(
    _ scratch: Scratch, _ spelling: String = "main", path: String? = nil, folder: String = ""
  ) throws -> [String: String] {
    let repository = try scratch.open(folder)
    let revision = spelling.isEmpty ? Revision.workingTree : try repository.resolve(spelling)
    let snapshot = try repository.snapshot(at: revision)
    let path = path ?? self.path
    let text = String(decoding: try snapshot.bytes(at: path), as: UTF8.self)
    let keys = (ToyClauses.contents(text) ?? [:]).keys.map { ClauseKey(path: path, id: $0) }
    let commits = try repository.attribute(
      keys, in: snapshot, fingerprint: ToyClauses.fingerprint)
    return Dictionary(uniqueKeysWithValues: commits.map { ($0.key.id, $0.value.subject) })
  }

  @Test func `reformatting moves nothing, and defaults count`() throws {
    let scratch = try Scratch.repository()
    try scratch.write("vocabulary.yaml", "")
    try scratch.write(path, "* law\nshare 1\nsell 2\n")
    try scratch.commit("found")
    try scratch.write(path, "# a comment\n* law\n\nsell     2\nshare   1\n")
    try scratch.commit("reformat")
    try scratch.write(path, "# a comment\n* law\n\nsell     2\nshare   3\n")
    try scratch.commit("amend share")
    try scratch.write("readme.md", "unrelated")
    try scratch.commit("unrelated")
    #expect(try subjects(scratch) == ["share": "amend share", "sell": "found"])
    #expect(try subjects(scratch, "main~2") == ["share": "found", "sell": "found"])
    try scratch.write(path, "* policy\nsell 2\nshare 3\n")
    try scratch.commit("lower the rank")
    #expect(try subjects(scratch) == ["share": "lower the rank", "sell": "lower the rank"])
    try scratch.write(path, "* law\nsell 2\nshare 3\n")
    try scratch.commit("raise it again")
    #expect(try subjects(scratch) == ["share": "raise it again", "sell": "raise it again"])
  }

  @Test func `a commit says who, when and what`() throws {
    let scratch = try Scratch.policy()
    scratch.zone = "-0900"
    try scratch.write(path, "* law\nshare 9\n")
    let id = try scratch.commit("amend share\non two lines\n\nand a body", at: 1_700_006_400)
    let repository = try scratch.open()
    let snapshot = try repository.snapshot(at: repository.resolve("main"))
    let key = ClauseKey(path: path, id: "share")
    let commit = try #require(
      try repository.attribute([key], in: snapshot, fingerprint: ToyClauses.fingerprint)[key])
    #expect(commit.id.description == id)
    let format = try scratch.git("log", "-1", "--format=%an <%ae>|%as|%s").split(separator: "|")
    #expect([commit.author, commit.date, commit.subject] == format.map(String.init))
    #expect(commit.summary == "\(id.prefix(10)) amend share on two lines")
    #expect(!commit.isBoundary)
    #expect(try repository.commit(commit.id) == commit)
  }

  @Test func `what others wrote does not steer the terminal`() throws {
    let scratch = try Scratch.policy()
    let id = try scratch.commit("red \u{1B}[31m\u{202E}alert")
    let commit = try scratch.open().commit(#require(ObjectID(id)))
    #expect(commit.subject == "red \u{FFFD}[31m\u{FFFD}alert")
  }

  @Test func `a merge is charged only with what it makes itself`() throws {
    let scratch = try Scratch.policy()
    try scratch.git("checkout", "--quiet", "-b", "side")
    try scratch.write(path, "* law\nshare 1\nsell aside\n")
    try scratch.commit("amend sell aside")
    try scratch.git("checkout", "--quiet", "main")
    try scratch.write(path, "* law\nshare here\nsell 2\n")
    try scratch.commit("amend share here")
    try scratch.git("merge", "--quiet", "--no-commit", "--strategy=ours", "side")
    try scratch.write(path, "* law\nshare here\nsell aside\nerase merged\n")
    try scratch.commit("merge")
    #expect(
      try subjects(scratch) == [
        "share": "amend share here", "sell": "amend sell aside", "erase": "merge",
      ])
  }

  @Test func `a clause may move to another document of its regime`() throws {
    let scratch = try Scratch.policy()
    try scratch.write("regimes/cn/export.yaml", "* law\nsell 2\n")
    try scratch.write(path, "* law\nshare 1\n")
    try scratch.commit("split")
    let founding = "found the policy repository"
    #expect(try subjects(scratch, path: "regimes/cn/export.yaml") == ["sell": founding])
    #expect(try subjects(scratch) == ["share": founding])
    // Not from another regime.
    try scratch.write("regimes/us/export.yaml", "* law\nsell 2\n")
    try scratch.remove("regimes/cn/export.yaml")
    try scratch.commit("adopt")
    #expect(try subjects(scratch, path: "regimes/us/export.yaml") == ["sell": "adopt"])
  }

  @Test func `a document that was broken for a while is charged to nobody`() throws {
    let scratch = try Scratch.policy()
    try scratch.write(path, "* law\nshare 1\nsell 2\n!\n")
    try scratch.commit("break")
    try scratch.write(path, "* law\nshare 1\nsell 3\n")
    try scratch.commit("mend, and amend sell")
    #expect(
      try subjects(scratch) == [
        "share": "found the policy repository", "sell": "mend, and amend sell",
      ])
  }

  @Test func `a document that began broken is charged to who mended it`() throws {
    let scratch = try Scratch.repository()
    try scratch.write("vocabulary.yaml", "")
    try scratch.write(path, "share 1\n!\n")
    try scratch.commit("broken")
    try scratch.write(path, "share 1\n")
    try scratch.commit("mend")
    try scratch.write("readme.md", "x")
    try scratch.commit("unrelated")
    #expect(try subjects(scratch) == ["share": "mend"])
  }

  @Test func `what is not committed belongs to no commit`() throws {
    let scratch = try Scratch.policy()
    try scratch.write(path, "* law\nshare 7\n\nsell  2\n")
    #expect(try subjects(scratch, "") == ["sell": "found the policy repository"])
    try scratch.write("regimes/eu/new.yaml", "sell 2\n")
    #expect(try subjects(scratch, "", path: "regimes/eu/new.yaml") == [:])
    let plain = try Scratch()
    try plain.writePolicy()
    #expect(try subjects(plain, "") == [:])
    let empty = try Scratch.repository()
    try empty.writePolicy()
    #expect(try subjects(empty, "") == [:])
  }

  @Test func `where a shallow clone ends the commit is marked`() throws {
    let scratch = try Scratch.policy()
    try scratch.write(path, "* law\nshare 5\nsell 2\n")
    try scratch.commit("amend share")
    try scratch.commit("nothing")
    let clone = try Scratch()
    try clone.git("clone", "--quiet", "--depth=2", "file://\(scratch.path)", "clone")
    let repository = try clone.open("clone")
    let snapshot = try repository.snapshot(at: repository.resolve("HEAD"))
    let key = ClauseKey(path: path, id: "sell")
    let commit = try repository.attribute(
      [key], in: snapshot, fingerprint: ToyClauses.fingerprint)[key]
    #expect(commit?.isBoundary == true)
    #expect(commit?.subject == "amend share")
    let short = try clone.git("-C", "clone", "rev-parse", "HEAD~1").prefix(10)
    for spelling in ["HEAD~2", "HEAD@{2000-01-01}"] {
      #expect(
        failure { _ = try repository.resolve(spelling) }
          == HistoryError(
            .shallowHistory,
            "`\(spelling)` lies beyond commit `\(short)`, where this shallow clone ends",
            help: "run `git fetch --unshallow`"))
    }
  }

  @Test func `history that is missing is an error`() throws {
    let scratch = try Scratch.policy()
    let first = try scratch.git("rev-parse", "HEAD")
    try scratch.commit("second")
    try scratch.remove(".git/objects/\(first.prefix(2))/\(first.dropFirst(2))")
    #expect(
      failure { _ = try subjects(scratch) }
        == HistoryError(
          .missingObject, "commit `\(first)` is missing from the repository",
          help: "run `git fsck` to see what else is wrong"))
  }

  @Test func `an old version that is too large is passed over`() throws {
    let scratch = try Scratch.policy()
    let text = "* law\nshare 1\nsell 2\n"
    try scratch.write(path, text + String(repeating: "#\n", count: HistoryLimits.documentBytes))
    try scratch.commit("swell")
    try scratch.write(path, text)
    try scratch.commit("shrink")
    #expect(Set(try subjects(scratch).values) == ["found the policy repository"])
  }

  @Test func `clocks that lie change nothing`() throws {
    let scratch = try Scratch.policy()
    try scratch.write(path, "* law\nshare 5\nsell 2\n")
    try scratch.commit("amend share", at: 1_000_000_000)
    try scratch.commit("nothing", at: 1_600_000_000)
    #expect(
      try subjects(scratch) == ["share": "amend share", "sell": "found the policy repository"])
  }
}

@Suite struct `Attribution against git` {
  /// A random history with branches and merges, each clause on a line of its own.
  private func history(seed: UInt64, commits: Int) throws -> Scratch {
    var numbers = SeededNumbers(seed: seed)
    let scratch = try Scratch.repository()
    func text(_ values: [Int]) -> String {
      values.enumerated().map { "c\($0.offset) \($0.element)\n" }.joined()
    }
    var stream = ""
    func commit(_ mark: Int, from parents: [Int], _ files: [[Int]]) {
      stream += "commit refs/heads/main\nmark :\(mark)\n"
      stream += "committer Con <con@example.org> \(1_700_000_000 + mark * 10) +0000\n"
      stream += "data \("commit \(mark)".utf8.count)\ncommit \(mark)\n"
      if let first = parents.first { stream += "from :\(first)\n" }
      for other in parents.dropFirst() { stream += "merge :\(other)\n" }
      stream += "M 100644 inline vocabulary.yaml\ndata 0\n\n"
      for (number, values) in files.enumerated() {
        let text = text(values)
        stream += "M 100644 inline regimes/r\(number / 2)/d\(number).yaml\n"
        stream += "data \(text.utf8.count)\n\(text)\n"
      }
    }
    var states = [1: [[Int]](repeating: Array(0..<8), count: 4)]
    commit(1, from: [], states[1] ?? [])
    for mark in 2...commits {
      let first =
        Bool.random(using: &numbers) ? mark - 1 : Int.random(in: 1..<mark, using: &numbers)
      var files = states[first] ?? []
      var parents = [first]
      let second = Int.random(in: 1..<mark, using: &numbers)
      if mark % 5 == 0, second != first, let other = states[second] {
        parents.append(second)
        for file in files.indices {
          for clause in files[file].indices where Bool.random(using: &numbers) {
            files[file][clause] = other[file][clause]
          }
        }
      }
      if mark % 5 != 0 || Bool.random(using: &numbers) {
        let file = Int.random(in: 0..<4, using: &numbers)
        files[file][Int.random(in: 0..<8, using: &numbers)] = mark * 100
      }
      states[mark] = files
      commit(mark, from: parents, files)
    }
    try scratch.git(["fast-import", "--quiet"], input: Array(stream.utf8))
    try scratch.git("reset", "--quiet", "--hard", "main")
    return scratch
  }

  @Test(arguments: 1...8)
  func `each clause belongs to the commit of the plain definition`(seed: UInt64) throws {
    let scratch = try history(seed: seed, commits: 120)
    let reference = try Reference(scratch)
    for graph in [[], ["--reachable"], ["--reachable", "--changed-paths"]] {
      if !graph.isEmpty { try scratch.git(["commit-graph", "write"] + graph) }
      let repository = try scratch.open()
      let snapshot = try repository.snapshot(at: repository.resolve("main"))
      let paths = try snapshot.paths(under: "regimes")
      let keys = paths.flatMap { path in (0..<8).map { ClauseKey(path: path, id: "c\($0)") } }
      for (steps, isExpected) in [(0, false), (3, false), (.max, false), (.max, true)] {
        let commits = try attribute(
          keys, in: snapshot, of: repository, scoutsAfter: steps, isExpected: isExpected)
        for key in keys {
          let expected = reference.commit(of: key)
          #expect(
            commits[key]?.id.description == expected,
            "seed \(seed), graph \(graph), scouts after \(steps): \(key.path) \(key.id)")
        }
      }
    }
  }

  /// What a walk finds that sends a scout ahead after so many steps; before the first one, if its
  /// commits were expected.
  private func attribute(
    _ keys: [ClauseKey], in snapshot: Snapshot, of repository: PolicyRepository, scoutsAfter: Int,
    isExpected: Bool = false
  ) throws -> [ClauseKey: Commit] {
    let store = try repository.store()
    let commit = try isExpected ? snapshot.revision.commit.map(store.node) : nil
    return try AttributionWalk(
      store: store, prefix: repository.prefix, keys: keys, memo: nil, scoutsAfter: scoutsAfter,
      line: commit.flatMap { CommitLine(behind: $0, in: store) },
      fingerprint: ToyClauses.fingerprint
    ).run(from: snapshot)
  }

  @Test(arguments: 1...6)
  func `where documents come, go and are renamed a scout changes nothing`(seed: UInt64) throws {
    var first = ["vocabulary.yaml": ""]
    for number in 0..<3 {
      first["regimes/cn/d\(number).yaml"] = "c\(number) 0\nx\(number) 0\n"
    }
    let history = try RandomHistory(
      seed: seed, count: 200, in: seed % 2 == 0 ? "" : "law", first: first
    ) { files, numbers in
      let documents = files.keys.filter { $0.hasPrefix("regimes/") }.sorted()
      let path = documents.randomElement(using: &numbers)
      let other = "regimes/cn/d\(Int.random(in: 0..<6, using: &numbers)).yaml"
      switch Int.random(in: 0..<8, using: &numbers) {
      case 0: files[other] = files[other] ?? path.flatMap { files.removeValue(forKey: $0) }
      case 1 where documents.count > 1: path.map { files[$0] = nil }
      case 2: files["elsewhere.txt"] = "\(Int.random(in: 0..<1_000, using: &numbers))"
      case 3: path.map { files[$0]?.append("!\n") }
      default:
        let clause = "c\(Int.random(in: 0..<3, using: &numbers))"
        files[other] = "\(clause) \(Int.random(in: 0..<9, using: &numbers))\nx 1\n"
      }
    }
    var expected: [ClauseKey: Commit]?
    for graph in [[], ["--reachable"], ["--reachable", "--changed-paths"]] {
      if !graph.isEmpty { try history.scratch.git(["commit-graph", "write"] + graph) }
      let repository = try history.scratch.open(history.folder)
      let snapshot = try repository.snapshot(at: repository.resolve("main"))
      let keys = try snapshot.paths(under: "regimes").flatMap { path in
        ["c0", "c1", "c2", "x", "x0", "x1", "x2"].map { ClauseKey(path: path, id: $0) }
      }
      for (steps, isExpected) in [(.max, false), (0, false), (1, true), (10, false)] {
        let found = try attribute(
          keys, in: snapshot, of: repository, scoutsAfter: steps, isExpected: isExpected)
        #expect(!found.isEmpty)
        #expect(
          found == expected ?? found, "seed \(seed), graph \(graph), scouts after \(steps)")
        expected = expected ?? found
      }
    }
  }

  @Test func `on a straight line git blame agrees, packed or loose`() throws {
    let scratch = try Scratch.repository()
    var numbers = SeededNumbers(seed: 7)
    let path = "regimes/cn/circulation.yaml"
    var values = Array(0..<20)
    try scratch.write("vocabulary.yaml", "")
    for number in 1...40 {
      values[Int.random(in: 0..<20, using: &numbers)] = number * 100
      try scratch.write(path, values.enumerated().map { "c\($0.offset) \($0.element)\n" }.joined())
      try scratch.commit("commit \(number)")
    }
    let blame = try scratch.git("blame", "-s", "-l", "--root", path).split(separator: "\n")
    for turn in 0..<2 {
      if turn == 1 { try scratch.git("repack", "-adfq", "--depth=50") }
      let repository = try scratch.open()
      let snapshot = try repository.snapshot(at: repository.resolve("main"))
      let keys = (0..<20).map { ClauseKey(path: path, id: "c\($0)") }
      let commits = try repository.attribute(
        keys, in: snapshot, fingerprint: ToyClauses.fingerprint)
      for (key, line) in zip(keys, blame) {
        #expect(commits[key]?.id.description == String(line.prefix(40)))
      }
    }
  }

  @Test func `the benchmark's history is read alike with and without merges`() throws {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../Benchmarks/make-history.sh").standardizedFileURL.path
    for merges in [0, 7] {
      let scratch = try Scratch()
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = [script, scratch.path("history"), "300", "\(merges)"]
      try process.run()
      process.waitUntilExit()
      let path = "regimes/r03/r03-d05.yaml"
      let repository = try scratch.open("history")
      let snapshot = try repository.snapshot(at: repository.resolve("main"))
      let key = ClauseKey(path: path, id: "whole")
      let commit = try repository.attribute([key], in: snapshot) { _, bytes in
        ["whole": UInt64(bitPattern: Int64(bytes.hashValue))]
      }[key]
      let expected = try scratch.git("-C", "history", "log", "-1", "--format=%H", "--", path)
      #expect(commit?.id.description == expected)
    }
  }
}

/// The definition of attribution written down as it reads, over what git prints.
private struct Reference {
  private var parents: [String: [String]] = [:]
  private var contents: [String: [String: [String: String]]] = [:]
  private let head: String

  init(_ scratch: Scratch) throws {
    head = try scratch.git("rev-parse", "main")
    for line in try scratch.git("rev-list", "--parents", "main").split(separator: "\n") {
      let ids = line.split(separator: " ").map(String.init)
      parents[ids[0]] = Array(ids.dropFirst())
      var files: [String: [String: String]] = [:]
      for number in 0..<4 {
        let path = "regimes/r\(number / 2)/d\(number).yaml"
        files[path] = ToyClauses.contents(try scratch.git("show", "\(ids[0]):\(path)"))
      }
      contents[ids[0]] = files
    }
  }

  func commit(of key: ClauseKey) -> String {
    var commit = head
    while true {
      let content = contents[commit]?[key.path]?[key.id]
      let next = parents[commit]?.first { contents[$0]?[key.path]?[key.id] == content }
      guard let next else { return commit }
      commit = next
    }
  }
}
