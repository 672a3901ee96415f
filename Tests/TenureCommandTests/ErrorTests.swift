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
    (["show", "zzzzzzzzzz:land"], "help: "),
    (["show", "HEAD^{tree}:land"], "help: "),
    (["ask", "land", "action=zzzzzzzzzz"], "help: "),
    (["compile", "land", "--columns", "zzzzzzzzzz", "--dialect", "sqlite"], "help: "),
    (["diff", "land", "--swap", "property=zzzzzzzzzz"], "help: "),
    (["ask", "land", "date=unknown", "--at", "2024-01-02"], "the situation leaves `date` open"),
    (["-C"], "there is no folder behind `-C`\nhelp: write `tenure -C DIR COMMAND`"),
    (["-C", "."], "there is no command behind `-C`\nhelp: write `tenure -C DIR COMMAND`"),
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

  @Test func `of very many errors people are shown the first, and told how many more`() throws {
    let repository = try LawRepository.amended()
    let clauses = (0..<1_200).map { "  - {id: c\($0), grant: right-\($0), standing: subject}\n" }
    try repository.write([
      "regimes/land/rights.yaml": "defaults: {rank: law}\nclauses:\n" + clauses.joined()
    ])
    let run = try repository.tenure("check", "land")
    #expect(run.status == 2 && run.output == "")
    let errors = run.errors.split(separator: "\n").filter { $0.contains("error: ") }
    #expect(errors.count == 101)
    #expect(errors.last == "error: 901 more errors are not shown")
    let json = try JSONObject(repository.tenure("check", "land", "--format", "json").errors)
    // A thousand of the document, and what says how many more.
    #expect(json["others"].items.count == 1_000)
    #expect(json["others"][999]["message"].text == "there are 200 more findings")
    #expect(json["others"][999]["line"].number == 1_003)
  }

  @Test func `an error in a document of a revision names the revision`() throws {
    let repository = try LawRepository.amended()
    try repository.write(["regimes/land/conduct.yaml": "clauses: [\n"])
    try repository.commit("broken", author: "Ada <ada@example.org>", tag: "broken")
    try repository.git("checkout", "--quiet", "v1", "--", "regimes")
    try repository.commit("mended", author: "Ada <ada@example.org>")
    for arguments in [
      ["diff", "broken:land", "land"], ["diff", "broken..HEAD"], ["show", "broken:land"],
    ] {
      let run = try repository.tenure(arguments)
      #expect(run.status == 2 && run.output == "")
      #expect(run.errors.hasPrefix("broken:regimes/land/conduct.yaml:"), "\(run.errors)")
      let json = try JSONObject(repository.tenure(arguments + ["--format", "json"]).errors)
      #expect(json["error"]["revision"].text == "broken")
      #expect(json["error"]["file"].text == "regimes/land/conduct.yaml")
    }
    #expect(try repository.tenure("show", "land").status == 0)

    try repository.git("rm", "--quiet", "--cached", "vocabulary.yaml")
    try repository.git(
      "commit", "--quiet", "-m", "no vocabulary", "--author", "Ada <ada@example.org>")
    let run = try repository.tenure("show", "HEAD:land")
    #expect(run.errors.hasPrefix("error: there is no `vocabulary.yaml` at `HEAD`"), "\(run.errors)")
  }

  @Test func `a folder whose name no regime can have is an error wherever regimes are listed`()
    throws
  {
    let repository = try LawRepository.amended()
    try repository.write(["regimes/my_law/regime.yaml": "regime: my_law\nsemantics: 1\n"])
    for arguments in [["check"], ["test"], ["profile"]] {
      let run = try repository.tenure(arguments)
      #expect(run.status == 2 && run.output == "")
      #expect(
        run.errors.hasPrefix(
          "regimes/my_law/regime.yaml:1:1: error: `my_law` is no name of a regime\nhelp: rename"),
        "\(run.errors)")
    }
    let shown = try repository.tenure("show")
    #expect(shown.status == 0 && shown.output.contains("my_law"))
    let line = shown.output.split(separator: "\n").first { $0.contains("my_law") } ?? ""
    #expect(
      line.contains("1 error") && line.hasSuffix("`tenure check` says what is wrong"), "\(line)")
    try repository.commit("misnamed", author: "Ada <ada@example.org>")
    for range in ["HEAD~1..HEAD", "HEAD..HEAD~1"] {
      let run = try repository.tenure("diff", range)
      #expect(run.status == 2 && run.errors.hasPrefix("HEAD:regimes/my_law/"), "\(run.errors)")
    }
  }

  @Test func `no policy repository`() throws {
    let empty = try LawRepository()
    let run = try empty.tenure("show")
    #expect(run.status == 2)
    #expect(run.errors.contains("vocabulary.yaml"))
    #expect(run.errors.contains("tenure init"))
  }
}
