import TenureModel

/// What comes of one question when the clauses that speak on it are known.
///
/// The same as `Contest`, for a handful of clauses in one situation and no others.
struct Debate {
  /// One of the clauses that speak.
  struct Speaker {
    /// Its position in the regime.
    let clause: Int
    /// What it answers; equal answers agree.
    let answer: Int
    let isDefault: Bool
  }

  /// The undefeated speakers, in order, as positions among those that were given.
  private(set) var undefeated: [Int] = []
  /// For each of the others that lost: what beat it, and why; positions in the regime.
  private(set) var defeats: [(loser: Int, by: Int, reason: Defeat.Reason)] = []

  /// From how many rivals on they are looked at in groups.
  private static let groupedRivals = 96

  enum Standing {
    case undecided, stands, defeated
  }

  /// Works a debate out.
  ///
  /// - Parameters:
  ///   - speakers: All matching clauses that speak on the question, in order.
  ///   - settlements: Who beats whom.
  init(_ speakers: [Speaker], _ settlements: Settlements) {
    // Defaults give way as soon as another clause speaks.
    let giveWay = speakers.contains { !$0.isDefault }
    let rivals = speakers.indices.filter { !giveWay || !speakers[$0].isDefault }
    guard let first = rivals.first else { return }
    if rivals.allSatisfy({ speakers[$0].answer == speakers[first].answer }) {
      undefeated = rivals
    } else if rivals.count < Self.groupedRivals {
      settle(speakers, rivals, settlements)
    } else {
      var debate = GroupDebate(rivals.map { speakers[$0] }, settlements)
      debate.settle()
      undefeated = rivals.indices.filter { debate.standing[$0] != .defeated }.map { rivals[$0] }
      defeats = debate.defeats
    }
    guard giveWay, let winner = undefeated.first else { return }
    for speaker in speakers where speaker.isDefault {
      defeats.append((speaker.clause, speakers[winner].clause, .default))
    }
  }

  /// Works out who is defeated, from the clauses that nothing beats.
  ///
  /// Clauses left over run in a circle; they are undefeated, but defeat nothing.
  private mutating func settle(
    _ speakers: [Speaker], _ rivals: [Int], _ settlements: Settlements
  ) {
    let beaters = Self.beaters(speakers, rivals, settlements)
    var standing = Array(repeating: Standing.undecided, count: rivals.count)
    while true {
      let safe = rivals.indices.filter { rival in
        standing[rival] == .undecided
          && beaters[rival].allSatisfy { standing[$0.rival] == .defeated }
      }
      if safe.isEmpty { break }
      for rival in safe { standing[rival] = .stands }
      for rival in rivals.indices
      where standing[rival] == .undecided
        && beaters[rival].contains(where: { safe.contains($0.rival) })
      {
        standing[rival] = .defeated
      }
    }
    undefeated = rivals.indices.filter { standing[$0] != .defeated }.map { rivals[$0] }
    for rival in rivals.indices where standing[rival] == .defeated {
      guard let winner = beaters[rival].first(where: { standing[$0.rival] == .stands }) else {
        continue
      }
      defeats.append(
        (
          speakers[rivals[rival]].clause, speakers[rivals[winner.rival]].clause,
          .tieBreaker(winner.by)
        ))
    }
  }

  /// For each rival those that beat it, in order, each with the tie-breaker.
  private static func beaters(
    _ speakers: [Speaker], _ rivals: [Int], _ settlements: Settlements
  ) -> [[(rival: Int, by: Doctrine.TieBreaker)]] {
    var beaters = Array(repeating: [(rival: Int, by: Doctrine.TieBreaker)](), count: rivals.count)
    for second in rivals.indices {
      let right = speakers[rivals[second]]
      for first in 0..<second {
        let left = speakers[rivals[first]]
        guard left.answer != right.answer,
          let settled = settlements.settle(left.clause, right.clause)
        else { continue }
        if settled.firstWins {
          beaters[second].append((first, settled.by))
        } else {
          beaters[first].append((second, settled.by))
        }
      }
    }
    return beaters
  }
}
