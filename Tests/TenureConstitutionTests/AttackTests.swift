import TenureHistory
import TenureModel
import TenureTestSupport
import Testing

@testable import TenureConstitution

/// What an attacker who can write any object and any reference tries, and what it is told.
@Suite struct AttackTests {
  @Test func `two of three amend, and git itself accepts the commit`() throws {
    let cooperative = try Cooperative()
    let commit = try cooperative.add(.conduct())
    var seen: [LawfulCommit] = []
    let verifier = try cooperative.verifier()
    let result = try verifier.verify(commit, from: cooperative.root) { seen.append($0) }
    #expect(result.isLawful && result.count == 1 && result.accepted == commit)
    #expect(seen.map(\.acts) == [["amend-circulation"]])
    #expect(seen.first?.voters.map(\.member) == ["ada", "ben"])
    #expect(seen.first?.signer == "ada")
    let signers = try verifier.allowedSigners(at: commit)
    try cooperative.folder.write("signers", Array(signers.text.utf8))
    try ProgramRun.text(
      ["git", "-c", "gpg.ssh.allowedSignersFile=signers", "verify-commit", "\(commit)"],
      in: cooperative.folder.path)
    try ProgramRun.text(["git", "fsck", "--strict"], in: cooperative.folder.path)
    #expect(try AllowedSigners(Array(signers.text.utf8)) == signers)
  }

  @Test func `a commit that git itself signs is taken`() throws {
    let cooperative = try Cooperative()
    let draft = Cooperative.Draft.conduct()
    let lawful = try cooperative.forge(draft)
    // The same tree and message, signed by git instead.
    let path = cooperative.folder.path
    let message = try ProgramRun.text(["git", "log", "-1", "--format=%B", "\(lawful)"], in: path)
    let commit = try ProgramRun.text(
      [
        "git", "-c", "gpg.format=ssh", "-c", "user.signingkey=\(try Keys.path("chi"))",
        "commit-tree", "-S", "\(lawful)^{tree}", "-p", "\(cooperative.tip)", "-m", message,
      ], in: path,
      environment: [
        "GIT_COMMITTER_DATE": "\(Cooperative.founded + Cooperative.day) +0000",
        "GIT_AUTHOR_DATE": "\(Cooperative.founded) +0000",
      ])
    #expect(try cooperative.refusal(of: Cooperative.id(commit)) == nil)
  }

  @Test func `one signer of two`() throws {
    let refusal = try Cooperative().refusal(of: .conduct(yes: ["ada"]))
    #expect(refusal?.code == .procedureNotMet)
    #expect(
      refusal?.message
        == "`amend-circulation` lacks its procedure: in `assembly` a weight of 1 took part and "
        + "2 is the quorum (clause `conduct`)")
    #expect(refusal?.clauses.first?.location.file == "regimes/harbour/governance.yaml")
    #expect(refusal?.clauses.first?.location.line == 8)
  }

  @Test func `the same person with two keys`() throws {
    let refusal = try Cooperative().refusal(of: .conduct(yes: ["ben", "ben-token"]))
    #expect(refusal?.code == .procedureNotMet)
  }

  @Test func `the same approval twice`() throws {
    let refusal = try Cooperative().refusal(of: .conduct(yes: ["ada", "ada"]))
    #expect(refusal?.code == .procedureNotMet)
  }

  @Test func `an untrusted key`() throws {
    let refusal = try Cooperative().refusal(of: .conduct(yes: ["ada", "mallory"]))
    #expect(refusal?.code == .unknownKey)
    let unsigned = try Cooperative().refusal(
      of: {
        var draft = Cooperative.Draft.conduct(); draft.signer = "mallory"; return draft
      }())
    #expect(unsigned?.code == .unknownKey)
  }

  @Test func `a commit without a signature`() throws {
    var draft = Cooperative.Draft.conduct()
    draft.signer = nil
    #expect(try Cooperative().refusal(of: draft)?.code == .unsigned)
  }

  @Test func `a yes and a no of one person`() throws {
    var draft = Cooperative.Draft.conduct()
    draft.no = ["ben-token"]
    #expect(try Cooperative().refusal(of: draft)?.code == .contradictingVotes)
  }

  @Test func `a no counts for the quorum and against the majority`() throws {
    var draft = Cooperative.Draft.conduct(yes: ["ada"])
    draft.no = ["ben"]
    #expect(
      try Cooperative().refusal(of: draft)?.message.contains(
        "a weight of 1 of 2 cast is in favour and 2 is needed") == true)
    draft.yes = ["ada", "chi"]
    #expect(try Cooperative().refusal(of: draft) == nil)
  }

  static let replays: [(String, @Sendable (Transition) -> Transition)] = [
    (
      "constitution",
      {
        Transition(
          constitution: "lagoon", branch: $0.branch, epoch: $0.epoch, parents: $0.parents,
          tree: $0.tree, law: $0.law)
      }
    ),
    (
      "branch",
      {
        Transition(
          constitution: $0.constitution, branch: "refs/heads/dev", epoch: $0.epoch,
          parents: $0.parents, tree: $0.tree, law: $0.law)
      }
    ),
    (
      "epoch",
      {
        Transition(
          constitution: $0.constitution, branch: $0.branch, epoch: $0.epoch + 1,
          parents: $0.parents, tree: $0.tree, law: $0.law)
      }
    ),
    (
      "parent",
      {
        Transition(
          constitution: $0.constitution, branch: $0.branch, epoch: $0.epoch, parents: [$0.tree],
          tree: $0.tree, law: $0.law)
      }
    ),
    (
      "tree",
      {
        Transition(
          constitution: $0.constitution, branch: $0.branch, epoch: $0.epoch, parents: $0.parents,
          tree: $0.parents[0], law: $0.law)
      }
    ),
    (
      "digest",
      {
        Transition(
          constitution: $0.constitution, branch: $0.branch, epoch: $0.epoch, parents: $0.parents,
          tree: $0.tree, law: .hash([]))
      }
    ),
  ]

  @Test(arguments: 0..<replays.count)
  func `an approval of another transition`(_ number: Int) throws {
    var draft = Cooperative.Draft.conduct()
    let (name, other) = Self.replays[number]
    draft.signing = other
    #expect(try Cooperative().refusal(of: draft)?.code == .badSignature, "\(name)")
  }

  @Test func `a real approval replayed on another parent`() throws {
    let cooperative = try Cooperative()
    let first = try cooperative.add(.conduct("sell"))
    let back = Cooperative.Draft(
      files: ["regimes/harbour/circulation.yaml": Cooperative.conduct("use")],
      yes: ["ada", "ben"], day: 2)
    try cooperative.add(back)
    // The first change again, with the approvals that it had then.
    let bytes = try cooperative.verifier().ledger.commit(first).bytes
    let trailers = try CommitText(bytes).approvals.map(\.trailer).joined(separator: "\n")
    var again = Cooperative.Draft.conduct("sell", yes: [])
    again.day = 3
    again.message = "again\n\n\(trailers)"
    let refusal = try cooperative.refusal(of: again)
    #expect(refusal?.code == .dates || refusal?.code == .badSignature)
  }

  @Test func `a tree swapped under an approval`() throws {
    let cooperative = try Cooperative()
    let other = try cooperative.tree(
      ["regimes/harbour/circulation.yaml": Cooperative.conduct("use", "publish")],
      on: cooperative.tip)
    var draft = Cooperative.Draft.conduct()
    draft.edit = { text in
      "tree \(other)\n" + text.split(separator: "\n", maxSplits: 1)[1]
    }
    #expect(try cooperative.refusal(of: draft)?.code == .badSignature)
  }

  @Test func `an edited message, author or date`() throws {
    for (old, new) in [
      ("\namend\n", "\namended\n"), ("author Clerk", "author Clara"),
      ("\(Cooperative.founded + Cooperative.day) +0000\ngpgsig", "1800000000 +0000\ngpgsig"),
    ] {
      var draft = Cooperative.Draft.conduct()
      draft.edit = { $0.replacing(old, with: new) }
      #expect(try Cooperative().refusal(of: draft)?.code == .badSignature, "\(old)")
    }
  }

  @Test func `a signature under another namespace`() throws {
    for namespace in ["git", "file", "tenure-approval2"] {
      var draft = Cooperative.Draft.conduct()
      draft.namespace = namespace
      #expect(try Cooperative().refusal(of: draft)?.code == .wrongNamespace, "\(namespace)")
    }
  }

  static let edits: [(String, String)] = [
    ("Approval: yes", "Approval: aye"), ("Approval: yes ", "Approval:yes "),
    ("gpgsig -----BEGIN", "gpgsig ----BEGIN"), ("\ngpgsig ", "\nsender x\ngpgsig "),
    ("\ngpgsig ", "\nencoding x\nencoding y\ngpgsig "),
  ]

  @Test(arguments: edits)
  func `headers and trailers that git would not write`(_ old: String, _ new: String) throws {
    var draft = Cooperative.Draft.conduct()
    draft.edit = { $0.replacing(old, with: new) }
    #expect(try Cooperative().refusal(of: draft)?.code == .malformed, "\(new)")
  }

  @Test(arguments: ["author ", "committer ", "parent "])
  func `a commit that no git can read`(_ header: String) throws {
    var draft = Cooperative.Draft.conduct()
    draft.edit = { $0.replacing("\n" + header, with: "\nsender x\n" + header) }
    let cooperative = try Cooperative()
    let commit = try cooperative.forge(draft)
    #expect(throws: ConstitutionError.self) { try cooperative.verify(commit) }
  }

  @Test func `more approvals than are read`() throws {
    var draft = Cooperative.Draft.conduct(yes: ["ada"])
    draft.edit = { text in
      let line = text.split(separator: "\n").last ?? ""
      return text + String(repeating: line + "\n", count: CommitText.approvalLimit)
    }
    #expect(try Cooperative().refusal(of: draft)?.code == .malformed)
  }

  @Test func `the first commit that is not lawful ends the walk`() throws {
    let cooperative = try Cooperative()
    let good = try cooperative.add(.conduct("sell"))
    try cooperative.add(.conduct("publish", yes: ["ada"]))
    try cooperative.add(.conduct("sell"))
    let result = try cooperative.verify()
    #expect(result.accepted == good)
    #expect(result.count == 1)
    #expect(result.refused?.refusal.code == .procedureNotMet)
  }
}
