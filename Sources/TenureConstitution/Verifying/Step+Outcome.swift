internal import TenureDocuments
internal import TenureHistory
internal import TenureModel

extension Step {
  /// Where the step leads: the law that judges the next.
  ///
  /// - Throws: The new law cannot be understood, miscounts its epoch, or locks everybody out.
  func outcome(
    of commit: ObjectID, at seconds: Int, _ files: LawFiles,
    _ loading: (plugins: [Plugin], cache: DocumentCache)
  ) throws(VerificationStop) -> ChainPoint {
    let announcements = try Announcements(
      files, folder, after: origin.announcements, at: seconds)
    // What the law depends on can only come or go with the document of a regime, which is then
    // among the dependencies itself, or is the document of a layer that comes with one.
    let isSame = changes.allSatisfy { !origin.law.dependencies.contains($0.path) }
    var law = origin.law
    if !isSame {
      law = try Law(files, folder, documents, after: origin.law, at: seconds, loading)
      try checkIdentity(of: law)
      try law.checkNobodyIsLockedOut(at: seconds)
    }
    try checkEpoch(of: law)
    return ChainPoint(
      commit: commit, tree: transition.tree, folder: folder, seconds: seconds, law: law,
      documents: documents, announcements: announcements)
  }

  private func checkIdentity(of law: Law) throws(VerificationStop) {
    let (before, after) = (origin.law.constitution, law.constitution)
    guard before.id == after.id else {
      throw .refused(
        .epoch, "the constitution `\(before.id)` cannot become `\(after.id)`",
        help: "its name never changes; begin another history for another constitution")
    }
  }

  private func checkEpoch(of law: Law) throws(VerificationStop) {
    let isAmended = acts.files[AmendedActs.amend(.governance)] != nil
    let (before, after) = (origin.law.constitution.epoch, law.constitution.epoch)
    let expected = before + (isAmended ? 1 : 0)
    guard after == expected else {
      throw .refused(
        .epoch,
        isAmended
          ? "the commit amends governance, so its epoch is \(expected), not \(after)"
          : "the commit does not amend governance, so its epoch stays \(expected)",
        help: "write `epoch: \(expected)` in `\(Constitution.file)`")
    }
  }
}

extension Law {
  /// Checks that all members with keys of the day together could amend governance.
  func checkNobodyIsLockedOut(at seconds: Int) throws(VerificationStop) {
    let all = Votes(ofAll: constitution.members, on: Day(seconds: seconds))
    let judgement = Judgement(
      law: self, votes: all.cast(in: self), seconds: seconds, opened: nil, unopened: nil,
      isTimed: false)
    do throws(VerificationStop) { try judgement.check(AmendedActs.amend(.governance)) } catch {
      guard case .refused(let refusal) = error else { throw error }
      throw lockedOut(refusal)
    }
    // Where amending takes notice, somebody must be able to lay a proposal open.
    let timed = Judgement(
      law: self, votes: all.cast(in: self), seconds: seconds, opened: nil, unopened: nil,
      isTimed: true)
    do throws(VerificationStop) { try timed.check(AmendedActs.amend(.governance)) } catch {
      do throws(VerificationStop) { try judgement.check(AmendedActs.enact) } catch {
        guard case .refused(let refusal) = error else { throw error }
        throw lockedOut(refusal)
      }
    }
  }

  private func lockedOut(_ refusal: Refusal) -> VerificationStop {
    .refused(
      .lockedOut,
      "under the new law nobody could amend governance again: \(refusal.message)",
      act: refusal.act, clauses: refusal.clauses,
      help: "give the seats that it takes to members whose keys count")
  }
}
