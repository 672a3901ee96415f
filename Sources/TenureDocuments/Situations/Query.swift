public import TenureModel

/// What may be asked about a situation.
public enum Query: Sendable, Hashable {
  /// What may be done, and which rights the actor has.
  case ruling(Situation)
  /// Whether the actor has a right, by its leaf number.
  case claim(right: Int, Situation)
  /// Whether a body has a power, the act by its leaf number.
  case power(body: String, act: Int, Situation)

  /// The situation in question.
  public var situation: Situation {
    switch self {
    case .ruling(let situation), .claim(_, let situation), .power(_, _, let situation): situation
    }
  }
}

/// What a body can do about an act.
public enum PowerAnswer: String, Sendable, Hashable, CaseIterable {
  /// It wins alone.
  case can
  /// It swings some winning coalition.
  case part
  /// It is only heard.
  case heard
  /// The act is governed, and the body is a dummy or disempowered.
  case cannot
  /// There is no clause on the act.
  case none
  /// The clauses disagree, and the doctrine does not settle it.
  case contested
}
