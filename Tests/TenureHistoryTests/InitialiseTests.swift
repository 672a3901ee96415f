import Foundation
import Testing

@testable import TenureHistory

@Suite(.serialized) struct `Beginning a policy repository` {
  private let files: [String: [UInt8]] = [
    "vocabulary.yaml": Array("vocabulary: standard\n".utf8),
    "regimes/cn/regime.yaml": Array("regime: cn\n".utf8),
  ]

  private func initialise(_ scratch: Scratch, _ folder: String) throws -> Commit {
    try PolicyRepository.initialise(
      at: scratch.path(folder), files: files, message: "Begin the policy repository")
  }

  /// A repository that says itself who commits, whatever the machine says.
  private func repository() throws -> Scratch {
    let scratch = try Scratch.repository()
    try scratch.git("config", "user.name", "Eve")
    try scratch.git("config", "user.email", "eve@example.org")
    return scratch
  }

  @Test func `git finds all committed and nothing left to do`() throws {
    let scratch = try repository()
    try scratch.write(".gitignore", "*.yaml\n")
    let commit = try initialise(scratch, "")
    #expect(commit.author == "Eve <eve@example.org>")
    #expect(commit.subject == "Begin the policy repository")
    #expect(try scratch.git("rev-parse", "main") == commit.id.description)
    #expect(try scratch.git("status", "--porcelain") == "?? .gitignore")
    #expect(
      try scratch.git("ls-tree", "-r", "--name-only", "HEAD")
        == "regimes/cn/regime.yaml\nvocabulary.yaml")
    #expect(try scratch.git("fsck", "--strict", "--no-dangling") == "")
    #expect(try scratch.snapshot("HEAD").regimeNames() == ["cn"])
  }

  @Test func `within a larger repository the rest stays as it is`() throws {
    let scratch = try repository()
    try scratch.write("readme.md", "one\n")
    try scratch.commit("first")
    try scratch.write("staged.md", "staged\n")
    try scratch.git("add", "staged.md")
    try scratch.write("readme.md", "two, longer\n")
    let commit = try initialise(scratch, "law")
    #expect(
      try scratch.git("log", "--format=%H %s").split(separator: "\n").count == 2)
    #expect(try scratch.git("rev-parse", "HEAD") == commit.id.description)
    #expect(
      try scratch.git("status", "--porcelain").split(separator: "\n").sorted()
        == [" M readme.md", "A  staged.md"].map { Substring($0) }.sorted())
    #expect(try scratch.open("law").path == scratch.path("law"))
  }

  @Test func `a file that is there is never overwritten`() throws {
    let scratch = try repository()
    try scratch.write("regimes/cn/regime.yaml", "mine\n")
    #expect(
      failure { _ = try initialise(scratch, "") }
        == HistoryError(
          .fileExists, "`regimes/cn/regime.yaml` already exists and is not overwritten",
          path: "regimes/cn/regime.yaml",
          help: "move it away, or name another folder: `tenure init DIR`"))
    #expect(!FileManager.default.fileExists(atPath: scratch.path("vocabulary.yaml")))
  }

  @Test func `without an author nothing is written`() throws {
    let scratch = try Scratch.repository()
    // The repository's own setting is asked before the machine's.
    try scratch.git("config", "user.name", "")
    #expect(
      failure { _ = try initialise(scratch, "law") }
        == HistoryError(
          .noIdentity, "git does not know who commits",
          help: "run `git config --global user.name NAME` and "
            + "`git config --global user.email MAIL`"))
    #expect(!FileManager.default.fileExists(atPath: scratch.path("law")))
  }

  /// What is in a folder, git's own files but for the objects included.
  private func everything(in scratch: Scratch) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: scratch.path).filter {
      !$0.hasPrefix(".git/objects/") && !$0.hasPrefix(".git/logs")
    }.sorted()
  }

  @Test(arguments: [".git/refs/heads/main.lock", ".git/index.lock"], [false, true])
  func `a lock of git in the way leaves nothing half done`(lock: String, isOld: Bool) throws {
    let scratch = try repository()
    try scratch.write("readme.md", "one\n")
    if isOld {
      try scratch.commit("first")
      try scratch.write("staged.md", "staged\n")
      try scratch.git("add", "staged.md")
    }
    try scratch.write(lock, "")
    let before = try everything(in: scratch)
    let head = try? scratch.git("rev-parse", "--verify", "HEAD")
    let status = try scratch.git("status", "--porcelain")
    let error = failure { _ = try initialise(scratch, "deep/law") }
    #expect(error?.code == .git)
    #expect(error?.message.contains("lock") == true, "\(String(describing: error))")
    #expect(error?.help?.contains("remove the lock file and try again") == true)
    #expect(try everything(in: scratch) == before)
    #expect((try? scratch.git("rev-parse", "--verify", "HEAD")) == head)
    #expect(try scratch.git("status", "--porcelain") == status)
    try scratch.remove(lock)
    _ = try initialise(scratch, "deep/law")
    #expect(try scratch.git("status", "--porcelain") == status)
  }

  @Test func `nothing is made in a bare repository`() throws {
    let scratch = try Scratch.repository("--bare")
    let before = try everything(in: scratch)
    let error = failure { _ = try initialise(scratch, "law") }
    #expect(error?.code == .noFolder)
    #expect(error?.help == "name a folder elsewhere, such as one of a clone of it")
    #expect(try everything(in: scratch) == before)
  }

  @Test func `what was made is taken back, and nothing else`() throws {
    let scratch = try Scratch()
    try scratch.write("old/note.txt", "mine\n")
    var made = NewFiles()
    try made.makeFolders(scratch.path("old/new/newer"))
    try made.create("a/b/file", in: scratch.path("old/new"), [1])
    #expect(failure { try made.create("a/b/file", in: scratch.path("old/new"), [2]) } != nil)
    made.willMakeTree(scratch.path("old/tree"))
    made.willMakeTree(scratch.path("old"))
    try scratch.write("old/tree/x/y", "inside\n")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("old/tree/link"), withDestinationPath: scratch.path("old"))
    try scratch.write("old/new/a/stranger", "theirs\n")
    made.remove()
    #expect(
      try everything(in: scratch)
        == ["old", "old/new", "old/new/a", "old/new/a/stranger", "old/note.txt"])
  }

  @Test func `no link leads the files out of the folder`() throws {
    let scratch = try repository()
    let outside = try Scratch()
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("regimes"), withDestinationPath: outside.path)
    #expect(failure { _ = try initialise(scratch, "") }?.code == .symbolicLink)
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path) == [])
  }
}
