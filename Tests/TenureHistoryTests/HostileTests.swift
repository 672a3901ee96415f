import Foundation
import Testing

@testable import TenureHistory

@Suite struct `Hostile repositories` {
  private static let distrust =
    "git does not write such trees: do not trust where this repository came from"

  @Test(arguments: [
    ([".."], "has an entry named `..`"),
    (["."], "has an entry named `.`"),
    ([".git"], "has an entry named `.git`"),
    ([".GiT"], "has an entry named `.GiT`"),
    (["a/../../etc/passwd"], "has an entry named `a/../../etc/passwd`"),
    ([""], "has an entry named ``"),
    (["b.yaml", "a.yaml"], "is not in git's order"),
    (["a.yaml", "a.yaml"], "has two entries named `a.yaml`"),
    (["a", "a.yaml", "40000 a"], "has two entries named `a`"),
    (["40000 a", "a.yaml"], "is not in git's order"),
    (["1006x4 a"], "has an entry with a mode that is no number"),
    (["12345670 a"], "has an entry with a mode that is no number"),
  ])
  func `trees that git does not write are refused`(names: [String], reason: String) throws {
    let scratch = try Scratch.policy()
    let blob = try scratch.object("blob", Array("x".utf8))
    let entries = names.map { name in
      let parts = name.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      return parts.count == 2
        ? (mode: parts[0], name: Array(parts[1].utf8), id: blob)
        : (mode: "100644", name: Array(name.utf8), id: blob)
    }
    let folder = try scratch.tree(entries)
    try scratch.commitTree(try scratch.tree([("40000", Array("regimes".utf8), folder)]))
    let expected = HistoryError(
      .hostileTree, "the tree `\(folder)` \(reason)", path: "regimes", help: Self.distrust)
    let snapshot = try scratch.snapshot("main")
    #expect(failure { _ = try snapshot.paths(under: "regimes") } == expected)
    #expect(failure { _ = try snapshot.bytes(at: "regimes/a.yaml") } == expected)
  }

  @Test(arguments: ["100644 a", "100644 a\0short", "100644"])
  func `a tree that is cut off is refused`(text: String) throws {
    let scratch = try Scratch.policy()
    let folder = try scratch.object("tree", Array(text.utf8))
    try scratch.commitTree(try scratch.tree([("40000", Array("regimes".utf8), folder)]))
    #expect(
      failure { _ = try scratch.snapshot("main").paths(under: "regimes") }
        == HistoryError(
          .hostileTree, "the tree `\(folder)` is cut off within an entry", path: "regimes",
          help: Self.distrust))
  }

  @Test(arguments: [
    (
      "120000", "`regimes/x` is a symbolic link, and links are never followed",
      "put the file itself in its place", HistoryError.Code.symbolicLink
    ),
    (
      "160000", "`regimes/x` is another git repository, which is never entered",
      "put the files themselves in its place", .submodule
    ),
    (
      "100664", "`regimes/x` has a mode that git does not write",
      "add the file again with `git add`", .hostileTree
    ),
    (
      "107777", "`regimes/x` has a mode that git does not write",
      "add the file again with `git add`", .hostileTree
    ),
    (
      "0100644", "`regimes/x` has a mode that git does not write",
      "add the file again with `git add`", .hostileTree
    ),
  ])
  func `entries that are no documents are refused where they are read`(
    mode: String, message: String, help: String, code: HistoryError.Code
  ) throws {
    let scratch = try Scratch.policy()
    let blob = try scratch.object("blob", Array("/etc/passwd".utf8))
    let vocabulary = try scratch.git("rev-parse", "HEAD:vocabulary.yaml")
    let folder = try scratch.tree([(mode, Array("x".utf8), blob)])
    try scratch.commitTree(
      try scratch.tree([
        (mode, Array("elsewhere".utf8), blob),
        ("40000", Array("regimes".utf8), folder),
        ("100644", Array("vocabulary.yaml".utf8), vocabulary),
      ]))
    let snapshot = try scratch.snapshot("main")
    // Beside what is read it does no harm.
    #expect(try snapshot.bytes(at: "vocabulary.yaml").count > 0)
    let expected = HistoryError(code, message, path: "regimes/x", help: help)
    #expect(failure { _ = try snapshot.paths(under: "regimes") } == expected)
    #expect(failure { _ = try snapshot.bytes(at: "regimes/x") } == expected)
    #expect(failure { _ = try snapshot.bytes(at: "regimes/x/regime.yaml") } == expected)
  }

  @Test(arguments: [
    ([0x61, 0xFF] as [UInt8], "a name in the folder `regimes` is not UTF-8"),
    ([0x61, 0x1B, 0x5B], "a name in the folder `regimes` holds a control character"),
    (Array("a\u{202E}b".utf8), "a name in the folder `regimes` holds a control character"),
  ])
  func `names that cannot be shown are refused`(name: [UInt8], message: String) throws {
    let scratch = try Scratch.policy()
    let blob = try scratch.object("blob", [])
    let folder = try scratch.tree([("100644", name, blob)])
    try scratch.commitTree(try scratch.tree([("40000", Array("regimes".utf8), folder)]))
    #expect(
      failure { _ = try scratch.snapshot("main").paths(under: "regimes") }
        == HistoryError(.hostileTree, message, path: "regimes", help: "rename the file"))
  }

  @Test func `a folder that leads to the policy repository may be a link neither`() throws {
    let scratch = try Scratch.repository()
    try scratch.writePolicy(in: "law")
    try scratch.commit("found")
    let blob = try scratch.object("blob", Array("/etc".utf8))
    try scratch.commitTree(try scratch.tree([("120000", Array("law".utf8), blob)]))
    let repository = try scratch.open("law")
    let revision = try repository.resolve("main")
    #expect(failure { _ = try repository.snapshot(at: revision) } == .symbolicLink("law"))
  }

  @Test func `links in the working tree are never followed`() throws {
    let scratch = try Scratch.policy()
    let outside = try Scratch()
    try outside.write("secret.yaml", "secret")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("regimes/cn/x.yaml"), withDestinationPath: outside.path("secret.yaml"))
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("regimes/eu"), withDestinationPath: outside.path)
    let snapshot = try scratch.open().snapshot(at: .workingTree)
    #expect(
      failure { _ = try snapshot.bytes(at: "regimes/cn/x.yaml") }
        == .symbolicLink("regimes/cn/x.yaml"))
    #expect(
      failure { _ = try snapshot.bytes(at: "regimes/eu/secret.yaml") }
        == .symbolicLink("regimes/eu"))
    #expect(failure { _ = try snapshot.paths(under: "regimes") } == .symbolicLink("regimes/eu"))
    #expect(try snapshot.bytes(at: "regimes/us/regime.yaml").count > 0)
  }

  @Test func `a pipe in the working tree does not hang`() throws {
    let scratch = try Scratch.policy()
    mkfifo(scratch.path("regimes/cn/pipe.yaml"), 0o600)
    let snapshot = try scratch.open().snapshot(at: .workingTree)
    let expected = HistoryError(
      .unreadable, "`regimes/cn/pipe.yaml` is not a regular file", path: "regimes/cn/pipe.yaml")
    #expect(failure { _ = try snapshot.bytes(at: "regimes/cn/pipe.yaml") } == expected)
    #expect(failure { _ = try snapshot.paths(under: "regimes/cn") } == expected)
  }

  @Test func `a repository within the documents is refused`() throws {
    let scratch = try Scratch.policy()
    try scratch.git("init", "--quiet", "regimes/us")
    let snapshot = try scratch.open().snapshot(at: .workingTree)
    let expected = HistoryError.submodule("regimes/us")
    #expect(failure { _ = try snapshot.paths(under: "regimes") } == expected)
    #expect(failure { _ = try snapshot.regimeNames() } == expected)
    #expect(failure { _ = try snapshot.bytes(at: "regimes/us/regime.yaml") } == expected)
    #expect(failure { _ = try snapshot.exists("regimes/us/none.yaml") } == expected)
    #expect(try snapshot.bytes(at: "regimes/cn/regime.yaml").count > 0)
  }

  @Test func `a repository that was not fetched is not left out without a word`() throws {
    let scratch = try Scratch.policy()
    for folder in ["regimes/empty", "regimes/ext", "scenarios/ext"] {
      try FileManager.default.createDirectory(
        atPath: scratch.path(folder), withIntermediateDirectories: true)
    }
    #expect(try scratch.open().snapshot(at: .workingTree).regimeNames() == ["cn", "us"])
    let commit = try scratch.git("rev-parse", "HEAD")
    for (path, listed) in [("scenarios/ext", "scenarios"), ("regimes/ext", "regimes")] {
      try scratch.git("update-index", "--add", "--cacheinfo", "160000,\(commit),\(path)")
      try scratch.git("commit", "--quiet", "-m", "a submodule")
      let repository = try scratch.open()
      for revision in [.workingTree, try repository.resolve("HEAD")] {
        let snapshot = try repository.snapshot(at: revision)
        #expect(failure { _ = try snapshot.paths(under: listed) } == .submodule(path))
      }
    }
    let snapshot = try scratch.open().snapshot(at: .workingTree)
    #expect(failure { _ = try snapshot.regimeNames() } == .submodule("regimes/ext"))
  }
}

@Suite struct `Damaged repositories` {
  private func objectFile(_ id: String) -> String {
    ".git/objects/\(id.prefix(2))/\(id.dropFirst(2))"
  }

  @Test(arguments: ["HEAD:regimes/cn/regime.yaml", "HEAD:regimes/cn", "HEAD^{tree}", "HEAD"])
  func `an object that is missing is named`(wanted: String) throws {
    let scratch = try Scratch.policy()
    let id = try scratch.git("rev-parse", wanted)
    let kind = try scratch.git("cat-file", "-t", id)
    try scratch.remove(objectFile(id))
    let error = failure {
      _ = try scratch.snapshot("HEAD").bytes(at: "regimes/cn/regime.yaml")
    }
    #expect(error?.code == .missingObject)
    #expect(error?.message == "\(kind) `\(id)` is missing from the repository")
    #expect(error?.help == "run `git fsck` to see what else is wrong")
  }

  @Test(
    arguments: ["HEAD:regimes/cn/regime.yaml", "HEAD:regimes/cn", "HEAD^{tree}", "HEAD"], 0..<4)
  func `an object that is damaged is named`(wanted: String, kind: Int) throws {
    let scratch = try Scratch.policy()
    let id = try scratch.git("rev-parse", wanted)
    let file = objectFile(id)
    var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: scratch.path(file))))
    switch kind {
    case 0: bytes = []
    case 1: bytes = Array("garbage".utf8)
    case 2: bytes.removeLast(bytes.count / 2)
    default: for index in 2..<bytes.count { bytes[index] ^= 0x55 }
    }
    try scratch.remove(file)
    try scratch.write(file, bytes)
    let error = failure {
      _ = try scratch.snapshot("HEAD").bytes(at: "regimes/cn/regime.yaml")
    }
    #expect(error?.code == .corruptObject)
    #expect(error?.message == "object `\(id)` is damaged")
  }

  @Test func `an object with another's content is damaged`() throws {
    let scratch = try Scratch.policy()
    let id = try scratch.git("rev-parse", "HEAD:regimes/cn/regime.yaml")
    let other = try scratch.git("rev-parse", "HEAD:regimes/us/regime.yaml")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.path(objectFile(other))))
    try scratch.remove(objectFile(id))
    try scratch.write(objectFile(id), Array(bytes))
    #expect(
      failure { _ = try scratch.snapshot("HEAD").bytes(at: "regimes/cn/regime.yaml") }
        == HistoryError(
          .corruptObject, "object `\(id)` is damaged", path: "regimes/cn/regime.yaml",
          help: "run `git fsck` to see what else is wrong"))
  }

  @Test func `an object of another kind is refused`() throws {
    let scratch = try Scratch.policy()
    let tree = try scratch.git("rev-parse", "HEAD^{tree}")
    let root = try scratch.tree([("100644", Array("vocabulary.yaml".utf8), tree)])
    try scratch.commitTree(root)
    #expect(
      failure { _ = try scratch.snapshot("main").bytes(at: "vocabulary.yaml") }
        == HistoryError(
          .corruptObject, "object `\(tree)` is a tree, where a blob is expected",
          path: "vocabulary.yaml", help: "run `git fsck` to see what else is wrong"))
  }

  @Test(arguments: ["", "tree x\n", "author A <a@b> 0 +0000\n"])
  func `a commit that is none is damaged`(text: String) throws {
    let scratch = try Scratch.policy()
    let id = try scratch.object("commit", Array(text.utf8))
    try scratch.write(".git/refs/heads/main", "\(id)\n")
    #expect(failure { _ = try scratch.snapshot("main") }?.message == "object `\(id)` is damaged")
  }
}
