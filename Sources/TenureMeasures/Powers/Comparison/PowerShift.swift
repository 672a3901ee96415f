/// How the power of one seat of a player differs between two games, exactly.
public struct PowerShift: Sendable, Hashable {
  /// Whose seat it is.
  public let player: Player
  /// How many seats it has before.
  public let seatsBefore: Int
  /// How many seats it has after.
  public let seatsAfter: Int
  /// The change of the absolute Banzhaf index of one seat.
  public let absolute: Share
  /// The change of the normalised Banzhaf index of one seat.
  public let normalised: Share
  /// The change of the Shapley-Shubik index of one seat; nil unless both sides know it.
  public let shapleyShubik: Share?
}

extension PowerIndices {
  /// How power moves from these indices to others, player by player, sorted by player.
  ///
  /// A player whom one side does not know has no power there. A player of several classes of seats,
  /// which `VotingGame.init(of:)` never makes, is taken by the first.
  public func shift(to after: PowerIndices) -> [PowerShift] {
    let before = byPlayer
    let later = after.byPlayer
    return Set(before.keys).union(later.keys).sorted().map { player in
      let (old, new) = (before[player], later[player])
      let isKnown = winningBySize != nil && after.winningBySize != nil
      return PowerShift(
        player: player, seatsBefore: old?.seats.count ?? 0, seatsAfter: new?.seats.count ?? 0,
        absolute: (new?.absolute ?? .zero) - (old?.absolute ?? .zero),
        normalised: (new?.normalised ?? .zero) - (old?.normalised ?? .zero),
        shapleyShubik: isKnown
          ? (new?.shapleyShubik ?? .zero) - (old?.shapleyShubik ?? .zero) : nil)
    }
  }

  private var byPlayer: [Player: Power] {
    // Without a seat there is no power, whatever one seat would have.
    Dictionary(
      powers.filter { $0.seats.count > 0 }.map { ($0.seats.player, $0) },
      uniquingKeysWith: { first, _ in first })
  }
}
