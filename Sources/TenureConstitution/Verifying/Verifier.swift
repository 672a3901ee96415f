internal import TenureDocuments
public import TenureHistory
public import TenureModel

/// Checks that every commit of a branch was made as the law before it wanted.
///
///     let verifier = try Verifier(at: ".", plugins: Plugins.builtIn, now: 1_767_225_600)
///     let result = try verifier.verify(tip, from: root) { commit in print(commit.acts) }
///     result.refused?.refusal.message
///
/// It starts from a commit that the caller trusts and goes along first parents: each commit is
/// judged by the constitution and the governance of the one before. It asks nobody and believes
/// nothing but signatures; what only memory can show, that a branch went back, is the caller's to
/// check with a `Pin`.
///
/// Complexity: linear in the commits, their approvals and the documents that change; a law is
/// loaded when it changes. Not to be shared between threads.
public final class Verifier {
  /// How far ahead of the verifier's own clock a commit may be dated, in seconds.
  public static let clockTolerance = 300

  /// The repository.
  public var repository: PolicyRepository { ledger.repository }

  let ledger: Ledger
  let files: LawFiles
  let loading: (plugins: [Plugin], cache: DocumentCache)
  let now: Int

  /// Opens the policy repository that a folder lies in.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - plugins: The plugins that documents may name.
  ///   - now: The verifier's own clock, in seconds since 1970.
  /// - Throws: `history` if there is no repository, or it cannot be read.
  public init(at path: String, plugins: [Plugin], now: Int) throws(ConstitutionError) {
    ledger = try history { () throws(HistoryError) in try Ledger(at: path) }
    files = LawFiles(ledger)
    loading = (plugins, DocumentCache())
    self.now = now
  }

  /// Checks a history.
  ///
  /// - Parameters:
  ///   - tip: The last commit.
  ///   - root: The commit that the caller trusts; its own constitution is taken as it is.
  ///   - observe: Is told of each lawful commit, the oldest first.
  /// - Returns: How far the history is lawful.
  /// - Throws: `history` if it cannot be read, `noConstitution` if the root has none, `beforeRoot`
  ///   if the last commit stands before the root.
  public func verify(
    _ tip: ObjectID, from root: ObjectID, observe: (LawfulCommit) -> Void = { _ in }
  ) throws(ConstitutionError) -> Verification {
    try walk(tip, from: root, observe).verification
  }

  /// Checks a history, and knows the law at its end.
  func walk(
    _ tip: ObjectID, from root: ObjectID, _ observe: (LawfulCommit) -> Void
  ) throws(ConstitutionError) -> (verification: Verification, point: ChainPoint) {
    var point = try start(at: root)
    func verification(_ count: Int, _ refused: Verification.Refused?) -> Verification {
      let constitution = point.law.constitution
      return Verification(
        constitution: constitution.id, branch: constitution.branch, root: root,
        accepted: point.commit, epoch: constitution.epoch, count: count, refused: refused)
    }
    let commits = try history { () throws(HistoryError) in
      try ledger.firstParents(of: tip, downTo: root)
    }
    guard let commits else {
      guard try !leads(from: root, to: tip) else {
        throw ConstitutionError(
          .beforeRoot,
          "commit `\(tip.shortDescription)` stands before the root `\(root.shortDescription)`, "
            + "and only what comes after the root is checked",
          help: "name a commit from the root on, or an older root that you trust with `--root`")
      }
      let refusal = Refusal(
        .fork, "the root is not among the first parents of `\(tip.shortDescription)`",
        help: "check that the root is of this branch, and who rewrote it")
      return (verification(0, .init(commit: tip, refusal: refusal)), point)
    }
    var chain = SettledChain(from: point)
    var failure: ConstitutionError?
    for id in commits where chain.refused == nil {
      var checks: [SignatureCheck] = []
      do throws(VerificationStop) {
        let (next, commit) = try advance(to: id, from: point, &checks)
        point = next
        chain.add(id, .lawful(next, commit), checks, observe)
        continue
      } catch {
        switch error {
        case .failed(let error): failure = error
        case .refused(let refusal): chain.add(id, .refused(refusal), checks, observe)
        }
      }
      break
    }
    chain.finish(observe)
    if let failure, chain.refused == nil { throw failure }
    point = chain.point
    return (verification(chain.count, chain.refused), point)
  }

  /// The root, whose law is taken as it is.
  func start(at root: ObjectID) throws(ConstitutionError) -> ChainPoint {
    let text = try history { () throws(HistoryError) in try ledger.commit(root) }
    let folder = try history { () throws(HistoryError) in
      try ledger.policyFolder(ofTree: text.tree)
    }
    do throws(VerificationStop) {
      guard let folder else {
        throw .refused(.notUnderstood, "commit `\(root.shortDescription)` has no policy folder")
      }
      let documents = try DocumentPillars(files, folder)
      let law = try Law(files, folder, documents, after: nil, at: text.seconds, loading)
      let announcements = try Announcements(
        files, folder, after: Announcements(), at: text.seconds)
      return ChainPoint(
        commit: root, tree: text.tree, folder: folder, seconds: text.seconds, law: law,
        documents: documents, announcements: announcements)
    } catch {
      switch error {
      case .failed(let failure): throw failure
      case .refused(let refusal):
        throw ConstitutionError(
          .noConstitution, "at `\(root.shortDescription)` \(refusal.message)",
          path: refusal.location?.file, line: refusal.location?.line,
          column: refusal.location?.column, help: refusal.help)
      }
    }
  }

  /// Judges one commit by the law of its first parent, but for its signatures, which are added to
  /// those that are to be checked.
  private func advance(
    to id: ObjectID, from point: ChainPoint, _ checks: inout [SignatureCheck]
  ) throws(VerificationStop) -> (ChainPoint, LawfulCommit) {
    let raw = try read(id)
    guard raw.parents.first == point.commit else {
      throw .refused(.fork, "the commit's first parent is not the commit before it")
    }
    guard let folder = try policyFolder(of: raw.tree) else {
      throw .refused(.notUnderstood, "the commit takes the whole policy folder away")
    }
    if ledger.isPart, folder == point.folder, raw.tree != point.tree {
      return (point.passing(id, raw.tree), .foreign(id, raw.seconds, point))
    }
    let text: CommitText
    do throws(ConstitutionError) { text = try CommitText(raw.bytes) } catch {
      throw .refused(.malformed, error.message, help: error.help)
    }
    guard raw.seconds <= now + Self.clockTolerance else {
      throw .refused(.dates, "the commit is dated \(Day(seconds: raw.seconds)), in the future")
    }
    let step = try Step(from: point, to: raw.tree, folder, parents: raw.parents, files)
    let signer = try signer(of: text, at: raw.seconds, under: point.law, &checks)
    let votes = try step.count(text.approvals, at: raw.seconds, &checks)
    try step.judge(votes, at: raw.seconds)
    let next = try step.outcome(of: id, at: raw.seconds, files, loading)
    let commit = LawfulCommit(
      id: id, seconds: raw.seconds, acts: step.acts.names,
      voters: votes.voters(among: point.law.constitution.members),
      signer: signer, epoch: next.law.constitution.epoch)
    return (next, commit)
  }

  /// The member who signed a commit.
  private func signer(
    of text: CommitText, at seconds: Int, under law: Law, _ checks: inout [SignatureCheck]
  ) throws(VerificationStop) -> String {
    guard let signature = text.signature else {
      throw .refused(
        .unsigned, "the commit is not signed",
        help: "`tenure enact` signs it; so does `git commit -S` with a member's SSH key")
    }
    let holder = try law.holder(
      of: signature.key, in: signature.namespace, expecting: Transition.commitNamespace,
      at: seconds, what: "the commit")
    let id = law.constitution.members[holder.member].id
    checks.append(
      SignatureCheck(
        subject: .commit, member: id, signature: signature, message: text.signedBytes,
        key: holder.verification))
    return id
  }

  private func read(_ id: ObjectID) throws(VerificationStop) -> Ledger.CommitText {
    do throws(HistoryError) { return try ledger.commit(id) } catch {
      throw .failed(ConstitutionError(error))
    }
  }

  func policyFolder(of tree: ObjectID) throws(VerificationStop) -> ObjectID? {
    do throws(HistoryError) { return try ledger.policyFolder(ofTree: tree) } catch {
      throw .failed(ConstitutionError(error))
    }
  }
}

extension ChainPoint {
  /// The same law at a commit that left the policy folder alone.
  fileprivate func passing(_ commit: ObjectID, _ tree: ObjectID) -> ChainPoint {
    ChainPoint(
      commit: commit, tree: tree, folder: folder, seconds: seconds, law: law,
      documents: documents, announcements: announcements)
  }
}

extension LawfulCommit {
  /// A commit that left the policy folder alone.
  fileprivate static func foreign(
    _ id: ObjectID, _ seconds: Int, _ point: ChainPoint
  ) -> LawfulCommit {
    LawfulCommit(
      id: id, seconds: seconds, acts: [], voters: [], signer: nil,
      epoch: point.law.constitution.epoch)
  }
}
