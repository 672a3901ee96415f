import TenureModel

/// How one regime stands to another: the second against the first.
public enum Relation: String, Sendable, Hashable, CaseIterable {
  /// The same vocabulary, layers and documents, byte for byte.
  case identical
  /// The same outcome in every situation; proved.
  case equivalent
  /// Wherever the two differ, the second leaves the actor less.
  case narrower
  /// Wherever the two differ, the second leaves the actor more.
  case wider
  /// The two differ, and not in one direction.
  case incomparable
}

/// How one answer stands to another.
enum Direction: Hashable {
  case wider, narrower, incomparable

  /// The direction from one answer on a question to another, unequal one.
  ///
  /// Prohibited lies below silent, contested and required, which are not comparable with one
  /// another; these lie below permitted. Withheld lies below contested and not spoken of, these
  /// below held. Fewer duties on the actor is wider, more duties on the holder too. Of money and
  /// power neither direction is more.
  static func of(_ question: Question, from before: Int, to after: Int) -> Direction {
    func compare(_ levels: [Int]) -> Direction {
      if levels[before] == levels[after] { return .incomparable }
      return levels[before] < levels[after] ? .wider : .narrower
    }
    switch question {
    case .act:
      return compare(
        ActValue.verdicts.map { $0 == .prohibited ? 0 : $0 == .permitted ? 2 : 1 })
    case .right: return compare(RightValue.states.map { $0 == .withheld ? 0 : $0 == .held ? 2 : 1 })
    case .duty: return before == 1 ? .wider : .narrower
    case .holderDuty: return before == 0 ? .wider : .narrower
    case .step, .rivals, .power: return .incomparable
    }
  }
}
