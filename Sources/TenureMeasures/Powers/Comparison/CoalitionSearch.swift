/// Looks for coalitions of seats, kind by kind, heavy seats first.
///
/// What all seats that are still free cannot bring about, or what holds without them, ends a
/// branch: the games are monotone. Complexity: the product of the numbers of seats of each kind in
/// the worst case, mostly far less; a limit on the states ends it.
struct CoalitionSearch {
  /// The kinds of seats, in the order of the search.
  let kinds: [CompiledGame.Kind]
  private let kindOfClass: [Int]
  private let counts: [Int]
  /// The sums of weight that the seats of each kind and all later ones have, by dimension.
  private let rest: [[Int]]

  /// Prepares a search over formulas that share dimensions.
  init(_ formula: Formula, _ dimensions: [[Int]], over classes: [VotingGame.Seats]) {
    let game = CompiledGame(formula, dimensions, over: classes)
    let totals = dimensions.indices.map { place in
      game.kinds.reduce(0) { $0 + $1.weights[place] * $1.count }
    }
    // The part that a kind has of all weight, in the dimension where it has most.
    let parts = game.kinds.map { kind in
      totals.indices.reduce(0.0) { most, place in
        max(most, Double(kind.weights[place]) / Double(max(totals[place], 1)))
      }
    }
    let order = game.kinds.indices.sorted { (parts[$0], $1) > (parts[$1], $0) }
    var places = order
    for (place, kind) in order.enumerated() { places[kind] = place }
    let kinds = order.map { game.kinds[$0] }
    self.kinds = kinds
    kindOfClass = game.kindOfClass.map { places[$0] }
    counts = classes.map(\.count)
    var rest = [totals.map { _ in 0 }]
    for kind in kinds.reversed() {
      rest.append(zip(rest[rest.count - 1], kind.weights).map { $0 + $1 * kind.count })
    }
    self.rest = rest.reversed()
  }

  /// The kind of a class of the game.
  func kind(ofClass position: Int) -> Int { kindOfClass[position] }

  /// The sums of nobody.
  var nothing: [Int] { rest[rest.count - 1] }

  /// Sums with seats of a kind added.
  func adding(_ seats: Int, of kind: Int, to sums: [Int]) -> [Int] {
    seats == 0 ? sums : zip(sums, kinds[kind].weights).map { $0 + $1 * seats }
  }

  /// Sums with all seats of a kind and of all later ones added.
  func addingAll(from kind: Int, to sums: [Int]) -> [Int] {
    zip(sums, rest[kind]).map { $0 + $1 }
  }

  /// Seats of kinds as seats of classes, the first classes of a kind first.
  func coalition(_ seats: [Int]) -> Coalition {
    var left = seats
    return Coalition(
      kindOfClass.indices.map { position in
        let taken = min(left[kindOfClass[position]], counts[position])
        left[kindOfClass[position]] -= taken
        return taken
      })
  }

  /// All coalitions of classes that some seats of kinds stand for, up to a limit.
  func coalitions(_ seats: [Int], limit: Int) -> [Coalition] {
    var found: [Coalition] = []
    var later = [Int](repeating: 0, count: kinds.count)
    var laterOfClass = counts
    for position in counts.indices.reversed() {
      laterOfClass[position] = later[kindOfClass[position]]
      later[kindOfClass[position]] += counts[position]
    }
    func choose(_ position: Int, _ left: [Int], _ chosen: [Int]) {
      guard found.count < limit else { return }
      guard position < counts.count else { return found.append(Coalition(chosen)) }
      let kind = kindOfClass[position]
      let most = min(left[kind], counts[position])
      let least = max(0, left[kind] - laterOfClass[position])
      for taken in stride(from: most, through: least, by: -1) {
        var left = left
        left[kind] -= taken
        choose(position + 1, left, chosen + [taken])
      }
    }
    choose(0, seats, [])
    return found
  }
}
