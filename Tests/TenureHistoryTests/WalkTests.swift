import Testing

@testable import TenureHistory

/// Git itself says which commits there are, in which order, and what each changed.
@Suite struct WalkTests {
  private static let paths = [
    "vocabulary.yaml", "regimes/a/regime.yaml", "regimes/a/conduct.yaml", "regimes/b/conduct.yaml",
    "regimes/a.yaml", "regimes/a/deep/er/rights.yaml", "scenarios/sale.yaml",
  ]

  private static func history(
    _ seed: UInt64, count: Int = 60, in folder: String = ""
  ) throws -> RandomHistory {
    let first = Dictionary(uniqueKeysWithValues: paths.map { ($0, "\($0) 0\n") })
    return try RandomHistory(seed: seed, count: count, in: folder, first: first) { files, numbers in
      for _ in 0..<Int.random(in: 0..<3, using: &numbers) {
        guard let path = paths.dropFirst().randomElement(using: &numbers) else { return }
        let text = "\(path) \(Int.random(in: 0..<4, using: &numbers))\n"
        files[path] = Int.random(in: 0..<4, using: &numbers) == 0 ? nil : text
      }
    }
  }

  /// What a walk visits: the commit, and the documents that it changed.
  private func visited(
    _ repository: PolicyRepository, from start: String = "main", excluding end: String? = nil,
    order: HistoryWalk.Order
  ) throws -> [(commit: String, changes: Set<String>)] {
    let walk = try repository.walk(
      from: repository.resolve(start), excluding: end.map { try repository.resolve($0) },
      order: order)
    var visited: [(String, Set<String>)] = []
    while let step = try walk.next() {
      let changes = try walk.changes(in: step).map {
        "\($0.before?.description ?? "-") \($0.after?.description ?? "-") \($0.path)"
      }
      visited.append((step.commit.description, Set(changes)))
    }
    return visited
  }

  /// The same as git has it.
  private func logged(
    _ scratch: Scratch, _ arguments: [String], in folder: String = ""
  ) throws -> [(commit: String, changes: Set<String>)] {
    let text = try scratch.git(
      ["log", "--format=commit %H", "--raw", "--no-abbrev", "--no-renames", "-m", "--first-parent"]
        + arguments)
    // `-m --first-parent` gives the changes; the commits are those of a log of their own.
    var changes: [String: Set<String>] = [:]
    var commit = ""
    for line in text.split(separator: "\n") {
      if line.hasPrefix("commit ") {
        commit = String(line.dropFirst(7))
        changes[commit] = []
        continue
      }
      let parts = line.split(separator: "\t")
      let words = parts[0].split(separator: " ")
      let zero = String(repeating: "0", count: 40)
      let (before, after) = (String(words[2]), String(words[3]))
      let prefix = folder.isEmpty ? "" : "\(folder)/"
      guard parts[1].hasPrefix(prefix) else { continue }
      changes[commit]?.insert(
        "\(before == zero ? "-" : before) \(after == zero ? "-" : after) "
          + parts[1].dropFirst(prefix.count))
    }
    return text.split(separator: "\n").filter { $0.hasPrefix("commit ") }.map {
      let id = String($0.dropFirst(7))
      return (id, changes[id] ?? [])
    }
  }

  /// The changes of every commit, along first parents from each, as git has them.
  private func changesOfAll(
    _ history: RandomHistory
  ) throws -> [String: Set<String>] {
    let text = try history.scratch.git(
      "log", "--format=%H", "--all")
    var all: [String: Set<String>] = [:]
    for id in text.split(separator: "\n").map(String.init) where all[id] == nil {
      for entry in try logged(history.scratch, ["-1", id], in: history.folder) {
        all[entry.commit] = entry.changes
      }
    }
    return all
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `the whole history is that of git log, with the documents that each commit changed`(
    _ seed: UInt64
  ) throws {
    let history = try Self.history(seed)
    let ids = try history.scratch.git("log", "--format=%H", "main").split(separator: "\n")
    let changes = try changesOfAll(history)
    let visited = try visited(history.scratch.open(), order: .whole)
    #expect(visited.map(\.commit) == ids.map(String.init), "seed \(seed)")
    for entry in visited {
      #expect(entry.changes == changes[entry.commit], "seed \(seed), \(entry.commit)")
    }
  }

  @Test(arguments: [4, 5] as [UInt64])
  func `first parents are those of git log`(_ seed: UInt64) throws {
    let history = try Self.history(seed)
    let visited = try visited(history.scratch.open(), order: .firstParent)
    let logged = try logged(history.scratch, ["main"])
    #expect(visited.map(\.commit) == logged.map(\.commit), "seed \(seed)")
    #expect(visited.map(\.changes) == logged.map(\.changes), "seed \(seed)")
  }

  @Test(arguments: [6, 7] as [UInt64])
  func `a range leaves out what git leaves out`(_ seed: UInt64) throws {
    let history = try Self.history(seed, count: 40)
    for end in stride(from: 0, to: 40, by: 3) {
      let ids = try history.scratch.git("log", "--format=%H", "\(history.ids[end])..main")
        .split(separator: "\n").map(String.init)
      let found = try visited(
        history.scratch.open(), excluding: history.ids[end], order: .whole)
      #expect(found.map(\.commit) == ids, "seed \(seed), from \(end)")
    }
  }

  @Test func `a policy repository in a folder has its own changes alone`() throws {
    let history = try Self.history(8, count: 30, in: "law/of/land")
    let visited = try visited(history.scratch.open("law/of/land"), order: .firstParent)
    let logged = try logged(history.scratch, ["main"], in: "law/of/land")
    #expect(visited.map(\.changes) == logged.map(\.changes))
  }

  @Test(arguments: [
    ["--reachable"], ["--reachable", "--changed-paths"], ["--reachable", "--split"],
  ])
  func `the commit graph says what the commits say`(_ options: [String]) throws {
    let history = try Self.history(9)
    let plain = try ObjectStore(at: history.scratch.path)
    let nodes = try history.ids.compactMap { ObjectID($0) }.map { try plain.node($0) }
    #expect(try plain.graph() == nil)
    if options.contains("--split") {
      // Two files, one on the other.
      try history.scratch.git(
        ["commit-graph", "write", "--split", "--stdin-commits"],
        input: Array((history.ids[20] + "\n").utf8))
      try history.scratch.git("commit-graph", "write", "--split=no-merge", "--reachable")
    } else {
      try history.scratch.git(["commit-graph", "write"] + options)
    }
    let store = try ObjectStore(at: history.scratch.path)
    let graph = try #require(try store.graph())
    // Back in the history, too, where each parent's position is known.
    for node in nodes + nodes.reversed() {
      let row = try #require(graph.node(node.id))
      #expect(row.tree == node.tree && row.parents == node.parents)
      #expect(row.seconds == node.seconds)
    }
    let before = try visited(history.scratch.open(), order: .whole)
    #expect(before.count == history.ids.count)
  }

  /// A filter never says no where a commit changed a path, and says no almost everywhere else.
  @Test func `the filters of changed paths are those of git`() throws {
    let history = try Self.history(12)
    try history.scratch.git("commit-graph", "write", "--reachable", "--changed-paths")
    let graph = try #require(try ObjectStore(at: history.scratch.path).graph())
    let changes = try changesOfAll(history)
    var (told, untold) = (0, 0)
    for (id, changed) in changes {
      let commit = try #require(ObjectID(id))
      for path in Self.paths {
        let mayChange = graph.mayChange([ChangedPathKey(Array(path.utf8))], in: commit)
        if changed.contains(where: { $0.hasSuffix(" \(path)") }) {
          #expect(mayChange, "\(path) in \(id)")
        } else if mayChange {
          untold += 1
        } else {
          told += 1
        }
      }
    }
    #expect(told > 20 * untold)
  }

  @Test func `a commit graph that is cut off is not read`() throws {
    let history = try Self.history(10, count: 20)
    try history.scratch.git("commit-graph", "write", "--reachable")
    let path = ".git/objects/info/commit-graph"
    let whole = try history.scratch.bytes(path)
    for count in [0, 7, 40, 1_100, whole.count / 2] {
      try history.scratch.remove(path)
      try history.scratch.write(path, Array(whole[..<count]))
      let found = try visited(history.scratch.open(), order: .whole)
      #expect(found.count == 20, "\(count) bytes")
    }
  }

  @Test func `a date ends the walk`() throws {
    let history = try Self.history(11, count: 20)
    let repository = try history.scratch.open()
    let walk = try repository.walk(from: repository.resolve("main"), since: "2023-11-15T08:13:20Z")
    var count = 0
    while try walk.next() != nil { count += 1 }
    // The commits are an hour apart, from 2023-11-14T22:13:20Z on.
    #expect(count == 10)
    #expect(
      failure { _ = try repository.walk(from: repository.resolve("main"), since: "soon") }?.code
        == .invalidRevision)
  }
}
