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
      let orders = bySize ? SeatOrders(seatCount: game.seatCount) : nil
      for (layer, component) in components.enumerated() {
        var next = diagram.layers[layer + 1].map { _ in Counts.zero }
        for (edge, step) in zip(diagram.edges[layer], counts[layer].steps) {
          let rest = back[layer + 1][edge.target]
          // Nobody wins from here on, whatever comes before.
          guard !rest.isZero else { continue }
          if layer + 1 < components.count { next[edge.target] += front[edge.source] * step.taken }
          let others = front[edge.source] * rest
          guard !others.isZero else { continue }
          let total = others.total
          for (place, kind) in component.kinds.enumerated() {
            swings[kind] += step.gained[place].total * total
          }
          guard let orders else { continue }
          for (size, weight) in Self.weights(others, orders, seats: step) {
            for (place, kind) in component.kinds.enumerated() {
              let gain = step.gained[place][size]
              if !gain.isZero { pivots[kind] += gain * weight }
            }
          }
        }
        front = next
      }
      return Result(
        winning: back[0][0], swings: swings,
        pivots: orders.map { Pivots(ofKinds: pivots, whole: $0.whole) })
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

    /// The orders that a coalition of each size stands for, with all coalitions of the others; of
    /// the sizes at which some seat turns the step.
    private static func weights(
      _ others: Counts, _ orders: SeatOrders, seats step: ComponentCounts.Step
    ) -> [(size: Int, weight: BigInt)] {
      let sizes = step.gained.reduce(0) { max($0, $1.values.count) }
      return (0..<sizes).compactMap { size in
        guard step.gained.contains(where: { !$0[size].isZero }) else { return nil }
        let weight = others.values.enumerated().reduce(BigInt(0)) { sum, entry in
          guard size + entry.offset < orders.counts.count, !entry.element.isZero else { return sum }
          return sum + entry.element * orders.counts[size + entry.offset]
        }
        return (size, weight)
      }
    }
  }
}
