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
    /// For one seat of each kind: the orders in which it turns losing into winning, out of n!.
    ///
    /// Nil if sizes were not told apart.
    let pivots: [BigInt]?
  }

  /// The most seats that are counted exactly.
  static let seatLimit = 1 << 14

  /// Counts a game; `bySize` counts pivots, too, and takes as many times longer as there are seats.
  static func count(
    _ game: CompiledGame, bySize: Bool, limits: CountingLimits
  ) throws(VotingGameError) -> Result {
    guard game.seatCount <= seatLimit else { throw .tooLarge("the seats", limit: seatLimit) }
    let components = Component.components(of: game)
    let diagram = try ChamberDiagram(game.formula, components, limits: limits)
    var counts: [ComponentCounts] = []
    for (component, edges) in zip(components, diagram.edges) {
      let counter = ComponentCounter(component, in: game, bySize: bySize, limits: limits)
      counts.append(try counter.counts(of: edges))
    }
    let weighing = components.reduce(0) { sum, component in
      component.kinds.reduce(sum) { $0 + game.kinds[$1].count }
    }
    let idle = Counts.all(of: game.seatCount - weighing, bySize: bySize)
    let join = Join(diagram: diagram, counts: counts, idle: idle)
    return join.result(game, components, bySize: bySize)
  }

  /// Puts the counts of chambers together, from the front and from the back.
  private struct Join {
    let diagram: ChamberDiagram
    let counts: [ComponentCounts]
    /// The coalitions of seats that weigh nowhere.
    let idle: Counts

    func result(_ game: CompiledGame, _ components: [Component], bySize: Bool) -> Result {
      let back = winning()
      var front: [Counts] = [.one]
      var swings = game.kinds.map { _ in BigInt(0) }
      var pivots = swings
      let orders = bySize ? Self.orders(game.seatCount) : []
      for (layer, component) in components.enumerated() {
        var next = diagram.layers[layer + 1].map { _ in Counts.zero }
        for (edge, step) in zip(diagram.edges[layer], counts[layer].steps) {
          next[edge.target] += front[edge.source] * step.taken
          let others = front[edge.source] * back[layer + 1][edge.target]
          guard !others.isZero else { continue }
          let total = others.total
          let weights = bySize ? Self.weights(others, orders, seats: step) : []
          for (place, kind) in component.kinds.enumerated() {
            swings[kind] += step.gained[place].total * total
            guard bySize else { continue }
            for (size, gain) in step.gained[place].values.enumerated() where !gain.isZero {
              pivots[kind] += gain * weights[size]
            }
          }
        }
        front = next
      }
      return Result(winning: back[0][0], swings: swings, pivots: bySize ? pivots : nil)
    }

    /// For each layer and formula: the coalitions of all later chambers that make it true.
    private func winning() -> [[Counts]] {
      var back = diagram.layers.map { $0.map { _ in Counts.zero } }
      for (place, formula) in (diagram.layers.last ?? []).enumerated()
      where formula == .constant(true) {
        back[back.count - 1][place] = idle
      }
      for layer in counts.indices.reversed() {
        for (edge, step) in zip(diagram.edges[layer], counts[layer].steps) {
          back[layer][edge.source] += step.taken * back[layer + 1][edge.target]
        }
      }
      return back
    }

    /// s! (n - 1 - s)!: the orders in which some s seats come before one, and all others after it.
    private static func orders(_ seats: Int) -> [BigInt] {
      guard seats > 0 else { return [] }
      var factorials: [BigInt] = [1]
      for number in stride(from: 1, to: seats, by: 1) {
        factorials.append(factorials[number - 1] * BigInt(number))
      }
      return (0..<seats).map { factorials[$0] * factorials[seats - 1 - $0] }
    }

    /// The orders that a coalition of each size stands for, with all coalitions of the others.
    private static func weights(
      _ others: Counts, _ orders: [BigInt], seats step: ComponentCounts.Step
    ) -> [BigInt] {
      let sizes = step.gained.reduce(0) { max($0, $1.values.count) }
      return (0..<sizes).map { size in
        others.values.enumerated().reduce(BigInt(0)) { sum, entry in
          guard size + entry.offset < orders.count, !entry.element.isZero else { return sum }
          return sum + entry.element * orders[size + entry.offset]
        }
      }
    }
  }
}
