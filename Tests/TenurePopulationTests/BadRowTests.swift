import TenureEngine
import TenureModel
import TenurePopulation
import TenureTestSupport
import Testing

/// Rows that cannot be understood are left out if that is wanted, and listed.
@Suite struct BadRowTests {
  private let engine = RegimeEngine(
    SmallLaw.regime([
      SmallLaw.clause(
        "ban", SmallLaw.conduct(.prohibit, "sell"), SmallLaw.when("tags", "health"))
    ]))

  private func compare(_ file: String, rows: String? = nil, key: String? = nil) throws
    -> PopulationChange
  {
    var options = PopulationComparison.Options()
    options.skipsBadRows = true
    options.rowsFile = rows
    options.key = key
    options.threadCount = 2
    return try PopulationComparison(before: engine, after: engine)
      .compare(PopulationFacts(file), options: options)
  }

  @Test(arguments: [
    ("1,selling,health", 3), ("1,sell,wealth", 8), ("1,sell", nil), ("1,sell,health,2", nil),
    ("1,se\"ll,health", 5), ("1,\"sell\"x,health", 9), ("\"1,\n\",selling,health", 7),
    ("1,\"sell,\n\",health", 3),
  ])
  func `bad rows of CSV are skipped and the others ruled`(_ bad: String, _ column: Int?) throws {
    var random = SplitMix64(seed: 11)
    for _ in 0..<20 {
      let folder = try TemporaryFolder()
      var text = "sale,action,tags\n"
      var line = 1
      var expected: [Int] = []
      var lines = ["sale,before,before-clause,after,after-clause"]
      for row in 0..<random.int(1...12) {
        line += 1
        if random.chance(30) {
          expected.append(line)
          text += bad + "\n"
          line += bad.filter { $0 == "\n" }.count
        } else {
          let cell = random.chance(30) ? "\"s,\n\(row)\"" : "\(row)"
          text += "\(cell),sell,health\n"
          line += cell.filter { $0 == "\n" }.count
          lines.append("\(cell),prohibited,ban,prohibited,ban")
        }
      }
      let file = try folder.write("facts", text)
      let change = try compare(file, rows: "\(folder.path)/rows", key: "sale")
      #expect(change.badRowCount == expected.count)
      #expect(change.badRows.map(\.error.line) == expected)
      #expect(change.badRows.allSatisfy { $0.error.column == column })
      #expect(change.counts.total == lines.count - 1)
      #expect(try folder.read("rows") == lines.joined(separator: "\n") + "\n")
    }
  }

  @Test func `bad lines of JSON are skipped`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      "facts",
      """
      {"action": "sell", "tags": ["health"]}
      {"action": "sell", "tags": [
      nonsense
      {"action": "selling"}
      {"action": "sell", "tags": ["health"]} x

      {"action": "share"}
      """)
    let change = try compare(file, rows: "\(folder.path)/rows")
    #expect(change.badRows.map(\.error.line) == [2, 3, 4, 5])
    #expect(change.counts.total == 2)
    #expect(
      try folder.read("rows").split(separator: "\n").dropFirst().map { $0.prefix(2) }
        == ["1,", "6,"])
  }

  @Test func `lines are counted over all chunks, and only some are listed`() throws {
    let rows = 300_000
    var text = "id,action,tags\n"
    for row in 1...rows { text += row % 100 == 0 ? "\(row),sel\n" : "\(row),sell,health\n" }
    let folder = try TemporaryFolder()
    let change = try compare(try folder.write("facts", text))
    #expect(change.badRowCount == rows / 100)
    #expect(change.counts.total == rows - rows / 100)
    #expect(change.badRows.map(\.error.line) == (1...1_000).map { $0 * 100 + 1 })
  }

  @Test func `a stray quote does not swallow what follows`() throws {
    var text = "id,action,tags\n"
    for row in 1...200_000 { text += row == 1_000 ? "5\" disk,sell,health\n" : "\(row),sell,\n" }
    let folder = try TemporaryFolder()
    let file = try folder.write("facts", text)
    let change = try compare(file)
    #expect(change.badRows.map(\.error.line) == [1_001])
    #expect(change.counts.total == 199_999)
    let error = try #require(throws: PopulationError.self) {
      try PopulationComparison(before: engine, after: engine).compare(PopulationFacts(file))
    }
    #expect(error.line == 1_001)
    #expect(error.column == 2)
  }

  @Test func `a stray quote loses no row, wherever a chunk ends`() throws {
    // A good cell of two lines stands across the first mebibyte, and quotes are even again there.
    for offset in -40...40 where offset.isMultiple(of: 8) {
      var text = "id,action,tags\n5\" disk,sell,health\n"
      var rows = 0
      while text.utf8.count < (1 << 20) - 30 + offset {
        text += "x,sell,\n"
        rows += 1
      }
      text += "\"two\nlines, and more of them\",sell,health\n"
      rows += 1
      for _ in 0..<1_000 { text += "x,sell,\n" }
      let folder = try TemporaryFolder()
      let change = try compare(try folder.write("facts", text))
      #expect(change.badRows.map(\.error.line) == [2])
      #expect(change.counts.total == rows + 1_000)
      #expect(change.counts[.prohibited, .prohibited] == 1)
    }
  }
}
