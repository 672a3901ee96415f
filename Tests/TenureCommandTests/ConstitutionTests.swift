import Foundation
import TenureTestSupport
import Testing

/// `approve`, `enact` and `verify` as a person uses them, and what programs read of them.
@Suite struct ConstitutionTests {
  private static let documents = [
    "vocabulary.yaml": """
    vocabulary: harbour
    taxonomies:
      party: {nobody: , member: }
      action: {use: , sell: }
      act:
        amend: {amend-property: , amend-circulation: , amend-distribution: , amend-governance: }
        enact:
    facets:
      action: {kind: term, taxonomy: action}
      actor: {kind: term, taxonomy: party}

    """,
    "regimes/harbour/regime.yaml": """
    regime: harbour
    semantics: 1
    doctrine: {precedence: [prohibition]}
    pillars:
      circulation: {plugin: rulebook, document: circulation.yaml}
      governance: {plugin: assembly, document: governance.yaml}

    """,
    "regimes/harbour/circulation.yaml": "clauses:\n  - {id: use, permit: use}\n",
    "regimes/harbour/governance.yaml": """
    bodies: {assembly: {member: {seats: 2}}}
    decisions:
      - id: rules
        body: assembly
        act: [amend, enact]
        chambers: [{in: assembly, pass: {more-than: 1/2, of: all}}]
        cites: statute, article 4

    """,
  ]

  /// A repository with a constitution of two members, whose keys lie beside it.
  private func founded() throws -> LawRepository {
    let repository = try LawRepository()
    try repository.git("init", "--quiet", "--initial-branch=main")
    try repository.git("config", "user.name", "Ada")
    try repository.git("config", "user.email", "ada@example.org")
    var members = ""
    for name in ["ada", "ben"] {
      try ProgramRun.text(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", ".git/\(name)"],
        in: repository.path)
      let key = try repository.text(".git/\(name).pub").trimmingCharacters(
        in: .whitespacesAndNewlines)
      members += "  - id: \(name)\n    keys: [{key: \(key)}]\n    seats: {assembly: member}\n"
    }
    try repository.write(Self.documents)
    try repository.write([
      "constitution.yaml": """
      constitution: harbour
      version: 1
      regime: harbour
      branch: main
      epoch: 1
      members:

      """ + members
    ])
    try repository.commit("found", author: "Ada <ada@example.org>", tag: "root")
    try repository.git("switch", "--quiet", "-c", "draft")
    try repository.write([
      "regimes/harbour/circulation.yaml":
        "clauses:\n  - {id: use, permit: use}\n  - {id: sell, permit: sell}\n"
    ])
    try repository.commit("members may sell", author: "Ben <ben@example.org>")
    return repository
  }

  private static let dated = ["GIT_COMMITTER_DATE": "1700100000 +0000"]

  @Test func `a change is approved, enacted and verified`() throws {
    let repository = try founded()
    let unknown = try repository.tenure("verify")
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("no root is known: a repository cannot vouch for itself"))

    #expect(try repository.tenure("verify", "--root", "root").status == 0)
    let first = try repository.tenure(
      ["approve", "draft", "--key", ".git/ada", "--format", "json"], environment: Self.dated)
    #expect(first.status == 0)
    #expect(try first.json["member"].text == "ada")
    #expect(try first.json["reference"].text?.hasPrefix("refs/tenure/approvals/") == true)

    let early = try repository.tenure(
      ["enact", "draft", "--key", ".git/ada"], environment: Self.dated)
    #expect(early.status == 1)
    #expect(
      early.output == """
        not enacted: amend-circulation
          ada yes
          `amend-circulation` lacks its procedure: in `assembly` a weight of 1 of 2 is in favour \
        and 2 is needed (clause `rules`) procedure-not-met
          clause rules, regimes/harbour/governance.yaml:3, statute, article 4

        """)

    // The key may be git's own setting, too.
    try repository.git("config", "user.signingkey", ".git/ben")
    #expect(try repository.tenure(["approve", "draft"], environment: Self.dated).status == 0)
    let done = try repository.tenure(
      ["enact", "draft", "--format", "json"], environment: Self.dated)
    #expect(done.status == 0)
    #expect(try done.json["refused"].isNull)
    #expect(try done.json["votes"].items.map { $0["vote"].text } == ["yes", "yes"])

    let verified = try repository.tenure("verify", "--signers", "signers", "--format", "json")
    #expect(verified.status == 0)
    #expect(try verified.json["lawful"].flag == true)
    #expect(try verified.json["commits"][0]["acts"].texts == ["amend-circulation"])
    try repository.git(
      "-c", "gpg.ssh.allowedSignersFile=\(repository.path)/signers", "verify-commit", "main")

    // What was accepted is remembered.
    try repository.git("update-ref", "refs/heads/main", "root")
    let rolledBack = try repository.tenure("verify")
    #expect(rolledBack.status == 1)
    #expect(rolledBack.output.contains("which was accepted before rollback"))
    #expect(try repository.tenure("verify", "--root", "root", "--no-pin").status == 0)
  }

  @Test func `the past may be asked about, and what went back may not`() throws {
    let repository = try founded()
    try repository.git("switch", "--quiet", "-c", "other", "root")
    try repository.write(["regimes/harbour/circulation.yaml": "clauses: []\n"])
    try repository.commit("no more use", author: "Ada <ada@example.org>")
    #expect(try repository.tenure("verify", "--root", "root").status == 0)
    for name in ["ada", "ben"] {
      _ = try repository.tenure(
        ["approve", "draft", "--key", ".git/\(name)"], environment: Self.dated)
    }
    let enact = ["enact", "draft", "--key", ".git/ada"]
    #expect(try repository.tenure(enact, environment: Self.dated).status == 0)

    // Neither a second proposal on one parent nor the same again is a rollback.
    let again = try repository.tenure(enact, environment: Self.dated)
    #expect(again.status == 2 && again.errors.contains("the proposal was enacted already, as"))
    for command in ["enact", "approve"] {
      let stale = try repository.tenure(
        [command, "other", "--key", ".git/ada"], environment: Self.dated)
      #expect(stale.status == 2)
      #expect(stale.errors.contains("and `refs/heads/main` stands at"), "\(stale.errors)")
    }

    // An older commit is lawful, and forgets nothing.
    for revision in ["main~1", "root", "main~1..main~1"] {
      let past = try repository.tenure("verify", revision)
      #expect(past.status == 0, "\(past.output)")
    }
    let reversed = try repository.tenure("verify", "main..root")
    #expect(reversed.status == 2 && reversed.output == "")
    #expect(
      reversed.errors == """
        error: nothing lies between `main` and `root`
        help: the older commit comes first: write `root..main`

        """)
    let aside = try repository.tenure("verify", "other..main")
    #expect(aside.status == 2)
    #expect(aside.errors.contains("`other` is not among the first parents of `main`"))
    let younger = ["verify", "--root", "main", "--pin", ".git/pin"]
    for range in ["root", "main~1..root", "root..main"] {
      let older = try repository.tenure(younger + [range])
      #expect(older.status == 2 && older.output == "", "\(older.output)")
      #expect(!older.errors.contains("fork") && older.errors.contains("help:"), "\(older.errors)")
    }
    try repository.git("update-ref", "refs/remotes/origin/main", "root")
    let remote = try repository.tenure("verify", "origin/main")
    #expect(remote.status == 1 && remote.output.contains("which was accepted before rollback"))
    try repository.git("update-ref", "refs/heads/main", "root")
    for revision in ["main", "root"] {
      let back = try repository.tenure("verify", revision)
      #expect(back.status == 1 && back.output.contains("which was accepted before rollback"))
    }
  }

  @Test func `a commit by whoever could push is refused, and says why`() throws {
    let repository = try founded()
    try repository.git("update-ref", "refs/heads/main", "draft")
    let run = try repository.tenure("verify", "--root", "root")
    #expect(run.status == 1)
    #expect(run.output.contains("0 commits are lawful"))
    #expect(run.output.contains("the commit is not signed unsigned"))
  }

  @Test(arguments: [
    (["approve"], "name a commit, or give --index"),
    (["approve", "draft", "--index"], "name a commit, or give --index"),
    (["enact", "--index"], "what is staged needs a message"),
    (["approve", "draft", "--key", "none"], "cannot read `none`"),
    (["approve", "draft", "--key", "regimes/harbour/regime.yaml"], "holds no private key"),
    (["approve", "draft"], "no key is named to sign with"),
    (["approve", "root", "--key", ".git/ada"], "has no parent"),
    (["verify", "--no-pin"], "with --no-pin name the --root"),
    (["verify", "--root", "root", "--pin", "vocabulary.yaml"], "the file is no pin"),
  ])
  func `trouble has a way out`(_ arguments: [String], _ message: String) throws {
    let run = try founded().tenure(arguments)
    #expect(run.status == 2)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(run.errors.contains("help:") || message.hasPrefix("cannot read"), "\(run.errors)")
  }
}
