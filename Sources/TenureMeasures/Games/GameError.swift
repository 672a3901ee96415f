/// Why a game could not be set up, or has no such value.
public enum GameError: Error, Sendable, Hashable {
  /// There are more players than the way of computing can take.
  case tooManyPlayers(Int, limit: Int)
  /// The table does not have one worth for each coalition.
  case wrongTableSize(Int, expected: Int)
  /// The worth of the empty coalition is not zero.
  case emptyCoalitionHasWorth
  /// A player's name stands twice.
  case repeatedPlayer(String)
  /// The blocs do not hold each player exactly once, or the game has none.
  case blocsAreNoPartition
  /// Together the players are worth less than each alone, so nobody can be content.
  case noImputation
  /// A number that must be above zero, or at least zero, is below.
  case numberTooSmall(String)
}
