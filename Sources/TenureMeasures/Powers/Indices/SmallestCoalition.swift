extension VotingGame {
  /// A coalition of as few seats as can win, or nil if nobody can.
  ///
  /// - Throws: `tooLarge` past the limit of states.
  public func smallestWinning(
    limits: CountingLimits = .standard
  ) throws(VotingGameError) -> Coalition? {
    let (formulas, dimensions) = CompiledGame.compile([rule], over: classes)
    let search = CoalitionSearch(formulas[0], dimensions, over: classes)
    var walk = SmallestWalk(formulas[0], search, limit: limits.searchStates)
    guard walk.run() else {
      throw .tooLarge("the smallest coalition", limit: limits.searchStates)
    }
    return walk.best.map { search.coalition($0) }
  }

  /// A coalition of as few seats as can block, or nil if nobody can.
  ///
  /// - Throws: `tooLarge` past the limit of states.
  public func smallestBlocking(
    limits: CountingLimits = .standard
  ) throws(VotingGameError) -> Coalition? {
    try dual.smallestWinning(limits: limits)
  }
}

/// Looks for the smallest winning coalition: branch and bound.
///
/// The bound: what each vote still lacks, made up by its heaviest seats that are left; the most of
/// all parts that are asked for, the least of all alternatives.
private struct SmallestWalk {
  private(set) var best: [Int]?

  private let formula: Formula
  private let search: CoalitionSearch
  private let limit: Int
  /// The kinds in each dimension, the heaviest first.
  private let heaviest: [[Int]]
  private var states = 0
  private var chosen: [Int]
  private var bestSize = Int.max

  init(_ formula: Formula, _ search: CoalitionSearch, limit: Int) {
    self.formula = formula
    self.search = search
    self.limit = limit
    let kinds = search.kinds
    chosen = kinds.map { _ in 0 }
    heaviest = search.nothing.indices.map { place in
      kinds.indices.filter { kinds[$0].weights[place] > 0 }.sorted {
        (kinds[$0].weights[place], $1) > (kinds[$1].weights[place], $0)
      }
    }
  }

  /// Finds it, if there is one; false if that takes too long.
  mutating func run() -> Bool { visit(0, search.nothing, size: 0) }

  private mutating func visit(_ kind: Int, _ sums: [Int], size: Int) -> Bool {
    states += 1
    guard states <= limit else { return false }
    guard let missing = missing(formula, sums, from: kind), missing < bestSize - size
    else { return true }
    if missing == 0 {
      (best, bestSize) = (chosen, size)
      return true
    }
    guard kind < search.kinds.count else { return true }
    defer { chosen[kind] = 0 }
    for seats in stride(from: search.kinds[kind].count, through: 0, by: -1) {
      chosen[kind] = seats
      let next = search.adding(seats, of: kind, to: sums)
      guard visit(kind + 1, next, size: size + seats) else { return false }
    }
    return true
  }

  /// At least so many seats are missing; nil if all that are left are too few.
  private func missing(_ formula: Formula, _ sums: [Int], from kind: Int) -> Int? {
    switch formula {
    case .constant(let value): return value ? 0 : nil
    case .any(let parts):
      return parts.compactMap { missing($0, sums, from: kind) }.min()
    case .all(let parts):
      var most = 0
      for part in parts {
        guard let missing = missing(part, sums, from: kind) else { return nil }
        most = max(most, missing)
      }
      return most
    case .atLeast(let dimension, let quota):
      var lack = quota - sums[dimension]
      var seats = 0
      for other in heaviest[dimension] where other >= kind && lack > 0 {
        let weight = search.kinds[other].weights[dimension]
        let taken = min(search.kinds[other].count, (lack - 1) / weight + 1)
        lack -= taken * weight
        seats += taken
      }
      return lack > 0 ? nil : seats
    }
  }
}
