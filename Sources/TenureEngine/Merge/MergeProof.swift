public import BigInt
public import TenureModel

/// The proof that a merge of two regimes means what it must, or where it does not: exact and
/// complete.
///
/// Each question in each situation takes the side that changed it:
///
///     base     ours     theirs   merged must be
///     a        b        a        b          ours changed it
///     a        a        b        b          theirs did
///     a        b        b        b          both did, alike
///     a        b        c        (clash)    both did, differently
///
/// So the difference from base to merged is the union of both sides' differences, and whatever else
/// the merged regime answers is a clash in meaning, though no text was in conflict.
///
/// Complexity: that of comparing regimes, for four of them; the cost follows the size of the
/// changes.
public struct MergeProof {
  /// The number of situations that the clauses of all four tell apart.
  public let total: BigUInt
  /// In how many of them our side, their side and the merged regime answer something otherwise than
  /// the base.
  public let differing: (ours: BigUInt, theirs: BigUInt, merged: BigUInt)
  /// In how many of them something is answered as our side alone changed it.
  public let takenFromOurs: BigUInt
  /// In how many of them something is answered as their side alone changed it.
  public let takenFromTheirs: BigUInt
  /// In how many of them something is answered as both sides changed it.
  public let changedAlike: BigUInt
  /// In how many of them something clashes.
  public let clashing: BigUInt
  /// What clashes: each question with each way in which it does, most situations first.
  public let clashes: [Clash]

  /// Whether every situation takes the side that changed it.
  public var holds: Bool { clashes.isEmpty }

  /// What is wrong in a clash.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Together the regime contradicts itself, where neither side does.
    case contested
    /// A right that each side left is gone.
    case rightLost = "right-lost"
    /// Both sides changed the answer, differently.
    case changedByBoth = "changed-by-both"
    /// What one side changed has no effect beside the other's changes.
    case changeLost = "change-lost"
    /// The answer is one that neither side changed it to.
    case flipped
  }

  /// A question that the merged regime does not answer as the side that changed it.
  public struct Clash {
    /// What is wrong.
    public let kind: Kind
    /// What our side changed; nil if nothing.
    public let ours: RegimeDiff.Subject?
    /// What their side changed; nil if nothing.
    public let theirs: RegimeDiff.Subject?
    /// What the merged regime changes; nil if nothing.
    public let merged: RegimeDiff.Subject?
    /// The situations: a large box of them, one of them, how many they are, and the rulings of the
    /// base and of the merged regime on that one.
    public let change: Change
    /// What our side rules on the witness.
    public let ourRuling: Ruling
    /// What their side rules on the witness.
    public let theirRuling: Ruling
  }

  /// Proves a merge, or finds where it fails.
  ///
  /// - Parameters:
  ///   - base: What both sides began with.
  ///   - ours: Our side.
  ///   - theirs: Their side.
  ///   - merged: What was made of both.
  ///   - day: The day at which all are asked; without it, all days are compared.
  ///   - nodeLimit: The most nodes of diagrams that it may take.
  /// - Returns: The proof.
  /// - Throws: It takes more nodes.
  ///
  /// - Precondition: all four have the same vocabulary.
  public static func prove(
    base: RegimeEngine, ours: RegimeEngine, theirs: RegimeEngine, merged: RegimeEngine,
    at day: Day? = nil, nodeLimit: Int = TooManyNodes.usualLimit
  ) throws(TooManyNodes) -> MergeProof {
    let engines = [base, ours, theirs, merged]
    precondition(
      engines.allSatisfy { $0.regime.vocabulary == base.regime.vocabulary },
      "MergeProof.prove must be given four regimes of one vocabulary")
    return try MergeCore(engines, day: day, nodeLimit: nodeLimit).proof()
  }
}
