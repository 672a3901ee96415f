import Testing

/// `tenure test`: scenarios as tests of the law.
@Suite struct ScenarioTests {
  private func repository() throws -> LawRepository {
    let repository = try LawRepository.amended()
    try repository.write(["scenarios/cases.yaml": Law.scenarios])
    try repository.commit("scenarios", author: "Ada Lovelace <ada@example.org>", tag: "v3")
    return repository
  }

  @Test(arguments: [(["test"], "test"), (["test", "land", "--verbose"], "test-verbose")])
  func `what fails is told with its place`(_ arguments: [String], _ name: String) throws {
    let run = try repository().tenure(arguments + ["--at", "2024-06-01"])
    #expect(run.status == 1)
    try expectSnapshot(run.transcript, named: name)
  }

  @Test func `programs read results and coverage`() throws {
    let run = try repository().tenure("test", "v3:land", "--format", "json")
    #expect(run.status == 1)
    let json = try run.json
    #expect(json["holds"].flag == false)
    #expect(json["scenarios"].number == 6)
    let land = json["regimes"]["v3:land"]
    #expect(land["expectations"].items.count == 6)
    #expect(land["expectations"][0]["answer"].text == "permitted")
    #expect(land["expectations"][4]["complaints"].items.count == 1)
    #expect(land["expectations"][5]["complaints"].items.count == 3)
    let never = land["coverage"]["never"].texts
    #expect(never.contains("no-erasure-of-health"))
    #expect(!never.contains("mass-export"))
    #expect(land["coverage"]["clauses"].number == 10)
  }

  @Test func `an older revision has no scenarios, and that is said`() throws {
    let run = try repository().tenure("test", "v1:land", "nowhere")
    #expect(run.status == 2)
    #expect(run.errors.contains("nowhere"))
  }

  @Test func `a scenario keeps its own day`() throws {
    let repository = try LawRepository.amended()
    try repository.write([
      "scenarios/cases.yaml": """
      scenarios:
        - id: dated
          situation: {action: share, actor: shop, date: 2024-06-01}
          expect: {land: permitted}
        - id: undated
          situation: {action: share, actor: shop}
          expect: {land: permitted}

      """
    ])
    let run = try repository.tenure("test", "--at", "2020-01-01")
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test func `all holds and the exit code says so`() throws {
    let repository = try LawRepository.amended()
    let holding = Law.scenarios.components(before: "  - id: wrong-verdict")
    try repository.write(["scenarios/cases.yaml": holding])
    let run = try repository.tenure("test")
    #expect(run.status == 0)
    #expect(run.output.contains("all 4 expectations hold"))
  }
}

extension String {
  fileprivate func components(before mark: String) -> String {
    firstRange(of: mark).map { String(self[..<$0.lowerBound]) } ?? self
  }
}
