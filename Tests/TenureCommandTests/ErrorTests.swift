import Foundation
import Testing

/// Whatever is wrong gets a place and a way out, and exit code 2.
@Suite struct ErrorTests {
  static let cases: [([String], String)] = [
    (["ask", "lnd", "action=sell"], "unknown-regime"),
    (["ask", "v9:land"], "unknown-revision"),
    (["ask", ":land"], "no-revision"),
    (["ask", "land", "acton=sell"], "unknown-facet"),
    (["ask", "land", "action=sel"], "unknown-term"),
    (["ask", "land", "sell"], "no-fact"),
    (["ask", "land", "right=access"], "derived-facet"),
    (["ask", "land", "persons=1.5"], "not-whole"),
    (["ask", "land", "persons=-1"], "too-small"),
    (["ask", "land", "consent=maybe"], "no-flag"),
    (["ask", "land", "date=yesterday"], "no-day"),
    (["ask", "land", "action=sell", "action=share"], "given-twice"),
    (["ask", "land", "date=2024-01-01", "--at", "2024-01-02"], "two-days"),
    (["ask", "land", "--at", "2024-02-30"], "no-such-day"),
    (["ask", "land", "--force", "hard"], "no-such-force"),
    (["ask", "land", "--batch", "missing.jsonl"], "missing-batch"),
    (["ask", "land", "action=sell", "--batch", "-"], "facts-beside-batch"),
    (["diff", "land"], "one-side"),
    (["diff", "v1:land", "land", "--certificate", "-"], "certificate-nowhere"),
    (["bisect", "lnd", "action=sell"], "bisect-unknown-regime"),
    (["ask", "land", "--batch", "."], "batch-folder"),
    (["compile", "land", "--dialect", "sqlite", "--table", ""], "no-table"),
    (["diff", "v1:land", "land", "--pillar", "roof"], "no-such-pillar"),
    (["diff", "v1:land", "land", "--limit", "-1"], "no-such-limit"),
    (["diff", "v1..v2..v1"], "no-range"),
    (["show", "land", "mass-exprt"], "unknown-clause"),
    (["schema", "rulebok"], "unknown-kind"),
    (["power", "land", "--act", "amnd"], "unknown-act"),
    (["power", "lnd"], "power-unknown-regime"),
    (["power", "land", "price=high"], "power-no-number"),
    (["profile", "land", "lnd"], "profile-unknown-regime"),
    (["profile", "land", "--income", "much"], "no-income"),
    (["profile", "land", "--income", "0"], "no-income-at-all"),
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

  @Test(arguments: [
    (["schema", "waterfall", "--pillar", "property"], "it is for distribution"),
    (["plugin", "show", "waterfall", "--pillar", "property"], "it is for distribution"),
    (
      ["schema", "zzzzzzzzzz"], "`tenure plugin list` lists the plugins; other kinds are vocabulary"
    ),
    (["plugin", "show", "zzzzzzzzzz"], "`tenure plugin list` lists the plugins"),
    (["help", "foo"], "there is no command `foo`"),
    (["split", "land", "--income", "-250EUR"], "write `--income=-250EUR`"),
    (["ask", "land", "persons=1000000000000000"], "a number has at most 15 digits"),
    (["diff", "v1:lnd", "land"], "there is no regime `lnd` at `v1`"),
    (["certify", "missing", "v1:land", "land"], "`tenure diff X Y --certificate FILE` wrote"),
  ])
  func `the way out fits the mistake`(_ arguments: [String], _ words: String) throws {
    let run = try LawRepository.amended().tenure(arguments)
    #expect(run.status == 2 && run.output == "")
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test func `everything that is wrong with a document is reported at once`() throws {
    let repository = try LawRepository.amended()
    try repository.write([
      "regimes/land/rights.yaml": """
      defaults: {rank: law}
      clauses:
        - {id: a, grant: acces, standing: subject}
        - {id: b, grant: erase, tag: health}

      """
    ])
    let run = try repository.tenure("ask", "land", "action=sell")
    #expect(run.status == 2)
    try expectSnapshot(run.transcript, named: "error-document")
    let error = try JSONObject(
      repository.tenure("ask", "land", "action=sell", "--format", "json").errors)
    #expect(error["error"]["file"].text == "regimes/land/rights.yaml")
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
