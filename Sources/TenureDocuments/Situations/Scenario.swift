public import TenureModel

/// A test of the law: a situation, and what each regime is expected to answer.
public struct Scenario: Sendable {
  /// What a regime is expected to answer.
  public struct Expectation: Sendable {
    /// An answer.
    public enum Answer: Sendable, Hashable {
      /// On the act.
      case verdict(Verdict)
      /// On a right.
      case claim(RightState)
      /// On a power.
      case power(PowerAnswer)
    }

    /// The name of the regime.
    public let regime: Located<String>
    /// The answer.
    public let answer: Located<Answer>
    /// Clauses that are among those that decide.
    public let deciding: [Located<String>]
    /// What the verdict rests on, if that is expected.
    public let basis: Basis?
  }

  /// Its name, unique among all scenarios.
  public let id: Located<String>
  /// What it is about.
  public let title: String?
  /// What is asked.
  public let query: Query
  /// What is expected, in document order.
  public let expectations: [Expectation]
}
