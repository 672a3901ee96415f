import Testing

/// `tenure profile`: regimes side by side.
@Suite struct ProfileTests {
  private func profile(_ arguments: String...) throws -> JSONObject {
    let repository = try LawRepository.amended()
    try repository.addSea()
    let run = try repository.tenure(
      ["profile"] + arguments + ["--at", "2024-06-01", "--format", "json"])
    #expect(run.status == 0)
    return try run.json
  }

  @Test func `verdicts are counted exactly and add up`() throws {
    let sea = try profile("sea:sea")["regimes"][0]
    let sells = sea["circulation"]["company"]["sell"]
    // Two companies, tags with or without location and health, consent or not: the clauses of all
    // pillars name action, actor, tags, consent and standing; 2 · 4 · 2 · 4 cases.
    #expect(sells["total"].text == "64")
    #expect(sells["permitted"].text == "32")
    #expect(sells["prohibited"].text == "32")
    #expect(sells["prohibited-by-default"].text == "32")
    for party in sea["circulation"].keys {
      for action in sea["circulation"][party].keys {
        let cell = sea["circulation"][party][action]
        let verdicts = cell.keys.filter { $0 != "total" && !$0.hasSuffix("-by-default") }
        let sum = verdicts.reduce(0) { $0 + (cell[$1].text.flatMap { Int($0) } ?? 0) }
        #expect(cell["total"].text == String(sum))
      }
    }
  }

  @Test func `rights are shares of the cases of a standing`() throws {
    let sea = try profile("sea:sea")["regimes"][0]["property"]
    // Revenue follows the standing alone; access is withheld with tags of location, and of two
    // clauses neither of which is narrower the doctrine chooses none.
    let revenue = sea["subject"]["revenue"]
    #expect(revenue["held"].text == revenue["total"].text)
    let access = sea["subject"]["access"]
    #expect(access["held"].text == access["contested"].text)
    #expect(sea["holder"]["access"]["held"].text != sea["holder"]["access"]["total"].text)
  }

  @Test func `shares of money are exact and add up to one`() throws {
    let regimes = try profile("v1:land", "sea:sea", "--income", "100")["regimes"]
    let land = regimes[0]["distribution"]
    #expect(land["currency"].text == "EUR")
    #expect(land["cases"].text == "1/3")
    #expect(land["waterfalls"].number == 1)
    #expect(land["payees"]["council"].text == "1/50")
    #expect(land["payees"]["subject"].text == "147/500")
    #expect(land["payees"]["holder"].text == "343/500")
    let sea = regimes[1]["distribution"]
    #expect(sea["currency"].text == "JPY")
    #expect(sea["waterfalls"].number == 3)
    #expect(sea["payees"]["unassigned"].text == "1/3")
  }

  @Test func `powers stand side by side in the union of the vocabularies`() throws {
    let regimes = try profile("v1:land", "sea:sea", "--pillar", "governance")["regimes"]
    #expect(regimes[0]["governance"].keys == ["amend", "enact"])
    #expect(regimes[1]["governance"].keys == ["amend", "enact", "fish", "tax"])
    #expect(regimes[0]["governance"]["amend"]["can"].texts == ["council"])
    #expect(regimes[1]["governance"]["enact"]["cases"].text == "3/4")
    #expect(regimes[1]["governance"]["enact"]["answers"].number == 2)
    #expect(regimes[0]["circulation"].isNull)
  }

  @Test func `what would take long is estimated, and marked`() throws {
    let repository = try LawRepository.amended()
    let members = (0..<20).map { "      m\($0): \(500_003 + $0 * $0 * 1_301)\n" }
    try repository.write([
      "regimes/land/powers.yaml": """
      bodies:
        council:
      \(members.joined())
      clauses:
        - {id: council-amends, empower: council, act: amend, by: vote, rank: law}
      procedures:
        vote: [{vote: {in: council, pass: {more-than: 1/2}}}]

      """
    ])
    let run = try repository.tenure("profile", "land", "--pillar", "governance")
    #expect(run.output.contains("; ~ estimates, off by less than 5 points"))
    #expect(run.output.contains("passes ~"))
    let json = try repository.tenure(
      "profile", "land", "--pillar", "governance", "--format", "json"
    ).json
    #expect(json["regimes"][0]["governance"]["amend"]["sampled"].text == "1/20")
  }

  @Test func `clauses that are not hard enough do not count`() throws {
    let repository = try LawRepository.amended()
    let rights = try repository.text("regimes/land/rights.yaml")
    try repository.write([
      "regimes/land/rights.yaml": rights
        + "  - {id: hope, grant: revenue, force: policy, cites: Plan 1}\n"
    ])
    func revenue(_ options: String...) throws -> JSONObject {
      try repository.tenure(["profile", "land", "--format", "json"] + options).json["regimes"][0][
        "property"]["subject"]["revenue"]
    }
    let (all, binding) = (try revenue(), try revenue("--force", "binding"))
    #expect(all["held"].text == all["total"].text)
    #expect(binding["held"].isNull)
    #expect(binding["none"].text == binding["total"].text)
  }

  @Test func `without a regime all of the working tree are shown`() throws {
    let regimes = try profile()["regimes"]
    #expect(regimes.items.map { $0["regime"].text } == ["land", "sea"])
  }
}
