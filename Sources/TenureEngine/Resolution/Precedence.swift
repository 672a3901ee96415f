import TenureModel

/// A doctrine at work: which of two clauses that disagree beats the other, and why.
struct Precedence {
  /// What a precedence needs to know of a clause.
  struct Contender {
    let clause: AnyClause
    let layer: Int
    let rank: Int?
  }

  let doctrine: Doctrine
  let contenders: [Contender]
  let scopes: ScopeOrder

  /// `scopes` is an order over the contenders' scopes, at the same positions.
  init(doctrine: Doctrine, contenders: [(clause: AnyClause, layer: Int)], scopes: ScopeOrder) {
    self.doctrine = doctrine
    var ranks: [String: Int] = [:]
    for (position, rank) in doctrine.ranks.enumerated() where ranks[rank] == nil {
      ranks[rank] = position
    }
    self.contenders = contenders.map {
      Contender(
        clause: $0.clause, layer: $0.layer, rank: $0.clause.rank.flatMap { ranks[$0] })
    }
    self.scopes = scopes
  }

  /// The first tie-breaker that tells two disagreeing clauses apart, and whether the first of them
  /// wins; nil if none does.
  func settle(_ first: Int, _ second: Int) -> (by: Doctrine.TieBreaker, firstWins: Bool)? {
    for tieBreaker in doctrine.precedence {
      if tieBreaker == .contest { return nil }
      if let firstWins = compare(first, second, by: tieBreaker) { return (tieBreaker, firstWins) }
    }
    return nil
  }

  private func compare(_ first: Int, _ second: Int, by tieBreaker: Doctrine.TieBreaker) -> Bool? {
    let left = contenders[first]
    let right = contenders[second]
    switch tieBreaker {
    case .declared:
      if left.clause.over.contains(right.clause.id) { return true }
      return right.clause.over.contains(left.clause.id) ? false : nil
    case .layer: return left.layer == right.layer ? nil : left.layer > right.layer
    case .rank:
      guard let leftRank = left.rank, let rightRank = right.rank, leftRank != rightRank else {
        return nil
      }
      return leftRank < rightRank
    case .specificity:
      if scopes.isStrictlyWithin(first, second) { return true }
      return scopes.isStrictlyWithin(second, first) ? false : nil
    case .recency:
      let leftDay = left.clause.enacted?.number ?? Int.min
      let rightDay = right.clause.enacted?.number ?? Int.min
      return leftDay == rightDay ? nil : leftDay > rightDay
    case .prohibition: return restrictive(left, right)
    case .permission: return restrictive(left, right).map { !$0 }
    case .contest: return nil
    }
  }

  /// Whether the first holds back what the second gives; nil for two steps of a waterfall.
  private func restrictive(_ left: Contender, _ right: Contender) -> Bool? {
    guard let first = left.clause.effect.isRestrictive,
      let second = right.clause.effect.isRestrictive, first != second
    else { return nil }
    return first
  }
}

extension AnyEffect {
  /// Whether the effect prohibits, withholds or disempowers; nil where that has no meaning.
  var isRestrictive: Bool? {
    switch self {
    case .property(let effect): effect.stance == .withhold
    case .circulation(let effect):
      effect.conduct == .attach ? nil : effect.conduct == .prohibit
    case .governance(let effect):
      if case .disempower = effect.power { true } else { false }
    case .distribution: nil
    }
  }
}
