/// A simple game: who wins together, as AND and OR of weighted games over classes of like seats.
///
///     classes   council/large x 4   council/small x 17   commission x 1
///     rule      all ── weighted [14, 1, 0] ≥ 37      a share of the weight
///                 ├─── weighted [1, 1, 0] ≥ 11       a majority of the same seats
///                 └─── weighted [0, 0, 1] ≥ 1        a body that agrees
///
/// More seats in favour never hurt: the game is monotone, because weights are not negative and the
/// rule knows no negation. Vetoes and unanimity are weighted games of their own. Every seat counts
/// as voting.
public struct VotingGame: Sendable, Hashable {
  /// Seats that are alike: of one player, with the same weight in every vote.
  public struct Seats: Sendable, Hashable {
    /// Whose seats they are.
    public let player: Player
    /// How many there are.
    public let count: Int

    /// Creates seats.
    public init(_ player: Player, count: Int = 1) {
      self.player = player
      self.count = count
    }
  }

  /// What wins.
  public indirect enum Rule: Sendable, Hashable {
    /// Enough weight.
    case weighted(WeightedGame)
    /// All of the parts; always, if there are none.
    case all([Rule])
    /// One of the parts; never, if there are none.
    case any([Rule])
  }

  /// The most weight that all seats may have together, in each weighted game.
  public static let weightLimit = 1 << 53
  /// The most seats that a game may have.
  public static let seatLimit = 1 << 32

  /// The seats, by class.
  public let classes: [Seats]
  /// What wins.
  public let rule: Rule

  /// Creates a game.
  ///
  /// - Throws: `malformed` for negative numbers or missing weights, `tooHeavy` past the limits.
  public init(_ classes: [Seats], rule: Rule) throws(VotingGameError) {
    self.classes = classes
    self.rule = rule
    try Self.check(classes.map(\.count), of: "seats", limit: Self.seatLimit)
    try check(rule)
  }

  /// A weighted game of voters with one seat each, named `voters/1` and so on.
  public static func weighted(
    quota: Int, _ weights: [Int]
  ) throws(VotingGameError) -> VotingGame {
    try VotingGame(
      weights.indices.map { Seats(.seats(of: "\($0 + 1)", in: "voters")) },
      rule: .weighted(WeightedGame(weights: weights, atLeast: quota)))
  }

  /// How many seats there are.
  public var seatCount: Int { classes.reduce(0) { $0 + $1.count } }

  /// Everybody.
  public var everyone: Coalition { Coalition(classes.map(\.count)) }

  /// Nobody.
  public var nobody: Coalition { Coalition(classes.map { _ in 0 }) }

  /// Whether a coalition wins.
  ///
  /// - Precondition: the coalition must have a number for each class, of seats that exist.
  public func isWon(by coalition: Coalition) -> Bool {
    precondition(
      coalition.seats.count == classes.count
        && zip(coalition.seats, classes).allSatisfy { 0 <= $0 && $0 <= $1.count },
      "VotingGame.isWon(by:) must be given seats of the game (were \(coalition.seats))")
    return rule.isWon(by: coalition.seats)
  }

  private func check(_ rule: Rule) throws(VotingGameError) {
    switch rule {
    case .all(let parts), .any(let parts):
      for part in parts { try check(part) }
    case .weighted(let game):
      guard game.weights.count == classes.count else {
        throw VotingGameError(.malformed, "a weighted game needs a weight for each class of seats")
      }
      var products: [Int] = []
      for (weight, seats) in zip(game.weights, classes) {
        let (product, overflow) = weight.multipliedReportingOverflow(by: seats.count)
        products.append(weight < 0 ? weight : overflow ? .max : product)
      }
      try Self.check(products, of: "weight", limit: Self.weightLimit)
    }
  }

  private static func check(
    _ numbers: [Int], of what: String, limit: Int
  ) throws(VotingGameError) {
    var sum = 0
    for number in numbers {
      guard number >= 0 else {
        throw VotingGameError(.malformed, "\(what) must not be negative")
      }
      guard number <= limit - sum else {
        throw VotingGameError(.tooHeavy, "the \(what) of a body are more than \(limit) together")
      }
      sum += number
    }
  }
}

extension VotingGame.Rule {
  /// Whether some seats of each class win.
  func isWon(by seats: [Int]) -> Bool {
    switch self {
    case .weighted(let game): game.weight(of: seats) >= game.quota
    case .all(let parts): parts.allSatisfy { $0.isWon(by: seats) }
    case .any(let parts): parts.contains { $0.isWon(by: seats) }
    }
  }

  /// The rule with other weighted games in the place of its own.
  func mapping(_ transform: (WeightedGame) -> WeightedGame) -> VotingGame.Rule {
    switch self {
    case .weighted(let game): .weighted(transform(game))
    case .all(let parts): .all(parts.map { $0.mapping(transform) })
    case .any(let parts): .any(parts.map { $0.mapping(transform) })
    }
  }
}
