import BigInt

/// Counts the winning coalitions of a game and the swings of its seats, exactly.
///
/// Chambers that share no seat are counted apart and multiplied; seats that no vote tells apart are
/// counted once. See `CountTable` for the counts of one chamber.
struct GameCounter {
  /// What was counted.
  struct Result {
    /// The winning coalitions, by size or together.
    let winning: Counts
    /// For one seat of each kind: the coalitions without it that lose, and win with it.
    let swings: [BigInt]
    /// For one seat of each kind: the orders in which it turns losing into winning.
    ///
    /// Nil if sizes were not told apart.
    let pivots: Pivots?
  }

  /// Numbers of orders as parts of a whole.
  struct Pivots {
    let ofKinds: [BigInt]
    /// What all orders together count as.
    let whole: BigInt
  }

  /// The most seats that are counted exactly.
  static let seatLimit = 1 << 14

  /// Counts a game; `bySize` counts pivots, too, and takes as many times longer as there are seats.
  ///
  /// Then the winning coalitions are told apart by size, unless only the pivots are asked for.
  static func count(
    _ game: CompiledGame, bySize: Bool, onlyPivots: Bool = false, limits: CountingLimits
  ) throws(VotingGameError) -> Result {
    guard game.seatCount <= seatLimit else { throw .tooLarge("the seats", limit: seatLimit) }
    let components = Component.components(of: game)
    let diagram = try ChamberDiagram(game.formula, components, limits: limits)
    let weighing = components.reduce(0) { sum, component in
      component.kinds.reduce(sum) { $0 + game.kinds[$1].count }
    }
    let join = try ChamberJoin(
      diagram, idleCount: game.seatCount - weighing, seatCount: game.seatCount
    ) { (place, steps) throws(VotingGameError) in
      try ComponentCounter(components[place], in: game, bySize: bySize, limits: limits)
        .counts(of: steps)
    }
    return bySize
      ? join.resultBySize(kindCount: game.kinds.count, components, onlyPivots: onlyPivots)
      : join.result(kindCount: game.kinds.count, components)
  }
}
