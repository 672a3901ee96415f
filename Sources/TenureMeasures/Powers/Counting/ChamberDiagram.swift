/// What is left of a formula as chamber after chamber decides: a decision diagram whose levels are
/// components.
///
///     layer 0        layer 1          layer 2
///     A and B ──A──→ B ──────B──────→ true
///             ─not─→ false ──any────→ false
struct ChamberDiagram {
  /// A step from one formula to what is left of it, by some combinations of levels.
  struct Edge {
    /// The formula before, in the layer of the component.
    let source: Int
    /// The formula after, in the next layer.
    let target: Int
    /// Whether each combination of levels takes the step.
    let isTaken: [Bool]
  }

  /// The formulas of each layer; one more than there are components.
  let layers: [[Formula]]
  /// The steps of each component.
  let edges: [[Edge]]

  /// The most combinations of levels of one component.
  static let levelLimit = 1 << 12

  init(
    _ formula: Formula, _ components: [Component], limits: CountingLimits
  ) throws(VotingGameError) {
    var layers = [[formula]]
    var edges: [[Edge]] = []
    for component in components {
      guard let count = component.levelCount(limit: Self.levelLimit) else {
        throw .tooLarge("the votes of the same seats", limit: Self.levelLimit)
      }
      let levels = (0..<count).map { component.levels($0) }
      var next: [Formula] = []
      var places: [Formula: Int] = [:]
      var steps: [Edge] = []
      let layer = layers[layers.count - 1]
      guard layer.count * count <= limits.searchStates else {
        throw .tooLarge("the chambers of a procedure", limit: limits.searchStates)
      }
      for (source, formula) in layer.enumerated() {
        var taken: [Int: [Bool]] = [:]
        for (number, level) in levels.enumerated() {
          let rest = component.decide(formula, at: level)
          let target = places[rest] ?? next.count
          if target == next.count {
            places[rest] = target
            next.append(rest)
          }
          taken[target, default: Array(repeating: false, count: count)][number] = true
        }
        steps += taken.keys.sorted().map { target in
          Edge(source: source, target: target, isTaken: taken[target] ?? [])
        }
      }
      layers.append(next)
      edges.append(steps)
    }
    self.layers = layers
    self.edges = edges
  }
}

extension Component {
  /// What is left of a formula once the component's coalition has reached some levels.
  fileprivate func decide(_ formula: Formula, at levels: [Int]) -> Formula {
    formula.deciding { dimension, quota in
      guard let place = dimensions.firstIndex(of: dimension),
        let position = quotas[place].firstIndex(of: quota)
      else { return nil }
      return levels[place] > position
    }
  }
}
