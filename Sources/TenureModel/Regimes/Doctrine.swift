/// How clashing clauses are resolved.
public struct Doctrine: Sendable, Hashable {
  /// A tie-breaker between two clauses that disagree.
  public enum TieBreaker: String, Sendable, Hashable, CaseIterable {
    /// The clause that names the other in `over` beats it.
    case declared
    /// The overlay beats the base.
    case layer
    /// Superior law beats inferior law. Clauses without a rank are not compared.
    case rank
    /// The strictly narrower guard beats the wider.
    case specificity
    /// Later enacted beats earlier; no date is earliest.
    case recency
    /// Prohibition beats permission and obligation, withholding beats granting.
    case prohibition
    /// Permission and obligation beat prohibition, granting beats withholding.
    case permission
    /// Nothing beats anything: the clash is left open.
    case contest
  }

  /// The ranks of law, highest first.
  public let ranks: [String]
  /// The tie-breakers, in the order in which they are read.
  public let precedence: [TieBreaker]

  /// A doctrine that settles nothing: every clash is contested.
  public static let none = Doctrine(ranks: [], precedence: [])

  /// Creates a doctrine.
  public init(ranks: [String], precedence: [TieBreaker]) {
    self.ranks = ranks
    self.precedence = precedence
  }

  /// The position of a rank, 0 the highest; nil for none, or one that the doctrine does not know.
  public func position(ofRank rank: String?) -> Int? {
    rank.flatMap { ranks.firstIndex(of: $0) }
  }
}
