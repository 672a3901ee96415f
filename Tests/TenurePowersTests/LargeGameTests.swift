import BigInt
import TenureMeasures
import TenureTestSupport
import Testing

/// Games whose counts pass one and several words.
@Suite struct LargeGameTests {
  /// The electoral college after the census of 2010, each state as one: 270 of 538.
  static let college = [
    55, 38, 29, 29, 20, 20, 18, 16, 16, 15, 14, 13, 12, 11, 11, 11, 11, 10, 10, 10, 10, 9, 9, 9, 8,
    8, 7, 7, 7, 6, 6, 6, 6, 6, 6, 5, 5, 5, 4, 4, 4, 4, 4, 3, 3, 3, 3, 3, 3, 3, 3,
  ]

  @Test func `the electoral college`() throws {
    let weights = Self.college
    #expect(weights.count == 51 && weights.reduce(0, +) == 538)
    let indices = try VotingGame.weighted(quota: 270, weights).powers()
    let plain = PlainTable(quota: 270, weights: weights)
    #expect(indices.powers[50].swings == plain.swings(of: 50))
    #expect(indices.powers[0].shapleyShubik == plain.shapleyShubik(of: 0))
    let sum = indices.powers.reduce(Share.zero) { $0 + ($1.shapleyShubik ?? .zero) }
    #expect(sum == Share(1, of: 1))
    // 11 states can elect, and as many of the largest can block: 538 - 269 votes.
    #expect(indices.fewestToPass == 11)
    #expect(try VotingGame.weighted(quota: 270, weights).smallestWinning()?.count == 11)
  }

  /// Quotas like those of the International Monetary Fund's 190 members, at a majority of 85%.
  @Test(arguments: [50, 85])
  func `a fund with a few large members and many small ones`(percent: Int) throws {
    let weights = (0..<190).map { 1 + 6_000 / (($0 + 4) * ($0 + 4)) }
    let quota = weights.reduce(0, +) * percent / 100 + 1
    let indices = try VotingGame.weighted(quota: quota, weights).powers(shapleyShubik: false)
    let plain = PlainTable(quota: quota, weights: weights)
    for voter in [0, 189] {
      #expect(indices.powers[voter].swings == plain.swings(of: voter))
    }
  }

  @Test(arguments: 0..<3)
  func `Shapley-Shubik of seventy voters`(round: Int) throws {
    var random = SplitMix64(seed: UInt64(7100 + round))
    let weights = (0..<70).map { _ in random.int(1...5) }
    let quota = random.int(1...weights.reduce(0, +))
    let indices = try VotingGame.weighted(quota: quota, weights).powers()
    let plain = PlainTable(quota: quota, weights: weights)
    let voter = random.int(0...69)
    #expect(
      indices.powers[voter].shapleyShubik == plain.shapleyShubik(of: voter),
      "seed \(7100 + round)")
  }

  @Test func `seats that are alike are counted at once`() throws {
    let classes = [VotingGame.Seats(.seats(of: "member", in: "assembly"), count: 2001)]
    let game = try VotingGame(
      classes, rule: .weighted(WeightedGame(weights: [3], moreThan: 3 * 1000)))
    let indices = try game.powers()
    #expect(indices.powers[0].shapleyShubik == Share(1, of: 2001))
    #expect(indices.passing == Share(1, of: 2))
    #expect(indices.fewestToPass == 1001)
  }

  /// House, Senate and President, or two thirds of both: counts of hundreds of bits, put together
  /// modulo many primes.
  @Test func `two chambers of hundreds of seats`() throws {
    let game = try VotingGame(
      [
        .init(.seats(of: "representative", in: "house"), count: 435),
        .init(.seats(of: "senator", in: "senate"), count: 100), .init(.body("president")),
      ],
      rule: .any([
        .all([Self.seats(0, atLeast: 218), Self.seats(1, atLeast: 51), Self.seats(2, atLeast: 1)]),
        .all([Self.seats(0, atLeast: 290), Self.seats(1, atLeast: 67)]),
      ]))
    let indices = try game.powers()
    let (house, senate) = (Self.binomials(435), Self.binomials(100))
    func ways(_ seats: Int, _ inHouse: Int, _ inSenate: Int) -> BigInt {
      (0...100).reduce(BigInt(0)) { sum, senators in
        let representatives = seats - senators
        guard senators >= inSenate, (inHouse...435).contains(representatives) else { return sum }
        return sum + house[representatives] * senate[senators]
      }
    }
    let expected = (0...536).map { seats in
      // With the President, and over his veto without him.
      ways(seats - 1, 218, 51) + ways(seats, 290, 67)
    }
    #expect(indices.winningBySize == expected)
    #expect(indices.winning == expected.reduce(0, +))
    let sum = zip(game.classes, indices.powers).reduce(Share.zero) { sum, entry in
      sum + (entry.1.shapleyShubik ?? .zero) * entry.0.count
    }
    #expect(sum == Share(1, of: 1))
    let small = try game.powers(shapleyShubik: false)
    #expect(small.powers.map(\.swings) == indices.powers.map(\.swings))
    let brief = try game.powers(winningBySize: false)
    #expect(brief.powers == indices.powers && brief.winning == indices.winning)
    #expect(brief.winningBySize == nil && brief.passing == indices.passing)
    #expect(indices.powers[0].isWeaker(than: indices.powers[1]))
  }

  /// So many seats of a class.
  private static func seats(_ position: Int, atLeast quota: Int) -> VotingGame.Rule {
    .weighted(WeightedGame(weights: (0..<3).map { $0 == position ? 1 : 0 }, atLeast: quota))
  }

  /// Row after row of Pascal's triangle.
  private static func binomials(_ count: Int) -> [BigInt] {
    (0..<count).reduce([1]) { row, _ in
      [1] + zip(row, row.dropFirst()).map(+) + [1]
    }
  }

  @Test func `what is too large is refused`() throws {
    let weights = (0..<40).map { 1 << 40 + $0 * $0 * 12_345_677 }
    let game = try VotingGame.weighted(quota: weights.reduce(0, +) / 2, weights)
    #expect(throws: VotingGameError.self) { try game.powers() }
    do {
      _ = try game.powers()
    } catch let error {
      #expect(error.code == .tooLarge)
    }
    let sampled = try game.sampledPowers(.init(errorOneIn: 5, doubtOneIn: 100), seed: 1)
    #expect(sampled.powers.count == 40)
  }
}
