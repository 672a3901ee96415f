import BigInt

/// Indices of power from random coalitions and orders, with a bound on their error that is proven.
///
/// Hoeffding's inequality (1963): the mean of m independent draws from 0 to 1 is off by ε or more
/// with a chance of at most 2 exp(-2 m ε²). With k estimates at once, all of them hold but with a
/// chance of 1/D at most if m ≥ ln(2 k D) / (2 ε²). The logarithm is rounded up by exact integers:
/// ln x ≤ 25/36 ⌈log₂ x⌉, since ln 2 < 25/36.
public struct SampledPowers: Sendable, Hashable {
  /// The estimates for one seat of a class.
  public struct Power: Sendable, Hashable {
    /// The seats that each have this power.
    public let seats: VotingGame.Seats
    /// The absolute Banzhaf index, off by less than `SampledPowers.error`.
    public let absolute: Share
    /// The Shapley-Shubik index, off by less than `shapleyShubikError`.
    public let shapleyShubik: Share
    /// The bound on the error of the Shapley-Shubik index: seats of a class share the class's
    /// error.
    public let shapleyShubikError: Share
  }

  /// How well power is to be estimated.
  public struct Accuracy: Sendable, Hashable {
    /// The bound on the error: one in so many.
    public let errorDenominator: Int
    /// The chance that some estimate breaks its bound: at most one in so many.
    public let doubtDenominator: Int

    /// Creates an accuracy; one in a hundred, but for one case in a million, unless told otherwise.
    ///
    /// - Precondition: both must be from 1 to a million (the error) and 2⁴⁰ (the doubt).
    public init(
      errorOneIn errorDenominator: Int = 100, doubtOneIn doubtDenominator: Int = 1_000_000
    ) {
      precondition(
        (1...1_000_000).contains(errorDenominator),
        "Accuracy.errorDenominator must be 1 to 1000000 (was \(errorDenominator))")
      precondition(
        (1...(1 << 40)).contains(doubtDenominator),
        "Accuracy.doubtDenominator must be 1 to 2^40 (was \(doubtDenominator))")
      self.errorDenominator = errorDenominator
      self.doubtDenominator = doubtDenominator
    }

    /// The draws that keep so many estimates within the bound.
    func draws(for estimates: Int) -> Int {
      let cases = BigUInt(2 * max(estimates, 1)) * BigUInt(doubtDenominator)
      let bits = (cases - 1).bitWidth
      let squared = errorDenominator * errorDenominator
      return (25 * bits * squared + 71) / 72
    }
  }

  /// The estimates, in the order of the game's classes.
  public let powers: [Power]
  /// The chance that a proposal passes, off by less than `error`.
  public let passing: Share
  /// The bound on the error of `absolute` and `passing`.
  public let error: Share
  /// How many draws of coalitions, and as many of orders, were taken.
  public let draws: Int
  /// Some estimate breaks its bound with at most this chance.
  public let doubt: Share
  /// The seed: the same seed gives the same estimates.
  public let seed: UInt64
}

extension VotingGame {
  /// The most seats of a game that is sampled.
  public static let sampledSeatLimit = 1 << 20

  /// Estimates the indices of power.
  ///
  /// Complexity: draws times seats, times the parts of the rule.
  ///
  /// - Parameters:
  ///   - accuracy: how well, and how surely.
  ///   - seed: where random numbers start.
  /// - Returns: the estimates, with the bounds that they keep.
  /// - Throws: `tooLarge` for more seats than a limit.
  public func sampledPowers(
    _ accuracy: SampledPowers.Accuracy = .init(), seed: UInt64
  ) throws(VotingGameError) -> SampledPowers {
    guard seatCount <= Self.sampledSeatLimit else {
      throw .tooLarge("the seats", limit: Self.sampledSeatLimit)
    }
    let (formulas, dimensions) = CompiledGame.compile([rule], over: classes)
    let compiled = CompiledGame(formulas[0], dimensions, over: classes)
    let kinds = compiled.kinds
    let draws = accuracy.draws(for: 2 * kinds.count + 1)
    var sampler = Sampler(compiled, seed: seed)
    for _ in 0..<draws {
      sampler.drawCoalition()
      sampler.drawOrder()
    }
    let all = BigInt(draws)
    return SampledPowers(
      powers: zip(classes, compiled.kindOfClass).map { seats, kind in
        let count = BigInt(max(kinds[kind].count, 1))
        return SampledPowers.Power(
          seats: seats, absolute: Share(BigInt(sampler.swings[kind]), of: all),
          shapleyShubik: Share(BigInt(sampler.pivots[kind]), of: all * count),
          shapleyShubikError: Share(1, of: BigInt(accuracy.errorDenominator) * count))
      },
      passing: Share(BigInt(sampler.passes), of: all),
      error: Share(1, of: BigInt(accuracy.errorDenominator)), draws: draws,
      doubt: Share(1, of: BigInt(accuracy.doubtDenominator)), seed: seed)
  }
}

/// Draws coalitions and orders.
private struct Sampler {
  let game: CompiledGame
  var passes = 0
  /// The coalitions of which a first seat of each kind is a swing, its own vote apart.
  var swings: [Int]
  /// The orders in which a seat of each kind turns the vote.
  var pivots: [Int]
  private var random: RandomSource
  private var order: [Int]

  init(_ game: CompiledGame, seed: UInt64) {
    self.game = game
    random = RandomSource(seed: seed)
    swings = game.kinds.map { _ in 0 }
    pivots = swings
    order = game.kinds.indices.flatMap { Array(repeating: $0, count: game.kinds[$0].count) }
  }

  /// Every seat is in favour or not with the same chance.
  mutating func drawCoalition() {
    var sums = [Int](repeating: 0, count: game.dimensionCount)
    var firsts: [Bool] = []
    for kind in game.kinds {
      var inFavour = 0
      var isFirst = false
      for start in stride(from: 0, to: kind.count, by: 64) {
        let width = min(64, kind.count - start)
        let bits = random.next() >> UInt64(64 - width)
        if start == 0 { isFirst = bits & 1 == 1 }
        inFavour += bits.nonzeroBitCount
      }
      firsts.append(isFirst)
      add(inFavour, of: kind, to: &sums)
    }
    let isWon = game.formula.holds(for: sums)
    if isWon { passes += 1 }
    for (position, kind) in game.kinds.enumerated() where kind.count > 0 {
      var other = sums
      add(firsts[position] ? -1 : 1, of: kind, to: &other)
      if game.formula.holds(for: other) != isWon { swings[position] += 1 }
    }
  }

  /// Seats join one by one, until the vote turns.
  mutating func drawOrder() {
    var sums = [Int](repeating: 0, count: game.dimensionCount)
    guard !game.formula.holds(for: sums) else { return }
    for place in order.indices {
      order.swapAt(place, place + random.number(below: order.count - place))
      add(1, of: game.kinds[order[place]], to: &sums)
      if game.formula.holds(for: sums) {
        pivots[order[place]] += 1
        return
      }
    }
  }

  private func add(_ seats: Int, of kind: CompiledGame.Kind, to sums: inout [Int]) {
    for place in sums.indices { sums[place] += seats * kind.weights[place] }
  }
}
