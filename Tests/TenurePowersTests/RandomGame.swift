import TenureMeasures
import TenureTestSupport

/// Small random games: AND and OR over votes of shared and of separate seats, with vetoes.
enum RandomGame {
  static func make(using random: inout SplitMix64) throws -> VotingGame {
    let classes = (0..<random.int(1...5)).map { number in
      VotingGame.Seats(.seats(of: "\(number)", in: "body"), count: random.int(0...3))
    }
    return try VotingGame(classes, rule: rule(over: classes, depth: 2, using: &random))
  }

  /// Another rule over the same seats.
  static func rule(
    over classes: [VotingGame.Seats], depth: Int, using random: inout SplitMix64
  ) -> VotingGame.Rule {
    if depth > 0, random.chance(65) {
      let parts = (0..<random.int(0...3)).map { _ in
        rule(over: classes, depth: depth - 1, using: &random)
      }
      return random.chance(50) ? .all(parts) : .any(parts)
    }
    if random.chance(20) {
      // A veto.
      let holder = random.int(0...classes.count - 1)
      let weights = classes.indices.map { $0 == holder ? 1 : 0 }
      return .weighted(WeightedGame(weights: weights, atLeast: classes[holder].count))
    }
    // A body of some of the classes.
    let weights = classes.map { _ in random.chance(60) ? random.int(0...6) : 0 }
    let total = zip(weights, classes).reduce(0) { $0 + $1.0 * $1.1.count }
    return .weighted(WeightedGame(weights: weights, atLeast: random.int(0...total + 1)))
  }
}
