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

  /// The message without the approvals of an earlier commit.
  private static func withoutApprovals(_ message: ArraySlice<UInt8>) -> String {
    let last = CommitText.lastParagraph(of: message)
    let kept = last.split(separator: UInt8(ascii: "\n"))
      .filter { !$0.starts(with: Approval.trailer.utf8) }
    let head = String(decoding: message[..<last.startIndex], as: UTF8.self)
    return head + kept.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
  }
}
