/// How hard a clause is, from a statute in force to a mere proposal.
public enum Force: String, Sendable, Hashable, CaseIterable {
  /// Law in force.
  case binding
  /// A policy document: directs its addressees, binds nobody else.
  case policy
  /// A trial, with tolerance of error.
  case exploratory
  /// A draft or demand.
  case proposal
}

extension Force: Comparable {
  /// Harder force is greater.
  public static func < (left: Force, right: Force) -> Bool { left.hardness < right.hardness }

  private var hardness: Int {
    switch self {
    case .binding: 3
    case .policy: 2
    case .exploratory: 1
    case .proposal: 0
    }
  }
}
