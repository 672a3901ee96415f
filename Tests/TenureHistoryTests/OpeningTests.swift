import Foundation
import Testing

@testable import TenureHistory

@Suite struct `Opening a policy repository` {
  @Test(arguments: ["", "regimes", "regimes/cn", "scenarios"])
  func `any folder within it will do`(folder: String) throws {
    let scratch = try Scratch.policy()
    let repository = try scratch.open(folder)
    #expect(repository.path == scratch.path)
    #expect(repository.hasHistory)
    #expect(!repository.isBare)
    #expect(try repository.currentRevision() == .workingTree)
  }

  @Test(arguments: ["law", "law/regimes/cn"])
  func `it may be a part of a larger repository`(folder: String) throws {
    let scratch = try Scratch.repository()
    try scratch.write("readme.md", "not law\n")
    try scratch.writePolicy(in: "law")
    try scratch.commit("found")
    let repository = try scratch.open(folder)
    #expect(repository.path == scratch.path("law"))
    let snapshot = try repository.snapshot(at: repository.resolve("HEAD"))
    #expect(try snapshot.regimeNames() == ["cn", "us"])
    #expect(try snapshot.exists("vocabulary.yaml"))
    #expect(try !snapshot.exists("readme.md"))
  }

  @Test func `a plain folder has documents but no revisions`() throws {
    let scratch = try Scratch()
    try scratch.writePolicy()
    let repository = try scratch.open("regimes/cn")
    #expect(!repository.hasHistory)
    let snapshot = try repository.snapshot(at: repository.currentRevision())
    #expect(try snapshot.bytes(at: "vocabulary.yaml") == Array("vocabulary: standard\n".utf8))
    #expect(try snapshot.objectID(at: "vocabulary.yaml") == nil)
    #expect(
      failure { _ = try repository.resolve("main") }
        == HistoryError(
          .noGit, "`\(scratch.path)` is not in a git repository, so it has no revisions",
          path: scratch.path, help: "run `git init` there and commit"))
  }

  @Test func `a bare repository is read at HEAD`() throws {
    let scratch = try Scratch.policy()
    try scratch.git("clone", "--quiet", "--bare", ".", "bare.git")
    let repository = try scratch.open("bare.git")
    #expect(repository.isBare)
    let revision = try repository.currentRevision()
    #expect(revision.spelling == "HEAD")
    #expect(try repository.snapshot(at: revision).regimeNames() == ["cn", "us"])
    let path = scratch.path("bare.git")
    #expect(
      failure { _ = try repository.snapshot(at: .workingTree) }
        == HistoryError(
          .noDocument, "`\(path)` is a bare repository and has no working tree", path: path,
          help: "name a revision, such as `HEAD`"))
  }

  @Test func `in a bare repository the subfolder has to be named`() throws {
    let scratch = try Scratch.repository()
    try scratch.writePolicy(in: "law")
    try scratch.commit("found")
    try scratch.git("clone", "--quiet", "--bare", ".", "bare.git")
    let path = scratch.path("bare.git")
    let named = try PolicyRepository.open(at: path, subfolder: "law")
    #expect(try named.snapshot(at: named.currentRevision()).regimeNames() == ["cn", "us"])
    let help = "name the folder within it that is the policy repository"
    #expect(
      failure { _ = try PolicyRepository.open(at: path) }
        == HistoryError(
          .notPolicyRepository,
          "HEAD of the bare repository `\(path)` has no `vocabulary.yaml` at the root", path: path,
          help: help))
    #expect(
      failure { _ = try PolicyRepository.open(at: path, subfolder: "old") }?.message
        == "HEAD of the bare repository `\(path)` has no `vocabulary.yaml` in `old`")
  }

  @Test func `a linked working tree has the history of its repository`() throws {
    let scratch = try Scratch.policy()
    try scratch.git("worktree", "add", "--quiet", "-b", "amend", "linked")
    try scratch.write("linked/regimes/cn/circulation.yaml", "* law\nshare 9\n")
    let repository = try scratch.open("linked")
    #expect(repository.path == scratch.path("linked"))
    #expect(
      try repository.resolve("HEAD").commit?.description == scratch.git("rev-parse", "amend"))
    let snapshot = try repository.snapshot(at: .workingTree)
    #expect(
      try snapshot.bytes(at: "regimes/cn/circulation.yaml") == Array("* law\nshare 9\n".utf8))
  }

  @Test func `the vocabulary may be gone from the working tree alone`() throws {
    let scratch = try Scratch.repository()
    try scratch.writePolicy(in: "law")
    try scratch.commit("found")
    try scratch.remove("law/vocabulary.yaml")
    #expect(try scratch.open("law/regimes").path == scratch.path("law"))
  }

  @Test func `a folder that is no policy repository is refused`() throws {
    let scratch = try Scratch()
    try scratch.write("notes/readme.md", "hello\n")
    let path = scratch.path("notes")
    let expected = HistoryError(
      .notPolicyRepository, "there is no `vocabulary.yaml` in `\(path)` or above it", path: path,
      help: "run `tenure init` to begin a policy repository")
    #expect(failure { _ = try scratch.open("notes") } == expected)
    try scratch.git("init", "--quiet")
    #expect(failure { _ = try scratch.open("notes") } == expected)
    try scratch.commit("no law here")
    #expect(failure { _ = try scratch.open("notes") } == expected)
  }

  @Test func `a path that is no folder is refused`() throws {
    let scratch = try Scratch()
    try scratch.write("file", "")
    let (file, nothing) = (scratch.path("file"), scratch.path("nothing"))
    #expect(
      failure { _ = try scratch.open("file") }
        == HistoryError(.noFolder, "`\(file)` is not a folder", path: file))
    #expect(
      failure { _ = try scratch.open("nothing") }
        == HistoryError(.noFolder, "the folder `\(nothing)` does not exist", path: nothing))
  }

  @Test func `a repository without commits says so`() throws {
    let scratch = try Scratch.repository()
    try scratch.writePolicy()
    let repository = try scratch.open()
    #expect(try repository.snapshot(at: .workingTree).regimeNames() == ["cn", "us"])
    let expected = HistoryError(
      .noCommits, "the branch `main` has no commits yet", help: "commit something first")
    #expect(failure { _ = try repository.resolve("HEAD") } == expected)
    #expect(failure { _ = try repository.resolve("main") } == expected)
    #expect(failure { _ = try repository.resolve("HEAD~1") } == expected)
    try scratch.git("init", "--quiet", "--bare", "--initial-branch=main", "bare.git")
    #expect(failure { _ = try scratch.open("bare.git") } == expected)
  }

  @Test func `an unborn branch beside others says so`() throws {
    let scratch = try Scratch.policy()
    try scratch.git("checkout", "--quiet", "--orphan", "empty")
    let repository = try scratch.open()
    #expect(
      failure { _ = try repository.resolve("HEAD") }?.message
        == "the branch `empty` has no commits yet")
    #expect(try repository.resolve("main").commit != nil)
  }
}

@Suite struct `Repositories of other kinds` {
  @Test(arguments: [false, true])
  func `SHA-256 is refused, but the working tree is read`(isBare: Bool) throws {
    let scratch = try Scratch()
    let kind = isBare ? ["--bare"] : []
    try scratch.git(["init", "--quiet", "--object-format=sha256"] + kind)
    try scratch.writePolicy()
    let expected = HistoryError(
      .sha256,
      "the git repository at `\(scratch.path)` names its objects by SHA-256, "
        + "which is not supported yet", path: scratch.path,
      help: "create the repository with `git init --object-format=sha1`")
    guard !isBare else {
      #expect(failure { _ = try scratch.open() } == expected)
      return
    }
    let repository = try scratch.open()
    #expect(try repository.snapshot(at: .workingTree).regimeNames() == ["cn", "us"])
    #expect(failure { _ = try repository.resolve("HEAD") } == expected)
  }

  @Test func `SHA-256 is recognised from a linked working tree`() throws {
    let scratch = try Scratch.policy("--object-format=sha256")
    try scratch.git("worktree", "add", "--quiet", "linked")
    let repository = try scratch.open("linked")
    #expect(failure { _ = try repository.resolve("HEAD") }?.code == .sha256)
  }

  @Test func `a reftable is refused`() throws {
    let scratch = try Scratch.policy()
    try scratch.git("config", "core.repositoryformatversion", "1")
    try scratch.git("config", "extensions.refStorage", "reftable")
    let repository = try scratch.open()
    #expect(
      failure { _ = try repository.resolve("HEAD") }
        == HistoryError(
          .reftable,
          "the git repository at `\(scratch.path)` stores its references in a reftable, "
            + "which is not supported yet", path: scratch.path,
          help: "run `git refs migrate --ref-format=files`"))
  }

  @Test(.enabled(if: getuid() == 0, "only root may give files away"))
  func `a repository of another user is refused`() throws {
    let scratch = try Scratch.policy()
    for path in [scratch.path, scratch.path(".git")] { chown(path, 12_345, 12_345) }
    let repository = try scratch.open()
    #expect(
      failure { _ = try repository.resolve("HEAD") }
        == HistoryError(
          .foreignOwner, "the git repository at `\(scratch.path)` belongs to another user",
          path: scratch.path,
          help: "if you trust it, run `git config --global --add safe.directory \(scratch.path)`"))
  }

  @Test func `harmless extensions are accepted`() throws {
    let scratch = try Scratch.policy()
    try scratch.git("config", "core.repositoryformatversion", "1")
    try scratch.git("config", "extensions.worktreeConfig", "true")
    #expect(try scratch.snapshot("HEAD").regimeNames() == ["cn", "us"])
  }

  @Test func `a partial clone says how to get what is missing`() throws {
    let scratch = try Scratch.policy()
    try scratch.git("config", "uploadpack.allowfilter", "true")
    let clone = try Scratch()
    let source = "file://\(scratch.path)"
    try clone.git("clone", "--quiet", "--no-checkout", "--filter=blob:none", source, "clone")
    try clone.write("clone/vocabulary.yaml", "")
    let repository = try clone.open("clone")
    let snapshot = try repository.snapshot(at: repository.resolve("HEAD"))
    let path = "regimes/cn/regime.yaml"
    #expect(try snapshot.paths(under: "regimes/cn").contains(path))
    let id = try scratch.git("rev-parse", "HEAD:\(path)")
    #expect(
      failure { _ = try snapshot.bytes(at: path) }
        == HistoryError(
          .missingObject, "blob `\(id)` is missing from the repository", path: path,
          help: "this is a partial clone: fetch the object with `git cat-file -t \(id)`, "
            + "or clone without `--filter`"))
  }

  @Test func `a git folder that is damaged is an error in git's words`() throws {
    let scratch = try Scratch.policy()
    try scratch.write(".git/config", "[core\n")
    let repository = try scratch.open()
    let error = failure { _ = try repository.resolve("HEAD") }
    #expect(error?.code == .git)
    #expect(
      error?.message.hasPrefix("the git repository at `\(scratch.path)` cannot be opened: ")
        == true)
  }
}
