package import TenureModel

/// Which of two clauses that disagree beats the other, and by which tie-breaker.
package struct Precedence: Sendable {
  private let vocabulary: Vocabulary
  private let doctrine: Doctrine
  private let clauses: [RegimeClause]
  /// For each clause those of its pillar whose scope strictly contains its own.
  private let wider: [Set<Int>]

  /// Reads a regime's doctrine.
  package init(_ regime: Regime) {
    let clauses = regime.clauses
    self.vocabulary = regime.vocabulary
    self.doctrine = regime.doctrine
    self.clauses = clauses
    let scopes = clauses.map { $0.clause.scope(in: regime.vocabulary) }
    wider = clauses.indices.map { narrow in
      guard regime.doctrine.precedence.contains(.specificity) else { return [] }
      return Set(
        clauses.indices.filter { wide in
          clauses[narrow].clause.pillar == clauses[wide].clause.pillar
            && scopes[narrow].isStrictlyWithin(scopes[wide], of: regime.vocabulary)
        })
    }
  }

  /// The tie-breaker by which one clause beats another, on a question on which they disagree; nil
  /// if it does not beat it.
  ///
  /// The first tie-breaker that tells the two apart settles it. `contest` ends the reading.
  package func tieBreaker(
    byWhich winner: Speaker, beats loser: Speaker
  ) -> Doctrine.TieBreaker? {
    guard winner.answer != loser.answer else { return nil }
    for tieBreaker in doctrine.precedence {
      if tieBreaker == .contest { return nil }
      let isForward = favours(winner, against: loser, by: tieBreaker)
      let isBackward = favours(loser, against: winner, by: tieBreaker)
      if isForward != isBackward { return isForward ? tieBreaker : nil }
    }
    return nil
  }

  private func favours(
    _ first: Speaker, against second: Speaker, by tieBreaker: Doctrine.TieBreaker
  ) -> Bool {
    let one = clauses[first.clause]
    let other = clauses[second.clause]
    switch tieBreaker {
    case .declared:
      return one.clause.over.contains(other.clause.id)
    case .layer:
      return one.layer > other.layer
    case .rank:
      guard let higher = doctrine.position(ofRank: one.clause.rank),
        let lower = doctrine.position(ofRank: other.clause.rank)
      else { return false }
      return higher < lower
    case .specificity:
      return wider[first.clause].contains(second.clause)
    case .recency:
      guard let later = one.clause.enacted else { return false }
      guard let earlier = other.clause.enacted else { return true }
      return later > earlier
    case .prohibition:
      return first.answer == .no
    case .permission:
      return first.answer == .yes && second.answer == .no
    case .contest:
      return false
    }
  }
}
