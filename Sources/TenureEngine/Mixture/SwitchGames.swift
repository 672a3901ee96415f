/// Games of changes: for each set of changes that are made, whether something differs.
///
/// A game is a yes/no diagram over the variables of the changes. Its Shapley value is exact: of
/// each change the coalitions of the others are counted by size, with it and without it.
///
/// Complexity: for each game its changes times its size times its changes; equal games are worked
/// out once.
final class SwitchGames {
  /// All shares are whole numbers of so many parts: the least common multiple of 1 … n, of which
  /// every weight of n players or fewer is a part.
  let denominator: Int128

  private let store: DiagramStore
  private let firstSwitch: Int
  private var known: [Ref: [(change: Int, share: Int128)]] = [:]
  /// For each number of players and of those before a player the parts that such an order counts.
  private var weights: [[Int128]] = []

  /// Games over so many changes at most.
  ///
  /// - Precondition: there must be at most 64, so that all parts fit into 128 bits.
  init(_ store: DiagramStore, firstSwitch: Int, count: Int) {
    precondition(count <= 64, "SwitchGames.count must be at most 64 (was \(count))")
    self.store = store
    self.firstSwitch = firstSwitch
    var multiple: Int128 = 1
    for number in 1...max(count, 1) { multiple = Self.leastCommonMultiple(multiple, number) }
    denominator = multiple
    var row: [Int128] = [1]
    for players in 0...max(count, 1) {
      // s of n players before one: n · C(n − 1, s) such shares make up all orders.
      weights.append(players == 0 ? [] : row.map { multiple / (Int128(players) * $0) })
      if players > 0 { row = [1] + zip(row, row.dropFirst()).map(+) + [1] }
    }
  }

  private static func leastCommonMultiple(_ first: Int128, _ second: Int) -> Int128 {
    var (one, other) = (first, Int128(second))
    while other != 0 { (one, other) = (other, one % other) }
    return first / one * Int128(second)
  }

  /// Whether something differs once all changes are made.
  func isWon(_ game: Ref) -> Bool {
    var rest = game
    while !rest.isLeaf { rest = store.child(rest, 1) }
    return rest != .no
  }

  /// The Shapley value of a game; of changes that do not matter it is zero, and left out.
  func shares(of game: Ref) -> [(change: Int, share: Int128)] {
    if let known = known[game] { return known }
    let levels = store.support(of: game).sorted()
    let weights = weights[levels.count]
    let shares = levels.map { level -> (change: Int, share: Int128) in
      let others = levels.filter { $0 != level }
      let with = coalitions(store.restrict(game, level: level, to: 1), others[...])
      let without = coalitions(store.restrict(game, level: level, to: 0), others[...])
      var share: Int128 = 0
      for size in with.indices {
        share += Int128(with[size] - without[size]) * weights[size]
      }
      return (level - firstSwitch, share)
    }
    known[game] = shares
    return shares
  }

  /// The winning coalitions of the players at some levels, by size.
  private func coalitions(_ game: Ref, _ levels: ArraySlice<Int>) -> [Int] {
    var known: [Ref: [Int]] = [:]
    func count(_ game: Ref, from start: Int) -> [Int] {
      // Players whose say does not matter here join or not.
      var place = start
      while place < levels.endIndex, levels[place] < store.level(game) { place += 1 }
      var counts: [Int]
      if let found = known[game] {
        counts = found
      } else if let leaf = game.leaf {
        counts = [leaf]
      } else {
        let out = count(store.child(game, 0), from: place + 1)
        let joined = [0] + count(store.child(game, 1), from: place + 1)
        counts = joined.indices.map { joined[$0] + ($0 < out.count ? out[$0] : 0) }
        known[game] = counts
      }
      for _ in start..<place {
        counts = (0...counts.count).map { size in
          (size < counts.count ? counts[size] : 0) + (size > 0 ? counts[size - 1] : 0)
        }
      }
      return counts
    }
    return count(game, from: levels.startIndex)
  }
}
