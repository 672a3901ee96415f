package import TenureModel

/// A clause that speaks on a question, and what it says.
package struct Speaker: Sendable, Hashable {
  /// The clause, by its position in `Regime.clauses`.
  package let clause: Int
  /// What it says.
  package let answer: Answer
  /// Whether it is a default.
  package let isDefault: Bool
}

/// One question, settled: who is defeated, by whom, and what is left.
package struct Debate: Sendable {
  /// A clause that was beaten on the question.
  package struct Loss: Sendable, Hashable {
    /// The clause that was beaten.
    package let clause: Int
    /// The first undefeated clause that beats it.
    package let by: Int
    /// By which tie-breaker.
    package let reason: Defeat.Reason
  }

  /// Those who speak where defaults are silent, or the defaults if there are no others.
  package let speakers: [Speaker]
  /// The speakers that nobody undefeated beats, those in a circle included.
  package private(set) var undefeated: [Speaker]
  /// Those of them that are left over: in a circle, or beaten only from within one.
  package private(set) var leftOver: [Speaker]
  /// The speakers that were beaten.
  package private(set) var losses: [Loss]

  /// Settles a question between all clauses that match and speak on it.
  package init(_ speakers: [Speaker], precedence: Precedence) {
    self.init(speakers) { precedence.tieBreaker(byWhich: $0, beats: $1) }
  }

  /// The same; the closure gives the tie-breaker by which the first speaker beats the second.
  init(_ speakers: [Speaker], tieBreaker: (Speaker, Speaker) -> Doctrine.TieBreaker?) {
    let others = speakers.filter { !$0.isDefault }
    let contenders = others.isEmpty ? speakers : others
    self.speakers = contenders

    // Beginning with the clauses that nothing beats.
    var standing: Set<Speaker> = []
    var fallen: Set<Speaker> = []
    var isSettled = false
    while !isSettled {
      isSettled = true
      for speaker in contenders where !standing.contains(speaker) && !fallen.contains(speaker) {
        let beaters = contenders.filter { tieBreaker($0, speaker) != nil }
        if beaters.allSatisfy(fallen.contains) {
          standing.insert(speaker)
          isSettled = false
        } else if beaters.contains(where: standing.contains) {
          fallen.insert(speaker)
          isSettled = false
        }
      }
    }
    undefeated = contenders.filter { !fallen.contains($0) }
    leftOver = undefeated.filter { !standing.contains($0) }

    // What is left over defeats nothing, so a winner is one of those that stand.
    losses = contenders.filter(fallen.contains).compactMap { loser in
      for winner in contenders where standing.contains(winner) {
        if let tieBreaker = tieBreaker(winner, loser) {
          return Loss(clause: loser.clause, by: winner.clause, reason: .tieBreaker(tieBreaker))
        }
      }
      return nil
    }
    // Where any other clause speaks, no default does.
    if !others.isEmpty, let winner = undefeated.first {
      losses += speakers.filter(\.isDefault).map {
        Loss(clause: $0.clause, by: winner.clause, reason: .default)
      }
    }
  }

  /// The answers that are left.
  package var answers: Set<Answer> { Set(undefeated.map(\.answer)) }
}
