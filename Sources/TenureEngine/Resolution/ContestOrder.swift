import TenureModel

/// Finds an order of clauses in which the first that matches decides for its whole side.
///
/// There is one when the clauses give two answers, every clash is settled, and nobody beats himself
/// in the end.
struct ContestOrder {
  /// A clause that speaks, what it answers, and on which sides of a comparison it stands.
  struct Speaker {
    let clause: Int
    let answer: Int
    let sides: Sides
  }

  private let speakers: [Speaker]
  private let precedence: Precedence
  /// Whether two clauses, by their numbers, can match together.
  private let canMeet: (Int, Int) -> Bool

  /// Puts speakers into such an order, if there is one.
  ///
  /// - Parameters:
  ///   - speakers: Clauses of one kind, all defaults or none.
  ///   - precedence: The doctrine at work, over the same numbers.
  ///   - canMeet: Whether two clauses can match together; asked only where it matters.
  /// - Returns: The positions, first those that prevail.
  ///
  /// Complexity: one look at each pair of clauses that disagree and that layer and rank do not
  /// tell apart.
  static func order(
    of speakers: [Speaker], _ precedence: Precedence, canMeet: @escaping (Int, Int) -> Bool
  ) -> [Int]? {
    let answers = Set(speakers.map(\.answer))
    if answers.count < 2 { return Array(speakers.indices) }
    guard answers.count == 2 else { return nil }
    let finder = ContestOrder(speakers: speakers, precedence: precedence, canMeet: canMeet)
    return finder.order(amongThoseThatMeet: false) ?? finder.order(amongThoseThatMeet: true)
  }

  private func order(amongThoseThatMeet: Bool) -> [Int]? {
    var order: [Int] = []
    let (groups, rest) = groups()
    for group in groups {
      guard let next = sorted(group, rest, amongThoseThatMeet) else { return nil }
      order += next
    }
    return order
  }

  /// The speakers in groups of which each beats all that follow, by the leading tie-breakers that
  /// put all clauses in one order; and the first tie-breaker that does not.
  private func groups() -> (groups: [[Int]], rest: Doctrine.TieBreaker?) {
    var isPlain = true
    var rest: Doctrine.TieBreaker?
    var keys = Array(repeating: [Int](), count: speakers.count)
    for tieBreaker in precedence.doctrine.precedence where isPlain {
      rest = nil
      switch tieBreaker {
      case .declared:
        isPlain = !speakers.contains { precedence.contenders[$0.clause].declares }
      case .layer:
        for index in speakers.indices {
          keys[index].append(-precedence.contenders[speakers[index].clause].layer)
        }
      case .rank:
        let ranks = speakers.map { precedence.contenders[$0.clause].rank }
        if ranks.contains(nil) {
          isPlain = false
        } else {
          for (index, rank) in ranks.enumerated() { keys[index].append(rank ?? 0) }
        }
      case .recency:
        for index in speakers.indices {
          // The latest first; those without a date, which are earliest, last.
          keys[index].append(~precedence.contenders[speakers[index].clause].enacted)
        }
      case .specificity, .prohibition, .permission, .contest: isPlain = false
      }
      if !isPlain { rest = tieBreaker }
    }
    let groups = Dictionary(grouping: speakers.indices) { keys[$0] }
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    return (groups, rest)
  }

  /// Whether the first of two camps wins every clash; nil where pairs must be looked at.
  private func firstWins(
    _ first: [Int], _ second: [Int], by tieBreaker: Doctrine.TieBreaker?
  ) -> Bool? {
    guard tieBreaker == .prohibition || tieBreaker == .permission else { return nil }
    let camps = [first, second].map { camp in
      Set(camp.map { precedence.contenders[speakers[$0].clause].isRestrictive })
    }
    guard camps[0].count == 1, camps[1].count == 1, camps[0] != camps[1],
      let one = camps[0].first, let isRestrictive = one, !camps[1].contains(nil)
    else { return nil }
    return isRestrictive == (tieBreaker == .prohibition)
  }

  /// A group in order: each clause before those that it beats, and those that answer alike side by
  /// side where that can be.
  private func sorted(
    _ group: [Int], _ rest: Doctrine.TieBreaker?, _ amongThoseThatMeet: Bool
  ) -> [Int]? {
    guard let one = group.first.map({ speakers[$0].answer }) else { return [] }
    let first = group.filter { speakers[$0].answer == one }
    let second = group.filter { speakers[$0].answer != one }
    if second.isEmpty { return first }
    if let firstWins = firstWins(first, second, by: rest) {
      return firstWins ? first + second : second + first
    }
    var beaten = Array(repeating: [Int32](), count: speakers.count)
    var threats = Array(repeating: 0, count: speakers.count)
    for left in first {
      for right in second where !speakers[left].sides.isDisjoint(with: speakers[right].sides) {
        let one = speakers[left].clause
        let other = speakers[right].clause
        if amongThoseThatMeet, !canMeet(one, other) { continue }
        guard let settled = precedence.settle(one, other) else { return nil }
        let (winner, loser) = settled.firstWins ? (left, right) : (right, left)
        beaten[winner].append(Int32(truncatingIfNeeded: loser))
        threats[loser] += 1
      }
    }
    var ready = [first, second].map { $0.filter { threats[$0] == 0 } }
    var order: [Int] = []
    var side = 0
    while !ready[0].isEmpty || !ready[1].isEmpty {
      guard let next = ready[side].popLast() else {
        side = 1 - side
        continue
      }
      order.append(next)
      for loser in beaten[next].map({ Int($0) }) {
        threats[loser] -= 1
        if threats[loser] == 0 { ready[speakers[loser].answer == one ? 0 : 1].append(loser) }
      }
    }
    return order.count == group.count ? order : nil
  }
}
