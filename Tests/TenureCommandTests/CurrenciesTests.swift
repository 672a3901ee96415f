import Foundation
import Testing

/// `tenure diff` in rights, money and power, and by change.
@Suite struct CurrenciesTests {
  /// What may stand beside the changes of a diff.
  static let members: Set = ["rights", "payouts", "games", "attribution", "through-rights"]

  /// The law with a change in every pillar, uncommitted.
  private static func reformed() throws -> LawRepository {
    let repository = try LawRepository.amended()
    for (name, old, new) in [
      ("money", "take: 2%", "take: 3%"), ("powers", "more-than: 1/2", "at-least: 4/5"),
      ("rights", "grant: [access, erase]", "grant: [access]"),
    ] {
      let file = "regimes/land/\(name).yaml"
      try repository.write([file: repository.text(file).replacing(old, with: new)])
    }
    let conduct = try repository.text("regimes/land/conduct.yaml")
    try repository.write([
      "regimes/land/conduct.yaml": conduct + """
          - id: subjects-only
            prohibit: share
            right: {none: [erase]}
            standing: subject
            cites: Act 6

        """
    ])
    try repository.commit("a base", author: "Ada Lovelace <ada@example.org>", tag: "v3")
    let rights = try repository.text("regimes/land/rights.yaml")
    let base = try repository.text("regimes/land/conduct.yaml")
    try repository.write([
      "regimes/land/rights.yaml": rights
        + "  - {id: erasure, grant: erase, actor: person, cites: Act 7}\n",
      "regimes/land/money.yaml": try repository.text("regimes/land/money.yaml")
        .replacing("take: 3%", with: "take: 5%"),
      "regimes/land/powers.yaml": try repository.text("regimes/land/powers.yaml")
        .replacing("at-least: 4/5", with: "more-than: 1/2"),
      "regimes/land/conduct.yaml": base.replacing("Act 6", with: "Act 6, section 2")
        + "  - {id: never, prohibit: sell, consent: yes, unless: {consent: yes}, cites: Act 9}\n",
    ])
    return repository
  }

  @Test func `a diff in all currencies`() throws {
    let repository = try Self.reformed()
    try expectSnapshot(
      repository.tenure("diff", "HEAD:land", "land").transcript, named: "diff-currencies")
  }

  @Test func `the members of the JSON have the form of the design note`() throws {
    let repository = try Self.reformed()
    let diff = try repository.tenure("diff", "HEAD:land", "land", "--format", "json").json
    DiffTests.expectDiff(diff)
    #expect(Self.members.isSubset(of: diff.keys))
    #expect(diff["rights"][0].keys == ["right", "gained", "lost", "actors", "standings"])
    let region = diff["payouts"]["regions"][0]
    #expect(diff["payouts"]["income"].text == "1000.00")
    #expect(diff["payouts"]["currency"].text == "EUR")
    #expect(region["payees"]["council"]["before"].text == "30.00")
    #expect(region["payees"]["council"]["gain"].text == "20.00")
    #expect(region["same-payouts"].flag == false)
    for (side, rate) in [("before", "3%"), ("after", "5%")] {
      let steps = region["steps"][side].items
      #expect(steps.map { $0["clause"]["id"].text } == ["tax"])
      #expect(steps[0]["clause"]["file"].text == "regimes/land/money.yaml")
      #expect(steps[0]["clause"]["line"].number == 4)
      #expect(steps[0]["step"]["levy"]["take"].text == rate)
    }
    #expect(diff["games"][0]["relation"].text == "easier")
    #expect(diff["games"][0]["passing"]["after"].text == "13/32")
    let changes = diff["attribution"]["changes"].items
    #expect(
      changes.compactMap { $0["change"].text }
        == ["erasure", "never", "subjects-only", "tax", "procedure vote"])
    #expect(changes[1]["inert"].text == "its clause never matches")
    #expect(changes[2]["kind"].text == "reworded")
    #expect(changes[3]["money"][0]["council"].text == "20.00")
    #expect(diff["attribution"]["situations"].text == diff["situations"]["differing"].text)
    #expect(diff["through-rights"]["pillars"].keys == ["circulation"])
  }

  @Test func `transactions are summed`() throws {
    let repository = try Self.reformed()
    try repository.write([
      "sales.jsonl": """
      {"situation": {"action": "sell"}, "income": "100.00", "name": "spring"}
      {"situation": {"action": "sell", "actor": "person"}, "income": 0.33, "currency": "EUR"}
      {"situation": {"action": "share"}, "income": "5.00"}

      """
    ])
    let arguments = ["diff", "HEAD:land", "land", "--transactions", "sales.jsonl"]
    let json = try repository.tenure(arguments + ["--format", "json"]).json
    let result = json["payouts"]["transactions"]
    #expect(result["count"].number == 3)
    #expect(result["payees"]["council"]["gain"].text == "2.01")
    #expect(result["pot"]["before"].text == "105.33")
    #expect(result["losers"].texts == ["holder", "subject"])
    // All that moves is due to the one clause that changed.
    let changes = json["attribution"]["changes"].items
    let tax = try #require(changes.first { $0["change"].text == "tax" })
    #expect(tax["transactions"].keys.sorted() == ["council", "holder", "subject"])
    for payee in tax["transactions"].keys {
      #expect(tax["transactions"][payee].text == result["payees"][payee]["gain"].text)
    }
    #expect(changes.filter { $0["transactions"].keys.isEmpty }.count == changes.count - 1)
    try expectSnapshot(
      repository.tenure(
        arguments + ["--pillar", "distribution", "--band", "1.00", "--income", "50.00EUR"]
      ).transcript, named: "diff-transactions")
  }

  @Test(arguments: [
    (#"{"situation": {"action": "sell"}}"#, "`income` is missing"),
    (#"{"situation": {"action": "sell"}, "income": "1.005"}"#, "is no amount of EUR"),
    (#"{"situation": {"action": "sell"}, "income": "1", "currency": "USD"}"#, "the others in"),
    (#"{"situation": {"action": "sel"}, "income": "1"}"#, "did you mean `sell`?"),
    (#"{"situation": {}, "income": "1"}"#, "depends on `action`"),
    ("", "file"),
  ])
  func `a line that is wrong ends the work`(_ line: String, _ complaint: String) throws {
    let repository = try Self.reformed()
    let good = #"{"situation": {"action": "sell"}, "income": "1.00"}"#
    let run = try repository.tenure(
      ["diff", "HEAD:land", "land", "--transactions", "-"], input: "\(good)\n\(line)\n")
    #expect(run.status == 2)
    if complaint != "file" { #expect(run.errors.contains(complaint)) }
    #expect(run.errors.contains(":2"))
  }

  @Test func `figures come from a file of claims`() throws {
    let repository = try Self.reformed()
    let money = try repository.text("regimes/land/money.yaml")
    try repository.write([
      "regimes/land/money.yaml": money
        + "  - {id: cost, recoup: {to: holder, take: {claim: cost}}, action: sell, order: 15}\n",
      "claims.yaml": "figures: {cost: 40.00}\n",
    ])
    let text = try repository.tenure("diff", "HEAD:land", "land").output
    #expect(text.contains("taken as 0: cost (--claims FILE gives them)"))
    let json = try repository.tenure(
      "diff", "HEAD:land", "land", "--claims", "claims.yaml", "--format", "json"
    ).json
    // After 5 % and the cost, 91 % of the rest of 910.00 and 40.00 on top.
    let holder = json["payouts"]["regions"][0]["payees"]["holder"]
    #expect(holder["after"].text == "677.00")
    #expect(json["payouts"]["regions"][0]["assumed-zero"].texts == [])
  }

  /// The land with fourteen clauses more that all prohibit the same.
  private static func extended(by count: Int = 14) throws -> LawRepository {
    let repository = try LawRepository.amended()
    let conduct = try repository.text("regimes/land/conduct.yaml")
    let more = (1...count).map { "  - {id: more-\($0), prohibit: share, cites: Act \($0)}\n" }
    try repository.write(["regimes/land/conduct.yaml": conduct + more.joined()])
    return repository
  }

  /// Amends the doctrine, in a way that moves no clause.
  private static func amendDoctrine(_ repository: LawRepository) throws {
    let regime = try repository.text("regimes/land/regime.yaml")
    try repository.write([
      "regimes/land/regime.yaml": regime.replacingOccurrences(
        of: "ranks: [law, policy]", with: "ranks: [law, policy, custom]")
    ])
  }

  @Test func `many changes are attributed exactly, however many meet`() throws {
    let repository = try Self.extended()
    let json = try repository.tenure("diff", "HEAD:land", "land", "--format", "json").json
    let shares = Set(json["attribution"]["changes"].items.compactMap { $0["situations"].text })
    #expect(shares.count == 1)
    #expect(json["attribution"]["sample"].isNull)
  }

  @Test func `changes that settle clashes otherwise wait to be asked, if they are many`() throws {
    let repository = try Self.extended(by: 24)
    try Self.amendDoctrine(repository)
    let plain = try repository.tenure("diff", "HEAD:land", "land")
    #expect(plain.output.contains("25 changes; --attribute says what each does, and takes longer"))
    let sampled = try repository.tenure("diff", "HEAD:land", "land", "--attribute")
    #expect(sampled.output.contains("Shapley value: a sample of "))
  }

  @Test func `of versions that mean the same nothing is left to ask`() throws {
    let repository = try Self.extended()
    try repository.commit("more", author: "Ada Lovelace <ada@example.org>")
    let conduct = try repository.text("regimes/land/conduct.yaml")
    let fewer = conduct.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.contains("id: more-") || $0.contains("id: more-1,") }
    try repository.write(["regimes/land/conduct.yaml": fewer.joined(separator: "\n")])
    try Self.amendDoctrine(repository)
    let run = try repository.tenure("diff", "HEAD:land", "land")
    #expect(run.output.contains("equivalent: "))
    #expect(!run.output.contains("--attribute"))
  }

  @Test func `an income in another currency is no matter of claims`() throws {
    let repository = try Self.reformed()
    let run = try repository.tenure(
      ["diff", "HEAD:land", "land", "--transactions", "-", "--income", "10.00USD"],
      input: #"{"situation": {"action": "sell"}, "income": "1.00"}"# + "\n")
    #expect(run.status == 2)
    #expect(run.errors.contains("the income is not"))
    #expect(run.errors.contains("in the currency of the incomes"))
    #expect(!run.errors.contains("claims"))
  }
}
