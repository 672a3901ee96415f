internal import Glibc
internal import TenureHistory

extension Verifier {
  /// How often a branch that another process holds is tried, and how long it is waited between.
  private static let lockTries = 10
  private static let lockWaitMicroseconds: UInt32 = 50_000

  /// The signed commit of a step, with its approvals.
  func commit(
    _ step: Step, _ proposal: Proposal, _ approvals: [Approval], at seconds: Int,
    by signer: Signer
  ) throws(ConstitutionError) -> [UInt8] {
    let committer = try history { () throws(HistoryError) in try ledger.committer() }
    let person = Array("\(committer) \(seconds) +0000".utf8)
    var head = Array("tree \(proposal.tree)\n".utf8)
    for parent in proposal.parents { head += Array("parent \(parent)\n".utf8) }
    head += Array("author ".utf8) + (proposal.author ?? person) + Array("\ncommitter ".utf8)
    head += person + [UInt8(ascii: "\n")]
    let message = CommitText.message(proposal.message, adding: approvals.map(\.trailer))
    let body = Array("\n\(message)".utf8)
    let signature = try signer.sign(head + body, in: Transition.commitNamespace)
    let lines = signature.armoured.split(separator: "\n").joined(separator: "\n ")
    return head + Array("gpgsig \(lines)\n".utf8) + body
  }

  /// Moves a reference, and waits a little where another process holds it.
  func move(
    _ name: String, from expected: ObjectID?, to new: ObjectID, message: String
  ) throws(ConstitutionError) {
    var failure = Ledger.BranchFailure.locked
    for _ in 0..<Self.lockTries {
      do throws(Ledger.BranchFailure) {
        try ledger.move(name, from: expected, to: new, message: message)
        return
      } catch { failure = error }
      guard failure == .locked else { break }
      usleep(Self.lockWaitMicroseconds)
    }
    switch failure {
    case .other(let error): throw ConstitutionError(error)
    case .moved:
      throw ConstitutionError(
        .branch, "`\(name)` has moved meanwhile, and nothing was enacted",
        help: "make the proposal anew on the branch, and have it approved again")
    case .locked:
      let folder = (try? ledger.gitFolder) ?? ""
      throw ConstitutionError(
        .branch, "`\(name)` is held by another process, and nothing was changed",
        path: "\(folder)\(folder.hasSuffix("/") ? "" : "/")\(name).lock",
        help: "try again; if no git is at work, its file is left over and may be removed")
    }
  }
}
