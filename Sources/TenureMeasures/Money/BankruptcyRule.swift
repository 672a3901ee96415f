/// How a pot is shared among claims that together exceed it.
///
/// Every rule gives nobody more than the claim and nothing below zero, and gives out the whole pot
/// (or all claims, if the pot suffices). Results are exact; whoever pays them out rounds. The rules
/// and their history: Thomson, *How to Divide When There Isn't Enough* (2019).
public enum BankruptcyRule: String, Sendable, Hashable, CaseIterable {
  /// The same part of each claim.
  case proportional
  /// The same award for all, but nobody more than the claim.
  case equalAwards = "equal-awards"
  /// The same loss for all, but nobody less than nothing.
  case equalLosses = "equal-losses"
  /// Up to half of the claims equal awards on the halves, beyond it equal losses: the rule of the
  /// Talmud's examples, and the nucleolus of the bankruptcy game (Aumann and Maschler, *Journal of
  /// Economic Theory* 36, 1985).
  case talmud

  /// What each claim gets of a pot, exact, in time n log n.
  ///
  /// Claims below zero count as zero, and so does a pot below zero.
  public func awards(of pot: Rational, claims: [Rational]) -> [Rational] {
    let claims = claims.map { max($0, .zero) }
    let pot = max(pot, .zero)
    let total = claims.reduce(.zero, +)
    guard pot < total else { return claims }
    switch self {
    case .proportional: return claims.map { $0 * pot / total }
    case .equalAwards: return Self.equalAwards(pot, claims)
    case .equalLosses: return Self.equalLosses(pot, claims, total)
    case .talmud:
      let halves = claims.map { $0 / Rational(2) }
      let half = total / Rational(2)
      if pot <= half { return Self.equalAwards(pot, halves) }
      return zip(halves, Self.equalLosses(pot - half, halves, half)).map(+)
    }
  }

  /// The smaller claims are met in full while an equal part of the rest covers them.
  private static func equalAwards(_ pot: Rational, _ claims: [Rational]) -> [Rational] {
    var awards = claims
    var left = pot
    let order = claims.indices.sorted { claims[$0] < claims[$1] }
    for (place, index) in order.enumerated() {
      let equal = left / Rational(order.count - place)
      awards[index] = min(claims[index], equal)
      left -= awards[index]
    }
    return awards
  }

  private static func equalLosses(
    _ pot: Rational, _ claims: [Rational], _ total: Rational
  ) -> [Rational] {
    let losses = equalAwards(total - pot, claims)
    return zip(claims, losses).map(-)
  }
}
