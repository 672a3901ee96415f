import Foundation
import Testing

/// `tenure merge`: two versions made one, and what the result means.
@Suite struct MergeTests {
  /// A repository with the branches `main`, ours, and `draft`, theirs, which both come from `base`.
  private func repository(
    base: [String: String] = [:], ours: [String: String], theirs: [String: String]
  ) throws -> LawRepository {
    let repository = try LawRepository()
    try repository.git("init", "--quiet", "--initial-branch=main")
    try repository.git("config", "user.name", "Merger")
    try repository.git("config", "user.email", "merger@example.org")
    try repository.write(Law.documents.merging(base) { $1 })
    try repository.commit("base", author: "Ada Lovelace <ada@example.org>", tag: "base")
    try repository.git("checkout", "--quiet", "-b", "draft")
    try repository.write(theirs)
    try repository.commit("theirs", author: "Grace Hopper <grace@example.org>")
    try repository.git("checkout", "--quiet", "main")
    try repository.write(ours)
    try repository.commit("ours", author: "Noor Inayat <noor@example.org>")
    return repository
  }

  private static let file = "regimes/land/conduct.yaml"

  /// Ours amends a clause and adds one; theirs amends another, adds one and changes the money.
  private func clean() throws -> LawRepository {
    try repository(
      ours: [
        Self.file: Law.conduct.replacing("at-least: 1000", with: "at-least: 2000")
          + "  - {id: no-export-of-places, prohibit: export, tags: location, cites: Act 9}\n"
      ],
      theirs: [
        Self.file: Law.conduct.replacing(
          "9.5}, cites: Act 5}", with: "5}, cites: Act 5} # as prices are")
          + "  # of the draft\n  - id: tell-brokers\n    attach: sell\n    actor: broker\n"
          + "    duties: {with: [log]}\n",
        "regimes/land/money.yaml": Law.money.replacing("2%", with: "3%"),
      ])
  }

  /// A doctrine that leaves clashes open, and two grants of one right.
  private static let open = [
    "regimes/land/regime.yaml": Law.regime.replacing(
      "[declared, rank, specificity, recency, prohibition]", with: "[declared, rank, contest]"),
    "regimes/land/rights.yaml": """
    defaults: {rank: law}
    clauses:
      - {id: subject-rights, grant: [access, erase], standing: subject, cites: Act 1}
      - {id: persons-see, grant: access, standing: subject, actor: person, cites: Act 2}

    """,
  ]

  /// No text is in conflict, but the meaning is: a contest, a right that nobody took, and two
  /// different verdicts.
  private func clashing() throws -> LawRepository {
    let rights = Self.open["regimes/land/rights.yaml"] ?? ""
    return try repository(
      base: Self.open,
      ours: [
        Self.file: Law.conduct + "  - {id: ban, prohibit: sell, tags: health, cites: Act 9}\n",
        "regimes/land/rights.yaml": rights.replacing("[access, erase]", with: "erase"),
      ],
      theirs: [
        Self.file: Law.conduct.replacing(
          "  - {id: brokers",
          with: "  - {id: trade, permit: sell, consent: yes, cites: Act 8}\n  - {id: brokers"),
        "regimes/land/rights.yaml": rights.replacing(
          "  - {id: persons-see, grant: access, standing: subject, actor: person, cites: Act 2}\n",
          with: ""),
      ])
  }

  @Test func `a clean merge is proved, and written with its comments`() throws {
    let repository = try clean()
    let run = try repository.tenure("merge", "main", "draft")
    #expect(run.status == 0)
    try expectSnapshot(run.transcript, named: "merge")
    #expect(try repository.git("status", "--short") == "")
    let json = try repository.tenure("merge", "main", "draft", "--format", "json").json
    let proof = json["regimes"]["land"]
    #expect(json["clean"].flag == true)
    #expect(proof["proved"].flag == true)
    #expect(proof["situations"]["clashing"].text == "0")
    #expect(json["documents"].items.compactMap { $0["from"].text } == ["merged", "theirs"])

    let written = try repository.tenure("merge", "main", "draft", "--write")
    #expect(written.status == 0)
    try expectSnapshot(written.transcript, named: "merge-write")
    let text = try repository.text(Self.file)
    #expect(
      text == Law.conduct.replacing("at-least: 1000", with: "at-least: 2000")
        .replacing("9.5}, cites: Act 5}", with: "5}, cites: Act 5} # as prices are")
        + "  - {id: no-export-of-places, prohibit: export, tags: location, cites: Act 9}\n"
        + "  # of the draft\n  - id: tell-brokers\n    attach: sell\n    actor: broker\n"
        + "    duties: {with: [log]}\n")
    // Now the working tree has it all, and is not overwritten again.
    let again = try repository.tenure("merge", "main", "draft", "--write")
    #expect(again.status == 2)
    #expect(again.errors.contains("is not overwritten"))
  }

  @Test func `the difference of the merge is that of both sides`() throws {
    let repository = try clean()
    #expect(try repository.tenure("merge", "main", "draft", "--write").status == 0)
    let merged = try repository.tenure("diff", "base:land", "land", "--format", "json").json
    #expect(try repository.tenure("merge", "base", "draft", "--format", "json").status == 0)
    #expect(merged["relation"].text == "incomparable")
    // A commit has all its digits.
    let base = try repository.tenure("merge", "main", "draft", "--format", "json").json["base"]
    #expect(try base.text == repository.git("rev-parse", "base"))
    let money = try repository.tenure("diff", "draft:land", "land", "--pillar", "distribution")
    #expect(money.status == 0)
  }

  @Test func `what clashes in meaning alone is told with its clauses, and not written`() throws {
    let repository = try clashing()
    let run = try repository.tenure("merge", "main", "draft", "--write")
    #expect(run.status == 1)
    try expectSnapshot(run.transcript, named: "merge-clash")
    #expect(try repository.git("status", "--short") == "")
    let json = try repository.tenure("merge", "main", "draft", "--format", "json").json
    let clashes = json["regimes"]["land"]["clashes"].items
    #expect(Set(clashes.compactMap { $0["kind"].text }) == ["contested", "right-lost"])
    let contest = try #require(clashes.first { $0["kind"].text == "contested" })
    #expect(contest["clauses"]["ours"].items.compactMap { $0["id"].text } == ["ban"])
    #expect(contest["clauses"]["theirs"].items.compactMap { $0["id"].text } == ["trade"])
    #expect(contest["clauses"]["ours"][0]["author"].text == "Noor Inayat <noor@example.org>")
    #expect(contest["clauses"]["theirs"][0]["author"].text == "Grace Hopper <grace@example.org>")
    #expect(contest["rulings"]["ours"]["verdict"].text == "prohibited")
    #expect(contest["rulings"]["theirs"]["verdict"].text == "permitted")
    #expect(contest["rulings"]["merged"]["verdict"].text == "contested")
    // Each side answers its witness as it is told.
    for (side, revision) in [("base", "base"), ("ours", "main"), ("theirs", "draft")] {
      for clash in clashes {
        let asked = try repository.tenure(
          ["ask", "\(revision):land", "--batch", "-"], input: clash["witness"].canonical + "\n")
        let answer = try #require(asked.jsonLines.first)
        #expect(answer["verdict"].text == clash["rulings"][side]["verdict"].text)
        #expect(answer["rights"].canonical == clash["rulings"][side]["rights"].canonical)
      }
    }
  }

  @Test func `a conflict in the text names both places`() throws {
    let repository = try repository(
      ours: [Self.file: Law.conduct.replacing("1000", with: "2000")],
      theirs: [Self.file: Law.conduct.replacing("at-least: 1000", with: "above: 1000")])
    let changed = try repository.tenure("merge", "main", "draft")
    #expect(changed.status == 1)
    try expectSnapshot(changed.transcript, named: "merge-text")
    let json = try repository.tenure("merge", "main", "draft", "--format", "json").json
    #expect(json["clean"].flag == false)
    #expect(
      json["conflicts"][0]["path"].texts == ["clauses", "mass-export", "persons", "at-least"])
  }

  @Test func `a regime that one side renamed takes what the other amended`() throws {
    let repository = try repository(
      ours: [:],
      theirs: [Self.file: Law.conduct.replacing("at-least: 1000", with: "at-least: 2000")])
    try repository.git("mv", "regimes/land", "regimes/soil")
    try repository.write([
      "regimes/soil/regime.yaml": Law.regime.replacing("regime: land", with: "regime: soil")
    ])
    try repository.commit("renamed", author: "Noor Inayat <noor@example.org>")
    for sides in [["main", "draft"], ["draft", "main"]] {
      let run = try repository.tenure(["merge"] + sides)
      #expect(run.status == 0, "\(run.transcript)")
      #expect(run.output.contains("soil"), "\(run.transcript)")
      #expect(!run.output.contains("conflict"), "\(run.transcript)")
    }
  }

  @Test func `two clauses of one id in two documents are wrong together`() throws {
    let repository = try repository(
      ours: [
        "regimes/land/money.yaml": Law.money
          + "  - {id: new, levy: {to: council, take: 1%, of: gross}, order: 30, rank: law}\n"
      ],
      theirs: [Self.file: Law.conduct + "  - {id: new, permit: sell}\n"])
    let run = try repository.tenure("merge", "main", "draft")
    #expect(run.status == 1)
    #expect(run.output.contains("together the documents are wrong"))
    #expect(run.output.contains("`new`"))
  }

  @Test func `where branches were merged crosswise the base must be named`() throws {
    let repository = try clean()
    try repository.git("tag", "m", "main")
    try repository.git("tag", "d", "draft")
    try repository.git("merge", "--quiet", "-s", "ours", "-m", "m1", "d")
    try repository.git("checkout", "--quiet", "draft")
    try repository.git("merge", "--quiet", "-s", "ours", "-m", "m2", "m")
    let run = try repository.tenure("merge", "main", "draft")
    #expect(run.status == 2)
    #expect(run.errors.contains("2 best common ancestors"))
    #expect(run.errors.contains("--base"))
    #expect(try repository.tenure("merge", "main", "draft", "--base", "base").status == 0)
  }

  @Test func `what the other side has already is no merge`() throws {
    let repository = try clean()
    let run = try repository.tenure("merge", "main", "base")
    #expect(run.status == 0)
    #expect(run.output.contains("ours has all that theirs has"))
    #expect(try repository.tenure("merge", "main", "nowhere").status == 2)
  }
}
