/// A regime's answer on an act.
public enum Verdict: String, Sendable, Hashable, CaseIterable {
  /// It may be done.
  case permitted
  /// It must not be done.
  case prohibited
  /// It must be done.
  case required
  /// The clauses disagree, and the doctrine does not settle it.
  case contested
  /// Nothing speaks, not even a default. It is the embedder's to choose what that means.
  case silent
  /// It differs between the completions of a partial situation.
  case depends
}

/// A regime's answer on one right.
public enum RightState: String, Sendable, Hashable, CaseIterable {
  /// The actor has it.
  case held
  /// The actor has it not.
  case withheld
  /// The clauses disagree, and the doctrine does not settle it; it is not held.
  case contested
  /// Nothing speaks of it.
  case none
  /// It differs between the completions of a partial situation.
  case open
}

/// What a verdict rests on.
public enum Basis: String, Sendable, Hashable, CaseIterable {
  /// Clauses that are not defaults.
  case clause
  /// Defaults alone.
  case `default`
  /// Nothing, or nothing that all completions share.
  case none
}
