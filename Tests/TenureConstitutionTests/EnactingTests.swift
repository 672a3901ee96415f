import Foundation
import TenureHistory
import TenureModel
import TenureTestSupport
import Testing

@testable import TenureConstitution

/// Approving and enacting, by one and by two at once.
@Suite struct EnactingTests {
  /// A proposal, written as people do: a commit on a branch of its own.
  private func propose(
    _ cooperative: Cooperative, _ action: String
  ) throws -> Proposal {
    let tree = try cooperative.tree(
      ["regimes/harbour/circulation.yaml": Cooperative.conduct("use", action)],
      on: cooperative.tip)
    let commit = try ProgramRun.text(
      ["git", "commit-tree", "\(tree)", "-p", "\(cooperative.tip)", "-m", "members \(action)"],
      in: cooperative.folder.path)
    return try cooperative.verifier(onDay: 1).proposal(Cooperative.id(commit))
  }

  private func approve(
    _ cooperative: Cooperative, _ proposal: Proposal, _ names: String..., day: Int = 1
  ) throws {
    for name in names {
      let verifier = try cooperative.verifier(onDay: day)
      _ = try verifier.approve(proposal, .yes, by: Keys.signer(name))
    }
  }

  private func enact(
    _ cooperative: Cooperative, _ proposal: Proposal, day: Int = 1
  ) throws -> Enactment {
    try cooperative.verifier(onDay: day).enact(
      proposal, from: cooperative.root, by: Keys.signer("ada"))
  }

  @Test func `enacted when enough approve, not before`() throws {
    let cooperative = try Cooperative()
    let proposal = try propose(cooperative, "sell")
    try approve(cooperative, proposal, "ada")
    let early = try enact(cooperative, proposal)
    #expect(early.commit == nil && early.refusal?.code == .procedureNotMet)
    #expect(try cooperative.verifier().target(of: "refs/heads/main") == cooperative.tip)
    try approve(cooperative, proposal, "chi", day: 2)
    let done = try enact(cooperative, proposal, day: 2)
    let commit = try #require(done.commit)
    #expect(done.acts == ["amend-circulation"] && done.isCheckedOut)
    #expect(try cooperative.verifier().target(of: "refs/heads/main") == commit)
    #expect(try cooperative.verify(commit, onDay: 2).isLawful)
    // The approvals are in the commit, and no longer beside it.
    #expect(
      try cooperative.verifier().ledger.references(in: proposalFolder(done)).isEmpty)
    let body = try ProgramRun.text(
      ["git", "log", "-1", "--format=%B", "\(commit)"], in: cooperative.folder.path)
    #expect(body.hasPrefix("members sell\n\nApproval: yes "))
    try ProgramRun.text(["git", "fsck", "--strict"], in: cooperative.folder.path)
  }

  private func proposalFolder(_ enactment: Enactment) -> String {
    enactment.transition.referenceFolder
  }

  @Test func `a vote may be changed, and the last one counts`() throws {
    let cooperative = try Cooperative()
    let proposal = try propose(cooperative, "sell")
    try approve(cooperative, proposal, "ada", "ben", "chi")
    _ = try cooperative.verifier(onDay: 2).approve(proposal, .no, by: Keys.signer("ben"))
    _ = try cooperative.verifier(onDay: 3).approve(proposal, .no, by: Keys.signer("chi"))
    let outcome = try enact(cooperative, proposal, day: 3)
    #expect(outcome.commit == nil)
    #expect(outcome.voters.map(\.vote) == [.yes, .no, .no])
    _ = try cooperative.verifier(onDay: 4).approve(proposal, .yes, by: Keys.signer("ben-token"))
    #expect(try enact(cooperative, proposal, day: 4).commit != nil)
  }

  @Test func `references that anybody can write are not trusted`() throws {
    let cooperative = try Cooperative()
    let proposal = try propose(cooperative, "sell")
    try approve(cooperative, proposal, "ada")
    let verifier = try cooperative.verifier(onDay: 1)
    let step = try verifier.step(proposal, from: verifier.start(at: cooperative.tip))
    let strange = try Approval(
      .yes, of: step.transition, by: Keys.signer("mallory"), at: Cooperative.founded + 10)
    let other = Transition(
      constitution: "harbour", branch: step.transition.branch, epoch: 1,
      parents: step.transition.parents, tree: step.transition.parents[0],
      law: step.transition.law)
    let replayed = try Approval(
      .yes, of: other, by: Keys.signer("ben"), at: Cooperative.founded + 10)
    for (name, bytes) in [
      ("mallory", strange.blob(of: step.transition)), ("ben", replayed.blob(of: step.transition)),
      ("junk", Array("junk".utf8)), ("other", replayed.blob(of: other)),
    ] {
      let blob = try verifier.ledger.write(bytes, as: .blob)
      try verifier.move(
        "\(step.transition.referenceFolder)/\(name)", from: nil, to: blob, message: "")
    }
    let outcome = try enact(cooperative, proposal)
    #expect(outcome.refusal?.code == .procedureNotMet)
    #expect(
      outcome.setAside.map(\.refusal.code) == [.badSignature, .malformed, .unknownKey, .malformed])
    #expect(throws: ConstitutionError.self) {
      try verifier.approve(proposal, .yes, by: Keys.signer("mallory"))
    }
  }

  @Test func `two enact at once, and one of them moves the branch`() async throws {
    for _ in 0..<4 {
      let cooperative = try Cooperative()
      let proposals = try ["sell", "publish"].map { try propose(cooperative, $0) }
      for proposal in proposals { try approve(cooperative, proposal, "ada", "ben") }
      let outcomes = await withTaskGroup(of: ObjectIDBox.self) { group in
        for proposal in proposals {
          let path = cooperative.folder.path
          let root = cooperative.root
          group.addTask {
            let box = ObjectIDBox()
            do {
              let verifier = try Cooperative.verifier(at: path, onDay: 1)
              box.commit = try verifier.enact(proposal, from: root, by: Keys.signer("ada")).commit
            } catch { box.error = error as? ConstitutionError }
            return box
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      let commits = outcomes.compactMap(\.commit)
      #expect(commits.count == 1)
      #expect(outcomes.compactMap(\.error).map(\.code) == [.branch])
      let tip = try cooperative.verifier().target(of: "refs/heads/main")
      #expect(tip == commits.first)
      #expect(try tip.map { try cooperative.verify($0).isLawful } == true)
    }
  }

  @Test func `a proposal on what the branch was`() throws {
    let cooperative = try Cooperative()
    let proposal = try propose(cooperative, "sell")
    try approve(cooperative, proposal, "ada", "ben")
    try cooperative.add(.conduct("publish"))
    let error = #expect(throws: ConstitutionError.self) {
      try enact(cooperative, proposal, day: 2)
    }
    #expect(error?.code == .branch)
    #expect(error?.message.hasPrefix("the proposal begins at") == true)
    let vote = #expect(throws: ConstitutionError.self) {
      try approve(cooperative, proposal, "chi", day: 2)
    }
    #expect(vote == error)
  }

  @Test func `a proposal that was enacted is not enacted or approved again`() throws {
    let cooperative = try Cooperative()
    let proposal = try propose(cooperative, "sell")
    try approve(cooperative, proposal, "ada", "ben")
    let commit = try #require(try enact(cooperative, proposal).commit)
    let message = "the proposal was enacted already, as `\(commit.shortDescription)`"
    let again = #expect(throws: ConstitutionError.self) {
      try enact(cooperative, proposal, day: 2)
    }
    let vote = #expect(throws: ConstitutionError.self) {
      try approve(cooperative, proposal, "chi", day: 2)
    }
    #expect(again?.message == message && vote?.message == message)
  }

  @Test func `who has not fetched the branch may vote on what comes after it`() throws {
    let cooperative = try Cooperative()
    try cooperative.add(.conduct("publish"))
    let proposal = try propose(cooperative, "sell")
    try ProgramRun.text(
      ["git", "update-ref", "refs/heads/main", "\(cooperative.root)"], in: cooperative.folder.path)
    try approve(cooperative, proposal, "ada")
  }

  @Test func `a branch that is held`() throws {
    let cooperative = try Cooperative()
    let proposal = try propose(cooperative, "sell")
    try approve(cooperative, proposal, "ada", "ben")
    let lock = ".git/refs/heads/main.lock"
    try cooperative.folder.write(lock, [])
    let error = #expect(throws: ConstitutionError.self) { try enact(cooperative, proposal) }
    #expect(error?.code == .branch)
    #expect(error?.path?.hasSuffix(lock) == true)
    #expect(try cooperative.verifier().target(of: "refs/heads/main") == cooperative.tip)
    try FileManager.default.removeItem(atPath: "\(cooperative.folder.path)/\(lock)")
    #expect(try enact(cooperative, proposal).commit != nil)
  }

  @Test func `who dies between the objects and the branch leaves nothing half-done`() throws {
    let cooperative = try Cooperative()
    let proposal = try propose(cooperative, "sell")
    try approve(cooperative, proposal, "ada", "ben")
    // All that is written before the branch is moved, and no more.
    let verifier = try cooperative.verifier(onDay: 1)
    let step = try verifier.step(proposal, from: verifier.start(at: cooperative.tip))
    let bytes = try verifier.commit(
      step, proposal, [], at: verifier.now, by: Keys.signer("ada"))
    let orphan = try verifier.ledger.write(bytes, as: .commit)
    #expect(try verifier.target(of: "refs/heads/main") == cooperative.tip)
    #expect(try cooperative.verify().count == 0)
    try ProgramRun.text(["git", "fsck", "--strict"], in: cooperative.folder.path)
    // The approvals are still there, and the work can be done again.
    let commit = try #require(try enact(cooperative, proposal).commit)
    #expect(commit != orphan)
    #expect(try cooperative.verify(commit).isLawful)
  }

  @Test func `what is staged can be enacted`() throws {
    let cooperative = try Cooperative()
    try cooperative.folder.write(
      "regimes/harbour/circulation.yaml", Array(Cooperative.conduct("sell").utf8))
    try ProgramRun.text(["git", "add", "-A"], in: cooperative.folder.path)
    let proposal = try cooperative.verifier(onDay: 1).proposal(
      ofIndexOn: cooperative.tip, message: "members sell")
    try approve(cooperative, proposal, "ada", "ben")
    #expect(try enact(cooperative, proposal).commit != nil)
    #expect(try ProgramRun.text(["git", "status", "--short"], in: cooperative.folder.path) == "")
  }

  @Test func `a proposal that cannot be understood is not approved`() throws {
    let cooperative = try Cooperative()
    let tree = try cooperative.tree(
      ["regimes/harbour/circulation.yaml": "clauses:\n  - {id: x, permit: nothing-known}\n"],
      on: cooperative.tip)
    let proposal = Proposal(parents: [cooperative.tip], tree: tree, author: nil, message: "")
    let error = #expect(throws: ConstitutionError.self) {
      try approve(cooperative, proposal, "ada")
    }
    #expect(error?.path == "regimes/harbour/circulation.yaml" && error?.line == 2)
  }
}

/// What came of one of two racing tasks; written by one and read when it is done.
private final class ObjectIDBox: @unchecked Sendable {
  var commit: ObjectID?
  var error: ConstitutionError?
}
