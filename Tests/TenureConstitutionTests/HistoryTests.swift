import Foundation
import TenureHistory
import TenureModel
import TenureTestSupport
import Testing

@testable import TenureConstitution

/// Rollback, forks, merges, other folders, and what two writers at once leave behind.
@Suite struct HistoryTests {
  private func pin(_ cooperative: Cooperative) -> Pin {
    Pin(constitution: "harbour", root: cooperative.root, accepted: cooperative.tip)
  }

  @Test func `a rollback is lawful by itself, and refused by who remembers`() throws {
    let cooperative = try Cooperative()
    let older = try cooperative.add(.conduct("sell"))
    try cooperative.add(.conduct("publish"))
    let pin = pin(cooperative)
    try cooperative.move(to: older)
    #expect(try cooperative.verify().isLawful)
    let verifier = try cooperative.verifier()
    #expect(try verifier.objection(to: older, after: pin)?.code == .rollback)
    #expect(try verifier.objection(to: pin.accepted, after: pin) == nil)
  }

  @Test func `a forked history`() throws {
    let cooperative = try Cooperative()
    let other = try cooperative.forge(.conduct("publish"))
    try cooperative.add(.conduct("sell"))
    let pin = pin(cooperative)
    #expect(try cooperative.verify(other).isLawful)
    #expect(try cooperative.verifier().objection(to: other, after: pin)?.code == .fork)
    let gone = Pin(
      constitution: "harbour", root: cooperative.root,
      accepted: try Cooperative.id(String(repeating: "1", count: 40)))
    #expect(try cooperative.verifier().objection(to: other, after: gone)?.code == .fork)
    let unrelated = try cooperative.verifier().verify(cooperative.tip, from: other)
    #expect(unrelated.refused?.refusal.code == .fork)
  }

  @Test func `a commit older than the root is no fork`() throws {
    let cooperative = try Cooperative()
    let root = try cooperative.add(.conduct("sell"))
    let verifier = try cooperative.verifier()
    #expect(try verifier.leads(from: root, to: cooperative.root))
    #expect(try !verifier.leads(from: cooperative.root, to: root))
    let error = #expect(throws: ConstitutionError.self) {
      try verifier.verify(cooperative.root, from: root)
    }
    #expect(error?.code == .beforeRoot)
    #expect(error?.message.contains("stands before the root `\(root.shortDescription)`") == true)
    #expect(error?.help?.contains("`--root`") == true)
  }

  @Test func `a pin is read as it was written, and nothing else is`() throws {
    let cooperative = try Cooperative()
    let pin = pin(cooperative)
    #expect(try Pin(Array(pin.text.utf8)) == pin)
    for wrong in ["", "tenure-pin v2\n", String(pin.text.dropLast(10)), pin.text + pin.text] {
      #expect(throws: ConstitutionError.self) { try Pin(Array(wrong.utf8)) }
    }
  }

  @Test func `the merge of an unapproved side branch`() throws {
    let cooperative = try Cooperative()
    let side = try cooperative.forge(.conduct("sell", yes: []))
    try cooperative.add(
      .init(files: ["README.md": "main\n"], yes: ["ada"]))
    var merge = Cooperative.Draft.conduct("sell", yes: [])
    merge.merging = [side]
    merge.day = 2
    #expect(try cooperative.refusal(of: merge)?.code == .procedureNotMet)
    // Approvals for the same tree without the merged parent.
    merge.yes = ["ada", "ben"]
    merge.signing = {
      Transition(
        constitution: $0.constitution, branch: $0.branch, epoch: $0.epoch,
        parents: [$0.parents[0]], tree: $0.tree, law: $0.law)
    }
    #expect(try cooperative.refusal(of: merge)?.code == .badSignature)
    // An approved merge is judged by what it brings, not by what the side branch did.
    merge.signing = { $0 }
    #expect(try cooperative.refusal(of: merge) == nil)
  }

  @Test func `a root without a constitution, and a repository as before`() throws {
    let cooperative = try Cooperative()
    var draft = Cooperative.Draft()
    draft.files["constitution.yaml"] = .some(nil)
    let bare = try cooperative.forge(draft)
    let error = #expect(throws: ConstitutionError.self) {
      try cooperative.verifier().verify(bare, from: bare)
    }
    #expect(error?.code == .noConstitution)
  }

  @Test func `a policy repository that is a folder of a larger one`() throws {
    let cooperative = try Cooperative()
    let path = cooperative.folder.path
    // The same documents one folder down, founded anew.
    try ProgramRun.text(["git", "rm", "-q", "-r", "--cached", "."], in: path)
    for (name, text) in try Cooperative.documents() {
      try cooperative.folder.write("law/\(name)", Array(text.utf8))
    }
    try ProgramRun.text(["git", "add", "law"], in: path)
    try ProgramRun.text(["git", "commit", "-q", "-m", "move"], in: path)
    let root = try Cooperative.id(ProgramRun.text(["git", "rev-parse", "HEAD"], in: path))
    try cooperative.folder.write("code.c", Array("int x;\n".utf8))
    try ProgramRun.text(["git", "add", "code.c"], in: path)
    try ProgramRun.text(["git", "commit", "-q", "-m", "code, signed by nobody"], in: path)
    let code = try Cooperative.id(ProgramRun.text(["git", "rev-parse", "HEAD"], in: path))
    let verifier = try Verifier(at: "\(path)/law", plugins: [], now: 4_000_000_000)
    let other = try Cooperative().verifier()
    let plugins = other.loading.plugins
    let within = try Verifier(at: "\(path)/law", plugins: plugins, now: 4_000_000_000)
    #expect(throws: ConstitutionError.self) { try verifier.verify(code, from: root) }
    #expect(try within.verify(code, from: root).isLawful)
    try cooperative.folder.write(
      "law/regimes/harbour/circulation.yaml", Array(Cooperative.conduct("sell").utf8))
    try ProgramRun.text(["git", "add", "law"], in: path)
    try ProgramRun.text(["git", "commit", "-q", "-m", "law, signed by nobody"], in: path)
    let law = try Cooperative.id(ProgramRun.text(["git", "rev-parse", "HEAD"], in: path))
    #expect(try within.verify(law, from: root).refused?.refusal.code == .unsigned)
  }

  @Test func `an object that is not what its name says`() throws {
    let cooperative = try Cooperative()
    let commit = try cooperative.add(.conduct())
    let digits = "\(commit)"
    let loose =
      "\(cooperative.folder.path)/.git/objects/\(digits.prefix(2))/\(digits.dropFirst(2))"
    let other = try cooperative.forge(.conduct("publish"))
    let text = "\(other)"
    try FileManager.default.removeItem(atPath: loose)
    try FileManager.default.copyItem(
      atPath:
        "\(cooperative.folder.path)/.git/objects/\(text.prefix(2))/\(text.dropFirst(2))",
      toPath: loose)
    let error = #expect(throws: ConstitutionError.self) { try cooperative.verify() }
    #expect(error?.code == .history)
  }
}
