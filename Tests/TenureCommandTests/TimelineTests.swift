import Testing

/// Two time lines: when a clause is in force, and when the repository knew it.
@Suite struct TimelineTests {
  private static let file = "regimes/land/conduct.yaml"
  private static let dated =
    Law.conduct + """
        - id: no-sales
          prohibit: sell
          tags: health
          from: 2022-01-01
          until: 2023-07-01
          cites: Act 9
        - {id: logged, attach: sell, duties: {with: [log]}, from: 2023-01-01, cites: Act 10}

      """

  private func repository() throws -> LawRepository {
    let repository = try LawRepository()
    try repository.git("init", "--quiet", "--initial-branch=main")
    try repository.write(Law.documents)
    try repository.commit("the first law", author: "Ada <ada@example.org>", tag: "v1")
    try repository.write([Self.file: Self.dated])
    // The commit is of 15 November 2023: both clauses were in force before anyone knew.
    try repository.commit("late", author: "Grace <grace@example.org>", tag: "v2")
    return repository
  }

  @Test func `a ruling has a life along effective dates`() throws {
    let repository = try repository()
    let facts = ["action=sell", "actor=shop", "tags=health"]
    let run = try repository.tenure(["ask", "v2:land"] + facts + ["--timeline"])
    #expect(run.status == 0)
    try expectSnapshot(run.transcript, named: "timeline")
    let json = try repository.tenure(
      ["ask", "v2:land"] + facts + ["--timeline", "--format", "json"]
    ).json
    let stretches = json["timeline"].items
    #expect(
      stretches.map { $0["from"].text ?? "-" } == ["-", "2022-01-01", "2023-01-01", "2023-07-01"])
    #expect(
      stretches.map { $0["before"].text ?? "-" } == ["2022-01-01", "2023-01-01", "2023-07-01", "-"])
    // On each of its days the ruling is what `--at` answers.
    for stretch in stretches {
      let from = stretch["from"].text ?? "2000-01-01"
      let asked = try repository.tenure(
        ["ask", "v2:land"] + facts + ["--at", from, "--format", "json"]
      ).json
      #expect(asked["verdict"].text == stretch["ruling"]["verdict"].text)
      #expect(asked["duties"].canonical == stretch["ruling"]["duties"].canonical)
      #expect(asked["deciding"].canonical == stretch["ruling"]["deciding"].canonical)
    }
  }

  @Test func `a ruling that never changes has one stretch`() throws {
    let repository = try repository()
    let run = try repository.tenure("ask", "v1:land", "action=sell", "actor=shop", "--timeline")
    #expect(run.output.contains("on all days"))
    let other = try repository.tenure(
      "ask", "v2:land", "action=export", "actor=shop", "--timeline", "--format", "json")
    #expect(try other.json["timeline"].items.count == 1)
  }

  @Test func `a timeline is of all days`() throws {
    let repository = try repository()
    for option in [["--at", "2024-01-01"], ["date=2024-01-01"], ["--batch", "-"]] {
      let run = try repository.tenure(["ask", "land", "--timeline"] + option)
      #expect(run.status == 2)
      #expect(run.errors.contains("--timeline"))
    }
  }

  @Test func `a clause that was in force before it was known is retroactive`() throws {
    let repository = try repository()
    let run = try repository.tenure("diff", "v1:land", "v2:land")
    #expect(run.status == 1)
    try expectSnapshot(run.transcript, named: "diff-retroactive")
    let json = try repository.tenure("diff", "v1:land", "v2:land", "--format", "json").json
    let retroactions = json["retroactive"].items
    #expect(
      retroactions.map { "\($0["from"].text ?? "") \($0["before"].text ?? "")" }
        == ["2022-01-01 2023-11-15"])
    let first = try #require(retroactions.first)
    // Under the first version the day was ruled otherwise.
    for (revision, key) in [("v1", "given"), ("v2", "now")] {
      let asked = try repository.tenure(
        ["ask", "\(revision):land", "--batch", "-"], input: first["witness"].canonical + "\n")
      let answer = try #require(asked.jsonLines.first)
      #expect(answer["verdict"].text == first[key]["verdict"].text)
      #expect(answer["duties"].canonical == first[key]["duties"].canonical)
    }
  }

  @Test func `a clause that was known in time is not`() throws {
    let repository = try repository()
    let amended =
      Self.dated + "  - {id: later, prohibit: export, from: 2024-06-01, cites: Act 11}\n"
    try repository.write([Self.file: amended])
    try repository.commit("in time", author: "Ada <ada@example.org>", tag: "v3")
    let json = try repository.tenure("diff", "v2:land", "v3:land", "--format", "json").json
    #expect(json["relation"].text == "narrower")
    #expect(json["retroactive"].isNull)
    // Nor is what has no first day.
    let undated = amended + "  - {id: undated, prohibit: share, tags: health}\n"
    try repository.write([Self.file: undated])
    try repository.commit("undated", author: "Ada <ada@example.org>", tag: "v4")
    let other = try repository.tenure("diff", "v3:land", "v4:land", "--format", "json").json
    #expect(other["retroactive"].isNull)
  }

  @Test func `what is not in force on a day is not dead`() throws {
    let repository = try repository()
    for day in ["2020-01-01", "2022-06-01", "2024-01-01"] {
      let run = try repository.tenure("check", "v2:land", "--at", day)
      #expect(run.output.contains("v2, at \(day)"), "\(run.output)")
      #expect(!run.output.contains("dead"), "\(run.output)")
    }
    let never = Self.dated + "  - {id: never, prohibit: sell, not: {action: sell}}\n"
    try repository.write([Self.file: never])
    let run = try repository.tenure("check", "land", "--at", "2024-01-01")
    #expect(run.output.contains("dead: `never` decides nowhere"), "\(run.output)")
    #expect(!run.output.contains("`no-sales`"), "\(run.output)")
  }

  @Test func `the head of an answer says what it was asked under`() throws {
    let repository = try repository()
    let options = ["--at", "2024-01-01", "--force", "policy"]
    let words = "at 2024-01-01, force policy and harder"
    for command in [["ask", "v2:land", "action=sell"], ["diff", "v1:land", "v2:land"]] {
      let run = try repository.tenure(command + options)
      #expect(run.output.contains(words), "\(run.output)")
      #expect(!(try repository.tenure(command).output.contains("force")))
    }
  }

  @Test func `what is shown of a day is in force on it`() throws {
    let repository = try repository()
    func ids(_ day: String) throws -> [String] {
      let run = try repository.tenure("show", "v2:land", "--at", day)
      #expect(run.status == 0)
      return ["no-sales", "logged", "mass-export"].filter { run.output.contains($0) }
    }
    #expect(try ids("2021-12-31") == ["mass-export"])
    #expect(try ids("2022-01-01") == ["no-sales", "mass-export"])
    #expect(try ids("2023-07-01") == ["logged", "mass-export"])
    let gone = try repository.tenure("show", "v2:land", "no-sales", "--at", "2023-07-01")
    #expect(gone.status == 2)
    #expect(gone.errors.contains("is not in force on 2023-07-01"))
    #expect(try repository.tenure("show", "--at", "2023-07-01").status == 2)
  }
}
