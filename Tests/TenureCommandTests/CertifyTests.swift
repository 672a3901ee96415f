import Testing

/// `tenure diff --certificate` and `tenure certify`.
@Suite struct CertifyTests {
  /// The repository of most tests, with the certificate of its amendment.
  private func certified(_ arguments: [String] = []) throws -> LawRepository {
    let repository = try LawRepository.amended()
    let run = try repository.tenure(
      ["diff", "v1:land", "v2:land", "--certificate", "proof.jsonl"] + arguments)
    #expect(run.status == 1)
    return repository
  }

  @Test func `what diff writes is what certify believes`() throws {
    let repository = try certified()
    let text = try repository.tenure("certify", "proof.jsonl", "v1:land", "v2:land")
    try expectSnapshot(text.transcript, named: "certify")
    let run = try repository.tenure(
      "certify", "proof.jsonl", "v1:land", "v2:land", "--format", "json")
    #expect(run.status == 0)
    let json = try run.json
    #expect(
      json.keys
        == [
          "holds", "at", "force", "relation", "total", "differing", "questions", "nodes", "steps",
          "written-for",
        ])
    #expect(json["written-for"]["before"].text == "v1:land")
    #expect(json["holds"].flag == true)
    let diff = try repository.tenure("diff", "v1:land", "v2:land", "--format", "json").json
    #expect(json["relation"].text == diff["relation"].text)
    #expect(json["total"].text == diff["situations"]["total"].text)
    #expect(json["differing"].text == diff["situations"]["differing"].text)
  }

  @Test func `the file has the lines that the handbook says`() throws {
    let repository = try certified()
    let lines = try repository.text("proof.jsonl").split(separator: "\n").map {
      try JSONObject(String($0))
    }
    let header = lines[0]
    #expect(header["certificate"].number == 3)
    #expect(header["semantics"].number == 1)
    // Each kind stands together, in this order, as often as the header says.
    let kinds = lines.dropFirst().map { line in
      ["question", "node", "region", "facet"].first { !line[$0].isNull } ?? "none"
    }
    let counts = ["facet", "region", "node", "question"].map { ($0, header["\($0)s"].number ?? 0) }
    #expect(kinds == counts.flatMap { Array(repeating: $0, count: Int($1)) })
    #expect(counts.allSatisfy { $0.1 > 0 })
    #expect(lines.contains { $0["before"].text == "prohibited" && $0["after"].text == "permitted" })
  }

  /// Options of `diff`, how the answer of `certify` begins, and what does not go with them.
  @Test(arguments: [
    (
      ["--at", "2024-06-01"], "at 2024-06-01 only",
      [["--at", "2024-06-02"], ["--at", "2024-06-01", "--force", "policy"]]
    ),
    (
      ["--force", "policy"], "for clauses of force policy and harder only",
      [["--force", "binding"], ["--at", "2024-06-01"]]
    ),
    (
      ["--at", "2024-06-01", "--force", "policy"],
      "at 2024-06-01 only, for clauses of force policy and harder only", [["--force", "binding"]]
    ),
  ])
  func `the day and the force are those of the certificate, and are said first`(
    _ asked: [String], _ scope: String, _ others: [[String]]
  ) throws {
    let repository = try certified(asked)
    let certify = ["certify", "proof.jsonl", "v1:land", "v2:land"]
    for arguments in [certify, certify + asked] {
      let run = try repository.tenure(arguments)
      #expect(run.status == 0)
      #expect(run.output.hasPrefix("the certificate holds \(scope): "))
    }
    let json = try repository.tenure(certify + ["--format", "json"]).json
    #expect(json["at"].text == (asked.contains("--at") ? "2024-06-01" : nil))
    #expect(json["force"].text == (asked.contains("--force") ? "policy" : nil))
    for arguments in others {
      let run = try repository.tenure(certify + arguments)
      #expect(run.status == 1, "\(arguments)")
      #expect(run.output.contains("does not hold: it is about"), "\(arguments)")
    }
  }

  @Test func `one about all days is none about a day`() throws {
    let repository = try certified()
    let run = try repository.tenure(
      "certify", "proof.jsonl", "v1:land", "v2:land", "--at", "2024-06-01")
    #expect(run.status == 1)
    #expect(run.output.contains("it is about all days, and `--at` asks for 2024-06-01"))
  }

  @Test func `a regime and itself are identical, and nothing else is`() throws {
    let repository = try LawRepository.amended()
    let diff = try repository.tenure(
      "diff", "v1:land", "v1:land", "--certificate", "proof.jsonl")
    #expect(diff.status == 0)
    let same = try repository.tenure("certify", "proof.jsonl", "v1:land", "v1:land")
    #expect(same.status == 0)
    #expect(same.output.contains("identical"))
    let other = try repository.tenure("certify", "proof.jsonl", "v1:land", "v2:land")
    #expect(other.status == 1)
    #expect(other.output.contains("does not hold"))
  }

  @Test func `a certificate of another pair, or of changed law, does not hold`() throws {
    let repository = try certified()
    for pair in [["v2:land", "v1:land"], ["v1:land", "v1:land"], ["v2:land", "v2:land"]] {
      let run = try repository.tenure(["certify", "proof.jsonl"] + pair)
      #expect(run.status == 1, "\(pair)")
      #expect(run.output.contains("does not hold"), "\(pair)")
    }
    let sameLaw = try repository.tenure("certify", "proof.jsonl", "v1:land", "land")
    #expect(sameLaw.status == 0)
    #expect(sameLaw.output.contains("written for v1:land and v2:land"))
    try repository.write([
      "regimes/land/conduct.yaml": Law.amendedConduct.replacing(
        "prohibit: sell", with: "permit: sell")
    ])
    let run = try repository.tenure(
      "certify", "proof.jsonl", "v1:land", "land", "--format", "json")
    #expect(run.status == 1)
    #expect(try run.json["holds"].flag == false)
    #expect(try run.json["reason"].text != nil)
  }

  /// Each is a change of the text of a certificate, and the name of what it is answered.
  @Test(arguments: [
    ("\"certificate\": 3", "\"certificate\": 9", "certify-other-form"),
    ("\"semantics\": 1", "\"semantics\": 7", "certify-other-semantics"),
    ("\"name\": \"action\"", "\"name\": \"colour\"", "certify-unknown-facet"),
    ("\"verdict\"", "\"weather\"", "certify-unknown-question"),
    ("{\"region\": 0", "{\"region\": 5", "certify-number-missing"),
    ("\"total\": \"", "\"total\": \"x", "certify-no-number"),
    ("\"at\": null", "\"at\": [\"2024-05-01\"]", "certify-day-list"),
    ("\"at\": null", "\"at\": \"null\"", "certify-day-text"),
    ("\"at\": null, ", "", "certify-no-day"),
    ("\"force\": null", "\"force\": [\"binding\"]", "certify-force-list"),
    ("{\"region\": 1", "{\"region\": 1, \"same\": true", "certify-region-both"),
    ("{\"node\": ", "{\"weight\": 2, \"node\": ", "certify-unknown-key"),
    ("\"semantics\"", "\"signed\": \"me\", \"semantics\"", "certify-unknown-header"),
  ])
  func `a file that is none is refused with its place`(
    _ old: String, _ new: String, _ name: String
  ) throws {
    let repository = try certified()
    let text = try repository.text("proof.jsonl")
    #expect(text.contains(old), "\(old)")
    try repository.write(["proof.jsonl": text.replacing(old, with: new, maxReplacements: 1)])
    let run = try repository.tenure("certify", "proof.jsonl", "v1:land", "v2:land")
    #expect(run.status == 2)
    try expectSnapshot(run.transcript, named: name)
  }

  @Test func `a file that is cut, empty, too long or not there is refused`() throws {
    let repository = try certified()
    let lines = try repository.text("proof.jsonl").split(separator: "\n")
    for count in [0, 1, 2, lines.count / 2, lines.count - 1] {
      let text = lines.prefix(count).map { $0 + "\n" }.joined()
      try repository.write(["cut.jsonl": text])
      let run = try repository.tenure("certify", "cut.jsonl", "v1:land", "v2:land")
      #expect(run.status == 2, "\(count) lines")
      #expect(run.errors.contains("cut.jsonl"), "\(count) lines")
    }
    let whole = lines.joined(separator: "\n")
    try repository.write([
      "long.jsonl": whole + "\n{\"node\": 1}\n", "half.jsonl": String(whole.dropLast(9)),
    ])
    for name in ["long.jsonl", "half.jsonl", "none.jsonl", "regimes"] {
      #expect(try repository.tenure("certify", name, "v1:land", "v2:land").status == 2, "\(name)")
    }
  }

  @Test func `a certificate is of two regimes, and of all pillars`() throws {
    let repository = try LawRepository.amended()
    for arguments in [["v1:land", "v2:land", "--pillar", "property"], ["v1..v2"]] {
      let run = try repository.tenure(["diff"] + arguments + ["--certificate", "proof.jsonl"])
      #expect(run.status == 2, "\(arguments)")
    }
  }
}
