import Foundation
import Testing

@testable import TenureHistory

@Suite struct `Packs` {
  /// A repository whose packs hold deltas, of either form.
  private func packed(_ options: [String] = []) throws -> Scratch {
    let scratch = try Scratch.policy()
    var numbers = SeededNumbers(seed: 3)
    var lines = (0..<200).map { "clause-\($0) \(UInt64.random(in: 0..<1 << 40, using: &numbers))" }
    for number in 0..<30 {
      lines[number * 6] = "clause-\(number) amended"
      try scratch.write("regimes/cn/circulation.yaml", lines.joined(separator: "\n"))
      try scratch.commit("amend \(number)")
    }
    try scratch.git("tag", "-a", "v1", "-m", "one")
    try scratch.git(options + ["repack", "-adfq", "--depth=50", "--window=50"])
    return scratch
  }

  private func objects(_ scratch: Scratch) throws -> [(id: ObjectID, kind: String, size: Int)] {
    let format = "--batch-check=%(objectname) %(objecttype) %(objectsize)"
    let list = try scratch.git("cat-file", format, "--batch-all-objects")
    return list.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      return ObjectID(words[0]).map { ($0, words[1], Int(words[2]) ?? -1) }
    }
  }

  @Test(arguments: [
    [], ["-c", "repack.useDeltaBaseOffset=false"], ["-c", "pack.indexVersion=1"],
    ["-c", "core.compression=0"],
  ])
  func `every object of a pack is as git has it`(options: [String]) throws {
    let scratch = try packed(options)
    let files = try #require(ObjectFiles(in: scratch.path(".git")))
    let store = try ObjectStore(at: scratch.path)
    let isOldForm = options.last == "pack.indexVersion=1"
    for object in try objects(scratch) {
      let kind = try #require(ObjectKind(rawValue: object.kind))
      let bytes = try store.withObject(object.id, as: kind) { bytes in
        bytes.indices.map { bytes[$0] }
      }
      #expect(bytes.count == object.size)
      #expect(SHA1.id(of: bytes, as: kind) == object.id)
      switch files.look(for: object.id) {
      case .found(let found, let content):
        #expect(!isOldForm)
        #expect(found == kind)
        #expect(content == bytes)
      case .absent: #expect(isOldForm)
      case .damaged, .tooLarge: Issue.record("\(object)")
      }
    }
  }

  @Test(arguments: [false, true])
  func `objects are the same in whatever order they are asked for, and again`(
    isForward: Bool
  ) throws {
    var scratch = try packed()
    if isForward {
      // Packs of this program make newer objects from older ones.
      let stream = try scratch.gitBytes(["fast-export", "--all"])
      scratch = try Scratch.repository()
      try scratch.git(["fast-import", "--quiet", "--depth=50"], input: stream)
    }
    let files = try #require(ObjectFiles(in: scratch.path(".git")))
    #expect(files.packs.count == 1)
    let all = try objects(scratch)
    let history = try scratch.git("rev-list", "--objects", "--all").split(separator: "\n")
      .compactMap { ObjectID($0.prefix(40)) }
    var numbers = SeededNumbers(seed: 17)
    let asked =
      history + history + history.reversed() + history
      + (0..<2_000).compactMap { _ in history.randomElement(using: &numbers) }
    let kinds = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0.kind) })
    for id in asked {
      guard case .found(let kind, let bytes) = files.look(for: id) else {
        Issue.record("\(id)")
        continue
      }
      #expect(kind.rawValue == kinds[id])
      #expect(SHA1.id(of: bytes, as: kind) == id)
    }
  }

  @Test func `objects may be borrowed from another repository`() throws {
    let scratch = try packed()
    try scratch.git("clone", "--quiet", "--shared", ".", "clone")
    let repository = try scratch.open("clone")
    #expect(
      try repository.snapshot(at: repository.resolve("HEAD~3")).regimeNames() == ["cn", "us"])
  }

  @Test func `an object that is written later is found`() throws {
    let scratch = try packed()
    let repository = try scratch.open()
    _ = try repository.resolve("main")
    try scratch.commit("later")
    try scratch.git("gc", "--quiet", "--prune=now")
    #expect(
      try repository.resolve("main").commit?.description == scratch.git("rev-parse", "main"))
  }

  @Test(arguments: 0..<60)
  func `a pack that is damaged is never a crash`(seed: UInt64) throws {
    let scratch = try Self.shared.get()
    let copy = try Scratch()
    try copy.git([
      "-C", scratch.path, "clone", "--quiet", "--bare", "--no-hardlinks", ".", copy.path("r"),
    ])
    let folder = copy.path("r/objects/pack")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    let suffix = seed % 2 == 0 ? ".pack" : ".idx"
    let name = try #require(names.first { $0.hasSuffix(suffix) })
    let file = "\(folder)/\(name)"
    var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
    var numbers = SeededNumbers(seed: seed)
    if seed % 5 == 0 {
      bytes.removeLast(Int.random(in: 1..<bytes.count, using: &numbers))
    } else {
      for _ in 0..<20 {
        bytes[Int.random(in: 8..<bytes.count, using: &numbers)] = .random(
          in: 0...255, using: &numbers)
      }
    }
    try FileManager.default.removeItem(atPath: file)
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    let files = try #require(ObjectFiles(in: copy.path("r")))
    for object in try objects(scratch) {
      if case .found(_, let content) = files.look(for: object.id) {
        #expect(content.count <= HistoryLimits.treeBytes)
      }
    }
  }

  private static let shared = Result { try Self().packed() }

  @Test func `deltas of random bytes are refused or bounded`() {
    var numbers = SeededNumbers(seed: 11)
    let base = [UInt8](repeating: 7, count: 300)
    for _ in 0..<20_000 {
      var delta = (0..<Int.random(in: 0..<24, using: &numbers)).map { _ in
        UInt8.random(in: 0...255, using: &numbers)
      }
      if Bool.random(using: &numbers) { delta = [0xAC, 0x02] + delta }
      let made = PackDelta.apply(delta[...], to: base, limit: 1000)
      #expect((made?.count ?? 0) <= 1000)
    }
  }

  @Test func `trees, commits and revisions of random bytes are never a crash`() {
    var numbers = SeededNumbers(seed: 13)
    let parts = [
      "40000 a\0", "100644 b.yaml\0", "tree ", "parent ", "author ", "committer ", "> 12 +0000",
      "\n",
      "0123456789012345678901234567890123456789", "~", "^", "@{", "}", "..", ":", "2024-05-01", "x",
    ].map { Array($0.utf8) }
    for _ in 0..<20_000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<12, using: &numbers) {
        bytes += parts.randomElement(using: &numbers) ?? []
        if UInt8.random(in: 0...9, using: &numbers) == 0 { bytes.append(.random(in: 0...255)) }
      }
      _ = try? TreeEntry.all(in: bytes.span)
      _ = CommitRecord(bytes.span)
      let id = ObjectID(first: 0, second: 0, third: 0)
      #expect(Commit(bytes.span, id: id, isBoundary: false).subject.utf8.count < 4096)
      let text = String(decoding: bytes, as: UTF8.self)
      _ = try? RevisionExpression(parsing: text)
      _ = try? RegimeReference(parsing: text)
      _ = try? RevisionRange(parsing: text)
    }
  }
}
