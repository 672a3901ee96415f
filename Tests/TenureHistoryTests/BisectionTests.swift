import Testing

@testable import TenureHistory

/// A search that asks few commits finds what asking all would find.
@Suite struct BisectionTests {
  private func history(_ seed: UInt64) throws -> RandomHistory {
    try RandomHistory(
      seed: seed, count: 50, first: ["vocabulary.yaml": "v\n", "x": "0\n"]
    ) { files, numbers in files["x"] = "\(Int.random(in: 0..<9, using: &numbers))\n" }
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func `what came once is found where it came`(_ seed: UInt64) throws {
    let history = try history(seed)
    let repository = try history.scratch.open()
    var numbers = SeededNumbers(seed: seed)
    let last = history.ids.count - 1
    for _ in 0..<12 {
      // It holds wherever one commit is behind: so it came at that commit alone.
      let culprit = Int.random(in: 1...last, using: &numbers)
      var asked = 0
      let found = try repository.bisect(
        from: repository.resolve(history.ids[0]), to: repository.resolve("main")
      ) { commit in
        asked += 1
        return history.ancestors(of: history.number(of: commit)).contains(culprit)
      }
      #expect(found.map { history.number(of: $0.commit) } == culprit, "seed \(seed)")
      #expect(asked == found?.asked, "nothing is asked twice")
      #expect(asked < 25, "seed \(seed): \(asked) of \(last) asked")
    }
  }

  @Test(arguments: [7, 8, 9, 10] as [UInt64])
  func `what came and went is found where it came`(_ seed: UInt64) throws {
    let history = try history(seed)
    let repository = try history.scratch.open()
    var numbers = SeededNumbers(seed: seed)
    let last = history.ids.count - 1
    for _ in 0..<12 {
      var holding = Set((1..<last).filter { _ in Bool.random(using: &numbers) })
      holding.insert(last)
      let first = Int.random(in: 0..<last / 2, using: &numbers)
      let excluded = history.ancestors(of: first)
      let found = try #require(
        try repository.bisect(
          from: repository.resolve(history.ids[first]), to: repository.resolve("main")
        ) { holding.contains(history.number(of: $0)) })
      let number = history.number(of: found.commit)
      #expect(holding.contains(number) && !excluded.contains(number), "seed \(seed)")
      let parents = history.parents[number].filter { !excluded.contains($0) }
      #expect(parents.allSatisfy { !holding.contains($0) }, "seed \(seed)")
    }
  }

  @Test func `nothing is found where nothing is`() throws {
    let history = try history(11)
    let repository = try history.scratch.open()
    let main = try repository.resolve("main")
    #expect(try repository.bisect(from: nil, to: main) { _ in false } == nil)
    #expect(try repository.bisect(from: main, to: main) { _ in true } == nil)
    let first = try repository.bisect(from: nil, to: main) { _ in true }
    #expect(first?.commit.description == history.ids[0])
  }

  @Test func `along first parents the merge is found, not the branch`() throws {
    let scratch = try Scratch.policy()
    try scratch.git("switch", "--quiet", "-c", "side")
    try scratch.write("regimes/cn/circulation.yaml", "* law\nshare 3\n")
    let side = try scratch.commit("aside")
    try scratch.git("switch", "--quiet", "main")
    try scratch.write("readme", "text")
    try scratch.commit("beside")
    try scratch.git("merge", "--quiet", "--no-edit", "side")
    let merge = try scratch.git("rev-parse", "HEAD")
    let repository = try scratch.open()
    func find(_ order: HistoryWalk.Order) throws -> String? {
      try repository.bisect(from: nil, to: repository.resolve("main"), order: order) { commit in
        let revision = Revision(.commit(commit), spelling: "")
        let bytes = try repository.snapshot(at: revision).bytes(at: "regimes/cn/circulation.yaml")
        return String(decoding: bytes, as: UTF8.self).contains("share 3")
      }?.commit.description
    }
    #expect(try find(.whole) == side)
    #expect(try find(.firstParent) == merge)
  }
}
