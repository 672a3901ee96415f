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
  package func tieBreaker(
    byWhich winner: Speaker, beats loser: Speaker
  ) -> Doctrine.TieBreaker? {
    doctrine.tieBreaker(
      byWhich: Contender(clauses[winner.clause], winner.answer),
      beats: Contender(clauses[loser.clause], loser.answer),
      winnerIsNarrower: { wider[winner.clause].contains(loser.clause) },
      loserIsNarrower: { wider[loser.clause].contains(winner.clause) })
  }
}

/// A clause that speaks on a question, seen by the doctrine.
package struct Contender {
  let clause: AnyClause
  let layer: Int
  let answer: Answer

  init(_ clause: RegimeClause, _ answer: Answer) {
    self.init(clause.clause, layer: clause.layer, answer)
  }

  init(_ clause: AnyClause, layer: Int, _ answer: Answer) {
    self.clause = clause
    self.layer = layer
    self.answer = answer
  }
}

extension Doctrine {
  /// The tie-breaker by which one clause beats another; nil if they agree or it does not.
  ///
  /// The first tie-breaker that tells the two apart settles it. `contest` ends the reading.
  func tieBreaker(
    byWhich winner: Contender, beats loser: Contender, winnerIsNarrower: () -> Bool,
    loserIsNarrower: () -> Bool
  ) -> TieBreaker? {
    guard winner.answer != loser.answer else { return nil }
    for tieBreaker in precedence {
      if tieBreaker == .contest { return nil }
      let isForward: Bool
      let isBackward: Bool
      if tieBreaker == .specificity {
        isForward = winnerIsNarrower()
        isBackward = loserIsNarrower()
      } else {
        isForward = favours(winner, against: loser, by: tieBreaker)
        isBackward = favours(loser, against: winner, by: tieBreaker)
      }
      if isForward != isBackward { return isForward ? tieBreaker : nil }
    }
    return nil
  }

  private func favours(
    _ first: Contender, against second: Contender, by tieBreaker: TieBreaker
  ) -> Bool {
    switch tieBreaker {
    case .declared: return first.clause.over.contains(second.clause.id)
    case .layer: return first.layer > second.layer
    case .rank:
      guard let higher = position(ofRank: first.clause.rank),
        let lower = position(ofRank: second.clause.rank)
      else { return false }
      return higher < lower
    case .recency:
      guard let later = first.clause.enacted else { return false }
      guard let earlier = second.clause.enacted else { return true }
      return later > earlier
    case .prohibition: return first.answer == .no
    case .permission: return first.answer == .yes && second.answer == .no
    case .specificity, .contest: return false
    }
  }
}
