import BigInt

/// What a component's coalitions make of its quotas: for each step of a chamber diagram, how many
/// take it, and how many take it more with one seat more.
struct ComponentCounts {
  /// The counts of a step.
  struct Step {
    /// The coalitions that take it.
    var taken: Counts
    /// For one seat of each kind: how many more coalitions take the step with it than without it.
    ///
    /// By the size without the seat.
    var gained: [Counts]
  }

  let steps: [Step]
}

/// Works out the counts of a component from tables of sums.
///
/// Which steps are taken is a sum of signed corners (Möbius inversion over the levels): the
/// coalitions that stay under some quotas, or, seen from those against, that reach them. AND of
/// quotas is one corner in the second view, OR in the first; the cheaper view is taken.
struct ComponentCounter {
  private let component: Component
  private let kinds: [CompiledGame.Kind]
  private let bySize: Bool
  private let limits: CountingLimits
  private let totals: [Int]

  private var seatCount: Int { kinds.reduce(0) { $0 + $1.count } }

  init(_ component: Component, in game: CompiledGame, bySize: Bool, limits: CountingLimits) {
    self.component = component
    self.bySize = bySize
    self.limits = limits
    let kinds = component.kinds.map { kind in
      CompiledGame.Kind(
        weights: component.dimensions.map { game.kinds[kind].weights[$0] },
        count: game.kinds[kind].count)
    }
    self.kinds = kinds
    totals = component.dimensions.indices.map { place in
      kinds.reduce(0) { $0 + $1.weights[place] * $1.count }
    }
  }

  /// The counts of some steps.
  func counts(of edges: [ChamberDiagram.Edge]) throws(VotingGameError) -> ComponentCounts {
    let views = [View.below, .reached].map { corners(of: edges, in: $0) }
    let costs = views.map { cost(of: $0) }
    let order = costs[0] <= costs[1] ? [0, 1] : [1, 0]
    if costs[order[0]] <= Double(limits.additions) {
      return try counts(of: edges, views[order[0]])
    }
    return try CoalitionEnumeration(kinds, component, bySize: bySize, limits: limits)
      .counts(of: edges)
  }

  // MARK: Corners

  /// From which side sums are looked at.
  private enum View {
    /// Those in favour stay under quotas.
    case below
    /// Those against are so light that the others reach quotas.
    case reached
  }

  /// Sums of those in favour, or against, that stay under bounds in some dimensions.
  private struct Corner: Hashable {
    let dimensions: [Int]
    let bounds: [Int]
  }

  /// The steps as sums of corners; of each source, one step is left out: it is taken by all others.
  private struct Corners {
    let view: View
    var coefficients: [[Corner: Int]]
    var isDerived: [Bool]
  }

  private func corners(of edges: [ChamberDiagram.Edge], in view: View) -> Corners {
    var result = Corners(
      view: view, coefficients: edges.map { coefficients(of: $0.isTaken, in: view) },
      isDerived: edges.map { _ in false })
    for places in Dictionary(grouping: edges.indices, by: { edges[$0].source }).values {
      let sizes = places.map { (result.coefficients[$0].count, $0) }
      if let most = sizes.max(by: { $0 < $1 }) { result.isDerived[most.1] = true }
    }
    return result
  }

  private func coefficients(of isTaken: [Bool], in view: View) -> [Corner: Int] {
    var values = isTaken.map { $0 ? 1 : 0 }
    var stride = 1
    for radix in component.radices {
      let numbers = values.indices
      switch view {
      case .reached:
        for number in numbers.reversed() where number / stride % radix > 0 {
          values[number] -= values[number - stride]
        }
      case .below:
        for number in numbers where number / stride % radix < radix - 1 {
          values[number] -= values[number + stride]
        }
      }
      stride *= radix
    }
    var result: [Corner: Int] = [:]
    for (number, value) in values.enumerated() where value != 0 {
      result[corner(at: component.levels(number), in: view)] = value
    }
    return result
  }

  private func corner(at levels: [Int], in view: View) -> Corner {
    var dimensions: [Int] = []
    var bounds: [Int] = []
    for (place, level) in levels.enumerated() {
      let quotas = component.quotas[place]
      switch view {
      case .below where level < quotas.count:
        dimensions.append(place)
        bounds.append(quotas[level])
      case .reached where level > 0:
        dimensions.append(place)
        bounds.append(totals[place] - quotas[level - 1] + 1)
      case .below, .reached: break
      }
    }
    return Corner(dimensions: dimensions, bounds: bounds)
  }

  /// The corners that are asked for, by dimensions.
  private func boxes(of corners: Corners) -> [[Int]: Set<[Int]>] {
    var boxes: [[Int]: Set<[Int]>] = [:]
    for (coefficients, isDerived) in zip(corners.coefficients, corners.isDerived) where !isDerived {
      for corner in coefficients.keys {
        boxes[corner.dimensions, default: []].insert(corner.bounds)
      }
    }
    return boxes
  }

  private func weighing(in dimensions: [Int]) -> [(place: Int, kind: BoxCounter.Kind)] {
    kinds.indices.compactMap { place in
      let weights = dimensions.map { kinds[place].weights[$0] }
      guard weights.contains(where: { $0 > 0 }) else { return nil }
      return (place, BoxCounter.Kind(weights: weights, count: kinds[place].count))
    }
  }

  private func cost(of corners: Corners) -> Double {
    boxes(of: corners).reduce(0) { sum, entry in
      let plan = BoxCounter.Plan(
        weighing(in: entry.key).map(\.kind), boxes: Array(entry.value), bySize: bySize)
      return sum + (plan.words > limits.tableWords ? .infinity : plan.additions + 1)
    }
  }

  // MARK: Counting

  private func counts(
    of edges: [ChamberDiagram.Edge], _ corners: Corners
  ) throws(VotingGameError) -> ComponentCounts {
    let none = ComponentCounts.Step(taken: .zero, gained: kinds.map { _ in .zero })
    var steps = edges.map { _ in none }
    for (dimensions, boxes) in boxes(of: corners) {
      let weighing = weighing(in: dimensions)
      let counter = try BoxCounter(
        weighing.map(\.kind), boxes: Array(boxes),
        freeSeats: seatCount - weighing.reduce(0) { $0 + $1.kind.count }, bySize: bySize,
        limits: limits)
      for bounds in boxes {
        let corner = Corner(dimensions: dimensions, bounds: bounds)
        let taken = turned(counter.counts(under: bounds), corners.view)
        let gained = weighing.map { entry in
          turned(counter.leaving(entry.kind, under: bounds), corners.view)
        }
        for place in edges.indices where !corners.isDerived[place] {
          guard let factor = corners.coefficients[place][corner] else { continue }
          steps[place].taken += taken * factor
          for (entry, gain) in zip(weighing, gained) {
            steps[place].gained[entry.place] += gain * (corners.view == .below ? -factor : factor)
          }
        }
      }
    }
    for place in edges.indices where corners.isDerived[place] {
      steps[place].taken = .all(of: seatCount, bySize: bySize)
      for other in edges.indices
      where !corners.isDerived[other] && edges[other].source == edges[place].source {
        steps[place].taken += steps[other].taken * -1
        for kind in kinds.indices {
          steps[place].gained[kind] += steps[other].gained[kind] * -1
        }
      }
    }
    return ComponentCounts(steps: steps)
  }

  /// Counts of those against as counts of those in favour: of all other seats.
  private func turned(_ counts: Counts, _ view: View) -> Counts {
    view == .below || !bySize ? counts : Counts(values: counts.values.reversed())
  }
}
