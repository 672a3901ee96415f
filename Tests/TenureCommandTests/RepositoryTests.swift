import Foundation
import TenureDocuments
import TenureTestSupport
import Testing

@testable import TenureCommand

/// Where the commands look, and what they write.
@Suite struct RepositoryTests {
  @Test(arguments: TenureCommand.commands.map(\.name) + TenureCommand.groups.map(\.name))
  func `a command has the name that its type spells`(_ name: String) throws {
    let repository = try LawRepository.amended()
    let run = try repository.tenure([name, "--help"])
    #expect(run.status == 0)
    #expect(run.output.contains("USAGE: tenure \(name)"))
  }

  @Test func `a new policy repository is whole, committed and never overwritten`() throws {
    let outer = try LawRepository()
    try Data("[user]\n  name = Ada\n  email = ada@example.org\n".utf8)
      .write(to: URL(fileURLWithPath: outer.path + "/.gitconfig"))
    let run = try outer.tenure("init", "law")
    #expect(run.status == 0)
    let law = outer.path + "/law"
    #expect(try CommandRun(["fmt", "--check"], in: law).status == 0)
    #expect(try CommandRun(["check", "first", "--strict"], in: law).status == 0)
    #expect(try CommandRun(["diff", "HEAD:first", "first"], in: law).status == 0)
    let ruling = try CommandRun(
      ["ask", "first", "action=sell", "data=personal", "--format", "json"], in: law
    ).json
    #expect(ruling["verdict"].text == "prohibited")
    #expect(ruling["deciding"][0]["author"].text == "Ada <ada@example.org>")
    let again = try outer.tenure("init", "law")
    #expect(again.status == 2)
    #expect(again.errors.contains("already exists"))
    let json = try outer.tenure("init", "other", "--format", "json").json
    #expect(json.keys == ["path", "commit", "files"])
  }

  @Test func `the standard vocabulary is that of the example`() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let example = try Data(
      contentsOf: root.appendingPathComponent("Examples/PolicyRepository/vocabulary.yaml"))
    let text = String(decoding: example, as: UTF8.self)
    if ProcessInfo.processInfo.environment["TENURE_RECORD"] == "1" {
      let file = root.appendingPathComponent(
        "Sources/TenureDocuments/Resources/StandardVocabulary.swift")
      try Data(StandardVocabularySource.swift(text).utf8).write(to: file)
    }
    #expect(StandardVocabulary.text == text, "run the tests with TENURE_RECORD=1, then again")
  }

  @Test func `-C stands before or behind the command, and chains`() throws {
    let repository = try LawRepository.amended()
    for arguments in [
      ["-C", repository.path, "show"], ["show", "-C", repository.path],
      ["-C", repository.path + "/regimes", "-C", "..", "show"],
      ["-C", repository.path + "/regimes/land", "show"],
    ] {
      let run = try CommandRun(arguments, in: "/")
      #expect(run.status == 0)
      #expect(run.output.contains("The law of the land"))
    }
    let asked = try CommandRun(
      ["-C", repository.path, "diff", "v1:land", "v2:land", "--limit", "1"], in: "/")
    #expect(asked.output.contains("tenure -C \(repository.path) ask v2:land"))
  }

  @Test func `in a bare repository a name is HEAD`() throws {
    let repository = try LawRepository.amended()
    try repository.git("clone", "--quiet", "--bare", ".", "bare.git")
    let bare = repository.path + "/bare.git"
    let run = try CommandRun(
      ["ask", "land", "action=export", "persons=5000", "--format", "json"], in: bare)
    #expect(run.status == 0)
    #expect(try run.json["verdict"].text == "permitted")
    #expect(try CommandRun(["diff", "v1:land", "land"], in: bare).status == 1)
    #expect(try CommandRun(["fmt"], in: bare).status == 2)
  }

  @Test func `a part of a provision is credited to who changed the provision`() throws {
    let repository = try LawRepository.amended()
    let tiers = """
      currency: EUR
      defaults: {rank: law}
      tiers:
        - {id: first, hurdle: {to: shop, capital: cost, return: 8%}}
        - {id: second, catch-up: {of: first, to: broker, until: 20%, share: 50%}}
        - {id: third, split: {to: {shop: 50%, broker: 50%}}}

      """
    try repository.write([
      "regimes/land/regime.yaml": Law.regime.replacing(
        "{plugin: rulebook, document: money.yaml}",
        with: "{plugin: waterfall, document: money.yaml}"),
      "regimes/land/money.yaml": tiers,
    ])
    try repository.commit("tiers", author: "Ada Lovelace <ada@example.org>")
    try repository.write([
      "regimes/land/money.yaml": tiers.replacing("until: 20%", with: "until: 25%")
    ])
    try repository.commit("more", author: "Grace Hopper <grace@example.org>")
    for (id, author) in [
      ("first", "Ada Lovelace"), ("second.shop", "Grace Hopper"),
      ("second.broker", "Grace Hopper"), ("third", "Ada Lovelace"),
    ] {
      let shown = try repository.tenure("show", "land", id)
      #expect(shown.status == 0)
      #expect(shown.output.contains(author), "\(id): \(shown.output)")
    }
  }

  @Test func `a folder without git answers, with nothing committed`() throws {
    let folder = try LawRepository()
    try folder.write(Law.documents)
    let ruling = try folder.tenure("ask", "land", "action=sell", "--format", "json").json
    AskTests.expectRuling(ruling)
    #expect(ruling["deciding"][0]["commit"].isNull)
    let history = try folder.tenure("diff", "HEAD:land", "land")
    #expect(history.status == 2)
    #expect(history.errors.contains("git init"))
  }

  @Test func `asking and comparing write nothing`() throws {
    let repository = try LawRepository.amended()
    _ = try repository.tenure("diff", "v1:land", "land")
    _ = try repository.tenure("ask", "land", "action=sell")
    _ = try repository.tenure("check", "land")
    #expect(try repository.git("status", "--short", "--ignored") == "")
  }

  @Test(arguments: ["vocabulary", "regime", "rulebook", "scenario"])
  func `schemas are JSON`(_ kind: String) throws {
    let folder = try LawRepository()
    let run = try folder.tenure("schema", kind)
    #expect(run.status == 0)
    #expect(try run.json["$schema"].text?.contains("json-schema.org") == true)
  }

  @Test func `show and check print JSON`() throws {
    let repository = try LawRepository.amended()
    let all = try repository.tenure("show", "--format", "json").json
    #expect(all["regimes"][0]["regime"].text == "land")
    #expect(all["vocabulary"]["facets"].items.count == 9)
    let one = try repository.tenure("show", "v1:land", "--format", "json").json
    #expect(one["clauses"].items.count == 10)
    #expect(one["commit"].text?.count == 40)
    let clause = try repository.tenure("show", "land", "tell", "--format", "json").json
    #expect(clause["source"].text?.contains("attach") == true)
    let findings = try repository.tenure("check", "land", "--format", "json").json["findings"]
    #expect(findings.isList)
    for finding in findings.items {
      #expect(
        finding.keys == [
          "finding", "severity", "pillar", "region", "witness", "count", "clauses", "message",
          "help",
        ])
      for clause in finding["clauses"].items { #expect(clause.keys == ["id", "file", "line"]) }
    }
  }

  @Test func `a reader that goes away ends the command quietly`() throws {
    let repository = try LawRepository.amended()
    let lines = String(repeating: "{}\n", count: 3_000)
    try repository.write(["cases.jsonl": lines])
    let run = try ProgramRun(
      ["sh", "-c", "'\(CommandRun.executable)' ask land --batch cases.jsonl | head -n 1"],
      in: repository.path)
    #expect(run.status == 0)
    #expect(run.output.filter { $0 == UInt8(ascii: "\n") }.count == 1)
    #expect(run.errors.isEmpty)
  }
}
