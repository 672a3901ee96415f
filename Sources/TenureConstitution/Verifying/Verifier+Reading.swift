internal import TenureDocuments
public import TenureHistory
internal import TenureModel

extension Verifier {
  /// The name of the constitution at a commit, and the branch that it rules: what the repository
  /// says, and nobody has checked.
  ///
  /// - Throws: `noConstitution` if there is none, or it cannot be understood.
  public func constitution(
    at commit: ObjectID
  ) throws(ConstitutionError) -> (name: String, branch: String) {
    let constitution = try document(at: commit)
    return (constitution.id, constitution.branch)
  }

  /// The keys of the members at a commit, as `git` and `ssh-keygen` look them up.
  ///
  /// - Throws: `noConstitution` if there is none, or it cannot be understood.
  public func allowedSigners(at commit: ObjectID) throws(ConstitutionError) -> AllowedSigners {
    AllowedSigners(
      entries: try document(at: commit).members.flatMap { member in
        member.keys.map { key in
          AllowedSigners.Entry(
            principals: [member.id],
            namespaces: [Transition.commitNamespace, Transition.namespace],
            validAfter: key.from, validBefore: [key.until, key.revoked].compactMap { $0 }.min(),
            key: key.key)
        }
      })
  }

  /// What a reference names; nil if there is no such reference.
  ///
  /// - Throws: `history` if it cannot be read.
  public func target(of reference: String) throws(ConstitutionError) -> ObjectID? {
    try history { () throws(HistoryError) in try ledger.target(of: reference) }
  }

  /// Whether first parents lead from one commit to another; from a commit to itself they do.
  ///
  /// - Throws: `history` if it cannot be read.
  public func leads(
    from tip: ObjectID, to earlier: ObjectID
  ) throws(ConstitutionError) -> Bool {
    try history { () throws(HistoryError) in
      try ledger.firstParents(of: tip, downTo: earlier)
    } != nil
  }

  /// Whether a revision is spelled as a branch, here or of a remote, and not as some commit: what a
  /// branch stands at is what its keeper says is the law.
  ///
  /// `HEAD` is no branch of its own.
  ///
  /// - Throws: `history` if references cannot be read.
  public func isBranch(_ spelling: String) throws(ConstitutionError) -> Bool {
    if ["HEAD", "@"].contains(spelling) { return false }
    let lowercased = spelling.lowercased()
    if ["@{u}", "@{upstream}"].contains(where: { lowercased.hasSuffix($0) }) { return true }
    // In the order in which git looks a name up.
    for folder in ["", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/"] {
      let name = folder + spelling
      if try target(of: name) != nil { return !name.hasPrefix("refs/tags/") }
    }
    return try target(of: "refs/remotes/\(spelling)/HEAD") != nil
  }

  /// A setting of git, such as `user.signingkey`; nil if there is none.
  ///
  /// - Throws: `history` if git's configuration cannot be read.
  public func setting(_ name: String) throws(ConstitutionError) -> String? {
    try history { () throws(HistoryError) in try ledger.setting(name) }
  }

  private func document(at commit: ObjectID) throws(ConstitutionError) -> Constitution {
    let text = try history { () throws(HistoryError) in try ledger.commit(commit) }
    do throws(VerificationStop) {
      guard let folder = try policyFolder(of: text.tree) else {
        throw .refused(.notUnderstood, "there is no policy folder")
      }
      return try Law.constitution(files, folder)
    } catch {
      guard case .refused(let refusal) = error else { throw ConstitutionError(error) }
      throw ConstitutionError(
        .noConstitution, "at `\(commit.shortDescription)` \(refusal.message)",
        path: refusal.location?.file, line: refusal.location?.line,
        column: refusal.location?.column, help: refusal.help)
    }
  }
}

extension Verification {
  /// A history that is refused before any commit is looked at.
  public init(
    refusing tip: ObjectID, _ refusal: Refusal, constitution: String, branch: String,
    after pin: Pin
  ) {
    self.init(
      constitution: constitution, branch: branch, root: pin.root, accepted: pin.accepted, epoch: 0,
      count: 0, refused: .init(commit: tip, refusal: refusal))
  }
}
