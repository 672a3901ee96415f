import TenureDocuments
import TenureHistory
import Testing

/// Where a merge begins is where git says.
@Suite struct MergeBaseTests {
  @Test func `random histories have the bases that git finds`() throws {
    var state: UInt64 = 7
    func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let scratch = try Scratch.policy()
    let repository = try scratch.open()
    let tree = try scratch.git("rev-parse", "HEAD^{tree}")
    for _ in 0..<3 {
      var commits: [String] = []
      for number in 0..<14 {
        var parents: Set<String> = []
        if number > 1 {
          for _ in 0..<1 + below(3) / 2 { parents.insert(commits[max(0, number - 1 - below(4))]) }
        }
        // Clocks lie now and then.
        scratch.clock += below(5) == 0 ? -90_000 : 60
        let arguments = parents.sorted().flatMap { ["-p", $0] }
        commits.append(
          try scratch.git(
            ["commit-tree", tree, "-m", "c\(number)-\(below(1_000_000))"] + arguments))
      }
      for _ in 0..<12 {
        let pair = [commits[below(14)], commits[below(14)]]
        let expected = (try? scratch.git(["merge-base", "--all"] + pair)) ?? ""
        let ids = try pair.map { try #require(ObjectID($0)) }
        let found = try repository.mergeBases(ids[0], ids[1]).map(\.description)
        #expect(Set(found) == Set(expected.split(separator: "\n").map(String.init)), "\(pair)")
      }
    }
  }

  @Test func `documents that one side moved are followed`() throws {
    let scratch = try Scratch.policy()
    let clauses = "clauses:\n  - {id: a, k: 1}\n  - {id: b, k: 1}\n  - {id: c, k: 1}\n"
    try scratch.write("regimes/cn/circulation.yaml", clauses)
    try scratch.write("regimes/us/old.yaml", "clauses: [{id: o}]\n")
    try scratch.commit("base")
    try scratch.git("tag", "base")
    try scratch.remove("regimes/cn/circulation.yaml")
    try scratch.write("regimes/cn/conduct.yaml", clauses.replacing("a, k: 1", with: "a, k: 2"))
    try scratch.remove("regimes/us/old.yaml")
    try scratch.commit("ours")
    try scratch.git("tag", "ours")
    try scratch.git("checkout", "--quiet", "base")
    try scratch.write("regimes/cn/circulation.yaml", clauses.replacing("b, k: 1", with: "b, k: 3"))
    try scratch.write("regimes/cn/new.yaml", "clauses: [{id: n}]\n")
    try scratch.commit("theirs")
    try scratch.git("tag", "theirs")
    let merge = try RepositoryMerge(
      base: scratch.snapshot("base"), ours: scratch.snapshot("ours"),
      theirs: scratch.snapshot("theirs"))
    #expect(merge.conflicts.isEmpty)
    #expect(merge.changed == ["regimes/cn/conduct.yaml", "regimes/cn/new.yaml"])
    #expect(merge.removed == [])
    #expect(merge.merged == ["regimes/cn/conduct.yaml"])
    #expect(
      merge.documents["regimes/cn/conduct.yaml"].map { String(decoding: $0, as: UTF8.self) }
        == clauses.replacing("a, k: 1", with: "a, k: 2").replacing("b, k: 1", with: "b, k: 3"))
    #expect(merge.documents["regimes/us/old.yaml"] == nil)
    #expect(merge.documents["regimes/cn/circulation.yaml"] == nil)
    let reverse = try RepositoryMerge(
      base: scratch.snapshot("base"), ours: scratch.snapshot("theirs"),
      theirs: scratch.snapshot("ours"))
    #expect(reverse.documents == merge.documents)
    #expect(reverse.removed == ["regimes/cn/circulation.yaml", "regimes/us/old.yaml"])
  }

  @Test func `a folder that one side renamed is followed, with what the other put into it`() throws
  {
    let scratch = try Scratch.policy()
    let clauses = "clauses:\n  - {id: a, k: 1}\n  - {id: b, k: 1}\n  - {id: c, k: 1}\n"
    try scratch.write("regimes/old/rights.yaml", clauses)
    try scratch.write("regimes/old/regime.yaml", "regime: old\ntitle: Old\n")
    try scratch.commit("base")
    try scratch.git("tag", "base")
    try scratch.git("mv", "regimes/old", "regimes/young")
    try scratch.write("regimes/young/regime.yaml", "regime: young\ntitle: Old\n")
    try scratch.commit("ours")
    try scratch.git("tag", "ours")
    try scratch.git("checkout", "--quiet", "base")
    try scratch.write("regimes/old/rights.yaml", clauses.replacing("b, k: 1", with: "b, k: 3"))
    try scratch.write("regimes/old/regime.yaml", "regime: old\ntitle: New\n")
    try scratch.write("regimes/old/money.yaml", "clauses: [{id: n}]\n")
    try scratch.commit("theirs")
    try scratch.git("tag", "theirs")
    let (base, ours, theirs) = try (
      scratch.snapshot("base"), scratch.snapshot("ours"), scratch.snapshot("theirs")
    )
    let merge = try RepositoryMerge(base: base, ours: ours, theirs: theirs)
    #expect(merge.conflicts.isEmpty)
    #expect(merge.regimesRenamedByUs == ["old": "young"])
    #expect(merge.regimesRenamedByThem == [:])
    let moved = merge.documents.filter { $0.key.contains("old") || $0.key.contains("young") }
    #expect(
      moved.mapValues { String(decoding: $0, as: UTF8.self) } == [
        "regimes/young/rights.yaml": clauses.replacing("b, k: 1", with: "b, k: 3"),
        "regimes/young/regime.yaml": "regime: young\ntitle: New\n",
        "regimes/young/money.yaml": "clauses: [{id: n}]\n",
      ])
    let reverse = try RepositoryMerge(base: base, ours: theirs, theirs: ours)
    #expect(reverse.documents == merge.documents)
    #expect(reverse.removed.allSatisfy { $0.hasPrefix("regimes/old/") })
    #expect(reverse.removed.count == 3)
  }

  @Test func `a folder of which some document stays is no renamed one`() throws {
    let scratch = try Scratch.policy()
    let clauses = "clauses:\n  - {id: a, k: 1}\n  - {id: b, k: 1}\n  - {id: c, k: 1}\n"
    try scratch.write("regimes/old/rights.yaml", clauses)
    try scratch.write("regimes/old/regime.yaml", "regime: old\n")
    try scratch.commit("base")
    try scratch.git("tag", "base")
    try scratch.write("regimes/young/regime.yaml", "regime: young\n")
    try scratch.git("mv", "regimes/old/rights.yaml", "regimes/young/rights.yaml")
    try scratch.commit("ours")
    try scratch.git("tag", "ours")
    try scratch.git("checkout", "--quiet", "base")
    try scratch.write("regimes/old/money.yaml", "clauses: [{id: n}]\n")
    try scratch.commit("theirs")
    let merge = try RepositoryMerge(
      base: scratch.snapshot("base"), ours: scratch.snapshot("ours"),
      theirs: scratch.snapshot("HEAD"))
    #expect(merge.regimesRenamedByUs == [:])
    #expect(merge.documents["regimes/old/money.yaml"] != nil)
    #expect(merge.documents["regimes/old/regime.yaml"] != nil)
    #expect(merge.documents["regimes/young/rights.yaml"] != nil)
  }

  @Test func `a document that one side removed and the other changed is a conflict`() throws {
    let scratch = try Scratch.policy()
    try scratch.git("tag", "base")
    try scratch.remove("scenarios/sale.yaml")
    try scratch.write("regimes/cn/circulation.yaml", "clauses: [\n")
    try scratch.commit("ours")
    try scratch.git("tag", "ours")
    try scratch.git("checkout", "--quiet", "base")
    try scratch.write("scenarios/sale.yaml", "scenarios: []\n")
    try scratch.write("regimes/cn/circulation.yaml", "clauses: []\n")
    try scratch.commit("theirs")
    let merge = try RepositoryMerge(
      base: scratch.snapshot("base"), ours: scratch.snapshot("ours"),
      theirs: scratch.snapshot("HEAD"))
    #expect(
      merge.conflicts.map { "\($0.file) \($0.conflict.kind.rawValue)" }.sorted() == [
        "regimes/cn/circulation.yaml unreadable", "scenarios/sale.yaml removed-by-us",
      ])
  }
}
