public import TenureHistory
internal import TenureModel

/// What came of an attempt to enact a proposal.
public struct Enactment: Sendable, Hashable {
  /// An approval that does not hold, and why.
  public struct SetAside: Sendable, Hashable {
    /// The reference that carries it.
    public let reference: String
    /// Why it does not hold.
    public let refusal: Refusal
  }

  /// What was tried.
  public let transition: Transition
  /// The acts that the change contains, by name.
  public let acts: [String]
  /// The commit; nil if nothing was enacted.
  public let commit: ObjectID?
  /// Why nothing was enacted; nil if something was.
  public let refusal: Refusal?
  /// The votes that were counted, by member.
  public let voters: [LawfulCommit.Voter]
  /// The approvals that were left out.
  public let setAside: [SetAside]
  /// Whether the branch is checked out in a working tree, which still shows what was before.
  public let isCheckedOut: Bool
}

extension Verifier {
  /// Commits a proposal to the branch, if the procedure of each act that it contains is met.
  ///
  /// The branch itself is checked first, from the root. Objects are written before the branch is
  /// moved, and it is moved only from where the proposal found it: what fails, or dies, on the way
  /// leaves the branch as it was.
  ///
  /// - Parameters:
  ///   - proposal: What is to be enacted.
  ///   - root: The commit that the caller trusts.
  ///   - signer: The member who signs the commit.
  /// - Returns: The commit, or why there is none.
  /// - Throws: `branch` if it stands elsewhere or is held, or has an unlawful commit; `notMember`
  ///   if the key that signs is no member's.
  public func enact(
    _ proposal: Proposal, from root: ObjectID, by signer: Signer
  ) throws(ConstitutionError) -> Enactment {
    let point = try lawfulTip(of: proposal, from: root)
    let step = try self.step(proposal, from: point)
    try checkDocuments(of: step)
    let (approvals, setAside) = try self.approvals(of: step)
    let seconds = approvals.map(\.time).reduce(max(now, point.seconds), max)
    var votes = Votes()
    do throws(VerificationStop) {
      _ = try point.law.holder(
        of: signer.publicKey, in: Transition.commitNamespace,
        expecting: Transition.commitNamespace, at: seconds, what: "the commit")
      var checks: [SignatureCheck] = []
      votes = try step.count(approvals, at: seconds, &checks)
      try checks.settle()
      try step.judge(votes, at: seconds)
      _ = try step.outcome(of: point.commit, at: seconds, files, loading)
    } catch {
      guard case .refused(let refusal) = error else { throw ConstitutionError(error) }
      return enactment(step, votes, setAside, refusal: refusal)
    }
    let bytes = try commit(step, proposal, approvals, at: seconds, by: signer)
    let id = try history { () throws(HistoryError) in try ledger.write(bytes, as: .commit) }
    try move(
      step.transition.branch, from: point.commit, to: id,
      message: "enact: \(proposal.message.prefix { !$0.isNewline })")
    // The approvals are in the commit now; what stays behind does no harm.
    for (name, _) in (try? ledger.references(in: step.transition.referenceFolder)) ?? [] {
      try? ledger.remove(name)
    }
    return enactment(step, votes, setAside, commit: id)
  }

  /// The end of the branch, checked from the root, where the proposal must begin.
  private func lawfulTip(
    of proposal: Proposal, from root: ObjectID
  ) throws(ConstitutionError) -> ChainPoint {
    let parent = try start(at: proposal.parents[0])
    let branch = parent.law.constitution.branch
    let tip = try history { () throws(HistoryError) in try ledger.target(of: branch) }
    guard let tip else {
      throw ConstitutionError(.branch, "there is no branch `\(branch)`")
    }
    guard tip == proposal.parents[0] else {
      throw try stale(proposal, on: branch, at: tip)
    }
    let (verification, point) = try walk(tip, from: root) { _ in }
    if let refused = verification.refused {
      throw ConstitutionError(
        .branch,
        "`\(branch)` is not lawful: \(refused.refusal.message) "
          + "(commit `\(refused.commit.shortDescription)`)",
        help: "`tenure verify` says more")
    }
    return point
  }

  /// The approvals of a step that hold, the latest of each member, and those that do not.
  private func approvals(
    of step: Step
  ) throws(ConstitutionError) -> ([Approval], [Enactment.SetAside]) {
    let references = try history { () throws(HistoryError) in
      try ledger.references(in: step.transition.referenceFolder)
    }
    var latest: [Int: Approval] = [:]
    var setAside: [Enactment.SetAside] = []
    for (name, blob) in references {
      do throws(VerificationStop) {
        let approval = try approval(in: blob, at: name, of: step)
        let holder = try step.check(approval, at: max(now, approval.time))
        guard approval.time <= now + Self.clockTolerance else {
          throw .refused(.dates, "an approval is dated in the future")
        }
        if latest[holder.member].map({ $0.time < approval.time }) ?? true {
          latest[holder.member] = approval
        }
      } catch {
        guard case .refused(let refusal) = error else { throw ConstitutionError(error) }
        setAside.append(.init(reference: name, refusal: refusal))
      }
    }
    let order = latest.keys.sorted()
    return (order.compactMap { latest[$0] }, setAside)
  }

  private func approval(
    in blob: ObjectID, at name: String, of step: Step
  ) throws(VerificationStop) -> Approval {
    let bytes: [UInt8]
    do throws(HistoryError) { bytes = try ledger.document(blob, at: name) } catch {
      throw .refused(.malformed, error.message, help: error.help)
    }
    do throws(ConstitutionError) {
      return try Approval(blob: bytes, of: step.transition)
    } catch { throw .refused(.malformed, error.message, help: error.help) }
  }

  private func enactment(
    _ step: Step, _ votes: Votes, _ setAside: [Enactment.SetAside], commit: ObjectID? = nil,
    refusal: Refusal? = nil
  ) -> Enactment {
    let branch = try? ledger.checkedOutBranch()
    return Enactment(
      transition: step.transition, acts: step.acts.names, commit: commit, refusal: refusal,
      voters: votes.voters(among: step.origin.law.constitution.members), setAside: setAside,
      isCheckedOut: branch == step.transition.branch)
  }
}
