package import TenureMeasures

/// The indices of power of a game: exact, or past some limits estimates with a stated error.
package struct GameIndices: Sendable {
  private enum Powers {
    case exact(PowerIndices)
    case sampled(SampledPowers)
  }

  private let powers: Powers

  /// The same game gives the same estimates.
  private static let seed: UInt64 = 1

  /// Works out the indices.
  ///
  /// - Parameters:
  ///   - game: The game.
  ///   - limits: What exact indices may cost.
  ///   - accuracy: How well they are estimated past that.
  /// - Throws: `tooLarge` past the limits even of a sample.
  package init(
    _ game: VotingGame, limits: CountingLimits, accuracy: SampledPowers.Accuracy
  ) throws(VotingGameError) {
    do {
      powers = .exact(try game.powers(winningBySize: false, limits: limits))
    } catch {
      guard error.code == .tooLarge else { throw error }
      powers = .sampled(try game.sampledPowers(accuracy, seed: Self.seed))
    }
  }

  /// The chance that a proposal passes, each seat in favour or not with the same chance.
  package var passing: Share {
    switch powers {
    case .exact(let indices): indices.passing
    case .sampled(let sampled): sampled.passing
    }
  }

  /// How they were sampled; nil if they are exact.
  package var sample: GameReport.Sample? {
    guard case .sampled(let sampled) = powers else { return nil }
    return GameReport.Sample(
      error: sampled.error, doubt: sampled.doubt, draws: sampled.draws, seed: sampled.seed)
  }

  /// The Shapley-Shubik index of one seat of a class.
  package func shapleyShubik(of position: Int) -> Share? {
    switch powers {
    case .exact(let indices): indices.powers[position].shapleyShubik
    case .sampled(let sampled): sampled.powers[position].shapleyShubik
    }
  }

  /// The absolute Banzhaf index of one seat of a class.
  package func absolute(of position: Int) -> Share {
    switch powers {
    case .exact(let indices): indices.powers[position].absolute
    case .sampled(let sampled): sampled.powers[position].absolute
    }
  }

  /// The normalised Banzhaf index of one seat of a class; nil where it is not estimated.
  package func normalised(of position: Int) -> Share? {
    guard case .exact(let indices) = powers else { return nil }
    return indices.powers[position].normalised
  }

  /// The first class of which a seat has the largest Shapley-Shubik index; nil if nobody has power.
  package var strongest: Int? {
    var strongest: Int?
    switch powers {
    case .exact(let indices):
      for (position, power) in indices.powers.enumerated() where !power.isDummy {
        guard let best = strongest else {
          strongest = position
          continue
        }
        if indices.powers[best].isWeaker(than: power) { strongest = position }
      }
    case .sampled(let sampled):
      for (position, power) in sampled.powers.enumerated() {
        let best = strongest.map { sampled.powers[$0].shapleyShubik } ?? .zero
        if power.shapleyShubik > best { strongest = position }
      }
    }
    return strongest
  }

  /// Whether a seat of a class changes some outcome; asked of the game where the index is an
  /// estimate.
  package func matters(_ position: Int, in game: VotingGame) -> Bool {
    switch powers {
    case .exact(let indices): return !indices.powers[position].isDummy
    case .sampled(let sampled):
      guard sampled.powers[position].absolute == .zero, game.classes[position].count > 0 else {
        return sampled.powers[position].absolute > .zero
      }
      var alone = game.nobody
      alone.seats[position] = 1
      // Past its limit the search cannot show that nobody needs the seat, so it is none of those.
      return (try? game.swings(alone)) ?? true
    }
  }
}
