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
    for group in groups() {
      guard let next = sorted(group, amongThoseThatMeet) else { return nil }
      order += next
    }
    return order
  }

  /// The speakers in groups of which each beats all that follow, by the leading tie-breakers that
  /// put all clauses in one order.
  private func groups() -> [[Int]] {
    var isPlain = true
    var keys = Array(repeating: [Int](), count: speakers.count)
    for tieBreaker in precedence.doctrine.precedence where isPlain {
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
      case .specificity, .recency, .prohibition, .permission, .contest: isPlain = false
      }
    }
    return Dictionary(grouping: speakers.indices) { keys[$0] }
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
  }

  /// A group in order: each clause before those that it beats, and those that answer alike side by
  /// side where that can be.
  private func sorted(_ group: [Int], _ amongThoseThatMeet: Bool) -> [Int]? {
    guard let one = group.first.map({ speakers[$0].answer }) else { return [] }
    let first = group.filter { speakers[$0].answer == one }
    let second = group.filter { speakers[$0].answer != one }
    if second.isEmpty { return first }
    var beaten: [Int: [Int]] = [:]
    var threats: [Int: Int] = [:]
    for left in first {
      for right in second where !speakers[left].sides.isDisjoint(with: speakers[right].sides) {
        let one = speakers[left].clause
        let other = speakers[right].clause
        if amongThoseThatMeet, !canMeet(one, other) { continue }
        guard let settled = precedence.settle(one, other) else { return nil }
        let (winner, loser) = settled.firstWins ? (left, right) : (right, left)
        beaten[winner, default: []].append(loser)
        threats[loser, default: 0] += 1
      }
    }
    var ready = [first, second].map { $0.filter { threats[$0] == nil } }
    var order: [Int] = []
    var side = 0
    while !ready[0].isEmpty || !ready[1].isEmpty {
      guard let next = ready[side].popLast() else {
        side = 1 - side
        continue
      }
      order.append(next)
      for loser in beaten[next] ?? [] {
        threats[loser, default: 0] -= 1
        if threats[loser] == 0 { ready[speakers[loser].answer == one ? 0 : 1].append(loser) }
      }
    }
    return order.count == group.count ? order : nil
  }
}
