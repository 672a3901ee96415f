import Foundation
import Testing

/// Whatever is wrong gets a place and a way out, and exit code 2.
@Suite struct ErrorTests {
  static let cases: [([String], String)] = [
    (["ask", "hme", "action=sell"], "unknown-regime"),
    (["ask", "v9:home"], "unknown-revision"),
    (["ask", ":home"], "no-revision"),
    (["ask", "home", "acton=sell"], "unknown-facet"),
    (["ask", "home", "action=sel"], "unknown-term"),
    (["ask", "home", "sell"], "no-fact"),
    (["ask", "home", "right=access"], "derived-facet"),
    (["ask", "home", "persons=1.5"], "not-whole"),
    (["ask", "home", "persons=-1"], "too-small"),
    (["ask", "home", "consent=maybe"], "no-flag"),
    (["ask", "home", "date=yesterday"], "no-day"),
    (["ask", "home", "action=sell", "action=share"], "given-twice"),
    (["ask", "home", "date=2024-01-01", "--at", "2024-01-02"], "two-days"),
    (["ask", "home", "--at", "2024-02-30"], "no-such-day"),
    (["ask", "home", "--force", "hard"], "no-such-force"),
    (["ask", "home", "--batch", "missing.jsonl"], "missing-batch"),
    (["ask", "home", "action=sell", "--batch", "-"], "facts-beside-batch"),
    (["diff", "home"], "one-side"),
    (["diff", "v1:home", "home", "--pillar", "roof"], "no-such-pillar"),
    (["diff", "v1:home", "home", "--limit", "-1"], "no-such-limit"),
    (["diff", "v1..v2..v1"], "no-range"),
    (["show", "home", "mass-exprt"], "unknown-clause"),
    (["schema", "rulebok"], "unknown-kind"),
    (["frobnicate"], "unknown-command"),
    (["ask"], "no-regime"),
    (["-C", "nowhere", "show"], "no-folder"),
    (["fmt", "missing.yaml"], "missing-file"),
  ]

  @Test(arguments: cases)
  func `a mistake on the command line`(_ arguments: [String], _ name: String) throws {
    let repository = try LawRepository.amended()
    let run = try repository.tenure(arguments)
    #expect(run.status == 2)
    #expect(run.output == "")
    try expectSnapshot(run.transcript, named: "error-\(name)")
    let json = try repository.tenure(arguments + ["--format", "json"])
    #expect(json.status == 2)
    #expect(json.output == "")
    let error = try JSONObject(json.errors)["error"]
    #expect(error.keys == ["message", "file", "line", "column", "help"])
    #expect(error["message"].text?.isEmpty == false)
  }

  @Test func `everything that is wrong with a document is reported at once`() throws {
    let repository = try LawRepository.amended()
    try repository.write([
      "regimes/home/rights.yaml": """
      defaults: {rank: law}
      clauses:
        - {id: a, grant: acces, standing: subject}
        - {id: b, grant: erase, tag: health}

      """
    ])
    let run = try repository.tenure("ask", "home", "action=sell")
    #expect(run.status == 2)
    try expectSnapshot(run.transcript, named: "error-document")
    let error = try JSONObject(
      repository.tenure("ask", "home", "action=sell", "--format", "json").errors)
    #expect(error["error"]["file"].text == "regimes/home/rights.yaml")
    #expect(error["error"]["line"].number == 3)
    #expect(error["error"]["column"].number != nil)
    #expect(error["others"].items.count == 1)
  }

  @Test func `no policy repository`() throws {
    let empty = try LawRepository()
    let run = try empty.tenure("show")
    #expect(run.status == 2)
    #expect(run.errors.contains("vocabulary.yaml"))
    #expect(run.errors.contains("tenure init"))
  }
}
