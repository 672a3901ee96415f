import Tenure
import TenureDocuments
import TenureEngine
import TenureModel
import Testing

@testable import TenureHistory

/// Regimes made from their neighbours are those that are read whole.
@Suite struct TimelineTests {
  private func history(
    _ seed: UInt64, count: Int = 60,
    change: (inout [String: String], inout SeededNumbers) -> Void = SmallLawHistory.change
  ) throws -> RandomHistory {
    try RandomHistory(seed: seed, count: count, first: SmallLawHistory.first, change: change)
  }

  /// A regime of a commit, loaded with nothing known; nil if it cannot be understood.
  private func loaded(
    _ name: String, at commit: String, _ repository: PolicyRepository
  ) throws -> Regime? {
    let source = SnapshotSource(try repository.snapshot(at: repository.resolve(commit)))
    return try RegimeLoader(source: source, plugins: Plugins.builtIn).regime(name).value?.regime
  }

  /// The clauses without their places, which an amended neighbour does not keep up to date.
  private func clauses(_ regime: Regime) -> [String] {
    regime.clauses.map { entry in
      let clause = entry.clause
      return "\(entry.layer) \(clause.id) \(clause.guard) \(clause.effect) \(clause.rank ?? "") "
        + "\(clause.force) \(clause.isDefault) \(clause.over) \(clause.effective) "
        + "\(clause.citation ?? "")"
    }.sorted()
  }

  private func expectEqual(
    _ version: RegimeVersion?, _ name: String, _ commit: String, _ repository: PolicyRepository,
    _ comment: Comment
  ) throws {
    let names = try repository.snapshot(at: repository.resolve(commit)).regimeNames()
    guard names.contains(name) else {
      #expect(version?.isThere != true, comment)
      return
    }
    guard let regime = try loaded(name, at: commit, repository) else {
      #expect(try version?.engine() == nil, comment)
      #expect(try version?.errors().isEmpty == false, comment)
      return
    }
    let engine = try #require(try version?.engine(), comment)
    #expect(engine.regime.title == regime.title, comment)
    #expect(clauses(engine.regime) == clauses(regime), comment)
    #expect(engine.clauses.map(\.clause.id).sorted() == regime.clauses.map(\.clause.id).sorted())
    let diff = try RegimeDiff.compare(engine, RegimeEngine(regime))
    #expect(diff.relation == .equivalent, comment)
    let fresh = try RegimeDiff.compare(RegimeEngine(regime), RegimeEngine(regime))
    #expect(diff.total == fresh.total, comment)
  }

  @Test(arguments: [1, 2, 3, 4, 12, 13, 14, 15, 16, 17] as [UInt64])
  func `along the history each set is that of its commit`(_ seed: UInt64) throws {
    let history = try history(
      seed, change: seed < 12 ? SmallLawHistory.change : SmallLawHistory.changeMore)
    let repository = try history.scratch.open()
    let timeline = try RegimeTimeline(repository, plugins: Plugins.builtIn)
    let walk = try repository.walk(from: repository.resolve("main"))
    while let step = try walk.next() {
      let versions = try timeline.regimes(at: step.commit).versions
      for version in versions.values { _ = try version.isUnderstood() }
      for name in ["base", "land"] {
        try expectEqual(
          versions[name], name, step.commit.description, repository,
          "seed \(seed), \(name) at commit \(history.number(of: step.commit))")
      }
    }
    #expect(timeline.counts.amendedRegimes > 0, "seed \(seed)")
  }

  @Test(arguments: [5, 6] as [UInt64])
  func `in any order each version is that of its commit`(_ seed: UInt64) throws {
    let history = try history(seed, count: 40)
    let repository = try history.scratch.open()
    let timeline = try RegimeTimeline(repository, plugins: Plugins.builtIn, regime: "land")
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<80 {
      let number = Int.random(in: 0..<history.ids.count, using: &numbers)
      let commit = try #require(ObjectID(history.ids[number]))
      try expectEqual(
        timeline.regimes(at: commit).versions["land"], "land", history.ids[number], repository,
        "seed \(seed), commit \(number)")
    }
  }

  @Test func `a version that comes again is the same object`() throws {
    let scratch = try Scratch()
    try scratch.git("init", "--quiet", "--initial-branch=main")
    for (path, text) in SmallLawHistory.first { try scratch.write(path, text) }
    let first = try #require(ObjectID(scratch.commit("first")))
    try scratch.write(
      "regimes/land/conduct.yaml", "clauses:\n  - {id: one, permit: sell, rank: law}\n")
    let second = try #require(ObjectID(scratch.commit("second")))
    try scratch.write("readme", "text")
    try scratch.write(
      "regimes/land/conduct.yaml", "clauses:\n  - {id: one, prohibit: sell, rank: law}\n")
    let third = try #require(ObjectID(scratch.commit("back")))
    let timeline = try RegimeTimeline(scratch.open(), plugins: Plugins.builtIn)
    let versions = try [third, second, first].map { commit in
      let versions = try timeline.regimes(at: commit).versions
      for version in versions.values { _ = try version.engine() }
      return versions
    }
    #expect(versions[0]["land"] === versions[2]["land"])
    #expect(versions[0]["land"] !== versions[1]["land"])
    #expect(versions[0]["base"] === versions[1]["base"])
    #expect(timeline.counts.amendedRegimes == 1 && timeline.counts.wholeRegimes == 2)
  }

  @Test func `a regime that is called otherwise is not put together anew`() throws {
    let scratch = try Scratch()
    try scratch.git("init", "--quiet", "--initial-branch=main")
    for (path, text) in SmallLawHistory.first { try scratch.write(path, text) }
    let first = try #require(ObjectID(scratch.commit("first")))
    let regime = SmallLawHistory.regime("land", extends: "base")
    try scratch.write("regimes/land/regime.yaml", "title: The land\n" + regime)
    let named = try #require(ObjectID(scratch.commit("named")))
    try scratch.write(
      "regimes/land/regime.yaml",
      "title: Land\n" + SmallLawHistory.regime("land", extends: "base", swapped: true))
    let swapped = try #require(ObjectID(scratch.commit("another doctrine")))
    let timeline = try RegimeTimeline(scratch.open(), plugins: Plugins.builtIn, regime: "land")
    let titles = try [first, named, swapped].map { commit in
      try timeline.regimes(at: commit).versions["land"]?.engine()?.regime.title
    }
    #expect(titles == [nil, "The land", "Land"])
    #expect(timeline.counts.amendedRegimes == 1 && timeline.counts.wholeRegimes == 2)
  }

  @Test func `a commit that cannot be understood answers as its parent does`() throws {
    let scratch = try Scratch()
    try scratch.git("init", "--quiet", "--initial-branch=main")
    for (path, text) in SmallLawHistory.first { try scratch.write(path, text) }
    let first = try #require(ObjectID(scratch.commit("first")))
    try scratch.write("regimes/land/conduct.yaml", "clauses: [broken\n")
    let broken = try #require(ObjectID(scratch.commit("broken")))
    let timeline = try RegimeTimeline(scratch.open(), plugins: Plugins.builtIn, regime: "land")
    #expect(try timeline.regimes(at: broken).versions["land"]?.isUnderstood() == false)
    #expect(
      try timeline.answering("land", at: broken).key == timeline.answering("land", at: first).key)
    // Nothing answers before the first commit.
    #expect(try timeline.answering("sea", at: broken).isThere == false)
  }

  /// Amendments that are said to be hidden change nothing; and some are hidden.
  @Test(arguments: [9, 10, 11] as [UInt64])
  func `a hidden amendment changes no outcome`(_ seed: UInt64) throws {
    var rows = (0..<8).map { "prohibit: sell, persons: {at-least: \(1 + $0)}" }
    var first = SmallLawHistory.first
    func document() -> String {
      "clauses:\n"
        + rows.enumerated().map { "  - {id: row-\($0.offset), rank: law, \($0.element)}\n" }
        .joined()
    }
    first["regimes/land/conduct.yaml"] = document()
    let history = try RandomHistory(seed: seed, count: 80, first: first) { files, numbers in
      let effect = Int.random(in: 0..<12, using: &numbers) == 0 ? "permit" : "prohibit"
      let action = Bool.random(using: &numbers) ? "sell" : "any"
      let actor = Int.random(in: 0..<4, using: &numbers) == 0 ? ", actor: shop" : ""
      let persons = Int.random(in: 1..<6, using: &numbers)
      rows[Int.random(in: 0..<rows.count, using: &numbers)] =
        "\(effect): \(action)\(actor), persons: {at-least: \(persons)}"
      files["regimes/land/conduct.yaml"] = document()
    }
    let repository = try history.scratch.open()
    let timeline = try RegimeTimeline(repository, plugins: Plugins.builtIn, regime: "land")
    let walk = try repository.walk(from: repository.resolve("main"), order: .firstParent)
    var hidden = 0
    while let step = try walk.next() {
      guard let parent = step.parents.first,
        let after = try timeline.regimes(at: step.commit).versions["land"],
        let before = try timeline.regimes(at: parent).versions["land"], before !== after,
        let amendments = try before.amendments(to: after)
      else {
        // What is read first has no neighbour yet.
        _ = try timeline.regimes(at: step.commit).versions["land"]?.engine()
        continue
      }
      guard try before.hides(amendments) else { continue }
      hidden += 1
      let engines = (try before.engine(), try after.engine())
      let (left, right) = (try #require(engines.0), try #require(engines.1))
      let diff = try RegimeDiff.compare(left, right)
      #expect(
        diff.relation == .equivalent, "seed \(seed), commit \(history.number(of: step.commit))")
    }
    #expect(hidden > 0, "seed \(seed)")
  }

  @Test(arguments: [7, 8] as [UInt64])
  func `clauses changed where their meaning or their words did`(_ seed: UInt64) throws {
    let history = try history(seed)
    let repository = try history.scratch.open()
    let comparison = try ClauseComparison(repository)
    let walk = try repository.walk(from: repository.resolve("main"))
    while let step = try walk.next() {
      guard let parent = step.parents.first?.description else { continue }
      for change in try comparison.clauses(of: walk.changes(in: step))
      where change.path == "regimes/land/conduct.yaml" && change.isReadable {
        let before = try texts(change.path, at: parent, repository)
        let after = try texts(change.path, at: step.commit.description, repository)
        let comment: Comment = "seed \(seed), commit \(history.number(of: step.commit))"
        #expect(change.added == after.keys.filter { before[$0] == nil }.sorted(), comment)
        #expect(change.removed == before.keys.filter { after[$0] == nil }.sorted(), comment)
        #expect(
          change.amended
            == before.keys.filter { after[$0] != nil && after[$0] != before[$0] }.sorted(), comment)
      }
    }
  }

  /// The lines of the clauses of a document, by id.
  private func texts(
    _ path: String, at commit: String, _ repository: PolicyRepository
  ) throws -> [String: String] {
    let snapshot = try repository.snapshot(at: repository.resolve(commit))
    guard try snapshot.exists(path) else { return [:] }
    var texts: [String: String] = [:]
    for line in String(decoding: try snapshot.bytes(at: path), as: UTF8.self).split(separator: "\n")
    {
      guard let id = line.firstMatch(of: /id: ([a-z]+),/) else { continue }
      texts[String(id.1)] = String(line)
    }
    return texts
  }
}
