import Foundation
import Testing

@testable import TenureHistory

@Suite struct `Snapshots` {
  @Test(arguments: [false, true])
  func `git and we see the same paths, bytes and ids`(isPacked: Bool) throws {
    let scratch = try Scratch.policy()
    for number in 0..<20 {
      try scratch.write("regimes/cn/circulation.yaml", "* law\nshare \(number)\n")
      try scratch.write("regimes/cn/annex/part-\(number).yaml", "clauses: \(number)\n")
      try scratch.commit("amend \(number)")
    }
    if isPacked { try scratch.git("gc", "--quiet", "--aggressive", "--prune=now") }
    for spelling in ["main", "main~7", "main~20"] {
      let snapshot = try scratch.snapshot(spelling)
      let listed = try scratch.git("ls-tree", "-r", "--name-only", spelling, "regimes/")
      let paths = try snapshot.paths(under: "regimes")
      #expect(paths == listed.split(separator: "\n").map(String.init))
      for path in paths {
        let bytes = try scratch.gitBytes(["cat-file", "blob", "\(spelling):\(path)"])
        #expect(try snapshot.bytes(at: path) == bytes)
        let id = try scratch.git("rev-parse", "\(spelling):\(path)")
        #expect(try snapshot.objectID(at: path)?.description == id)
      }
    }
  }

  @Test func `equal folders are recognised without reading them`() throws {
    let scratch = try Scratch.policy()
    try scratch.write("regimes/us/regime.yaml", "regime: us\ntitle: new\n")
    try scratch.commit("amend us")
    let (before, after) = (try scratch.snapshot("main~1"), try scratch.snapshot("main"))
    #expect(try before.objectID(at: "regimes/cn") == after.objectID(at: "regimes/cn"))
    #expect(try before.objectID(at: "regimes/us") != after.objectID(at: "regimes/us"))
    #expect(try after.objectID(at: "regimes/eu") == nil)
  }

  @Test func `the working tree is read as it is`() throws {
    let scratch = try Scratch.policy()
    try scratch.write("regimes/eu/regime.yaml", "regime: eu\n")
    try scratch.write("regimes/cn/.circulation.yaml.swp", "an editor's")
    try scratch.remove("regimes/us/regime.yaml")
    let snapshot = try scratch.open().snapshot(at: .workingTree)
    #expect(try snapshot.regimeNames() == ["cn", "eu"])
    #expect(
      try snapshot.paths(under: "regimes") == [
        "regimes/cn/circulation.yaml", "regimes/cn/regime.yaml", "regimes/eu/regime.yaml",
      ])
    #expect(try snapshot.bytes(at: "regimes/eu/regime.yaml") == Array("regime: eu\n".utf8))
    #expect(
      try snapshot.objectID(at: "regimes/eu/regime.yaml")?.description
        == scratch.git("hash-object", "regimes/eu/regime.yaml"))
    #expect(try snapshot.exists("regimes/cn"))
    #expect(try !snapshot.exists("regimes/us/regime.yaml"))
  }

  @Test(arguments: ["main", ""])
  func `what is not there is an error of its own`(spelling: String) throws {
    let scratch = try Scratch.policy()
    let repository = try scratch.open()
    let revision = spelling.isEmpty ? Revision.workingTree : try repository.resolve(spelling)
    let snapshot = try repository.snapshot(at: revision)
    let place = spelling.isEmpty ? "the working tree" : "revision `main`"
    for path in ["regimes/eu/regime.yaml", "regimes/cn", "vocabulary.yaml/x"] {
      #expect(
        failure { _ = try snapshot.bytes(at: path) }
          == HistoryError(.noDocument, "there is no `\(path)` in \(place)", path: path))
    }
    #expect(try snapshot.paths(under: "nothing") == [])
    #expect(try !snapshot.exists("nothing"))
  }

  @Test(arguments: ["/etc/passwd", "../x", "regimes/../../x", "regimes/.git/config", "a/./b"])
  func `no path leads out of the policy repository`(path: String) throws {
    let scratch = try Scratch.policy()
    for revision in ["main", ""] {
      let repository = try scratch.open()
      let snapshot = try repository.snapshot(
        at: revision.isEmpty ? .workingTree : repository.resolve(revision))
      #expect(
        failure { _ = try snapshot.bytes(at: path) }
          == HistoryError(
            .noDocument, "`\(path)` is no path within a policy repository", path: path))
    }
  }

  @Test func `a revision without the policy repository has no documents`() throws {
    let scratch = try Scratch.repository()
    try scratch.write("readme.md", "not yet\n")
    try scratch.commit("before the law")
    try scratch.writePolicy(in: "law")
    try scratch.commit("found")
    let repository = try scratch.open("law")
    let snapshot = try repository.snapshot(at: repository.resolve("main~1"))
    #expect(try snapshot.regimeNames() == [])
    #expect(
      failure { _ = try snapshot.bytes(at: "vocabulary.yaml") }?.message
        == "there is no `vocabulary.yaml` in revision `main~1`")
  }
}

@Suite struct `Limits of what is read` {
  @Test(arguments: ["main", ""])
  func `a document of more than a mebibyte is refused`(spelling: String) throws {
    let scratch = try Scratch.policy()
    let path = "regimes/cn/circulation.yaml"
    try scratch.write(path, [UInt8](repeating: 0x20, count: HistoryLimits.documentBytes + 1))
    try scratch.commit("large")
    let repository = try scratch.open()
    let snapshot = try repository.snapshot(
      at: spelling.isEmpty ? .workingTree : repository.resolve(spelling))
    #expect(
      failure { _ = try snapshot.bytes(at: path) }
        == HistoryError(
          .tooLarge, "`\(path)` has 1048577 bytes; 1048576 are read at most", path: path,
          help: "split the document"))
  }

  @Test func `a small object that inflates to much is never inflated`() throws {
    let scratch = try Scratch.policy()
    let path = "regimes/cn/circulation.yaml"
    try scratch.write(path, [UInt8](repeating: 0, count: 64 << 20))
    try scratch.commit("bomb")
    let snapshot = try scratch.snapshot("main")
    #expect(
      failure { _ = try snapshot.bytes(at: path) }?.message
        == "`\(path)` has 67108864 bytes; 1048576 are read at most")
  }

  @Test func `a regime of more than 64 mebibytes is refused`() throws {
    let scratch = try Scratch.policy()
    for number in 0..<65 {
      let fill = [UInt8](repeating: UInt8(number), count: HistoryLimits.documentBytes)
      try scratch.write("regimes/cn/part-\(number).yaml", fill)
    }
    let snapshot = try scratch.open().snapshot(at: .workingTree)
    let error = failure {
      for number in 0..<65 { _ = try snapshot.bytes(at: "regimes/cn/part-\(number).yaml") }
    }
    #expect(
      error
        == HistoryError(
          .tooLarge, "the documents of the regime `cn` have more than 67108864 bytes",
          path: "regimes/cn"))
    // Reading one twice counts once.
    let again = try scratch.open().snapshot(at: .workingTree)
    for _ in 0..<70 { _ = try again.bytes(at: "regimes/cn/part-0.yaml") }
  }

  @Test func `folders nest no deeper than sixteen`() throws {
    let scratch = try Scratch.policy()
    let deep = String(repeating: "a/", count: 16)
    try scratch.write("regimes/cn/\(deep)x.yaml", "")
    try scratch.commit("deep")
    for spelling in ["main", ""] {
      let repository = try scratch.open()
      let snapshot = try repository.snapshot(
        at: spelling.isEmpty ? .workingTree : repository.resolve(spelling))
      let path = "regimes/cn/" + String(repeating: "a/", count: 14) + "a"
      #expect(
        failure { _ = try snapshot.paths(under: "regimes") }
          == HistoryError(.tooLarge, "`\(path)` lies more than 16 folders deep", path: path))
    }
  }

  @Test func `three thousand folders are no stack of three thousand calls`() throws {
    let scratch = try Scratch.policy()
    let deep = String(repeating: "a/", count: 3000)
    let stream = """
      commit refs/heads/main
      committer Con <con@example.org> 1700000000 +0000
      data 1
      x
      from refs/heads/main^0
      M 100644 inline regimes/cn/\(deep)x.yaml
      data 1
      x

      """
    try scratch.git(["fast-import", "--quiet", "--force"], input: Array(stream.utf8))
    let error = failure { _ = try scratch.snapshot("main").paths(under: "regimes") }
    #expect(error?.code == .tooLarge)
    #expect(failure { _ = try scratch.snapshot("main").exists(deep) }?.code == .tooLarge)
  }

  @Test func `a folder has at most 20,000 entries`() throws {
    let scratch = try Scratch.policy()
    let blob = try scratch.object("blob", [])
    let entries = (0...20_000).map { number in
      (mode: "100644", name: Array("f\(100_000 + number)".utf8), id: blob)
    }
    let folder = try scratch.tree(entries)
    let root = try scratch.tree([("40000", Array("regimes".utf8), folder)])
    try scratch.commitTree(root)
    #expect(
      failure { _ = try scratch.snapshot("main").paths(under: "regimes") }
        == HistoryError(
          .tooLarge, "the folder `regimes` has more than 20000 entries", path: "regimes"))
  }

  @Test func `a commit has at most sixteen parents`() throws {
    let scratch = try Scratch.policy()
    let tree = try scratch.git("rev-parse", "HEAD^{tree}")
    let parents = try (0..<17).flatMap { number in
      ["-p", try scratch.git("commit-tree", tree, "-m", "parent \(number)")]
    }
    let commit = try scratch.git(["commit-tree", tree, "-m", "octopus"] + parents)
    try scratch.git("update-ref", "refs/heads/main", commit)
    #expect(
      failure { _ = try scratch.snapshot("main") }
        == HistoryError(.tooLarge, "commit `\(commit)` has more than 16 parents"))
  }

  @Test func `a commit of more than a mebibyte is refused`() throws {
    let scratch = try Scratch.policy()
    let tree = try scratch.git("rev-parse", "HEAD^{tree}")
    let message = [UInt8](repeating: 0x20, count: 1 << 20)
    let commit = try scratch.git(["commit-tree", tree], input: message + [0x78])
    try scratch.git("update-ref", "refs/heads/main", commit)
    let error = failure { _ = try scratch.snapshot("main") }
    #expect(error?.code == .tooLarge)
    #expect(error?.message.hasSuffix(" bytes; 1048576 are read at most") == true)
  }

  @Test func `tags of tags end somewhere`() throws {
    let scratch = try Scratch.policy()
    var name = "main"
    for number in 0..<17 {
      try scratch.git("tag", "-a", "t\(number)", name, "-m", "x")
      name = "t\(number)"
    }
    #expect(try scratch.open().resolve("t14").commit != nil)
    #expect(
      failure { _ = try scratch.open().resolve("t16") }
        == HistoryError(.tooLarge, "`t16` is a tag of a tag more than 16 times over"))
  }
}
