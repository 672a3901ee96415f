internal import TenureDocuments
internal import TenureHistory
internal import TenureModel

/// A step from one commit to the next: what it does to the law, and whether it may.
struct Step {
  let origin: ChainPoint
  let transition: Transition
  let folder: ObjectID
  let changes: [LawFiles.Change]
  let acts: AmendedActs
  let documents: DocumentPillars

  private let files: LawFiles

  /// Finds out what a step does.
  ///
  /// - Parameters:
  ///   - origin: The first parent.
  ///   - tree: The tree that results.
  ///   - folder: The policy folder in it.
  ///   - parents: All parents.
  ///   - files: Reads documents.
  /// - Throws: A document cannot be understood.
  init(
    from origin: ChainPoint, to tree: ObjectID, _ folder: ObjectID, parents: [ObjectID],
    _ files: LawFiles
  ) throws(VerificationStop) {
    self.origin = origin
    self.folder = folder
    self.files = files
    changes = try files.changes(from: origin.folder, to: folder)
    let isRegimeChanged = changes.contains { $0.path.hasSuffix("/\(RegimeLoader.regimeFileName)") }
    documents = isRegimeChanged ? try DocumentPillars(files, folder) : origin.documents
    acts = try AmendedActs(changes, from: origin.documents, to: documents, files)
    let constitution = origin.law.constitution
    transition = Transition(
      constitution: constitution.id, branch: constitution.branch, epoch: constitution.epoch,
      parents: parents, tree: tree, law: try files.digest(of: folder))
  }

  /// Counts approvals.
  ///
  /// - Parameters:
  ///   - approvals: The approvals.
  ///   - seconds: The date of the step.
  ///   - checks: The signatures that have to hold are added to it.
  /// - Returns: The votes, by person.
  /// - Throws: The first approval that does not count, whatever its signature.
  func count(
    _ approvals: [Approval], at seconds: Int, _ checks: inout [SignatureCheck]
  ) throws(VerificationStop) -> Votes {
    var votes = Votes()
    for approval in approvals {
      let holder = try holder(of: approval, at: seconds, &checks)
      guard votes.add(approval.vote, of: holder.member) else {
        let member = origin.law.constitution.members[holder.member]
        throw .refused(.contradictingVotes, "`\(member.id)` says yes and no")
      }
    }
    return votes
  }

  /// The member behind an approval that holds.
  func check(
    _ approval: Approval, at seconds: Int
  ) throws(VerificationStop) -> Law.KeyHolder {
    var checks: [SignatureCheck] = []
    let holder = try holder(of: approval, at: seconds, &checks)
    try checks.settle()
    return holder
  }

  /// The member behind an approval, if its signature holds.
  private func holder(
    of approval: Approval, at seconds: Int, _ checks: inout [SignatureCheck]
  ) throws(VerificationStop) -> Law.KeyHolder {
    let signature = approval.signature
    let holder = try origin.law.holder(
      of: signature.key, in: signature.namespace, expecting: Transition.namespace, at: seconds,
      what: "an approval")
    guard approval.time <= seconds else {
      throw .refused(
        .dates,
        "`\(name(of: holder))` approved on \(Day(seconds: approval.time)), "
          + "after the commit's own date")
    }
    guard approval.time >= origin.seconds else {
      throw .refused(
        .dates, "`\(name(of: holder))` approved before the first parent was committed")
    }
    let statement = transition.statement(vote: approval.vote, time: approval.time)
    checks.append(
      SignatureCheck(
        subject: .approval, member: name(of: holder), signature: signature, message: statement,
        key: holder.verification))
    return holder
  }

  private func name(of holder: Law.KeyHolder) -> String {
    origin.law.constitution.members[holder.member].id
  }

  /// Judges the step by the law of its origin.
  ///
  /// - Throws: Why it is not lawful.
  func judge(_ votes: Votes, at seconds: Int) throws(VerificationStop) {
    guard seconds >= origin.seconds else {
      throw .refused(
        .dates, "the commit is dated \(Day(seconds: seconds)), before its first parent")
    }
    let cast = votes.cast(in: origin.law)
    for act in acts.names {
      let (since, missing) = try origin.announcements.opened(acts.files[act] ?? [], files)
      let judgement = Judgement(
        law: origin.law, votes: cast, seconds: seconds, opened: since, unopened: missing,
        isTimed: true)
      try judgement.check(act)
    }
  }
}

extension Law {
  /// The member behind a key that signed, if the key counts on the day.
  func holder(
    of key: PublicKey, in namespace: String, expecting expected: String, at seconds: Int,
    what: String
  ) throws(VerificationStop) -> KeyHolder {
    guard namespace == expected else {
      throw .refused(
        .wrongNamespace,
        "the signature of \(what) was made for `\(namespace.prefix(64))`, not for `\(expected)`")
    }
    guard let holder = holder(of: key) else {
      throw .refused(
        .unknownKey, "\(what) is signed by \(key.fingerprint), which is no member's key")
    }
    if let objection = holder.key.objection(on: Day(seconds: seconds)) {
      let member = constitution.members[holder.member].id
      throw .refused(
        .keyNotValid,
        "\(what) is signed with a key of `\(member)` that \(objection), and it is "
          + "\(Day(seconds: seconds))")
    }
    return holder
  }
}
