public import BigInt
public import TenureModel

/// Something about a regime as a whole that its authors should know, proved over all situations.
public struct RegimeFinding: Sendable {
  /// The kind of finding, as the handbook lists it.
  public let id: String
  /// How hard it is.
  public let severity: Finding.Severity
  /// The pillar that it is about.
  public let pillar: Pillar
  /// The situations: the union of disjoint boxes, largest first, or so many of them as were asked
  /// for.
  ///
  /// Empty where the finding is about a clause everywhere.
  public let region: [Box]
  /// One of the situations.
  public let witness: TotalSituation?
  /// The number of situations.
  public let count: BigUInt?
  /// The clauses, by position.
  public let clauses: [Int]
  /// What is the matter.
  public let message: String
  /// A way out.
  public let help: String?
}

extension RegimeEngine {
  /// The most boxes of a finding's region that are listed unless other numbers are asked for.
  public static let usualBoxLimit = 64

  /// Everything about the regime that is contradictory, missing or without effect.
  ///
  /// - Parameters:
  ///   - day: The day at which it is asked; without it, all days. A clause is dead only if it
  ///     decides on no day.
  ///   - boxLimit: The most boxes of the region of a finding; at least one is listed.
  ///   - nodeLimit: The most nodes of diagrams that it may take.
  ///   - progress: Is told, now and then, how much of the work is done, from 0 to 1.
  /// - Returns: The findings, by kind.
  /// - Throws: It takes more nodes.
  ///
  /// Complexity: a walk for each question, and two small ones for each clause.
  public func check(
    at day: Day? = nil, boxLimit: Int = RegimeEngine.usualBoxLimit,
    nodeLimit: Int = TooManyNodes.usualLimit, progress: (Double) -> Void = { _ in }
  ) throws(TooManyNodes) -> [RegimeFinding] {
    try RegimeCheck(engine: self, day: day, boxLimit: boxLimit, nodeLimit: nodeLimit)
      .findings(progress)
  }

  /// Why a clause decides nowhere, without a look at anything else; nil if it does somewhere.
  ///
  /// - Parameters:
  ///   - position: The clause, by position.
  ///   - day: The day at which it is asked; nil for all days.
  /// - Returns: The finding.
  /// - Throws: It takes too many nodes.
  package func deadness(
    of position: Int, at day: Day? = nil
  ) throws(TooManyNodes) -> RegimeFinding? {
    try RegimeCheck(engine: self, day: day, boxLimit: 1, nodeLimit: TooManyNodes.usualLimit)
      .deadness(of: position)
  }
}
