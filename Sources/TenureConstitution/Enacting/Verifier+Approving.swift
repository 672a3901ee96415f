internal import TenureDocuments
internal import TenureHistory
internal import TenureModel

/// An approval that was given, and what it is of.
public struct GivenApproval: Sendable, Hashable {
  /// What was approved.
  public let transition: Transition
  /// The acts that the change contains, by name.
  public let acts: [String]
  /// The member.
  public let member: String
  /// What they said.
  public let vote: Vote
  /// The reference that carries the approval.
  public let reference: String
}

extension Verifier {
  /// Signs a proposal, and keeps the approval as a reference.
  ///
  /// An earlier approval of the same proposal with the same key is replaced.
  ///
  /// - Throws: `branch` if the branch has left behind where the proposal begins, so that the vote
  ///   would be for nothing; `notMember` if the key is no member's or does not count today,
  ///   `noConstitution` if the proposal's documents cannot be understood, `agent` if the agent does
  ///   not sign.
  public func approve(
    _ proposal: Proposal, _ vote: Vote, by signer: Signer
  ) throws(ConstitutionError) -> GivenApproval {
    let point = try start(at: proposal.parents[0])
    try checkBeginning(of: proposal, on: point.law.constitution.branch)
    let step = try self.step(proposal, from: point)
    try checkDocuments(of: step)
    let time = max(now, point.seconds)
    guard let holder = point.law.holder(of: signer.publicKey) else {
      throw ConstitutionError(
        .notMember, "the key \(signer.publicKey.fingerprint) is no member's",
        help: "`\(Constitution.file)` of the branch lists the members and their keys")
    }
    let member = point.law.constitution.members[holder.member].id
    if let objection = holder.key.objection(on: Day(seconds: time)) {
      throw ConstitutionError(
        .notMember, "the key \(signer.publicKey.fingerprint) of `\(member)` \(objection)",
        help: "sign with a key that counts today; `\(Constitution.file)` lists them")
    }
    let approval = try Approval(vote, of: step.transition, by: signer, at: time)
    let reference = "\(step.transition.referenceFolder)/\(signer.publicKey.shortName)"
    let blob = try history { () throws(HistoryError) in
      try ledger.write(approval.blob(of: step.transition), as: .blob)
    }
    try move(reference, from: nil, to: blob, message: "approve: \(vote.rawValue)")
    return GivenApproval(
      transition: step.transition, acts: step.acts.names, member: member, vote: vote,
      reference: reference)
  }

  /// What a proposal does to the law of its first parent.
  func step(
    _ proposal: Proposal, from point: ChainPoint
  ) throws(ConstitutionError) -> Step {
    do throws(VerificationStop) {
      guard let folder = try policyFolder(of: proposal.tree) else {
        throw .refused(.notUnderstood, "the proposal takes the whole policy folder away")
      }
      return try Step(
        from: point, to: proposal.tree, folder, parents: proposal.parents, files)
    } catch { throw ConstitutionError(error) }
  }

  /// Checks that every regime of a proposal can be understood: what `verify` does not ask.
  func checkDocuments(of step: Step) throws(ConstitutionError) {
    let loader = RegimeLoader(
      source: LawSource(files: files, folder: step.folder), plugins: loading.plugins,
      cache: loading.cache)
    do {
      let misnamed = try loader.misnamedRegimes()
      guard misnamed.isEmpty else { throw VerificationStop.notUnderstood(misnamed) }
      for name in try loader.regimeNames() {
        let loaded = try loader.regime(name)
        if loaded.value == nil { throw VerificationStop.notUnderstood(loaded.findings) }
      }
    } catch let stop as VerificationStop {
      throw ConstitutionError(stop)
    } catch let error as HistoryError {
      throw ConstitutionError(error)
    } catch {
      throw ConstitutionError(.history, "\(error)")
    }
  }
}

extension ConstitutionError {
  /// A stop, where a refusal means that the work cannot be done.
  init(_ stop: VerificationStop) {
    switch stop {
    case .failed(let failure): self = failure
    case .refused(let refusal):
      self.init(
        .noConstitution, refusal.message, path: refusal.location?.file,
        line: refusal.location?.line, column: refusal.location?.column, help: refusal.help)
    }
  }
}
