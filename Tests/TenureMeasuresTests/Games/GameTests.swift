import TenureMeasures
import TenureModel
import TenureTestSupport
import Testing

/// Values of games against known ones, and against the definition by all orders of players.
struct GameTests {
  static func random(_ players: Int, _ random: inout SplitMix64, blocs: [[Int]] = []) throws
    -> CooperativeGame
  {
    var worths = (0..<1 << players).map { _ in random.int(-40...60) }
    worths[0] = 0
    return try CooperativeGame(
      players: (0..<players).map { "p\($0)" }, worths: worths, denominator: random.int(1...3),
      blocs: blocs)
  }

  /// All orders of some things.
  static func orders<Thing>(_ things: [Thing]) -> [[Thing]] {
    guard things.count > 1 else { return [things] }
    return things.indices.flatMap { index in
      var others = things
      let first = others.remove(at: index)
      return orders(others).map { [first] + $0 }
    }
  }

  /// The mean of what players add, over some orders.
  static func mean(_ game: CooperativeGame, over orders: [[Int]]) -> [Rational] {
    var sums = [Rational](repeating: .zero, count: game.players.count)
    for order in orders {
      var coalition: UInt32 = 0
      for player in order {
        let before = game.worth(coalition)
        coalition |= 1 << UInt32(player)
        sums[player] += game.worth(coalition) - before
      }
    }
    return sums.map { $0 / Rational(orders.count) }
  }

  @Test(arguments: 1...6) func `the Shapley value is the mean over all orders`(players: Int) throws
  {
    var random = SplitMix64(seed: 17)
    for _ in 0..<8 {
      let game = try Self.random(players, &random)
      let value = game.shapleyValue()
      #expect(value == Self.mean(game, over: Self.orders(Array(0..<players))))
      #expect(value.reduce(.zero, +) == game.grandWorth)
    }
  }

  @Test func `the Owen value is the mean over orders that keep blocs together`() throws {
    var random = SplitMix64(seed: 18)
    for blocs in [
      [[0, 3], [1, 2, 4]], [[0], [1, 2], [3, 4]], [[0, 1, 2, 3, 4]], [[2], [0], [1], [4], [3]],
    ] {
      let game = try Self.random(5, &random, blocs: blocs)
      var orders: [[Int]] = []
      for blocOrder in Self.orders(blocs) {
        var partial: [[Int]] = [[]]
        for bloc in blocOrder {
          partial = partial.flatMap { start in Self.orders(bloc).map { start + $0 } }
        }
        orders += partial
      }
      #expect(try game.owenValue() == Self.mean(game, over: orders))
    }
  }

  /// Shapley and Shubik (1969): one left glove, two right ones.
  @Test func `the glove game`() throws {
    let game = try CooperativeGame(players: ["left", "right-1", "right-2"]) {
      $0 & 1 != 0 && $0 & 6 != 0 ? 1 : 0
    }
    #expect(game.shapleyValue() == [Rational(2, 3), Rational(1, 6), Rational(1, 6)])
    #expect(try game.nucleolus() == [.one, .zero, .zero])
    let core = try game.leastCore()
    #expect(core.excess == .zero)
    #expect(core.division == [.one, .zero, .zero])
  }

  /// Littlechild and Owen (1973): each stretch is shared by those who need it.
  @Test func `the airport game by its table and by its form`() throws {
    let costs = [1, 3, 6, 10]
    let table = try CooperativeGame(players: ["a", "b", "c", "d"]) { coalition in
      costs.indices.filter { coalition >> UInt32($0) & 1 == 1 }.map { costs[$0] }.max() ?? 0
    }
    let form = StructuredGame.airport(costs: costs.map { Rational($0) })
    #expect(try form.shapleyValue() == table.shapleyValue())
    #expect(
      try form.shapleyValue()
        == [Rational(1, 4), Rational(11, 12), Rational(29, 12), Rational(77, 12)])
  }

  @Test func `other forms agree with their tables`() throws {
    let bonuses: [StructuredGame.Bonus] = [
      .init([0, 1], Rational(6)), .init([1, 2, 3], Rational(9)), .init([2], Rational(-2)),
    ]
    let table = try CooperativeGame(players: ["a", "b", "c", "d"]) { coalition in
      let worths = [6, 9, -2]
      return zip(bonuses, worths).reduce(0) { sum, item in
        item.0.members.allSatisfy { coalition >> UInt32($0) & 1 == 1 } ? sum + item.1 : sum
      }
    }
    #expect(try StructuredGame.bonuses(players: 4, bonuses).shapleyValue() == table.shapleyValue())
    let classes = StructuredGame.classes(sizes: [2, 3]) { counts in
      Rational(counts[0] * counts[0] * 3 + counts[0] * counts[1] - counts[1])
    }
    let whole = try CooperativeGame(players: ["a", "b", "c", "d", "e"]) { coalition in
      let (first, second) = ((coalition & 3).nonzeroBitCount, (coalition >> 2).nonzeroBitCount)
      return first * first * 3 + first * second - second
    }
    let expected = whole.shapleyValue()
    #expect(try classes.shapleyValue() == [expected[0], expected[2]])
    let additive = StructuredGame.additive([.one, Rational(2)])
    #expect(try additive.shapleyValue() == [.one, Rational(2)])
  }

  /// Five permanent and ten other members, 39 of 7 each and 1 each: Straffin (1993).
  @Test func `the Security Council by its classes`() throws {
    let council = StructuredGame.classes(sizes: [5, 10]) { counts in
      counts[0] == 5 && counts[1] >= 4 ? .one : .zero
    }
    #expect(try council.shapleyValue() == [Rational(421, 2145), Rational(4, 2145)])
    let table = try CooperativeGame(players: (0..<15).map { "m\($0)" }) {
      $0 & 31 == 31 && ($0 >> 5).nonzeroBitCount >= 4 ? 1 : 0
    }.shapleyValue()
    #expect(table[0] == Rational(421, 2145))
    #expect(table[14] == Rational(4, 2145))
  }

  /// Aumann and Maschler (1985).
  @Test func `the nucleolus of the bankruptcy game is the Talmud's rule`() throws {
    var random = SplitMix64(seed: 23)
    for round in 0..<40 {
      let claims = (0..<random.int(1...5)).map { ("c\($0)", random.int(0...60)) }
      let pot = random.int(0...max(claims.reduce(0) { $0 + $1.1 }, 1))
      let game = try CooperativeGame.bankruptcy(
        pot: pot, claims: claims.map { (name: $0.0, claim: $0.1) })
      let total = claims.reduce(0) { $0 + $1.1 }
      guard pot <= total else { continue }
      let rule = BankruptcyRule.talmud.awards(
        of: Rational(pot), claims: claims.map { Rational($0.1) })
      #expect(try game.nucleolus() == rule, "round \(round): \(pot) for \(claims)")
    }
  }

  /// No division on a grid has lexicographically smaller sorted excesses.
  @Test func `nothing near the nucleolus leaves smaller excesses`() throws {
    var random = SplitMix64(seed: 29)
    for _ in 0..<12 {
      var worths = (0..<8).map { _ in random.int(0...12) }
      worths[0] = 0
      for single in [1, 2, 4] { worths[single] = 0 }
      let game = try CooperativeGame(players: ["a", "b", "c"], worths: worths)
      let nucleolus = try game.nucleolus()
      #expect(nucleolus.reduce(.zero, +) == game.grandWorth)
      let best = Self.excesses(game, nucleolus)
      #expect(try game.leastCore().excess == best[0])
      let steps = 6
      for first in 0...(worths[7] * steps) {
        for second in 0...(worths[7] * steps - first) {
          let x = Rational(first, steps)
          let y = Rational(second, steps)
          let other = Self.excesses(game, [x, y, game.grandWorth - x - y])
          #expect(!other.lexicographicallyPrecedes(best))
        }
      }
    }
  }

  static func excesses(_ game: CooperativeGame, _ division: [Rational]) -> [Rational] {
    (1..<UInt32(game.worths.count - 1)).map { coalition in
      var excess = game.worth(coalition)
      for player in division.indices where coalition >> UInt32(player) & 1 == 1 {
        excess -= division[player]
      }
      return excess
    }.sorted(by: >)
  }

  @Test func `a sample is near, adds up and repeats itself`() throws {
    let exact = try CooperativeGame(players: (0..<8).map { "p\($0)" }) {
      $0.nonzeroBitCount >= 5 ? 1 : 0
    }
    func sample(_ seed: UInt64) throws -> SampledShapley {
      try SampledShapley(players: 8, orders: 2000, seed: seed, span: .one) { members in
        members.count { $0 } >= 5 ? .one : .zero
      }
    }
    let first = try sample(1)
    #expect(first.values.reduce(.zero, +) == .one)
    #expect(try sample(1) == first)
    for (value, estimate) in zip(exact.shapleyValue(), first.values) {
      #expect((value - estimate).magnitude.approximation <= first.error)
    }
    // √(ln(2 × 8 ÷ 0.01) ÷ 4000), with the logarithm of 1600 from a table: 7.377759.
    #expect((first.error - (7.377_759 / 4000).squareRoot()).magnitude < 1e-6)
  }

  @Test func `copying one's own data does not pay`() throws {
    typealias Record = DataGame.Record
    let honest = [
      Record(owner: "a", fingerprint: "x"), Record(owner: "a", fingerprint: "y"),
      Record(owner: "b", fingerprint: "y"), Record(owner: "c", fingerprint: "z"),
    ]
    let copied = honest + Array(repeating: Record(owner: "a", fingerprint: "x"), count: 9)
    #expect(DataGame(honest) == DataGame(copied.reversed()))
    let worth: (UInt32) -> Int = { $0.nonzeroBitCount * $0.nonzeroBitCount }
    let value = try DataGame(honest).shapleyValue(worth: worth)
    #expect(value == ["a": Rational(9, 2), "b": Rational(3, 2), "c": Rational(3)])
    // A second name for records that nobody else has takes from the first name only.
    let renamed = honest + [Record(owner: "c-again", fingerprint: "z")]
    let split = try DataGame(renamed).shapleyValue(worth: worth)
    #expect((split["c"] ?? .zero) + (split["c-again"] ?? .zero) == value["c"])
    #expect(split["a"] == value["a"])
    #expect(
      DataGame(honest).contributions() == ["a": Rational(3, 2), "b": Rational(1, 2), "c": .one])
  }

  @Test func `what is no game is refused`() throws {
    #expect(throws: GameError.wrongTableSize(3, expected: 4)) {
      try CooperativeGame(players: ["a", "b"], worths: [0, 1, 2])
    }
    #expect(throws: GameError.emptyCoalitionHasWorth) {
      try CooperativeGame(players: ["a"], worths: [1, 1])
    }
    #expect(throws: GameError.repeatedPlayer("a")) {
      try CooperativeGame(players: ["a", "a"], worths: [0, 0, 0, 0])
    }
    #expect(throws: GameError.blocsAreNoPartition) {
      try CooperativeGame(players: ["a", "b"], worths: [0, 0, 0, 0], blocs: [[0]])
    }
    #expect(throws: GameError.tooManyPlayers(25, limit: 24)) {
      try CooperativeGame(players: (0..<25).map { "\($0)" }) { _ in 0 }
    }
    let game = try CooperativeGame(players: ["a", "b"], worths: [0, 2, 2, 1])
    #expect(throws: GameError.noImputation) { try game.nucleolus() }
    #expect(throws: GameError.blocsAreNoPartition) { try game.owenValue() }
  }
}
