import Testing

/// `--swap`: a regime with one pillar taken from elsewhere.
@Suite struct SwapTests {
  private static let other = [
    "regimes/sea/regime.yaml": """
    regime: sea
    semantics: 1
    doctrine: {precedence: [prohibition]}
    pillars: {property: [{plugin: rulebook, document: rights.yaml}]}

    """,
    "regimes/sea/rights.yaml": """
    clauses:
      - {id: sea-rights, grant: [access, revenue], standing: subject, cites: Sea 1}

    """,
  ]

  private func repository() throws -> LawRepository {
    let repository = try LawRepository.amended()
    try repository.write(Self.other)
    try repository.commit("the sea", author: "Noor Inayat <noor@example.org>", tag: "sea")
    return repository
  }

  @Test func `rights come from the other regime, with its commits`() throws {
    let run = try repository().tenure(
      "diff", "land", "--swap", "property=sea", "--format", "json")
    #expect(run.status == 1)
    let json = try run.json
    #expect(json["relation"].text == "incomparable")
    #expect(json["changes"].items.allSatisfy { $0["pillar"].text == "property" })
    let clauses = json["changes"].items.flatMap { $0["clauses"]["after"].items }
    #expect(Set(clauses.compactMap { $0["id"].text }) == ["sea-rights"])
    #expect(clauses.allSatisfy { $0["author"].text == "Noor Inayat <noor@example.org>" })
  }

  @Test func `a witness can be asked`() throws {
    let repository = try repository()
    let diff = try repository.tenure("diff", "v1:land", "--swap", "property=sea:sea")
    #expect(diff.output.contains("--swap property=sea:sea"))
    let ask = try repository.tenure(
      "ask", "v1:land", "standing=subject", "action=share", "actor=person", "--swap",
      "property=sea:sea", "--format", "json")
    #expect(try ask.json["rights"]["held"].texts == ["access", "revenue"])
  }

  @Test func `the same pillar of the same regime changes nothing`() throws {
    let run = try repository().tenure("diff", "land", "--swap", "circulation=v2:land")
    #expect(run.status == 0)
    #expect(run.output.contains("equivalent"))
  }

  @Test(arguments: [
    (["land", "--swap", "property=see"], "did you mean `sea`?"),
    (["land", "--swap", "rights=sea"], "the pillars are"),
    (["land", "sea", "--swap", "property=sea"], "takes one regime"),
  ])
  func `what is wrong is said with a way out`(_ arguments: [String], _ help: String) throws {
    let run = try repository().tenure(["diff"] + arguments)
    #expect(run.status == 2)
    #expect(run.errors.contains(help))
  }
}
