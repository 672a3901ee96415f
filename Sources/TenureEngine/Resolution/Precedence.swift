import TenureModel

/// A doctrine at work: which of two clauses that disagree beats the other, and why.
struct Precedence {
  /// What a precedence needs to know of a clause, as plain numbers: it is asked about pairs.
  struct Contender {
    let layer: Int
    /// The position of its rank, 0 the highest; nil if it has none.
    let rank: Int?
    /// The day that recency compares; no date is earliest.
    let enacted: Int
    /// Whether it holds back what others give; nil where that has no meaning.
    let isRestrictive: Bool?
    let isDefault: Bool
    /// Whether it names clauses that it beats.
    let declares: Bool
  }

  /// Contenders of one kind beat the same others, and are beaten by the same, but where one names
  /// the other.
  struct Kind: Hashable {
    let layer: Int?
    let rank: Int?
    let enacted: Int?
    let isRestrictive: Bool?
    let scope: Guard?
  }

  let doctrine: Doctrine
  let contenders: [Contender]
  let scopes: ScopeOrder
  /// For each contender that names clauses which it beats, where these are.
  private let declared: [Int: Set<Int>]

  /// `scopes` is an order over the contenders' scopes, at the same positions.
  init(doctrine: Doctrine, contenders: [(clause: AnyClause, layer: Int)], scopes: ScopeOrder) {
    self.doctrine = doctrine
    self.scopes = scopes
    var ranks: [String: Int] = [:]
    for (position, rank) in doctrine.ranks.enumerated() where ranks[rank] == nil {
      ranks[rank] = position
    }
    self.contenders = contenders.map { clause, layer in
      Contender(
        layer: layer, rank: clause.rank.flatMap { ranks[$0] },
        enacted: clause.enacted?.number ?? Int.min,
        isRestrictive: clause.effect.isRestrictive, isDefault: clause.isDefault,
        declares: !clause.over.isEmpty)
    }
    var declared: [Int: Set<Int>] = [:]
    if self.contenders.contains(where: \.declares) {
      var positions: [String: [Int]] = [:]
      for (position, contender) in contenders.enumerated() {
        positions[contender.clause.id, default: []].append(position)
      }
      for (position, contender) in contenders.enumerated() where !contender.clause.over.isEmpty {
        declared[position] = Set(contender.clause.over.flatMap { positions[$0] ?? [] })
      }
    }
    self.declared = declared
  }

  private func declares(_ first: Int, over second: Int) -> Bool {
    contenders[first].declares && declared[first]?.contains(second) ?? false
  }

  /// The positions of those that a contender names as beaten by it.
  func declared(by position: Int) -> Set<Int> { declared[position] ?? [] }

  /// What the doctrine sees of a contender, but for whom it names, and who names it.
  func kind(of position: Int) -> Kind {
    let contender = contenders[position]
    func seen<Value>(_ value: Value, by tieBreakers: Doctrine.TieBreaker...) -> Value? {
      tieBreakers.contains(where: doctrine.precedence.contains) ? value : nil
    }
    return Kind(
      layer: seen(contender.layer, by: .layer), rank: seen(contender.rank, by: .rank) ?? nil,
      enacted: seen(contender.enacted, by: .recency),
      isRestrictive: seen(contender.isRestrictive, by: .prohibition, .permission) ?? nil,
      scope: seen(scopes.scope(position), by: .specificity))
  }

  /// The first tie-breaker that tells two disagreeing clauses apart, and whether the first of them
  /// wins; nil if none does.
  ///
  /// - Parameters:
  ///   - first: The position of a contender.
  ///   - second: That of another.
  ///   - heedsDeclared: Whether it counts whom the two name.
  /// - Returns: What settles it.
  func settle(
    _ first: Int, _ second: Int, heedsDeclared: Bool = true
  ) -> (by: Doctrine.TieBreaker, firstWins: Bool)? {
    for tieBreaker in doctrine.precedence {
      if tieBreaker == .contest { return nil }
      if tieBreaker == .declared, !heedsDeclared { continue }
      if let firstWins = compare(first, second, by: tieBreaker) { return (tieBreaker, firstWins) }
    }
    return nil
  }

  private func compare(_ first: Int, _ second: Int, by tieBreaker: Doctrine.TieBreaker) -> Bool? {
    let left = contenders[first]
    let right = contenders[second]
    switch tieBreaker {
    case .declared:
      if declares(first, over: second) { return true }
      return declares(second, over: first) ? false : nil
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
      return left.enacted == right.enacted ? nil : left.enacted > right.enacted
    case .prohibition: return restrictive(left, right)
    case .permission: return restrictive(left, right).map { !$0 }
    case .contest: return nil
    }
  }

  /// Whether the first holds back what the second gives; nil for two steps of a waterfall.
  private func restrictive(_ left: Contender, _ right: Contender) -> Bool? {
    guard let first = left.isRestrictive, let second = right.isRestrictive, first != second else {
      return nil
    }
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
