import Foundation
import Testing

/// The questions of history, on small histories that git wrote.
@Suite struct HistoryTests {
  /// A law that is amended, reworded, broken, mended, and amended on a branch that is merged.
  static func eventful() throws -> LawRepository {
    let repository = try LawRepository.amended()
    let path = "regimes/land/conduct.yaml"
    let text = Law.amendedConduct
    try repository.write([path: "# looked over\n" + text.replacing("Act 4", with: "Act 4, as is")])
    try repository.commit("reword", author: "Ada Lovelace <ada@example.org>")
    try repository.write([path: "clauses: [\n"])
    try repository.commit("break", author: "Con <con@example.org>")
    try repository.write([path: text.replacing("above: 9.5", with: "above: 5")])
    try repository.commit("mend, and amend", author: "Grace Hopper <grace@example.org>")
    try repository.git("switch", "--quiet", "-c", "side")
    let rights = "clauses:\n  - {id: subject-rights, grant: any, standing: subject, rank: law}\n"
    try repository.write(["regimes/land/rights.yaml": rights])
    try repository.commit("more rights", author: "Ada Lovelace <ada@example.org>")
    try repository.git("switch", "--quiet", "main")
    try repository.write(["regimes/land/money.yaml": Law.money.replacing("2%", with: "5%")])
    try repository.commit("a higher levy", author: "Con <con@example.org>")
    try repository.git(
      "-c", "user.name=Con", "-c", "user.email=con@example.org", "merge", "--quiet", "--no-ff",
      "-m", "merge side", "side")
    try repository.addSea()
    try repository.commit("the sea", author: "Grace Hopper <grace@example.org>", tag: "v3")
    return repository
  }

  @Test(arguments: [
    (["log"], "log"),
    (["log", "v1..v2", "land"], "log-range"),
    (["log", "land", "--first-parent", "--author", "CON"], "log-author"),
    (["log", "--clauses"], "log-clauses"),
    (["log", "land", "--ask", "action=sell", "actor=broker", "price=6"], "log-ask"),
    (["blame", "land", "action=sell", "actor=broker", "price=6", "--at", "2024-06-01"], "blame"),
    (
      ["blame", "v2:land", "action=export", "persons=5000", "--at", "2024-06-01"], "blame-revision"
    ),
    (["bisect", "land", "action=export", "persons=5000", "--at", "2024-06-01"], "bisect"),
    (["bisect", "land", "action=share"], "bisect-same"),
    (
      ["bisect", "land", "standing=subject", "actor=person", "action=share", "--all"], "bisect-all"
    ),
  ])
  func `what people read`(_ arguments: [String], _ name: String) throws {
    let repository = try Self.eventful()
    try expectSnapshot(repository.tenure(arguments).transcript, named: name)
  }

  @Test func `an entry is one line of JSON`() throws {
    let repository = try Self.eventful()
    let entries = try repository.tenure("log", "--format", "json").jsonLines
    #expect(entries.count == 9)
    let subjects = entries.map { $0["subject"].text }
    #expect(subjects.contains("mend, and amend"))
    let run = try repository.tenure("log", "land", "--format", "json", "-n", "2")
    #expect(try repository.tenure("log", "land", "--format", "json", "-n2").output == run.output)
    #expect(run.output.split(separator: "\n").count == 2)
  }

  @Test(arguments: [
    ["log"], ["log", "land", "--clauses"], ["blame", "HEAD:land", "action=share"],
    ["bisect", "land", "action=export", "persons=5000", "--at", "2024-06-01", "--all"],
  ])
  func `what was read is said where it is wanted`(_ arguments: [String]) throws {
    let repository = try Self.eventful()
    let run = try repository.tenure(arguments + ["--stats", "--format", "json"])
    let stats = try JSONObject(run.errors)
    let commits = try #require(stats["commits"].number)
    let documents = try #require(stats["documents-in-a-commit"].number)
    let read = try #require(stats["documents-read"].number)
    #expect(commits > 0 && documents > 3)
    #expect(read > 0)
    if arguments[0] == "log" { #expect(read < commits * documents) }
    #expect(try repository.tenure(arguments + ["--format", "json"]).errors.isEmpty)
    let text = try repository.tenure(arguments + ["--stats"]).errors
    #expect(text.contains(" read, and not "), "\(text)")
  }

  /// The relation of each entry is that of the two revisions, as `diff` has it.
  @Test func `log says what diff says`() throws {
    let repository = try Self.eventful()
    var compared = 0
    for entry in try repository.tenure("log", "land", "--format", "json").jsonLines {
      let land = entry["regimes"]["land"]
      let commit = entry["commit"].text ?? ""
      guard land["state"].text == "amended", !entry["parents"].items.isEmpty else { continue }
      let diff = try repository.tenure(
        "diff", "\(commit)^:land", "\(commit):land", "--format", "json")
      #expect(try land["relation"].text == diff.json["relation"].text, "\(commit)")
      compared += 1
      guard !land["situations"].isNull else { continue }
      let (ours, theirs) = (land["situations"], try diff.json["situations"])
      #expect(ours["total"].text == theirs["total"].text)
      #expect(ours["differing"].text == theirs["differing"].text)
    }
    #expect(compared >= 5)
  }

  /// What blame and bisect find is what asking every commit finds.
  @Test func `blame and bisect say what ask says`() throws {
    let repository = try Self.eventful()
    let facts = ["action=sell", "actor=broker", "price=6", "--at", "2024-06-01"]
    let commits = try repository.git("rev-list", "--first-parent", "HEAD").split(separator: "\n")
      .map(String.init)
    var verdicts: [(commit: String, verdict: String)] = []
    for commit in commits.reversed() {
      let run = try repository.tenure(["ask", "\(commit):land"] + facts + ["--format", "json"])
      // What cannot be understood answers as its parent does.
      verdicts.append(
        (
          commit,
          run.status == 2 ? verdicts.last?.verdict ?? "" : try run.json["verdict"].text ?? ""
        ))
    }
    let flips = zip(verdicts, verdicts.dropFirst()).filter { $0.verdict != $1.verdict }
      .map { $1.commit }
    #expect(flips.count == 1)
    let options = facts + ["--verdict", "--first-parent", "--format", "json"]
    let bisect = try repository.tenure(["bisect", "land"] + options)
    #expect(try bisect.json["commit"].text == flips.first)
    let blame = try repository.tenure(["blame", "land"] + options)
    #expect(try blame.json["since"]["commit"].text == flips.last)
    let all = try repository.tenure(["bisect", "land", "--all"] + options)
    #expect(try all.jsonLines.map { $0["commit"].text ?? "" } == flips.reversed())
  }

  @Test func `a change that is not committed is blamed on nobody`() throws {
    let repository = try LawRepository.amended()
    try repository.write(["regimes/land/conduct.yaml": Law.conduct])
    let run = try repository.tenure(
      "blame", "land", "action=export", "persons=5000", "--format", "json")
    #expect(try run.json["since"]["commit"].isNull)
  }

  @Test func `a regime came to contradict itself`() throws {
    let repository = try LawRepository.amended()
    let clause = "  - {id: trade, permit: sell, actor: shop}\n"
    let conduct = Law.conduct.replacing("actor: broker", with: "actor: company") + clause
    try repository.write(["regimes/land/conduct.yaml": conduct])
    try repository.commit("shops may sell", author: "Con <con@example.org>")
    let regime = Law.regime.replacing(
      "[declared, rank, specificity, recency, prohibition]", with: "[contest]")
    try repository.write(["regimes/land/regime.yaml": regime])
    try repository.commit("a doctrine that settles nothing", author: "Con <con@example.org>")
    let found = try repository.tenure(
      "bisect", "land", "price=unknown", "--becomes", "contested", "--format", "json")
    #expect(found.status == 0, "\(found.errors)")
    #expect(try found.json["subject"].text == "a doctrine that settles nothing")
    let none = try repository.tenure("bisect", "land", "--becomes", "required")
    #expect(none.status == 1)
    #expect(none.output.contains("--all lists every commit between"))
    // It may have begun so; and where the search begins is the user's to say.
    let early = try repository.tenure("bisect", "land", "--becomes", "permitted")
    #expect(early.status == 0 && early.output.contains("the first law"), "\(early.output)")
    let later = try repository.tenure(
      "bisect", "land", "--from", "v1", "--becomes", "permitted")
    #expect(later.status == 2)
    let back = try repository.tenure(
      "bisect", "land", "action=export", "--from", "HEAD", "--to", "HEAD~1")
    #expect(back.status == 2 && back.errors.contains("takes an older revision"), "\(back.errors)")
    // The case that came to be so is shown, and asking it says so.
    let text = try repository.tenure("bisect", "land", "price=unknown", "--becomes", "contested")
    let line = text.output.split(separator: "\n").first { $0.contains("contested  tenure ask") }
    let words = try #require(line).split(separator: " ").map(String.init)
    let asked = try repository.tenure(Array(words.dropFirst(2)) + ["--format", "json"])
    #expect(try asked.json["verdict"].text == "contested", "\(text.output)")
    #expect(try found.json["witness"]["action"].text == "sell")
  }

  /// Who changed a clause before a clone begins is not known, and nobody is named for it.
  @Test func `a shallow clone ends somewhere, and says so`() throws {
    let origin = try LawRepository.amended()
    let clone = try LawRepository()
    try clone.git("clone", "--quiet", "--depth", "1", "file://\(origin.path)", ".")
    let facts = ["land", "action=export", "actor=shop", "persons=5000", "--at", "2024-06-01"]
    let ask = try clone.tenure(["ask"] + facts)
    #expect(ask.status == 0, "\(ask.errors)")
    #expect(ask.output.contains("or before: the clone ends here"), "\(ask.output)")
    #expect(!ask.output.contains("Grace Hopper"))
    let json = try clone.tenure(["ask"] + facts + ["--format", "json"]).json
    #expect(json["deciding"].items.allSatisfy { $0["boundary"].flag == true })
    let blame = try clone.tenure(["blame"] + facts)
    #expect(blame.output.contains("not known, since the clone ends here"), "\(blame.output)")
    #expect(!blame.output.contains("nothing before"))
    let whole = try origin.tenure(["ask"] + facts + ["--format", "json"]).json
    #expect(whole["deciding"].items.allSatisfy { $0["boundary"].isNull })
  }

  @Test(arguments: [
    (["log", "v1..v2", "v1:land"], "log-two-starts"),
    (["log", "lend"], "log-unknown-regime"),
    (["log", "--ask", "action=sell"], "log-ask-all"),
    (["log", "--since", "soon"], "log-no-date"),
    (["bisect", "v1:land", "action=sell"], "bisect-revision"),
    (["bisect", "land", "action=fly"], "bisect-unknown-term"),
  ])
  func `what is refused`(_ arguments: [String], _ name: String) throws {
    let repository = try LawRepository.amended()
    try expectSnapshot(repository.tenure(arguments).transcript, named: "error-\(name)")
  }

  /// Two processes at a time, and a file that was damaged: the answers stay what they are.
  @Test func `the memo of all runs changes no answer`() async throws {
    let repository = try LawRepository.long(commits: 600)
    let cache = repository.path + "-cache"
    defer { try? FileManager.default.removeItem(atPath: cache) }
    let arguments = ["blame", "land", "action=export", "persons=5000", "--format", "json"]
    let cold = try repository.tenure(arguments)
    #expect(cold.status == 0, "\(cold.errors)")
    let environment = ["TENURE_CACHE": cache]
    let (path, output) = (repository.path, cold.output)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<4 {
        group.addTask {
          let run = try? CommandRun(arguments, in: path, environment: environment)
          return run?.output == output
        }
      }
      for await isSame in group { #expect(isSame) }
    }
    let file = URL(fileURLWithPath: cache + "/history-1")
    var bytes = try Data(contentsOf: file)
    #expect(!bytes.isEmpty)
    for place in stride(from: 9, to: bytes.count, by: 50) { bytes[place] ^= 0x55 }
    try bytes.write(to: file)
    #expect(try repository.tenure(arguments, environment: environment).output == output)
    #expect(try repository.tenure(arguments, environment: environment).output == output)
  }
}

extension LawRepository {
  /// A law with a long history behind its last amendment, of commits that matter to nobody.
  static func long(commits count: Int) throws -> LawRepository {
    let repository = try amended()
    var stream = ""
    for number in 0..<count {
      let seconds = 1_710_000_000 + number
      stream += "commit refs/heads/main\n"
      stream += "committer Con <con@example.org> \(seconds) +0000\ndata 5\nwork\n"
      if number == 0 { stream += "from refs/heads/main^0\n" }
      stream += "M 100644 inline scenarios/x.yaml\ndata 14\nscenarios:\n# \(number % 10)\n"
    }
    try repository.git("fast-import", "--quiet", "--force", input: stream)
    try repository.git("reset", "--quiet", "--hard", "main")
    return repository
  }
}
