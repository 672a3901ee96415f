/// Two procedures as games: whether the same coalitions win, and whose power moves.
///
/// Seats are the same if they are seats of one player. Where a player has more seats on one side,
/// the seats that are only there count for nothing on the other side; so do players whom one side
/// does not know.
public struct GameComparison: Sendable, Hashable {
  /// How the winning coalitions of both sides relate.
  public enum Relation: String, Sendable, Hashable, CaseIterable {
    /// The same coalitions win.
    case same
    /// All that won before win after, and some more: it has become easier.
    case easier
    /// All that win after have won before, and some more: it has become harder.
    case harder
    /// Some win only before, and some only after.
    case different
  }

  /// The seats of both sides, which the witnesses count: in the order of the game before, then
  /// those that are only after.
  public let classes: [VotingGame.Seats]
  /// A coalition that wins before and loses after, if there is one.
  public let onlyBefore: Coalition?
  /// A coalition that loses before and wins after, if there is one.
  public let onlyAfter: Coalition?

  /// How the winning coalitions relate.
  public var relation: Relation {
    switch (onlyBefore, onlyAfter) {
    case (nil, nil): .same
    case (nil, .some): .easier
    case (.some, nil): .harder
    case (.some, .some): .different
    }
  }

  /// Compares two games, exactly.
  ///
  /// - Throws: `tooLarge` past the limits.
  public init(
    _ before: VotingGame, _ after: VotingGame, limits: CountingLimits = .standard
  ) throws(VotingGameError) {
    let (before, after) = Self.align(before, after)
    classes = before.classes
    onlyBefore = try before.coalitionWinningOnly(here: after, limits: limits)
    onlyAfter = try after.coalitionWinningOnly(here: before, limits: limits)
  }

  /// Both games over the seats of both.
  static func align(_ before: VotingGame, _ after: VotingGame) -> (VotingGame, VotingGame) {
    let seats = [seats(of: before), seats(of: after)]
    // In the order of the game before; players whom only the other one knows come last.
    let order = seats.flatMap { side in
      side.keys.sorted { (side[$0]?.position ?? 0) < (side[$1]?.position ?? 0) }
    }
    let players = order.enumerated().filter { place, player in
      place < seats[0].count || seats[0][player] == nil
    }.map(\.element)
    var classes: [VotingGame.Seats] = []
    // For each side, the class of the game that each common class is of; nil for none.
    var sources: [[Int?]] = [[], []]
    for player in players {
      let counts = seats.map { $0[player]?.count ?? 0 }
      let shared = min(counts[0], counts[1])
      let extra = max(counts[0], counts[1]) - shared
      if shared > 0 || extra == 0 {
        classes.append(VotingGame.Seats(player.player, count: shared))
        for side in 0...1 { sources[side].append(seats[side][player]?.position) }
      }
      guard extra > 0 else { continue }
      classes.append(VotingGame.Seats(player.player, count: extra))
      for side in 0...1 {
        sources[side].append(counts[side] > shared ? seats[side][player]?.position : nil)
      }
    }
    let aligned = zip([before, after], sources).map { game, source in
      VotingGame(
        unchecked: classes,
        rule: game.rule.mapping { weighted in
          WeightedGame(
            weights: source.map { $0.map { weighted.weights[$0] } ?? 0 },
            atLeast: weighted.quota)
        })
    }
    return (aligned[0], aligned[1])
  }

  /// A player, and which of several classes of its seats.
  private struct Key: Hashable {
    let player: Player
    let occurrence: Int
  }

  private static func seats(
    of game: VotingGame
  ) -> [Key: (position: Int, count: Int)] {
    var occurrences: [Player: Int] = [:]
    var seats: [Key: (position: Int, count: Int)] = [:]
    for (position, entry) in game.classes.enumerated() {
      let occurrence = occurrences[entry.player, default: 0]
      occurrences[entry.player] = occurrence + 1
      seats[Key(player: entry.player, occurrence: occurrence)] = (position, entry.count)
    }
    return seats
  }
}
