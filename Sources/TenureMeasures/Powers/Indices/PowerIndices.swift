public import BigInt

/// How much power each seat of a game has, exactly.
///
/// A swing of a seat is a coalition of others that loses without it and wins with it. With n seats,
/// η swings of a seat, and w winning coalitions:
///
/// | index | value | asks |
/// |---|---|---|
/// | absolute Banzhaf (Penrose 1946, Banzhaf 1965) | η / 2ⁿ⁻¹ | how often do I decide? |
/// | normalised Banzhaf | η / Σ η | my part of all swings |
/// | Shapley-Shubik (1954) | orders in which I turn the vote / n! | my part of the power |
/// | Coleman to prevent (1971) | η / w | how often can I stop what would pass? |
/// | Coleman to initiate (1971) | η / (2ⁿ - w) | how often can I save what would fail? |
///
/// and of all seats together the power of a collectivity to act, w / 2ⁿ (Coleman 1971). Every
/// coalition counts as equally likely, but for Shapley-Shubik, where every order does.
public struct PowerIndices: Sendable, Hashable {
  /// The indices of one seat of a class, brought to lowest terms when asked for.
  public struct Power: Sendable, Hashable {
    /// The seats that each have this power.
    public let seats: VotingGame.Seats
    /// The coalitions of others that lose without the seat and win with it.
    public let swings: BigInt
    /// The orders in which the seat turns the vote; nil if they were not asked for.
    fileprivate let pivots: BigInt?
    fileprivate let totals: Totals

    /// The absolute Banzhaf index, or Penrose measure.
    public var absolute: Share { Share(swings, of: max(totals.coalitions / 2, 1)) }
    /// The normalised Banzhaf index; zero if nobody swings anything.
    public var normalised: Share { Self.share(swings, of: totals.swings) }
    /// The Shapley-Shubik index; nil if it was not asked for.
    public var shapleyShubik: Share? { pivots.map { Share($0, of: totals.orders) } }
    /// Coleman's power to prevent action; zero if nothing ever passes.
    public var prevent: Share { Self.share(swings, of: totals.winning) }
    /// Coleman's power to initiate action; zero if everything passes.
    public var initiate: Share { Self.share(swings, of: totals.coalitions - totals.winning) }

    /// Whether the seat changes no outcome.
    public var isDummy: Bool { swings == 0 }

    /// Whether another seat of the game has a larger Shapley-Shubik index, or, where these were
    /// not asked for, more swings.
    public func isWeaker(than other: Power) -> Bool {
      guard let own = pivots, let others = other.pivots else { return swings < other.swings }
      return own < others
    }

    private static func share(_ part: BigInt, of whole: BigInt) -> Share {
      whole == 0 ? .zero : Share(part, of: whole)
    }
  }

  /// What the powers of a game are parts of.
  fileprivate struct Totals: Sendable, Hashable {
    let coalitions: BigInt
    let winning: BigInt
    let swings: BigInt
    let orders: BigInt
  }

  /// The power of one seat of each class, in the order of the game's classes.
  public let powers: [Power]
  /// How many coalitions win.
  public let winning: BigInt
  /// How many coalitions win, by their size; nil if sizes were not told apart.
  public let winningBySize: [BigInt]?
  /// The chance that a proposal passes, if each seat favours it or not with the same chance.
  public let passing: Share

  /// The least seats that can pass something, if anything can; nil if sizes were not told apart,
  /// or nothing passes.
  public var fewestToPass: Int? { winningBySize?.firstIndex { $0 > 0 } }

  /// The least seats that can block everything, if something can be blocked; nil if sizes were not
  /// told apart, or everything passes.
  public var fewestToBlock: Int? {
    guard let winningBySize else { return nil }
    let all = Binomials.row(winningBySize.count - 1)
    return winningBySize.indices.first { winningBySize[all.count - 1 - $0] < all[$0] }
  }
}

extension VotingGame {
  /// Works out the indices of power.
  ///
  /// Complexity: for one vote of n seats with a quota q, n·q additions of numbers of n bits, and
  /// n times more with `shapleyShubik`; for votes of the same seats, the product of their quotas.
  ///
  /// - Parameters:
  ///   - shapleyShubik: whether to tell sizes of coalitions apart, which that index needs.
  ///   - winningBySize: whether to tell those that win apart by size then, too.
  ///   - limits: what it may cost.
  /// - Returns: the power of one seat of each class, and of all together.
  /// - Throws: `tooLarge` past a limit; see `sampledPowers`.
  public func powers(
    shapleyShubik: Bool = true, winningBySize: Bool = true, limits: CountingLimits = .standard
  ) throws(VotingGameError) -> PowerIndices {
    let compiled = CompiledGame(self)
    let counted = try GameCounter.count(
      compiled, bySize: shapleyShubik, onlyPivots: !winningBySize, limits: limits)
    let winning = counted.winning.total
    let totals = PowerIndices.Totals(
      coalitions: BigInt(1) << seatCount, winning: winning,
      swings: zip(compiled.kinds, counted.swings).reduce(BigInt(0)) { sum, kind in
        sum + kind.1 * BigInt(kind.0.count)
      }, orders: counted.pivots?.whole ?? 1)
    return PowerIndices(
      powers: zip(classes, compiled.kindOfClass).map { seats, kind in
        PowerIndices.Power(
          seats: seats, swings: counted.swings[kind], pivots: counted.pivots?.ofKinds[kind],
          totals: totals)
      },
      winning: winning,
      winningBySize: shapleyShubik && winningBySize
        ? (0...seatCount).map { counted.winning[$0] } : nil,
      passing: Share(winning, of: totals.coalitions))
  }
}
