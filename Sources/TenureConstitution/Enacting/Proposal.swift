public import TenureHistory

/// A change that waits for approval: what the branch would be moved to.
public struct Proposal: Sendable, Hashable {
  /// The parents, the first of them where the branch must stand.
  public let parents: [ObjectID]
  /// The tree that results.
  public let tree: ObjectID
  /// The author, as a commit's line says it, with the time; nil for who commits.
  let author: [UInt8]?
  /// The message.
  public let message: String
}

extension Verifier {
  /// The proposal that a commit makes: to bring what it holds to where its first parent stands.
  ///
  /// - Throws: `malformed` if git would not write such a commit, or it has no parent.
  public func proposal(_ commit: ObjectID) throws(ConstitutionError) -> Proposal {
    let raw = try history { () throws(HistoryError) in try ledger.commit(commit) }
    guard !raw.parents.isEmpty else {
      throw ConstitutionError(
        .malformed, "commit `\(commit.shortDescription)` has no parent whose law could judge it",
        help: "make the proposal on the branch that the constitution rules")
    }
    let text = try CommitText(raw.bytes)
    return Proposal(
      parents: raw.parents, tree: raw.tree, author: Array(text.author),
      message: Self.withoutApprovals(text.message))
  }

  /// The proposal that git's index makes: to bring what is staged to where a commit stands.
  ///
  /// - Throws: `history` if the index cannot be made a tree.
  public func proposal(
    ofIndexOn parent: ObjectID, message: String
  ) throws(ConstitutionError) -> Proposal {
    let tree = try history { () throws(HistoryError) in try ledger.writeIndexTree() }
    return Proposal(parents: [parent], tree: tree, author: nil, message: message)
  }

  /// Checks that the branch did not leave behind where a proposal begins.
  ///
  /// Who has not fetched the branch may have a proposal for commits that it does not hold yet.
  ///
  /// - Throws: `branch` if the branch stands elsewhere, or has what was proposed.
  func checkBeginning(
    of proposal: Proposal, on branch: String
  ) throws(ConstitutionError) {
    let beginning = proposal.parents[0]
    guard let tip = try target(of: branch), tip != beginning else { return }
    if try commits(from: beginning, to: tip) == nil, try commits(from: tip, to: beginning) != nil {
      return
    }
    throw try stale(proposal, on: branch, at: tip)
  }

  /// That a proposal does not begin where its branch stands.
  func stale(
    _ proposal: Proposal, on branch: String, at tip: ObjectID
  ) throws(ConstitutionError) -> ConstitutionError {
    let beginning = proposal.parents[0]
    if let next = try commits(from: beginning, to: tip)?.first {
      let raw = try history { () throws(HistoryError) in try ledger.commit(next) }
      if raw.tree == proposal.tree, raw.parents == proposal.parents {
        return ConstitutionError(
          .branch, "the proposal was enacted already, as `\(next.shortDescription)`",
          help: "nothing is left to do; what comes next begins on `\(branch)`")
      }
    }
    return ConstitutionError(
      .branch,
      "the proposal begins at `\(beginning.shortDescription)`, and `\(branch)` stands at "
        + "`\(tip.shortDescription)`",
      help: "make it anew on the branch, as `git rebase` does, and have that approved")
  }

  /// The commits behind one along first parents to another; nil if the way does not lead there.
  private func commits(
    from root: ObjectID, to tip: ObjectID
  ) throws(ConstitutionError) -> [ObjectID]? {
    try history { () throws(HistoryError) in try ledger.firstParents(of: tip, downTo: root) }
  }

  /// The message without the approvals of an earlier commit.
  private static func withoutApprovals(_ message: ArraySlice<UInt8>) -> String {
    let last = CommitText.lastParagraph(of: message)
    let kept = last.split(separator: UInt8(ascii: "\n"))
      .filter { !$0.starts(with: Approval.trailer.utf8) }
    let head = String(decoding: message[..<last.startIndex], as: UTF8.self)
    return head + kept.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
  }
}
