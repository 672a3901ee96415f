import Testing

/// `tenure ask --format json` and `--batch`, by their keys and types.
@Suite struct AskTests {
  static let rulingKeys: Set = [
    "verdict", "basis", "rights", "duties", "deciding", "defeated", "assumed", "depends",
  ]
  static let clauseKeys: Set = [
    "id", "pillar", "cites", "file", "line", "commit", "author", "date",
  ]

  static func expectRuling(_ ruling: JSONObject) {
    #expect(ruling.keys == rulingKeys)
    #expect(ruling["verdict"].text != nil)
    #expect(["clause", "default", "none"].contains(ruling["basis"].text))
    #expect(ruling["rights"].keys == ["held", "withheld", "contested", "open", "duties"])
    #expect(ruling["rights"]["duties"].keys == ["before", "with", "after"])
    #expect(ruling["duties"].keys == ["before", "with", "after"])
    for clause in ruling["deciding"].items { expectClause(clause, clauseKeys) }
    for clause in ruling["defeated"].items {
      expectClause(clause, clauseKeys.union(["by", "reason", "rights"]))
      #expect(clause["rights"].isList)
    }
    for assumption in ruling["assumed"].items { #expect(assumption.keys == ["facet", "value"]) }
    for dependence in ruling["depends"].items {
      #expect(dependence.keys == ["facet", "outcomes"])
      for outcome in dependence["outcomes"].items {
        #expect(outcome.keys == ["values", "verdict", "rights", "duties"])
        #expect(outcome["values"].isList)
      }
    }
  }

  static func expectClause(_ clause: JSONObject, _ keys: Set<String>) {
    #expect(clause.keys == keys)
    #expect(clause["id"].text != nil)
    #expect(clause["line"].number != nil)
    let isCommitted = !clause["commit"].isNull
    #expect(isCommitted == !clause["author"].isNull)
    #expect(isCommitted == !clause["date"].isNull)
    if isCommitted { #expect(clause["commit"].text?.count == 40) }
  }

  @Test func `a ruling has every key of the format`() throws {
    let repository = try LawRepository.amended()
    let run = try repository.tenure(
      "ask", "land", "action=export", "tags=health", "standing=subject", "persons=200000",
      "--format", "json")
    #expect(run.status == 0)
    let ruling = try run.json
    Self.expectRuling(ruling)
    #expect(ruling["verdict"].text == "prohibited")
    #expect(ruling["rights"]["held"].texts == ["access"])
    #expect(ruling["duties"]["before"].texts == ["notify"])
    #expect(ruling["duties"]["after"][0].keys == ["duty", "within"])
    #expect(ruling["duties"]["after"][0]["within"].text == "60 days")
    let amended = ruling["deciding"].items.first { $0["id"].text == "mass-export" }
    #expect(amended?["author"].text == "Grace Hopper <grace@example.org>")
    let old = ruling["deciding"].items.first { $0["id"].text == "subject-rights" }
    #expect(old?["author"].text == "Ada Lovelace <ada@example.org>")
    #expect(ruling["assumed"].items.contains { $0["facet"].text == "consent" })
  }

  @Test func `what is open is told with what it leads to`() throws {
    let repository = try LawRepository.amended()
    let ruling = try repository.tenure(
      "ask", "land", "action=export", "persons=unknown", "--format", "json"
    ).json
    Self.expectRuling(ruling)
    #expect(ruling["verdict"].text == "depends")
    #expect(ruling["basis"].text == "none")
    let persons = ruling["depends"].items.first { $0["facet"].text == "persons" }
    let ranges = persons?["outcomes"].items.flatMap { $0["values"].items } ?? []
    #expect(ranges.contains { $0["at-least"].number == 100_000 })
    #expect(ranges.contains { $0["below"].number == 100_000 })
  }

  @Test func `the date is assumed, given or open`() throws {
    let repository = try LawRepository.amended()
    var conduct = try repository.text("regimes/land/conduct.yaml")
    conduct += "  - {id: late, prohibit: share, from: 2020-01-01, cites: Act 6}\n"
    try repository.write(["regimes/land/conduct.yaml": conduct])
    func verdict(_ more: String...) throws -> JSONObject {
      try repository.tenure(["ask", "land", "action=share", "--format", "json"] + more).json
    }
    let today = try verdict()
    #expect(today["verdict"].text == "prohibited")
    #expect(today["assumed"].items.contains { $0["facet"].text == "date" })
    #expect(today["deciding"].items.first { $0["id"].text == "late" }?["commit"].isNull == true)
    #expect(try verdict("--at", "2019-12-31")["verdict"].text == "permitted")
    #expect(try verdict("date=2019-12-31")["verdict"].text == "permitted")
    #expect(try verdict("date=2019-12-31", "--at", "2019-12-31")["verdict"].text == "permitted")
    #expect(try verdict("date=unknown")["verdict"].text == "depends")
    #expect(
      try verdict("--at", "2019-12-31")["assumed"].items.allSatisfy {
        $0["facet"].text != "date"
      })
  }

  @Test func `a batch answers line for line`() throws {
    let repository = try LawRepository.amended()
    let lines = [
      #"{"action": "export", "actor": "shop", "persons": 200000}"#,
      #"{"action": "exprt"}"#,
      #"{"right": "erase", "situation": {"standing": ["subject"], "tags": []}}"#,
      #"{"right": "erase", "situation": {"standing": ["subject"], "tags": "unknown"}}"#,
      #"{"right": "revenue", "situation": {}}"#,
      #"{"power": {"body": "council", "act": "amend"}}"#,
      #"{"power": {"body": "small", "act": "amend"}, "situation": {}}"#,
      #"{"power": {"body": "person", "act": "amend"}}"#,
      #"{"power": {"body": "board", "act": "enact"}}"#,
      #"{"power": {"body": "board", "act": "amend"}}"#,
      "not json",
      "",
      #"{"consent": true, "persons": "200000", "price": "9.75", "action": "sell"}"#,
    ]
    let run = try repository.tenure(
      ["ask", "land", "--batch", "-"], input: lines.joined(separator: "\n"))
    #expect(run.status == 2)
    let answers = try run.jsonLines
    #expect(answers.count == lines.count)
    Self.expectRuling(answers[0])
    #expect(answers[0]["verdict"].text == "prohibited")
    #expect(answers[1]["error"]["line"].number == 2)
    #expect(answers[1]["error"]["help"].text == "did you mean `export`?")
    let words = answers[2...9].map { $0["answer"].text }
    #expect(
      words == ["held", "open", "none", "can", "part", "heard", "part", "cannot"])
    #expect(answers[2].keys == ["answer", "deciding"])
    #expect(answers[2]["deciding"][0]["id"].text == "subject-rights")
    #expect(answers[5]["deciding"][0]["id"].text == "council-amends")
    #expect(answers[10].keys == ["error"])
    #expect(answers[11].keys == ["error"])
    Self.expectRuling(answers[12])
  }

  @Test func `a batch comes from a file too, and ends well if all lines are right`() throws {
    let repository = try LawRepository.amended()
    try repository.write(["cases.jsonl": "{\"action\": \"sell\"}\r\n{}\n"])
    let run = try repository.tenure("ask", "land", "--batch", "cases.jsonl")
    #expect(run.status == 0)
    #expect(try run.jsonLines.count == 2)
    #expect(run.errors == "")
  }

  @Test func `force leaves softer clauses out`() throws {
    let repository = try LawRepository.amended()
    var conduct = try repository.text("regimes/land/conduct.yaml")
    conduct += "  - {id: trial, prohibit: share, force: exploratory, cites: Act 7}\n"
    try repository.write(["regimes/land/conduct.yaml": conduct])
    let all = try repository.tenure("ask", "land", "action=share", "--format", "json").json
    #expect(all["verdict"].text == "prohibited")
    let hard = try repository.tenure(
      "ask", "land", "action=share", "--force", "binding", "--format", "json"
    ).json
    #expect(hard["verdict"].text == "permitted")
  }
}
