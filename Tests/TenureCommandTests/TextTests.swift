import Foundation
import TenureTestSupport
import Testing

/// The text that people read, word by word.
@Suite struct TextTests {
  @Test(arguments: [
    ["ask", "land", "action=export", "actor=shop", "persons=5000", "--at", "2024-06-01"],
    ["ask", "v1:land", "action=export", "actor=shop", "tags=health", "--at", "2024-06-01"],
    ["ask", "land", "action=sell", "standing=subject", "actor=company", "price=unknown"],
    ["ask", "land", "tags=health", "standing=subject", "--at", "2024-06-01"],
  ])
  func `asking`(_ arguments: [String]) throws {
    let repository = try LawRepository.amended()
    let run = try repository.tenure(
      arguments + (arguments.contains("--at") ? [] : ["--at", "2024-06-01"]))
    let words = arguments.dropFirst().prefix(4).map { $0.replacing(/[^a-z0-9]/, with: "-") }
    try expectSnapshot(run.transcript, named: "ask-" + words.joined(separator: "-"))
  }

  @Test(arguments: [
    (["diff", "v1:land", "v2:land"], "diff"),
    (["diff", "v1:land", "v2:land", "--limit", "1"], "diff-limit"),
    (["diff", "v1:land", "v1:land"], "diff-identical"),
    (["diff", "v1:land", "land", "--pillar", "property"], "diff-pillar"),
    (["diff", "v1..v2"], "diff-range"),
    (["diff", "v2..v2"], "diff-range-same"),
    (["show"], "show"),
    (["show", "v1:land"], "show-regime"),
    (["show", "v1:land", "mass-export"], "show-clause"),
    (["check", "v2:land"], "check"),
    (["diff", "v1:land", "--swap", "property=rulebook"], "diff-swap-plugin"),
    (["power", "v1:land", "--at", "2024-06-01"], "power"),
    (["power", "v1:land", "--act", "amend", "--swap", "governance=sea:sea"], "power-swap"),
    (["power", "sea:sea", "--at", "2024-06-01"], "power-sea"),
    (["power", "sea:sea", "actor=council", "tags=health", "--act", "enact"], "power-facts"),
    (["profile", "v1:land", "sea:sea", "--at", "2024-06-01"], "profile"),
    (
      [
        "profile", "sea:sea", "--at", "2024-06-01", "--income", "10JPY", "--pillar", "distribution",
      ],
      "profile-money"
    ),
    (["plugin", "show", "rulebook", "--pillar", "governance"], "plugin-show"),
    (["plugin", "show", "rulebook", "--pillar", "property", "--document"], "plugin-document"),
  ])
  func `other commands`(_ arguments: [String], _ name: String) throws {
    let repository = try LawRepository.amended()
    if arguments.contains(where: { $0.contains("sea:") }) { try repository.addSea() }
    try expectSnapshot(repository.tenure(arguments).transcript, named: name)
  }

  @Test(arguments: [
    "", "ask", "diff", "certify", "log", "blame", "bisect", "impact", "compile", "check", "show",
    "test", "power", "profile", "split", "fmt", "schema",
    "init", "approve", "enact", "verify", "plugin", "plugin list",
    "plugin show", "merge", "merge-driver", "diff-driver",
  ])
  func `help`(_ command: String) throws {
    let repository = try LawRepository()
    let words = command.split(separator: " ").map(String.init)
    let run = try repository.tenure(words + ["--help"])
    #expect(run.status == 0)
    #expect(run.output.contains("tenure \(command)"))
    #expect(run.output.contains("Examples:"))
    try expectSnapshot(run.transcript, named: (["help"] + words).joined(separator: "-"))
  }

  @Test func `formatting lists what it changes and changes nothing twice`() throws {
    let repository = try LawRepository.amended()
    let rights = try repository.text("regimes/land/rights.yaml")
    try repository.write(["regimes/land/rights.yaml": rights + "\n\n# the   end"])
    try repository.commit("untidy", author: "Ada <ada@example.org>")
    let check = try repository.tenure("fmt", "--check")
    #expect(check.status == 1)
    #expect(check.output == "regimes/land/rights.yaml\n")
    let before = try repository.git("status", "--short")
    #expect(before.isEmpty)
    let run = try repository.tenure("fmt")
    #expect(run.status == 0)
    #expect(run.output == check.output)
    #expect(try repository.tenure("fmt", "--check").status == 0)
    #expect(try repository.tenure("fmt").output == "")
    #expect(try repository.tenure("diff", "HEAD:land", "land").status == 0)
  }

  @Test func `colours appear on a terminal only`() throws {
    let repository = try LawRepository.amended()
    #expect(!(try repository.tenure("show")).output.contains("\u{1B}"))
    let onTerminal = try onTerminal(repository, [:])
    #expect(onTerminal.contains("\u{1B}[1mregimes"))
    #expect(!(try self.onTerminal(repository, ["NO_COLOR": "1"])).contains("\u{1B}[1m"))
    #expect(!(try self.onTerminal(repository, ["TERM": "dumb"])).contains("\u{1B}[1m"))
  }

  /// What `tenure show` prints to a terminal, which `script` plays.
  private func onTerminal(
    _ repository: LawRepository, _ environment: [String: String]
  ) throws -> String {
    let run = try ProgramRun(
      ["script", "-qec", "\(CommandRun.executable) show", "/dev/null"], in: repository.path,
      environment: ["TERM": "xterm"].merging(environment) { $1 })
    return String(decoding: run.output, as: UTF8.self)
  }
}
