public import BigInt
public import TenureModel

/// What two regimes answer differently: exact and complete.
///
/// Both are walked together. The walk goes on only where a clause in which they differ is alive
/// and can change an answer; everything else is the same by construction. What is left is one
/// diagram for each question of where the answers differ, from which the relation, the counts, the
/// regions and the witnesses are read.
public struct RegimeDiff {
  /// How the second regime stands to the first.
  public let relation: Relation
  /// The number of situations that the clauses of either side tell apart.
  public let total: BigUInt
  /// The number of those in which the outcomes differ, in any pillar.
  public let differing: BigUInt
  /// The number of those in which the part of each pillar differs; pillars without are left out.
  public let differingByPillar: [Pillar: BigUInt]
  /// For each question the answers that changed into one another: verdicts, then rights, duties,
  /// money and powers; among these, most situations first.
  public let shifts: [Shift]

  let core: DiffCore

  /// The answers to one question that changed into one another.
  public struct Shift {
    /// What was asked.
    public let subject: Subject
    /// The number of situations.
    public let count: BigUInt
    let question: Int
    let leaf: Int
  }

  /// How many nodes of diagrams were made to work it out: a measure of effort.
  package var nodeCount: Int { core.analysis.store.nodeCount }

  /// The most states of one walk: where both sides are asked, a walk over all mixtures of them has
  /// about as many at the least.
  package var mostStates: Int { core.mostStates }

  /// What changed in a shift, in words of the model.
  public enum Subject: Hashable, Sendable {
    /// The verdict on the act.
    case verdict(before: Verdict, after: Verdict)
    /// A duty of the actor is new, or is gone.
    case duty(DutyPhase, Duty, isNew: Bool)
    /// The state of a right, by leaf number.
    case right(Int, before: RightState, after: RightState)
    /// A duty of the holder is new, or is gone.
    case holderDuty(DutyPhase, Duty, isNew: Bool)
    /// How many times a step runs.
    case step(WaterfallOutcome.Step, before: Int, after: Int)
    /// Which rival steps are unsettled.
    case rivals
    /// How a body may perform an act.
    case power(
      PowersOutcome.Question, before: PowersOutcome.Answer?, after: PowersOutcome.Answer?)

    /// The pillar of the change.
    public var pillar: Pillar {
      switch self {
      case .verdict, .duty: .circulation
      case .right, .holderDuty: .property
      case .step, .rivals: .distribution
      case .power: .governance
      }
    }
  }

  /// Compares two regimes that are read in one vocabulary.
  ///
  /// - Parameters:
  ///   - before: The first regime.
  ///   - after: The second; the relation is its, against the first.
  ///   - day: The day at which both are asked; without it, all days are compared.
  ///   - areIdentical: Whether the caller knows that vocabulary, layers and documents are the same
  ///     byte for byte; then nothing is walked.
  ///   - pillars: The pillars to compare; of the others nothing is said.
  ///   - nodeLimit: The most nodes of diagrams that the comparison and what is asked of it later
  ///     may take together.
  /// - Returns: The comparison.
  /// - Throws: It takes more nodes.
  ///
  /// - Precondition: both regimes have the same vocabulary.
  public static func compare(
    _ before: RegimeEngine, _ after: RegimeEngine, at day: Day? = nil,
    areIdentical: Bool = false, pillars: Set<Pillar> = Set(Pillar.allCases),
    nodeLimit: Int = TooManyNodes.usualLimit
  ) throws(TooManyNodes) -> RegimeDiff {
    precondition(
      before.regime.vocabulary == after.regime.vocabulary,
      "RegimeDiff.compare must be given two regimes of one vocabulary")
    let core = DiffCore(
      before, after, in: pillars, day: day, isEmpty: areIdentical, nodeLimit: nodeLimit)
    return try core.diff(areIdentical: areIdentical)
  }

  /// The differing situations as regions, each with both rulings and a witness; most situations
  /// first.
  ///
  /// Regions of one pillar are disjoint and together are all that differ in it. Where that takes
  /// more than some tens of thousands of boxes, a change that does not fit in is one large box,
  /// with the count of that; and of a pillar with more than some ten thousand kinds of changes,
  /// those in some large boxes are found. Then the result is said to be truncated.
  ///
  /// - Parameters:
  ///   - pillars: The pillars to report.
  ///   - limit: The most changes to return.
  /// - Returns: The changes, and whether there are more.
  /// - Throws: It takes more nodes than are left of the limit.
  public func changes(
    in pillars: [Pillar] = Pillar.allCases, limit: Int? = nil
  ) throws(TooManyNodes) -> (changes: [Change], truncated: Bool) {
    try core.changes(in: pillars, limit: limit)
  }

  /// The same, where all kinds of differences of a pillar are made only if there are at most so
  /// many; else boxes of them are found one by one.
  package func changes(
    in pillars: [Pillar] = Pillar.allCases, limit: Int, madeAtMost most: Int
  ) throws(TooManyNodes) -> (changes: [Change], truncated: Bool) {
    try core.changes(in: pillars, limit: limit, madeAtMost: most)
  }

  /// The same, with at most about so many boxes in all.
  package func changes(
    boxLimit: Int
  ) throws(TooManyNodes) -> (changes: [Change], truncated: Bool) {
    try core.changes(in: Pillar.allCases, limit: nil, boxLimit: Double(boxLimit))
  }

  /// A large box of situations in which a shift occurs, and the rulings on a witness.
  public func example(of shift: Shift) -> Change? { core.example(of: shift) }
}

/// A region of situations in which the part of one pillar differs in one way.
public struct Change {
  /// The pillar: rights with the holder's duties, conduct, money or power.
  public let pillar: Pillar
  /// The situations: the union of disjoint boxes, largest first.
  public let region: Region
  /// A situation of the region.
  public let witness: TotalSituation
  /// The number of situations.
  public let count: BigUInt
  /// The ruling of the first regime on the witness.
  public let before: Ruling
  /// The ruling of the second regime on the witness.
  public let after: Ruling
}
