package import BigInt
package import TenureMeasures
package import TenureModel

/// What a voting game comes to: the power of each seat, and what it takes to pass and to block.
///
/// Past the limits of an exact answer the indices are sampled, with a bound on their error.
package struct GameReport: Sendable {
  /// Seats that are alike.
  package struct Seats: Sendable {
    package let player: Player
    package let count: Int
    /// The weight of each seat; nil for a body that decides as one.
    package let weight: Int?
    /// The indices of one seat; the normalised one is nil where they are sampled.
    package let shapleyShubik: Share?
    package let normalised: Share?
    package let absolute: Share
    package let isDictator: Bool
    package let isVetoer: Bool
    package let isDummy: Bool
  }

  /// How indices were sampled.
  package struct Sample: Sendable {
    package let error: Share
    package let doubt: Share
    package let draws: Int
    package let seed: UInt64
  }

  /// What it takes at least.
  package enum Fewest: Sendable {
    /// So many seats, for example these.
    case seats(Int, example: [(player: Player, count: Int)])
    /// Nothing is enough.
    case never
    /// The search is past its limit.
    case unknown
  }

  /// A party that is only heard.
  package struct Hearing: Sendable, Hashable {
    package let party: String
    package let period: Period?
  }

  package let seats: [Seats]
  /// The chance that a proposal passes, each seat in favour or not with the same chance.
  package let passing: Share
  /// How the indices were sampled; nil if they are exact.
  package let sample: Sample?
  package let toPass: Fewest
  package let toBlock: Fewest
  /// How many minimal winning coalitions there are; nil past the limit.
  package let minimalWinning: BigInt?
  /// Who is heard and has no seat.
  package let heard: [Hearing]
  /// For how long notice is given.
  package let notices: [Period]

  /// What answers may cost here: a few seconds.
  private static let limits = CountingLimits(additions: 1 << 31, searchStates: 1 << 18)

  /// Works out the game of some empowerments.
  ///
  /// - Throws: `malformed`, `tooHeavy` and `tooLarge` past the limits even of a sample.
  package init(_ game: VotingGame, of ways: [Empowerment]) throws(VotingGameError) {
    let indices = try GameIndices(game, limits: Self.limits, accuracy: .init())
    passing = indices.passing
    sample = indices.sample
    let vetoers = Set(game.vetoers)
    let dictator = game.dictator
    seats = game.classes.indices.map { position in
      let own = game.classes[position]
      return Seats(
        player: own.player, count: own.count, weight: Self.weight(of: own.player, in: ways),
        shapleyShubik: indices.shapleyShubik(of: position),
        normalised: indices.normalised(of: position), absolute: indices.absolute(of: position),
        isDictator: dictator == position, isVetoer: vetoers.contains(position),
        isDummy: !indices.matters(position, in: game))
    }
    toPass = Self.fewest(game) { game throws(VotingGameError) in
      try game.smallestWinning(limits: Self.limits)
    }
    toBlock = Self.fewest(game) { game throws(VotingGameError) in
      try game.smallestBlocking(limits: Self.limits)
    }
    minimalWinning = try? game.minimalWinning(listing: 0, limits: Self.limits).count
    let steps = ways.flatMap { $0.way.steps ?? [] }
    let playing = Set(game.classes.flatMap { [$0.player.body, $0.player.holder ?? ""] })
    heard = Self.hearings(steps).filter { !playing.contains($0.party) }
    notices = Self.notices(steps)
  }

  private static func fewest(
    _ game: VotingGame,
    _ search: (VotingGame) throws(VotingGameError) -> Coalition?
  ) -> Fewest {
    do {
      guard let found = try search(game) else { return .never }
      let example = zip(game.classes, found.seats).filter { $0.1 > 0 }
        .map { (player: $0.0.player, count: $0.1) }
      return .seats(found.count, example: example)
    } catch {
      return .unknown
    }
  }

  /// The weight of seats as their body declares it: a player's entry counts the different weights
  /// of one holder.
  private static func weight(of player: Player, in ways: [Empowerment]) -> Int? {
    guard let holder = player.holder else { return nil }
    var weights: [Int] = []
    for way in ways {
      for seats in way.way.bodies[player.body] ?? []
      where seats.holder == holder && !weights.contains(seats.weight) {
        weights.append(seats.weight)
      }
    }
    return weights.indices.contains(player.entry) ? weights[player.entry] : nil
  }

  private static func hearings(_ steps: [ProcedureStep]) -> [Hearing] {
    var found: [Hearing] = []
    for step in steps {
      switch step {
      case .hear(let party, let period):
        let hearing = Hearing(party: party, period: period)
        if !found.contains(hearing) { found.append(hearing) }
      case .any(let parts), .all(let parts):
        for hearing in hearings(parts) where !found.contains(hearing) { found.append(hearing) }
      case .propose, .agree, .notice, .vote: break
      }
    }
    return found
  }

  private static func notices(_ steps: [ProcedureStep]) -> [Period] {
    var found: [Period] = []
    for step in steps {
      switch step {
      case .notice(let period): if !found.contains(period) { found.append(period) }
      case .any(let parts), .all(let parts):
        for period in notices(parts) where !found.contains(period) { found.append(period) }
      case .propose, .agree, .hear, .vote: break
      }
    }
    return found
  }
}
