/// A regime's answer to a situation, with the clauses that decided it and those that lost.
///
/// Clauses are named by their position in `Regime.clauses`, in ascending order, which is the
/// order layer, file, line.
public struct Ruling: Sendable, Hashable {
  /// What holds: the outcome.
  ///
  /// Two rulings of one outcome mean the same.
  public var outcome: Outcome
  /// What the verdict rests on.
  public var basis: Basis
  /// The undefeated clauses that match, of property and circulation, `attach` included.
  ///
  /// In a partial situation those that all completions share.
  public var deciding: [Int]
  /// The clauses that match and were beaten.
  public var defeated: [Defeat]
  /// The defaults of facets that would, each alone, change the outcome.
  public var assumed: [FacetID]
  /// The open facets that can, each alone, change the outcome, with what each value leads to.
  public var depends: [Dependence]

  /// Creates a ruling.
  public init(
    outcome: Outcome, basis: Basis, deciding: [Int], defeated: [Defeat],
    assumed: [FacetID] = [], depends: [Dependence] = []
  ) {
    self.outcome = outcome
    self.basis = basis
    self.deciding = deciding
    self.defeated = defeated
    self.assumed = assumed
    self.depends = depends
  }
}

/// What a regime answers, without why.
public struct Outcome: Sendable, Hashable {
  /// The verdict on the act.
  public var verdict: Verdict
  /// The duties of the actor.
  public var duties: Duties
  /// The rights of the actor that clauses speak of, by leaf number of the taxonomy of rights;
  /// none of them `.none`.
  public var rights: [Int: RightState]
  /// The duties of the holder, which stand with the rights.
  public var holderDuties: Duties
  /// The waterfall.
  public var waterfall: WaterfallOutcome
  /// The powers over the rules.
  public var powers: PowersOutcome

  /// Creates an outcome.
  public init(
    verdict: Verdict = .silent, duties: Duties = .none, rights: [Int: RightState] = [:],
    holderDuties: Duties = .none, waterfall: WaterfallOutcome = WaterfallOutcome(),
    powers: PowersOutcome = PowersOutcome()
  ) {
    self.verdict = verdict
    self.duties = duties
    self.rights = rights
    self.holderDuties = holderDuties
    self.waterfall = waterfall
    self.powers = powers
  }

  /// The rights in a state, by leaf number, ascending.
  public func rights(_ state: RightState) -> [Int] {
    rights.filter { $0.value == state }.keys.sorted()
  }
}

/// A clause that matched and was beaten, and what beat it.
public struct Defeat: Sendable, Hashable {
  /// Which tie-breaker settled it.
  public enum Reason: Sendable, Hashable {
    /// A tie-breaker of the doctrine.
    case tieBreaker(Doctrine.TieBreaker)
    /// The loser is a default, and another clause speaks.
    case `default`

    /// The word for it.
    public var name: String {
      switch self {
      case .tieBreaker(let tieBreaker): tieBreaker.rawValue
      case .default: "default"
      }
    }
  }

  /// The clause that was beaten.
  public let clause: Int
  /// The first clause, in order, of those that beat it.
  public let by: Int
  /// Which tie-breaker settled it.
  public let reason: Reason
  /// For a property clause, the rights on which this clause lost to this winner for this reason.
  public let rights: [Int]

  /// Creates a defeat.
  public init(clause: Int, by: Int, reason: Reason, rights: [Int] = []) {
    self.clause = clause
    self.by = by
    self.reason = reason
    self.rights = rights
  }
}

/// An open facet that can alone change the outcome, and what each class of its values leads to.
public struct Dependence: Sendable, Hashable {
  /// A class of values with one outcome.
  public struct Branch: Sendable, Hashable {
    /// The values.
    public let values: FacetRegion
    /// What holds for them; may itself depend on other facets.
    public let outcome: Outcome
    /// Whether there is more to say, of values or of what they lead to: subsets can fall into
    /// exponentially many classes, and only so many are told apart.
    public let isTruncated: Bool

    /// Creates a branch.
    public init(values: FacetRegion, outcome: Outcome, isTruncated: Bool = false) {
      self.values = values
      self.outcome = outcome
      self.isTruncated = isTruncated
    }
  }

  /// The facet.
  public let facet: FacetID
  /// The classes, which are disjoint and together are all its values unless one is truncated.
  public let branches: [Branch]

  /// Creates a dependence.
  public init(facet: FacetID, branches: [Branch]) {
    self.facet = facet
    self.branches = branches
  }
}
