public import BigInt

/// The coalitions that win and do without nobody: each seat in them is needed.
///
/// Of the dual game, these are the coalitions that can block, and no seat too many.
public struct MinimalCoalitions: Sendable, Hashable {
  /// The indices of one seat that are built on minimal winning coalitions alone.
  public struct Power: Sendable, Hashable {
    /// The seats that each have this power.
    public let seats: VotingGame.Seats
    /// The minimal coalitions that a seat is in.
    public let memberships: BigInt
    /// The index of Deegan and Packel (1978): all minimal coalitions count the same, and their
    /// members share equally.
    public let deeganPackel: Share
    /// The public good index of Holler (1982): all minimal coalitions that a seat is in count, as a
    /// part of the same number of all seats.
    public let publicGood: Share
  }

  /// How many there are; seats count one by one.
  public let count: BigInt
  /// The coalitions, up to likeness of seats in a class, as many as were asked for.
  public let coalitions: [Coalition]
  /// Whether all are listed.
  public let isComplete: Bool
  /// The power of one seat of each class, in the order of the game's classes.
  public let powers: [Power]
}

extension VotingGame {
  /// Finds the minimal winning coalitions.
  ///
  /// Complexity: their number, up to likeness of seats in all votes, and the states of the search.
  ///
  /// - Parameters:
  ///   - listed: the most coalitions that are listed; all are counted.
  ///   - limits: what the search may cost.
  /// - Returns: the number of coalitions, some of them, and the indices that are built on them.
  /// - Throws: `tooLarge` past the limit of states.
  public func minimalWinning(
    listing listed: Int = 100, limits: CountingLimits = .standard
  ) throws(VotingGameError) -> MinimalCoalitions {
    let (formulas, dimensions) = CompiledGame.compile([rule], over: classes)
    let search = CoalitionSearch(formulas[0], dimensions, over: classes)
    var walk = MinimalWalk(formulas[0], search, limit: limits.searchStates)
    guard walk.run() else {
      throw .tooLarge("the minimal coalitions", limit: limits.searchStates)
    }
    return walk.result(over: classes, listing: listed)
  }

  /// Finds the minimal blocking coalitions: the minimal winning ones of the dual game.
  ///
  /// - Parameters:
  ///   - listed: the most coalitions that are listed; all are counted.
  ///   - limits: what the search may cost.
  /// - Returns: the number of coalitions, some of them, and the indices that are built on them.
  /// - Throws: `tooLarge` past the limit of states.
  public func minimalBlocking(
    listing listed: Int = 100, limits: CountingLimits = .standard
  ) throws(VotingGameError) -> MinimalCoalitions {
    try dual.minimalWinning(listing: listed, limits: limits)
  }
}

/// Goes through the minimal winning coalitions, up to likeness of seats.
private struct MinimalWalk {
  private let formula: Formula
  private let search: CoalitionSearch
  private let limit: Int
  private var states = 0
  private var chosen: [Int]
  private var found: [[Int]] = []

  init(_ formula: Formula, _ search: CoalitionSearch, limit: Int) {
    self.formula = formula
    self.search = search
    self.limit = limit
    chosen = search.kinds.map { _ in 0 }
  }

  /// Finds all; false if that takes too long.
  mutating func run() -> Bool { visit(0, search.nothing) }

  private mutating func visit(_ kind: Int, _ sums: [Int]) -> Bool {
    states += 1
    guard states <= limit else { return false }
    if formula.holds(for: sums) {
      // Whoever joins now is not needed.
      if isMinimal(sums) { found.append(chosen) }
      return true
    }
    guard kind < search.kinds.count,
      formula.holds(for: search.addingAll(from: kind, to: sums))
    else { return true }
    defer { chosen[kind] = 0 }
    for seats in stride(from: search.kinds[kind].count, through: 0, by: -1) {
      chosen[kind] = seats
      guard visit(kind + 1, search.adding(seats, of: kind, to: sums)) else { return false }
    }
    return true
  }

  private func isMinimal(_ sums: [Int]) -> Bool {
    chosen.indices.allSatisfy { kind in
      chosen[kind] == 0 || !formula.holds(for: search.adding(-1, of: kind, to: sums))
    }
  }

  func result(over classes: [VotingGame.Seats], listing limit: Int) -> MinimalCoalitions {
    let binomials = search.kinds.map { Binomials.row($0.count) }
    var count = BigInt(0)
    var memberships = search.kinds.map { _ in BigInt(0) }
    var parts = search.kinds.map { _ in Share.zero }
    for seats in found {
      let number = seats.indices.reduce(BigInt(1)) { $0 * binomials[$1][seats[$1]] }
      count += number
      let size = seats.reduce(0, +)
      for kind in seats.indices where seats[kind] > 0 {
        let own = number * BigInt(seats[kind]) / BigInt(search.kinds[kind].count)
        memberships[kind] += own
        parts[kind] = parts[kind] + Share(own, of: BigInt(size))
      }
    }
    let all = zip(memberships, search.kinds).reduce(BigInt(0)) { $0 + $1.0 * BigInt($1.1.count) }
    // One more than is asked for, to know whether there are more.
    var listed: [Coalition] = []
    for seats in found where listed.count <= limit {
      listed += search.coalitions(seats, limit: limit + 1 - listed.count)
    }
    let powers = classes.indices.map { position in
      let kind = search.kind(ofClass: position)
      let part = parts[kind]
      return MinimalCoalitions.Power(
        seats: classes[position], memberships: memberships[kind],
        deeganPackel: count == 0 ? .zero : Share(part.numerator, of: part.denominator * count),
        publicGood: all == 0 ? .zero : Share(memberships[kind], of: all))
    }
    return MinimalCoalitions(
      count: count, coalitions: Array(listed.prefix(limit)), isComplete: listed.count <= limit,
      powers: powers)
  }
}
