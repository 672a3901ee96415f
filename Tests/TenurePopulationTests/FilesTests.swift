import Foundation
import TenureEngine
import TenureMeasures
import TenureModel
import TenurePopulation
import TenureTestSupport
import Testing

/// How many different names members may have, as the handbook says.
private enum JSONLinesNames {
  static let limit = 65_536
}

/// Populations in files are read as they are meant, or refused with the place.
@Suite struct FilesTests {
  /// The rows of a CSV file with every way of writing cells.
  private func csv(_ round: inout PopulationRound, _ situations: [Situation]) -> String {
    let breaks = round.random.chance(50) ? "\r\n" : "\n"
    var text = round.random.chance(30) ? "\u{FEFF}" : ""
    text +=
      (["name, \"of\" row"] + round.facets.map { round.vocabulary[$0].name })
      .map { $0.contains(",") ? "\"\($0.replacing("\"", with: "\"\""))\"" : $0 }
      .joined(separator: ",") + breaks
    for (row, situation) in situations.enumerated() {
      var cells = ["\"row,\n\"\"\(row)\"\"\""]
      for facet in round.facets {
        let cell = round.cells.text(situation[facet], of: facet)
        cells.append(round.random.chance(20) ? "\"\(cell)\"" : cell)
      }
      text += cells.joined(separator: ",") + breaks
    }
    if round.random.chance(30) { text.removeLast() }
    return text
  }

  private func jsonLines(_ round: inout PopulationRound, _ situations: [Situation]) -> String {
    var text = ""
    for (row, situation) in situations.enumerated() {
      var members = ["\"note\": {\"a\": [1, \"}\\\"\"]}", "\"row\": \(row)"]
      for facet in round.facets {
        let cell = round.cells.text(situation[facet], of: facet)
        let value: String
        switch situation[facet] {
        case .known(.quantity): value = cell
        case .known(.flag(let isOn)): value = "\(isOn)"
        case .known(.set(let leaves)):
          let words = cell.split(separator: " ").map { "\"\($0)\"" }
          value = leaves.isEmpty ? "[]" : "[\(words.joined(separator: ", "))]"
        case .unknown, nil: value = "null"
        default: value = "\"\(cell)\""
        }
        members.append("\"\(round.vocabulary[facet].name)\": \(value)")
      }
      members.shuffle(using: &round.random)
      text += "{\(members.joined(separator: ", "))}\n"
    }
    return text
  }

  @Test(arguments: [true, false])
  func `rows of files are ruled as single situations are`(isCSV: Bool) throws {
    try PopulationRound.expectNothing(in: 15) { round in
      let folder = try TemporaryFolder()
      let situations = round.situations(20)
      let text = isCSV ? csv(&round, situations) : jsonLines(&round, situations)
      let file = try folder.write("facts", text)
      var options = PopulationComparison.Options()
      options.rowsFile = "\(folder.path)/rows.csv"
      options.threadCount = 2
      options.facets = round.facets.filter { round.vocabulary[$0].taxonomy != nil }
      let comparison = PopulationComparison(
        before: round.engine, after: round.other)
      let change = try comparison.compare(PopulationFacts(file), options: options)
      let lines = try folder.read("rows.csv").split(separator: "\n").dropFirst()
      guard change.counts.total == situations.count, lines.count == situations.count else {
        return "\(change.counts.total) rows of \(situations.count)"
      }
      var flipped = 0
      for (row, line) in lines.enumerated() {
        let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let before = round.expected(round.engine, situations[row]).verdict.rawValue
        let after = round.expected(round.other, situations[row]).verdict.rawValue
        guard cells[0] == "\(row + 1)", cells[1] == before, cells[3] == after else {
          return "\(line) for \(before), \(after) in \(situations[row])\n\(text)"
        }
        if before != after { flipped += 1 }
      }
      guard change.counts.flipped == flipped,
        change.causes.reduce(0, { $0 + $1.rows }) == flipped
      else { return "\(change.counts.flipped) flips of \(flipped)" }
      for (facet, groups) in change.groups {
        guard case .term = round.vocabulary[facet].kind else { continue }
        let rows = groups.reduce(0) { $0 + $1.counts.total }
        guard rows == situations.count else { return "\(rows) rows by \(facet)" }
      }
      return nil
    }
  }

  private let small = RegimeEngine(
    SmallLaw.regime([
      SmallLaw.clause(
        "ban", SmallLaw.conduct(.prohibit, "sell"), SmallLaw.when("tags", "health"))
    ]))

  private func compare(_ text: String, key: String? = nil) throws -> (PopulationChange, String) {
    let folder = try TemporaryFolder()
    let file = try folder.write("facts", text)
    var options = PopulationComparison.Options()
    options.key = key
    options.rowsFile = "\(folder.path)/rows"
    options.threadCount = 1
    let change = try PopulationComparison(before: small, after: small)
      .compare(PopulationFacts(file), options: options)
    return (change, try folder.read("rows"))
  }

  @Test func `the name of a row is kept as it is`() throws {
    let (change, rows) = try compare(
      "sale,action,tags\n\"a,\"\"b\"\"\",sell,health\nc,share,\n", key: "sale")
    #expect(change.counts.total == 2)
    let lines = rows.split(separator: "\n").map(String.init)
    #expect(lines.count == 3)
    #expect(lines[0] == "sale,before,before-clause,after,after-clause")
    #expect(lines[1] == "\"a,\"\"b\"\"\",prohibited,ban,prohibited,ban")
    #expect(lines[2] == "c,silent,,silent,")
  }

  @Test func `what is left out and not given is named`() throws {
    let (change, _) = try compare("acton,action\nx,sell\n")
    #expect(change.ignored == ["acton"])
    #expect(change.missing == [SmallLaw.id("tags")])
    #expect(change.counts[.depends, .depends] == 1)
  }

  @Test(arguments: [
    ("action\nsell\nselling\n", 3, 1, "`selling` is no value of `action`"),
    ("id,tags\n1,health\n2,\"health,wealth\"\n", 3, 3, "`wealth` is no value of `tags`"),
    ("id,tags\n1,health health\n", 2, 3, "a term stands twice in `health health`"),
    ("id,persons\n\"a\nb\",-1\n", 2, 7, "`-1` is no value of `persons`"),
    ("id,persons\n1,1.5\n", 2, 3, "`1.5` is no value of `persons`"),
    ("id,persons\n1,99999999999999999999\n", 2, 3, nil),
    ("id,action\n1\n", 2, nil, "the row has 1 cell, and the header 2"),
    ("id,action\n1,sell,2\n", 2, nil, "the row has 3 or more cells, and the header 2"),
    ("id,action\n1,se\"ll\n", 2, 5, "a quote stands within a cell"),
    ("id,action\n1,\"sell\"x\n", 2, 9, "text stands behind the quote that ends a cell"),
    ("id,action\n1,\"sell\n", 2, 3, "a quote is never closed"),
    ("id,id\n1,2\n", 1, 4, "the header names `id` twice"),
    ("note 5\",action\nx,sell\n", 1, 7, "a quote stands within a name"),
    ("\"note\" 5,action\nx,sell\n", 1, 7, "text stands behind the quote that ends a name"),
    ("right\nerase\n", nil, nil, nil),
    ("", nil, nil, nil),
    ("{\"action\": \"sell\"}\n{\"action\": sell\"}\n", 2, nil, nil),
    ("{\"action\": \"sell\"}\n\n{\"action\": \"sel\"}\n", 3, 12, "`sel` is no value of `action`"),
    ("{\"action\": \"sell\", \"action\": \"share\"}\n", 1, nil, "`action` is given twice"),
    ("{\"action\": {}}\n", 1, nil, "an object is no value of a facet"),
    ("{\"action\": \"sell\"} x\n", 1, nil, nil), ("{\"action\"\n", 1, nil, nil),
    ("{\"action\": \"sell\n", 1, nil, "a text is never closed"), ("{\"tags\": [\n", 1, nil, nil),
    ("{\"note\": [{\n", 1, nil, nil), ("{,}\n", 1, nil, nil),
    ("{\"action\": sell}\n", 1, 12, nil), ("{\"persons\": 01}\n", 1, 13, nil),
    ("{\"persons\": .5}\n", 1, 13, nil), ("{\"note\": ], \"action\": \"sell\"}\n", 1, nil, nil),
    ("{\"note\": [}, \"action\": \"sell\"}\n", 1, nil, nil),
    ("{\"note\": [1 2], \"action\": \"sell\"}\n", 1, nil, nil),
    ("{\"note\": {\"a\"}, \"action\": \"sell\"}\n", 1, nil, nil),
    ("{\"note\": nil, \"action\": \"sell\"}\n", 1, nil, nil),
    ("{\"note\": \"\\x\", \"action\": \"sell\"}\n", 1, nil, nil),
    ("{\"note\": \"\\ud800\", \"action\": \"sell\"}\n", 1, nil, nil),
    ("{\"tags\": [\"unknown\"]}\n", 1, 10, "`unknown` is no value of `tags`"),
    ("{\"tags\": [\"health\", child]}\n", 1, nil, nil),
    ("id,tags\n1,heal\"\"th\n", 2, nil, nil), ("id,tags\n1,[health\n", 2, 3, nil),
    ("id,tags\n1,\"[\"\"health\"\", child]\"\n", 2, 3, nil),
    ("[{\"action\": \"sell\"},\n{\"action\": \"sell\"}]\n", 1, nil, nil),
    ("action;tags\nsell;health\n", nil, nil, "no column of the table is a facet"),
    ("{\"note\": 1}\n", nil, nil, "no column of the table is a facet"),
    ("id,persons\n1,1e5\n", 2, 3, "`1e5` is no value of `persons`"),
  ])
  func `what cannot be understood is refused with its place`(
    _ text: String, _ line: Int?, _ column: Int?, _ message: String?
  ) throws {
    let error = try #require(throws: PopulationError.self) { try compare(text) }
    #expect(error.line == line)
    if let column { #expect(error.column == column) }
    if let message { #expect(error.message == message) }
  }

  @Test(arguments: ["key", "income"])
  func `a member that no line has is not a column`(_ option: String) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("facts", "{\"action\": \"sell\"}\n")
    var options = PopulationComparison.Options()
    options.rowsFile = "\(folder.path)/rows"
    if option == "key" { options.key = "nope" }
    if option == "income" {
      options.income = PopulationIncome(.column("nope"), in: try #require(Currency("EUR")))
    }
    let error = try #require(throws: PopulationError.self) {
      try PopulationComparison(before: small, after: small)
        .compare(PopulationFacts(file), options: options)
    }
    #expect(error.message == "no row has a member `nope`")
  }

  @Test func `escapes of JSON are read in names, values and names of rows`() throws {
    let (change, rows) = try compare(
      #"""
      {"id": "caf\u00e9 \"x\" \ud83d\ude00", "\u0061ction": "\u0073ell", "tags": ["he\u0061lth"]}
      {"id": "\\\/", "action": "sell", "tags": "[\"health\"]"}

      """#, key: "id")
    #expect(change.ignored.isEmpty)
    #expect(change.counts[.prohibited, .prohibited] == 2)
    let lines = rows.split(separator: "\n").dropFirst()
    #expect(lines.first == "\"café \"\"x\"\" 😀\",prohibited,ban,prohibited,ban")
    #expect(lines.last == "\\/,prohibited,ban,prohibited,ban")
  }

  @Test func `members have a limit of different names`() throws {
    var text = ""
    for number in 0...JSONLinesNames.limit {
      text += "{\"action\": \"sell\", \"m\(number)\": 1}\n"
    }
    let error = try #require(throws: PopulationError.self) { try compare(text) }
    #expect(error.line == JSONLinesNames.limit)
  }

  @Test func `a wide header is read at once`() throws {
    let names = (0..<60_000).map { "c\($0)" }.joined(separator: ",")
    let error = try #require(throws: PopulationError.self) {
      try compare("action,\(names),c7\nsell\n")
    }
    #expect(error.message == "the header names `c7` twice")
  }

  @Test func `lines are counted over all chunks`() throws {
    let rows = 200_000
    var text = "id,action\n"
    for row in 1...rows { text += row == 150_000 ? "\(row),sel\n" : "\(row),sell\n" }
    let error = try #require(throws: PopulationError.self) { try compare(text) }
    #expect(error.line == 150_001)
  }

  @Test func `any bytes are refused or understood`() throws {
    var random = SplitMix64(seed: 5)
    let pieces = [
      "\"", ",", "\n", "\r\n", "sell", "{", "}", ":", "[", "]", "\\", "\u{0}", "é", "action", " ",
      "tags", "null", "1",
    ]
    let folder = try TemporaryFolder()
    for round in 0..<200 {
      var text = random.chance(50) ? "{\"action\": \"sell\"" : "action,tags\n"
      for _ in 0..<random.int(0...30) { text += random.pick(pieces) }
      let file = try folder.write("facts-\(round)", text)
      do {
        let change = try PopulationComparison(before: small, after: small)
          .compare(PopulationFacts(file))
        #expect(change.counts.flipped == 0)
      } catch {
        #expect(!error.message.isEmpty, "\(text)")
      }
    }
  }
}
