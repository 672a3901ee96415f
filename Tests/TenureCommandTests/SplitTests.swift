import Testing

/// `tenure split`: who gets what of an income.
@Suite struct SplitTests {
  private static let money = """
    currency: EUR
    rounding: {unit: 0.01, split: largest-remainder}
    funds: [commons]
    clauses:
      - {id: tax, levy: {to: council, take: 2%, of: gross}, action: sell, order: 10, rank: law}
      - id: costs
        recoup: {to: shop, take: {claim: cost, times: 110%}}
        action: sell
        tags: health
        order: 15
        rank: law
      - {id: rest, split: {to: {subject: 30%, holder: 70%}}, action: sell, order: 20, rank: law}
      - id: machine
        split: {among: [subject, holder], by: shapley, game: machine}
        action: share
        order: 20
        rank: law
      - {id: rival-1, levy: {to: shop, take: 5%, of: gross}, step: fee, action: export, order: 5}
      - {id: rival-2, levy: {to: broker, take: 5%, of: gross}, step: fee, action: export, order: 5}

    """

  private static let claims = """
    figures: {cost: 100.00}
    games:
      machine:
        players: [subject, holder]
        worths: [{of: subject, is: 0}, {of: holder, is: 20.5}, {of: [subject, holder], is: 100}]

    """

  private func repository() throws -> LawRepository {
    let repository = try LawRepository.amended()
    try repository.write(["regimes/land/money.yaml": Self.money, "claims.yaml": Self.claims])
    try repository.commit("money", author: "Ada Lovelace <ada@example.org>", tag: "v3")
    return repository
  }

  @Test(arguments: [
    (["--income", "1000.01EUR", "action=sell"], "split"),
    (
      ["--income", "1000.00EUR", "action=sell", "tags=health", "--claims", "claims.yaml"],
      "split-claims"
    ),
    (["--income", "100.00 EUR", "action=export"], "split-contested"),
    (["--income", "99.99EUR", "action=share", "--claims", "claims.yaml"], "split-game"),
    (["--income", "100.00EUR", "action=sell", "tags=health"], "split-missing-figure"),
    (["--income", "100.00USD", "action=sell"], "split-currency"),
    (["--income", "100.00EUR"], "split-depends"),
    (["--income", "a lot", "action=sell"], "split-no-amount"),
    (["--income", "1.00EUR", "action=share", "--claims", "nothing.yaml"], "split-no-file"),
  ])
  func `the text that people read`(_ arguments: [String], _ name: String) throws {
    let run = try repository().tenure(
      ["split", "land", "actor=shop", "--at", "2024-06-01"] + arguments)
    try expectSnapshot(run.transcript, named: name)
  }

  /// The payees of a payment: 2 % of gross, then 110 % of the cost, then 30 to 70.
  @Test func `every amount is right to the cent, and adds up`() throws {
    let run = try repository().tenure(
      "split", "land", "action=sell", "tags=health", "--income", "1000.01EUR", "--claims",
      "claims.yaml", "--format", "json", "--at", "2024-06-01")
    #expect(run.status == 0)
    let json = try run.json
    #expect(json["income"].text == "1000.01")
    #expect(json["payees"]["council"].text == "20.00")
    #expect(json["payees"]["shop"].text == "110.00")
    #expect(json["payees"]["subject"].text == "261.00")
    #expect(json["payees"]["holder"].text == "609.01")
    #expect(json["unassigned"].text == "0.00")
    let steps = json["steps"].items
    #expect(steps.map { $0["clause"]["id"].text } == ["tax", "costs", "rest"])
    #expect(steps.allSatisfy { $0["clause"]["author"].text == "Ada Lovelace <ada@example.org>" })
    #expect(steps[1]["moves"][0]["amount"].text == "110.00")
    #expect(steps[2]["rest"]["after"].text == "0.00")
  }

  @Test func `facts that matter to other rights alone are not asked for`() throws {
    let repository = try repository()
    let money = try repository.text("regimes/land/money.yaml")
    try repository.write([
      "regimes/land/money.yaml": money
        + "  - {id: fee, levy: {to: council, take: 1%, of: gross}, right: access, order: 12}\n"
    ])
    // Whether the subject may have its data erased depends on the tags; who is paid does not.
    let words = ["split", "land", "action=sell", "standing=subject", "--income", "100.00EUR"]
    let run = try repository.tenure(words + ["tags=unknown", "actor=shop", "--format", "json"])
    #expect(run.status == 2)
    #expect(run.errors.contains("who is paid depends on `tags`"))
    try repository.write([
      "regimes/land/money.yaml": money.replacing("    tags: health\n", with: "")
        + "  - {id: fee, levy: {to: council, take: 1%, of: gross}, right: access, order: 12}\n"
    ])
    let open = try repository.tenure(
      words + ["tags=unknown", "actor=shop", "--claims", "claims.yaml", "--format", "json"])
    #expect(open.status == 0)
    #expect(try open.json["steps"].items.compactMap { $0["clause"]["id"].text }.contains("fee"))
  }

  @Test func `a refund is the exact mirror`() throws {
    let repository = try repository()
    let words = ["split", "land", "action=sell", "--at", "2024-06-01", "--format", "json"]
    let paid = try repository.tenure(words + ["--income", "333.33EUR"]).json["payees"]
    let back = try repository.tenure(words + ["--income=-333.33EUR"]).json["payees"]
    #expect(!paid.keys.isEmpty)
    for payee in paid.keys { #expect(back[payee].text == paid[payee].text.map { "-" + $0 }) }
  }

  @Test(arguments: [
    ("figures: {cost: -1}", "below zero"),
    ("figures: {cost: 1.005}", "finer than"),
    ("figure: {cost: 1}", "did you mean `figures`?"),
    ("games: {m: {players: [a, b], worths: [{of: a, is: 1}]}}", "the worth of the coalition"),
    ("games: {m: {players: [a], worths: [{of: b, is: 1}]}}", "is no player"),
    ("games: {m: {players: [a, a], worths: []}}", "each once"),
  ])
  func `claims that are wrong are refused`(_ text: String, _ reason: String) throws {
    let repository = try repository()
    try repository.write(["wrong.yaml": text + "\n"])
    let run = try repository.tenure(
      "split", "land", "action=sell", "--income", "1.00EUR", "--claims", "wrong.yaml")
    #expect(run.status == 2)
    #expect(run.errors.contains("wrong.yaml:1:"))
    #expect(run.errors.contains(reason))
  }

  @Test func `the pillar of money can be taken from elsewhere`() throws {
    let run = try repository().tenure(
      "split", "land", "action=sell", "--income", "100.00EUR", "--at", "2024-06-01", "--swap",
      "distribution=rulebook", "--format", "json")
    #expect(run.status == 0)
    #expect(try run.json["payees"]["source"].text == "30.00")
  }
}
