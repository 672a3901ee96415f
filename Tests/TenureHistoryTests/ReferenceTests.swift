import Foundation
import Testing

@testable import TenureHistory

/// References are read from files; git and its library say what they stand for.
@Suite struct `References read from files` {
  /// Names that are there, that are not, and that are written in odd ways.
  private static let names = [
    "HEAD", "main", "heads/main", "refs/heads/main", "v1", "tags/v1", "refs/tags/v1", "annotated",
    "both", "heads/both", "origin/main", "origin", "remotes/origin/main", "draft/cn", "draft",
    "packed", "alias", "loop", "dangling", "nothing", "ORIG_HEAD", "head", "refs", "main.lock",
    "a..b", ".hidden", "main/", "/main", "-x", "über", "w x",
  ]

  private func repository() throws -> (scratch: Scratch, clone: Scratch) {
    let scratch = try Scratch.policy()
    try scratch.git("tag", "v1")
    try scratch.git("tag", "-a", "-m", "one", "annotated")
    try scratch.git("branch", "packed")
    try scratch.git("branch", "draft/cn")
    try scratch.git("tag", "both")
    try scratch.write("regimes/cn/circulation.yaml", "* law\nshare 8\n")
    try scratch.commit("amend")
    try scratch.git("branch", "both")
    let clone = try Scratch()
    try clone.git("clone", "--quiet", scratch.path, ".")
    try clone.git("symbolic-ref", "refs/heads/alias", "refs/heads/main")
    try clone.git("symbolic-ref", "refs/heads/dangling", "refs/heads/gone")
    for name in ["packed", "both"] { try clone.git("branch", name, "origin/\(name)") }
    try clone.write(".git/refs/heads/loop", "ref: refs/heads/loop\n")
    return (scratch, clone)
  }

  private func expectSame(in scratch: Scratch, _ remark: Comment) throws {
    let folder = try #require(GitFolder(ofRepositoryAt: scratch.path), remark)
    let library = try LibraryRepository(at: scratch.path)
    for name in Self.names {
      let found = ReferenceFiles(in: folder).look(for: name)
      let text = try? scratch.git("rev-parse", "--quiet", "--verify", "--end-of-options", name)
      switch found {
      case .object(let id): #expect(id.description == text, "\(remark), \(name)")
      case .absent:
        // Git also takes ids for names.
        #expect(text == nil, "\(remark), \(name)")
      case .unsure: continue
      }
      guard case .object(let expected) = try library.git.reference(named: name) else {
        #expect(found == .absent, "\(remark), \(name)")
        continue
      }
      #expect(found == .object(expected), "\(remark), \(name)")
    }
    for name in ["HEAD", "main", "v1", "packed", "both", "alias", "draft/cn", "origin", "nothing"] {
      #expect(ReferenceFiles(in: folder).look(for: name) != .unsure, "\(remark), \(name)")
    }
  }

  @Test func `loose and packed ones are those of git`() throws {
    let (_, clone) = try repository()
    try clone.git("branch", "draft/cn", "origin/draft/cn")
    try expectSame(in: clone, "loose")
    try clone.git("pack-refs", "--all", "--no-prune")
    try expectSame(in: clone, "both ways")
    try clone.git("pack-refs", "--all")
    try expectSame(in: clone, "packed")
    try clone.write("regimes/cn/circulation.yaml", "* law\nshare 7\n")
    try clone.commit("amend")
    try clone.git("branch", "--force", "packed", "main")
    try expectSame(in: clone, "newer than packed")
    try clone.git("checkout", "--quiet", "v1")
    try expectSame(in: clone, "detached")
  }

  @Test func `the branch of HEAD is that of git`() throws {
    let (_, clone) = try repository()
    for branch in ["packed", "both"] {
      try clone.git("checkout", "--quiet", branch, "--")
      #expect(try clone.git("symbolic-ref", "HEAD") == "refs/heads/\(branch)")
      let store = try ObjectStore(at: clone.path)
      guard case .object(let id) = try store.reference(named: "HEAD") else {
        Issue.record("HEAD of \(branch)")
        continue
      }
      #expect(try id.description == clone.git("rev-parse", "refs/heads/\(branch)"))
    }
  }

  @Test(arguments: [
    "ref: ../../../etc/passwd\n", "ref: refs/heads/../../x\n", "ref: \n", "",
    "0123456789\n", "ref:refs/heads/main\n", String(repeating: "g", count: 40) + "\n",
    String(repeating: "a", count: 2_000), "ref: refs/heads/\u{1B}[31m\n",
  ])
  func `a file that git would not write is left to the library`(content: String) throws {
    let scratch = try Scratch.policy()
    try scratch.write(".git/refs/heads/odd", content)
    let folder = try #require(GitFolder(ofRepositoryAt: scratch.path))
    #expect(ReferenceFiles(in: folder).look(for: "odd") == .unsure)
    #expect(throws: HistoryError.self) { _ = try scratch.open().resolve("odd") }
  }

  @Test func `links and pipes among them are left to the library`() throws {
    let scratch = try Scratch.policy()
    let folder = try #require(GitFolder(ofRepositoryAt: scratch.path))
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path(".git/refs/heads/link"), withDestinationPath: "main")
    mkfifo(scratch.path(".git/refs/heads/pipe"), 0o600)
    #expect(ReferenceFiles(in: folder).look(for: "link") == .unsure)
    #expect(ReferenceFiles(in: folder).look(for: "pipe") == .unsure)
  }

  @Test func `a line of packed-refs is whole or is none`() throws {
    let id = String(repeating: "1a", count: 20)
    let text = """
      # pack-refs with: peeled fully-peeled sorted
      \(id) refs/heads/main-2
      ^\(id)
      \(id)  refs/heads/main
      xx\(id) refs/heads/main
      \(id.dropLast())x refs/heads/broken
      \(id) refs/heads/main
      """
    let bytes = Array(text.utf8)
    #expect(ReferenceFiles.line(of: "refs/heads/main", in: bytes) == .object(ObjectID(id)!))
    #expect(ReferenceFiles.line(of: "refs/heads/broken", in: bytes) == .unsure)
    #expect(ReferenceFiles.line(of: "refs/heads/mai", in: bytes) == .absent)
    #expect(ReferenceFiles.line(of: "main", in: bytes) == .absent)
  }

  @Test func `abbreviated ids are those of git`() throws {
    let scratch = try Scratch.policy()
    for share in 10..<40 {
      try scratch.write("regimes/cn/circulation.yaml", "* law\nshare \(share)\n")
      try scratch.commit("amend")
      if share == 25 { try scratch.git("repack", "-a", "-d", "--quiet") }
    }
    let store = try ObjectStore(at: scratch.path)
    let library = try LibraryRepository(at: scratch.path)
    let all = try scratch.git("rev-list", "--objects", "--all", "--no-object-names")
      .split(separator: "\n").map(String.init)
    var ambiguous = 0
    for id in all {
      for length in [4, 5, 7, 12, 39] {
        let digits = String(id.prefix(length))
        let count = all.count { $0.hasPrefix(digits) }
        guard count == 1 else {
          ambiguous += 1
          #expect(
            failure { _ = try store.object(abbreviatedBy: digits) }?.code == .ambiguousRevision)
          continue
        }
        #expect(try store.object(abbreviatedBy: digits)?.description == id)
        #expect(try library.git.object(abbreviatedBy: digits)?.description == id)
      }
    }
    #expect(all.count > 100)
    #expect(try store.object(abbreviatedBy: "00000000") == nil)
  }
}

@Suite struct `Plain repositories` {
  @Test func `a new repository and a clone of it are plain`() throws {
    let scratch = try Scratch.policy()
    #expect(GitFolder(ofRepositoryAt: scratch.path)?.path == scratch.path(".git"))
    try scratch.git("clone", "--quiet", ".", "clone")
    try scratch.git("clone", "--quiet", "--bare", ".", "bare.git")
    #expect(GitFolder(ofRepositoryAt: scratch.path("clone")) != nil)
    #expect(GitFolder(ofRepositoryAt: scratch.path("bare.git"))?.path == scratch.path("bare.git"))
  }

  @Test func `linked working trees, links and folders of other kinds are not`() throws {
    let scratch = try Scratch.policy()
    try scratch.git("worktree", "add", "--quiet", "-b", "amend", "linked")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("link"), withDestinationPath: scratch.path)
    try FileManager.default.createDirectory(
      atPath: scratch.path("borrowed"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("borrowed/.git"), withDestinationPath: scratch.path(".git"))
    for name in ["linked", "link", "borrowed", "regimes", "nothing"] {
      #expect(GitFolder(ofRepositoryAt: scratch.path(name)) == nil, "\(name)")
    }
  }

  @Test(.enabled(if: getuid() == 0, "only root may give files away"), arguments: ["", ".git"])
  func `what belongs to another user is not`(folder: String) throws {
    let scratch = try Scratch.policy()
    chown(scratch.path(folder), 12_345, 12_345)
    #expect(GitFolder(ofRepositoryAt: scratch.path) == nil)
    #expect(failure { _ = try scratch.open().resolve("HEAD") }?.code == .foreignOwner)
  }

  @Test(arguments: [
    ("[core]\n\trepositoryformatversion = 0\n\tbare = false\n", true),
    ("[core]\nrepositoryFormatVersion=1\n", true),
    ("[core]\n\trepositoryformatversion = 1\r\n", true),
    ("", false),
    ("[core]\n\tbare = false\n", false),
    ("[core]\n\trepositoryformatversion = 2\n", false),
    ("[core]\n\trepositoryformatversion = 10\n", false),
    ("[core]\n\trepositoryformatversion = \"0\"\n", false),
    ("[core]\n\trepositoryformatversion = 0 ; but\n", false),
    ("[core]\n\t# repositoryformatversion = 0\n", false),
    ("[core] repositoryformatversion = 0\n", false),
    ("[core]\n\trepositoryformatversion = 0\n\trepositoryformatversion = 1\n", false),
    ("[core]\n\trepositoryformatversion = 1\n[Extensions]\n\tobjectFormat = sha256\n", false),
    ("[core]\n\trepositoryformatversion = 0\n[include]\n\tpath = x\n", false),
    ("[core]\n\trepositoryformatversion = 0\n[includeIf \"gitdir:/\"]\n\tpath = x\n", false),
    ("[core]\n\trepositoryformatversion = 0\n\tworkTree = ..\n", false),
  ])
  func `the configuration says that it is plain, and no more`(text: String, isPlain: Bool) {
    #expect(GitFolder.isPlain(Array(text.utf8)) == isPlain)
  }
}

@Suite struct `Names of objects` {
  @Test func `SHA-1 of every length is that of git`() throws {
    let scratch = try Scratch.repository()
    let lengths = [Int](0...200) + [1_000, 4_095, 4_096, 65_537]
    for length in lengths {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ length) }
      try scratch.write("\(length)", bytes)
    }
    let paths = lengths.map(String.init).joined(separator: "\n")
    let expected = try scratch.git(
      ["hash-object", "--no-filters", "--stdin-paths"], input: Array(paths.utf8))
    let ids = try lengths.map { length in
      let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: scratch.path("\(length)"))))
      return SHA1.id(of: bytes, as: .blob).description
    }
    #expect(ids == expected.split(separator: "\n").map(String.init))
  }
}
