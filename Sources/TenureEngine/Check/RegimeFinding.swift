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
  /// The situations: the union of disjoint boxes, largest first.
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
  /// Everything about the regime that is contradictory, missing or without effect.
  ///
  /// - Parameters:
  ///   - day: The day at which it is asked; without it, all days.
  ///   - progress: Is told, now and then, how much of the work is done, from 0 to 1.
  /// - Returns: The findings, by kind.
  ///
  /// Complexity: a walk for each question, and two small ones for each clause.
  public func check(
    at day: Day? = nil, progress: (Double) -> Void = { _ in }
  ) -> [RegimeFinding] {
    RegimeCheck(engine: self, day: day).findings(progress)
  }

  /// Why a clause decides nowhere, without a look at anything else; nil if it does somewhere.
  ///
  /// - Parameters:
  ///   - position: The clause, by position.
  ///   - day: The day at which it is asked; nil for all days.
  /// - Returns: The finding.
  package func deadness(of position: Int, at day: Day? = nil) -> RegimeFinding? {
    RegimeCheck(engine: self, day: day).deadness(of: position)
  }
}
