/// Seats that share votes: the dimensions that hang together through them, cut by their quotas.
///
/// Different components have no seat in common, so that their coalitions are chosen apart.
struct Component {
  /// The dimensions, as the game numbers them.
  let dimensions: [Int]
  /// The quotas on each dimension, rising.
  let quotas: [[Int]]
  /// The kinds of seats that weigh in some dimension, as the game numbers them.
  let kinds: [Int]

  /// How many of its quotas a coalition can reach, on each dimension, and one more.
  var radices: [Int] { quotas.map { $0.count + 1 } }

  /// The combinations of levels, or nil if they are more than a limit.
  func levelCount(limit: Int) -> Int? {
    var count = 1
    for radix in radices {
      count *= radix
      guard count <= limit else { return nil }
    }
    return count
  }

  /// The levels that a number stands for, the first dimension varying fastest.
  func levels(_ number: Int) -> [Int] {
    var rest = number
    return radices.map { radix in
      defer { rest /= radix }
      return rest % radix
    }
  }

  /// The components of a game, without the seats that weigh nowhere.
  static func components(of game: CompiledGame) -> [Component] {
    let quotas = game.formula.quotas
    var leader = Array(0..<game.dimensionCount)
    func find(_ dimension: Int) -> Int {
      var dimension = dimension
      while leader[dimension] != dimension { dimension = leader[dimension] }
      return dimension
    }
    for kind in game.kinds where kind.count > 0 {
      let own = quotas.keys.filter { kind.weights[$0] > 0 }.sorted()
      for dimension in own.dropFirst() {
        let (one, other) = (find(own[0]), find(dimension))
        leader[max(one, other)] = min(one, other)
      }
    }
    let groups = Dictionary(grouping: quotas.keys.sorted()) { find($0) }
    return groups.keys.sorted().map { key in
      let dimensions = groups[key] ?? []
      return Component(
        dimensions: dimensions,
        quotas: dimensions.map { (quotas[$0] ?? []).sorted() },
        kinds: game.kinds.indices.filter { kind in
          game.kinds[kind].count > 0 && dimensions.contains { game.kinds[kind].weights[$0] > 0 }
        })
    }
  }
}
