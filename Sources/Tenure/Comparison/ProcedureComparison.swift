public import BigInt
public import TenureMeasures
public import TenureModel

/// How the power of one body over one act changes: its ways on both sides as games.
///
/// Procedures are the same if the same coalitions win, however they are written.
public struct ProcedureComparison: Sendable {
  /// A body and an act.
  public let question: PowersOutcome.Question
  /// The answer before.
  public let before: PowersOutcome.Answer?
  /// The answer after.
  public let after: PowersOutcome.Answer?
  /// In how many situations the one takes the place of the other.
  public let count: BigUInt
  /// Both sides as games, or why they could not be compared.
  public let games: Result<Games, VotingGameError>

  /// Two games, compared.
  public struct Games: Sendable {
    /// Which coalitions win on one side only.
    public let coalitions: GameComparison
    /// How the power of each seat moves, by player; those whose power stays are left out.
    public let shifts: [PowerShift]
    /// The chance that something passes before, if each seat favours it or not with equal chance.
    public let passingBefore: Share
    /// The same after.
    public let passingAfter: Share
  }

  /// The most seats for which the Shapley-Shubik index is worked out, which costs the others' times
  /// the seats; beyond, the shifts have none.
  public static let orderedSeatLimit = 64

  /// Compares two answers to one question.
  ///
  /// A body that may not act, or of which nothing is said, has no way: nobody wins.
  public init(
    _ question: PowersOutcome.Question, before: PowersOutcome.Answer?,
    after: PowersOutcome.Answer?, count: BigUInt, limits: CountingLimits = .standard
  ) {
    self.question = question
    self.before = before
    self.after = after
    self.count = count
    games = Result { () throws(VotingGameError) in
      let games = try [before, after].map { answer throws(VotingGameError) in
        let own = PowersOutcome(answers: answer.map { [question: $0] } ?? [:])
        return try VotingGame(of: own.empowerments(for: question.act))
      }
      let isSmall = games.allSatisfy { $0.seatCount <= Self.orderedSeatLimit }
      let indices = try games.map { game throws(VotingGameError) in
        try game.powers(shapleyShubik: isSmall, limits: limits)
      }
      return Games(
        coalitions: try GameComparison(games[0], games[1], limits: limits),
        shifts: indices[0].shift(to: indices[1]).filter {
          $0.absolute != .zero || $0.normalised != .zero
            || ($0.shapleyShubik ?? .zero) != .zero || $0.seatsBefore != $0.seatsAfter
        },
        passingBefore: indices[0].passing, passingAfter: indices[1].passing)
    }
  }
}
