package import TenureMeasures
import TenureModel

/// What a voting game comes to, in short: who can act, and how strong the strongest is.
///
/// It takes milliseconds, so that many games can stand side by side; past that its figures are
/// estimates with a stated error.
package struct GameSummary: Sendable {
  /// The bodies that can act alone, and those that only take part.
  package private(set) var able: [String] = []
  package private(set) var taking: [String] = []
  /// The strongest seat, with its Shapley-Shubik index; nil where nobody may act.
  package private(set) var strongest: (player: Player, index: Share)?
  /// The chance of passing; nil where nobody may act.
  package private(set) var passing: Share?
  /// The bound on the error of the last two, if they are estimates.
  package private(set) var error: Share?
  /// Why there are no figures, where there could be.
  package private(set) var problem: String?

  private static let limits = CountingLimits(
    tableWords: 1 << 22, additions: 1 << 25, enumeratedCoalitions: 1 << 14)
  private static let accuracy = SampledPowers.Accuracy(errorOneIn: 20)

  /// A game that could not be worked out, and why.
  package init(problem: String) {
    self.problem = problem
  }

  /// Sums up the game that some empowerments make; of none, nobody can act.
  package init(of ways: [Empowerment]) {
    guard !ways.isEmpty else { return }
    do throws(VotingGameError) {
      let game = try VotingGame(of: ways)
      let indices = try GameIndices(game, limits: Self.limits, accuracy: Self.accuracy)
      var seen: Set<String> = []
      for player in game.classes.map(\.player) where seen.insert(player.body).inserted {
        if game.isWon(by: game.bloc(game.classes(of: player.body))) {
          able.append(player.body)
        } else if game.classes.indices.contains(where: {
          game.classes[$0].player.body == player.body && indices.matters($0, in: game)
        }) {
          taking.append(player.body)
        }
      }
      strongest = indices.strongest.flatMap { position in
        indices.shapleyShubik(of: position).map { (game.classes[position].player, $0) }
      }
      passing = indices.passing
      error = indices.sample?.error
    } catch {
      problem = error.message
    }
  }
}
