/// A Shapley value that was estimated from random orders of the players, with its error.
///
/// The estimate still adds up exactly to what all players are worth, and repeats itself for a
/// seed. For any number of players; use the exact ways where they reach.
public struct SampledShapley: Sendable, Hashable {
  /// The estimate for each player: the mean of what it added, exact as a fraction.
  public let values: [Rational]
  /// How many orders were drawn.
  public let orders: Int
  /// With the stated confidence, no player's true value is further away than this.
  ///
  /// By Hoeffding's inequality for all players at once: range × √(ln(2 n ÷ (1 - confidence)) ÷
  /// (2 × orders)), where the range is the widest span of what a player can add (Hoeffding,
  /// *Journal of the American Statistical Association* 58, 1963).
  public let error: Double
  /// The confidence.
  public let confidence: Double

  /// Estimates a value.
  ///
  /// * `span`: the difference between the most and the least that a player can add to a coalition;
  ///   the error holds only if no player exceeds it.
  /// * `confidence`: between 0 and 1, both excluded.
  /// * `worth`: what the players that are true are worth together.
  ///
  /// - Throws: if a number is not above zero, or the confidence not between 0 and 1.
  public init(
    players: Int, orders: Int, seed: UInt64, span: Rational, confidence: Double = 0.99,
    worth: ([Bool]) -> Rational
  ) throws(GameError) {
    guard players > 0 else { throw .numberTooSmall("players") }
    guard orders > 0 else { throw .numberTooSmall("orders") }
    guard span.signum >= 0 else { throw .numberTooSmall("span") }
    guard confidence > 0, confidence < 1 else { throw .numberTooSmall("confidence") }
    var random = SeededRandom(seed: seed)
    var sums = [Rational](repeating: .zero, count: players)
    let nobody = worth([Bool](repeating: false, count: players))
    for _ in 0..<orders {
      var isMember = [Bool](repeating: false, count: players)
      var before = nobody
      for player in Array(0..<players).shuffled(using: &random) {
        isMember[player] = true
        let after = worth(isMember)
        sums[player] += after - before
        before = after
      }
    }
    values = sums.map { $0 / Rational(orders) }
    self.orders = orders
    self.confidence = confidence
    error = Self.error(players: players, orders: orders, span: span, confidence: confidence)
  }

  /// The error that so many orders leave.
  static func error(players: Int, orders: Int, span: Rational, confidence: Double) -> Double {
    let odds = 2 * Double(players) / (1 - confidence)
    return span.approximation
      * (Elementary.logarithm(odds) / (2 * Double(orders))).squareRoot()
  }
}

/// Random numbers that repeat themselves for a seed: Steele, Lea and Flood's SplitMix64.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
