/// A cooperative game with a table of what each coalition is worth.
///
/// A coalition is a set of players as bits: bit 0 is the first player. Worths are whole numbers
/// over one denominator, in any unit. The table has 2^n entries, so 24 players (128 MB) are the
/// limit; see ``StructuredGame`` and ``SampledShapley`` for more.
///
/// ```swift
/// // One left glove, two right gloves; a pair is worth 1.
/// let gloves = try CooperativeGame(players: ["left", "right-1", "right-2"]) { coalition in
///   coalition & 0b001 != 0 && coalition & 0b110 != 0 ? 1 : 0
/// }
/// gloves.shapleyValue()  // 2/3, 1/6, 1/6
/// ```
public struct CooperativeGame: Sendable, Hashable {
  /// The most players that a table may have.
  public static let playerLimit = 24

  /// The players' names, each once.
  public let players: [String]
  /// What each coalition is worth, times ``denominator``.
  public let worths: [Int]
  /// What the entries of ``worths`` are to be divided by; above zero.
  public let denominator: Int
  /// The blocs that the Owen value knows, by the players' numbers; none if empty.
  public let blocs: [[Int]]

  // INVARIANT (sums fit): a worth is below 2^63 and there are at most 2^24, so sums of worths, and
  // differences of such sums, fit into 128 bits.

  /// Creates a game from its table.
  ///
  /// - Throws: if there are too many players, a player stands twice, the table has another size
  ///   than 2^n, the empty coalition is worth something, the denominator is not above zero, or
  ///   the blocs are no partition of the players.
  public init(
    players: [String], worths: [Int], denominator: Int = 1, blocs: [[Int]] = []
  ) throws(GameError) {
    guard players.count <= Self.playerLimit else {
      throw .tooManyPlayers(players.count, limit: Self.playerLimit)
    }
    var seen: Set<String> = []
    for player in players where !seen.insert(player).inserted { throw .repeatedPlayer(player) }
    guard worths.count == 1 << players.count else {
      throw .wrongTableSize(worths.count, expected: 1 << players.count)
    }
    guard worths[0] == 0 else { throw .emptyCoalitionHasWorth }
    guard denominator > 0 else { throw .numberTooSmall("denominator") }
    guard blocs.isEmpty || blocs.joined().sorted() == Array(players.indices) else {
      throw .blocsAreNoPartition
    }
    self.players = players
    self.worths = worths
    self.denominator = denominator
    self.blocs = blocs
  }

  /// Creates a game from a function, which is asked once for each coalition but the empty one.
  ///
  /// - Throws: as for a table.
  public init(
    players: [String], denominator: Int = 1, blocs: [[Int]] = [], worth: (UInt32) -> Int
  ) throws(GameError) {
    guard players.count <= Self.playerLimit else {
      throw .tooManyPlayers(players.count, limit: Self.playerLimit)
    }
    let worths = (0..<UInt32(1) << players.count).map { $0 == 0 ? 0 : worth($0) }
    try self.init(players: players, worths: worths, denominator: denominator, blocs: blocs)
  }

  /// What a coalition is worth.
  ///
  /// - Precondition: `coalition` must have no bits but those of the players.
  public func worth(_ coalition: UInt32) -> Rational {
    Rational(worths[Int(coalition)], denominator)
  }

  /// What all players together are worth.
  public var grandWorth: Rational { Rational(worths[worths.count - 1], denominator) }

  /// The game of claims on a pot that is too short: a coalition is worth what is left of the pot
  /// when all others are paid in full (O'Neill, *Mathematical Social Sciences* 2, 1982).
  ///
  /// Its nucleolus is the Talmud's rule.
  ///
  /// - Throws: if there are too many claims, or an amount is below zero.
  public static func bankruptcy(pot: Int, claims: [(name: String, claim: Int)])
    throws(GameError) -> CooperativeGame
  {
    guard pot >= 0 else { throw .numberTooSmall("pot") }
    for claim in claims where claim.claim < 0 { throw .numberTooSmall(claim.name) }
    return try CooperativeGame(players: claims.map(\.name)) { coalition in
      var left = pot
      for index in claims.indices where coalition >> UInt32(index) & 1 == 0 {
        left -= min(claims[index].claim, left)
      }
      return left
    }
  }
}
