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
  /// The indices of one seat of a class.
  public struct Power: Sendable, Hashable {
    /// The seats that each have this power.
    public let seats: VotingGame.Seats
    /// The coalitions of others that lose without the seat and win with it.
    public let swings: BigInt
    /// The absolute Banzhaf index, or Penrose measure.
    public let absolute: Share
    /// The normalised Banzhaf index; zero if nobody swings anything.
    public let normalised: Share
    /// The Shapley-Shubik index; nil if it was not asked for.
    public let shapleyShubik: Share?
    /// Coleman's power to prevent action; zero if nothing ever passes.
    public let prevent: Share
    /// Coleman's power to initiate action; zero if everything passes.
    public let initiate: Share

    /// Whether the seat changes no outcome.
    public var isDummy: Bool { swings == 0 }
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
  ///   - limits: what it may cost.
  /// - Returns: the power of one seat of each class, and of all together.
  /// - Throws: `tooLarge` past a limit; see `sampledPowers`.
  public func powers(
    shapleyShubik: Bool = true, limits: CountingLimits = .standard
  ) throws(VotingGameError) -> PowerIndices {
    let compiled = CompiledGame(self)
    let counted = try GameCounter.count(compiled, bySize: shapleyShubik, limits: limits)
    let all = BigInt(1) << seatCount
    let winning = counted.winning.total
    let losing = all - winning
    let swings = zip(compiled.kinds, counted.swings).reduce(BigInt(0)) { sum, kind in
      sum + kind.1 * BigInt(kind.0.count)
    }
    let orders = counted.pivots.map { _ in
      stride(from: 2, through: seatCount, by: 1).reduce(BigInt(1)) { $0 * BigInt($1) }
    }
    // Seats of a kind are alike, and shares of large numbers are dear: once for each kind.
    let ofKinds = compiled.kinds.indices.map { kind in
      let own = counted.swings[kind]
      return PowerIndices.Power(
        seats: Seats(.body(""), count: 0), swings: own,
        absolute: Share(own, of: max(all / 2, 1)),
        normalised: swings == 0 ? .zero : Share(own, of: swings),
        shapleyShubik: orders.flatMap { orders in
          counted.pivots.map { Share($0[kind], of: orders) }
        },
        prevent: winning == 0 ? .zero : Share(own, of: winning),
        initiate: losing == 0 ? .zero : Share(own, of: losing))
    }
    return PowerIndices(
      powers: zip(classes, compiled.kindOfClass).map { ofKinds[$1].of($0) },
      winning: winning,
      winningBySize: shapleyShubik ? (0...seatCount).map { counted.winning[$0] } : nil,
      passing: Share(winning, of: all))
  }
}

extension PowerIndices.Power {
  /// The same power of other seats.
  fileprivate func of(_ seats: VotingGame.Seats) -> PowerIndices.Power {
    PowerIndices.Power(
      seats: seats, swings: swings, absolute: absolute, normalised: normalised,
      shapleyShubik: shapleyShubik, prevent: prevent, initiate: initiate)
  }
}
