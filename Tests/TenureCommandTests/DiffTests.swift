import Testing

/// `tenure diff --format json`, by its keys and types, and by what its witnesses are answered.
@Suite struct DiffTests {
  static func expectDiff(_ diff: JSONObject) {
    #expect(
      diff.keys.subtracting(["money", "power"] + CurrenciesTests.members)
        == ["relation", "situations", "changes", "truncated"])
    let situations = diff["situations"]
    #expect(situations.keys == ["total", "differing", "share", "pillars"])
    #expect(situations["total"].text != nil)
    #expect(situations["differing"].text != nil)
    #expect(situations["share"].number != nil)
    #expect(situations["pillars"]["property"].text != nil)
    #expect(situations["pillars"]["circulation"].text != nil)
    #expect(diff["truncated"].flag != nil)
    for change in diff["changes"].items {
      #expect(
        change.keys == [
          "pillar", "before", "after", "region", "witness", "count", "clauses", "affects",
          "unknown",
        ])
      AskTests.expectRuling(change["before"])
      AskTests.expectRuling(change["after"])
      #expect(change["region"].isObject || change["region"].isList)
      #expect(change["count"].text != nil)
      #expect(change["affects"].isList)
      #expect(change["unknown"].keys == ["before", "after"])
      #expect(change["clauses"].keys == ["before", "after"])
      for clause in change["clauses"]["before"].items + change["clauses"]["after"].items {
        AskTests.expectClause(clause, AskTests.clauseKeys)
        #expect(clause["pillar"].text == change["pillar"].text)
      }
    }
  }

  @Test func `a diff has every key of the format`() throws {
    let repository = try LawRepository.amended()
    let run = try repository.tenure("diff", "v1:land", "v2:land", "--format", "json")
    #expect(run.status == 1)
    let diff = try run.json
    Self.expectDiff(diff)
    #expect(diff["relation"].text == "incomparable")
    let wider = diff["changes"].items.first {
      $0["before"]["verdict"].text == "prohibited" && $0["after"]["verdict"].text == "permitted"
    }
    #expect(wider?["region"]["persons"][0]["at-least"].number == 1000)
    #expect(wider?["region"]["persons"][0]["below"].number == 100_000)
    #expect(wider?["region"]["action"].texts == ["export"])
    #expect(wider?["region"]["consent"][0].flag == false)
    #expect(wider?["affects"].texts.isEmpty == false)
    #expect(wider?["clauses"]["before"].items.contains { $0["id"].text == "mass-export" } == true)
    #expect(
      wider?["witness"].keys == [
        "action", "actor", "holder", "standing", "tags", "consent", "persons", "price", "date",
      ])
  }

  @Test func `each witness is answered exactly before and after`() throws {
    let repository = try LawRepository.amended()
    let diff = try repository.tenure("diff", "v1:land", "v2:land", "--format", "json").json
    let changes = diff["changes"].items
    #expect(!changes.isEmpty)
    let batch = changes.map(\.["witness"].canonical).joined(separator: "\n")
    for (side, key) in [("v1:land", "before"), ("v2:land", "after")] {
      let run = try repository.tenure(["ask", side, "--batch", "-"], input: batch)
      #expect(run.status == 0)
      let answers = try run.jsonLines
      #expect(answers.map(\.canonical) == changes.map { $0[key].canonical })
    }
  }

  @Test func `identical, equivalent, wider and narrower, with their exit codes`() throws {
    let repository = try LawRepository.amended()
    func relation(_ before: String, _ after: String) throws -> (String?, Int32) {
      let run = try repository.tenure("diff", before, after, "--format", "json")
      Self.expectDiff(try run.json)
      return (try run.json["relation"].text, run.status)
    }
    #expect(try relation("v1:land", "v1:land") == ("identical", 0))
    let conduct = try repository.text("regimes/land/conduct.yaml")
    try repository.write(["regimes/land/conduct.yaml": "# a comment\n" + conduct])
    #expect(try relation("HEAD:land", "land") == ("equivalent", 0))
    try repository.write([
      "regimes/land/conduct.yaml": conduct
        + "  - {id: more, prohibit: share, actor: broker, cites: Act 8}\n"
    ])
    #expect(try relation("HEAD:land", "land") == ("narrower", 1))
    #expect(try relation("land", "HEAD:land") == ("wider", 1))
  }

  @Test func `a pillar, a limit and a day narrow what is told`() throws {
    let repository = try LawRepository.amended()
    let rights = try repository.tenure(
      "diff", "v1:land", "v2:land", "--pillar", "property", "--format", "json")
    #expect(rights.status == 0)
    #expect(try rights.json["relation"].text == "equivalent")
    let limited = try repository.tenure(
      "diff", "v1:land", "v2:land", "--limit", "1", "--format", "json"
    ).json
    #expect(limited["changes"].items.count == 1)
    #expect(limited["truncated"].flag == true)
    let dated = try repository.tenure(
      "diff", "v1:land", "v2:land", "--at", "2024-01-01", "--format", "json"
    ).json
    #expect(dated["changes"].items.allSatisfy { $0["witness"]["date"].text == "2024-01-01" })
  }

  @Test func `a case to try is asked on the day of the comparison`() throws {
    let repository = try LawRepository.amended()
    let text = try repository.tenure("diff", "v1:land", "v2:land", "--at", "2024-01-01").output
    let tries = text.split(separator: "\n").filter { $0.hasPrefix("  try ") }
    #expect(!tries.isEmpty)
    #expect(tries.allSatisfy { $0.hasSuffix(" --at 2024-01-01") })
  }

  @Test func `two revisions are compared regime by regime`() throws {
    let repository = try LawRepository.amended()
    try repository.write([
      "regimes/other/regime.yaml": """
      regime: other
      semantics: 1
      doctrine: {ranks: [law], precedence: [rank]}
      pillars:
        circulation: [{plugin: rulebook, document: conduct.yaml}]

      """,
      "regimes/other/conduct.yaml":
        "clauses: [{id: no, prohibit: any, rank: law, cites: Other 1}]\n",
    ])
    try repository.commit("another regime", author: "Ada <ada@example.org>", tag: "v3")
    let run = try repository.tenure("diff", "v1..v3", "--format", "json")
    #expect(run.status == 1)
    #expect(try run.json["regimes"].keys == ["land", "other"])
    for name in ["land", "other"] { Self.expectDiff(try run.json["regimes"][name]) }
    let last = try repository.tenure("diff", "v2..v3", "--format", "json")
    #expect(try last.json["regimes"].keys == ["other"])
    let none = try repository.tenure("diff", "v3..v3", "--format", "json")
    #expect(none.status == 0)
    #expect(try none.json["regimes"].keys == [])
  }

  @Test func `money and power stand beside the changes`() throws {
    let repository = try LawRepository.amended()
    let money = try repository.text("regimes/land/money.yaml")
    let powers = try repository.text("regimes/land/powers.yaml")
    try repository.write([
      "regimes/land/money.yaml": money.replacing("take: 2%", with: "take: 3%"),
      "regimes/land/powers.yaml": powers.replacing("more-than: 1/2", with: "at-least: 4/5"),
    ])
    let run = try repository.tenure("diff", "HEAD:land", "land", "--format", "json")
    #expect(run.status == 1)
    let diff = try run.json
    Self.expectDiff(diff)
    #expect(diff["changes"].items.isEmpty)
    #expect(diff["relation"].text == "incomparable")
    let tax = diff["money"][0]
    #expect(tax["pillar"].text == "distribution")
    #expect(tax["before"]["steps"][0]["levy"]["take"].text == "2%")
    #expect(tax["after"]["steps"][0]["levy"]["take"].text == "3%")
    #expect(tax["clauses"]["after"].items.contains { $0["id"].text == "tax" })
    let vote = diff["power"][0]
    #expect(vote["before"][0]["body"].text == "council")
    #expect(vote["before"][0]["answer"].text == "empowered")
    #expect(vote["clauses"]["before"].items.map { $0["id"].text } == ["council-amends"])
    try expectSnapshot(
      repository.tenure("diff", "HEAD:land", "land").transcript, named: "diff-money-and-power")
  }

  @Test func `a limit cuts each list by itself`() throws {
    let repository = try LawRepository.amended()
    let money = try repository.text("regimes/land/money.yaml")
    let powers = try repository.text("regimes/land/powers.yaml")
    try repository.write([
      "regimes/land/money.yaml": money.replacing("take: 2%", with: "take: 3%")
        .replacing("30%", with: "40%").replacing("70%", with: "60%"),
      "regimes/land/powers.yaml": powers.replacing("more-than: 1/2", with: "at-least: 4/5")
        .replacing("at-least: 7/10", with: "at-least: 6/10"),
    ])
    let arguments = ["diff", "v1:land", "land", "--format", "json"]
    let whole = try repository.tenure(arguments).json
    let cut = try repository.tenure(arguments + ["--limit", "1"]).json
    for list in ["changes", "money", "power"] {
      #expect(!whole[list].items.isEmpty)
      #expect(cut[list].items.map(\.canonical) == whole[list].items.prefix(1).map(\.canonical))
    }
    #expect(whole["changes"].items.count > 1 && cut["truncated"].flag == true)
    #expect(cut["games"].canonical == whole["games"].canonical)
  }

  @Test func `a comparison of one pillar is not of the whole`() throws {
    let repository = try LawRepository.amended()
    let rights = try repository.tenure("diff", "v1:land", "v2:land", "--pillar", "property")
    #expect(
      rights.output.contains(
        "equivalent in property: the same answer in every case; no other pillar is compared"))
    let conduct = try repository.tenure("diff", "v1:land", "v2:land", "--pillar", "circulation")
    #expect(conduct.output.contains("incomparable in circulation: "))
    #expect(conduct.output.contains("cases differ in circulation, "))
    let json = try repository.tenure(
      "diff", "v1:land", "v2:land", "--pillar", "property", "--format", "json")
    #expect(try json.json["pillar"].text == "property")
    let range = try repository.tenure("diff", "v1..v2", "--pillar", "property")
    #expect(range.output.contains("no regime differs in property"), "\(range.output)")
  }

  @Test func `only clauses that speak of a shift are behind it`() throws {
    let repository = try LawRepository.amended()
    let rights = """
      defaults: {rank: law}
      clauses:
        - {id: access-alone, grant: access, standing: subject}
        - {id: no-revenue, withhold: revenue, standing: subject}

      """
    try repository.write(["regimes/land/rights.yaml": rights])
    let powers = try repository.text("regimes/land/powers.yaml")
    try repository.write([
      "regimes/land/powers.yaml": powers.replacing("by: joint", with: "by: alone")
        + "  - {id: chair, empower: council, act: enact, by: alone, rank: law}\n"
    ])
    let run = try repository.tenure("diff", "HEAD:land", "land")
    let shifts = run.output.split(separator: "\n\n")
    let erase = try #require(shifts.first { $0.contains("right to erase: held") })
    #expect(erase.contains("subject-rights") && !erase.contains("no-revenue"), "\(erase)")
    let board = try #require(shifts.first { $0.contains("power of board to enact") })
    #expect(board.contains("board-enacts") && !board.contains("chair"), "\(board)")
  }

  @Test func `what one side does not know is said, and the other vocabulary can be lent`() throws {
    let repository = try LawRepository.amended()
    let vocabulary = try repository.text("vocabulary.yaml")
    let conduct = try repository.text("regimes/land/conduct.yaml")
    try repository.write([
      "vocabulary.yaml": vocabulary.replacing("export: }", with: "export: , burn: }"),
      "regimes/land/conduct.yaml": conduct + "  - {id: fire, prohibit: burn, cites: Act 9}\n",
    ])
    try repository.commit("fire", author: "Ada <ada@example.org>", tag: "v3")
    let diff = try repository.tenure("diff", "v2:land", "v3:land", "--format", "json").json
    Self.expectDiff(diff)
    let change = diff["changes"][0]
    #expect(change["unknown"]["before"].texts == ["burn"])
    #expect(change["unknown"]["after"].texts == [])
    let witness = change["witness"].canonical
    let refused = try repository.tenure(["ask", "v2:land", "--batch", "-"], input: witness)
    #expect(refused.status == 2)
    let lent = try repository.tenure(
      ["ask", "v2:land", "--vocabulary", "v3", "--batch", "-"], input: witness)
    #expect(lent.status == 0)
    #expect(try lent.json.canonical == change["before"].canonical)
    try expectSnapshot(
      repository.tenure("diff", "v2:land", "v3:land").transcript, named: "diff-vocabulary")
  }
}
