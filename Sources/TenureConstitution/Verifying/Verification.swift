public import TenureHistory

/// A commit that was found lawful: what it does, and who stood for it.
public struct LawfulCommit: Sendable, Hashable {
  /// A vote that was counted.
  public struct Voter: Sendable, Hashable {
    /// The member.
    public let member: String
    /// What they said.
    public let vote: Vote
  }

  /// The commit.
  public let id: ObjectID
  /// The committer date, in seconds since 1970.
  public let seconds: Int
  /// The acts that it contains, by name; none if it left the policy folder of a larger repository
  /// alone.
  public let acts: [String]
  /// The votes, each person once, by member.
  public let voters: [Voter]
  /// The member who signed the commit itself; nil if nobody had to.
  public let signer: String?
  /// The epoch that it leads to.
  public let epoch: Int
}

/// What came of checking a history.
public struct Verification: Sendable, Hashable {
  /// A commit that is not lawful.
  public struct Refused: Sendable, Hashable {
    /// The commit.
    public let commit: ObjectID
    /// Why.
    public let refusal: Refusal
  }

  /// The name of the constitution.
  public let constitution: String
  /// The branch that it rules, in full.
  public let branch: String
  /// The commit that the verifier trusts.
  public let root: ObjectID
  /// The last commit that is lawful.
  public let accepted: ObjectID
  /// The epoch there.
  public let epoch: Int
  /// How many commits behind the root are lawful.
  public let count: Int
  /// The first commit that is not; nil if all are.
  public let refused: Refused?

  /// Whether all commits are lawful.
  public var isLawful: Bool { refused == nil }
}
