public import TenureModel

/// How one vote of a body came out, in weight.
public struct VoteCount: Sendable, Hashable {
  /// Why a vote failed.
  public enum Obstacle: Sendable, Hashable {
    /// Too little weight took part.
    case quorum(present: Int, needed: Int)
    /// No weight was cast, of which there could be a share.
    case nothingCast
    /// Too little weight was in favour.
    case threshold(inFavour: Int, needed: Int)
    /// A veto holder was not in favour with all of its seats.
    case veto(holder: String)
  }

  /// The body.
  public let body: String
  /// The weight in favour.
  public let inFavour: Int
  /// The weight against.
  public let against: Int
  /// The weight of all seats.
  public let total: Int
  /// All reasons why it failed; none if it passed.
  public let obstacles: [Obstacle]

  /// Whether it passed.
  public var passes: Bool { obstacles.isEmpty }

  /// Counts a vote.
  ///
  /// The quorum is a share of all weight that must be cast, for or against. The threshold is a
  /// share of all weight, or of the weight that was cast.
  ///
  /// - Throws: `malformed` if there are more votes than seats, or negative numbers; `tooHeavy` past
  ///   the limits of a game.
  public init(
    _ vote: ProcedureStep.Vote, seats: [GovernanceDeclarations.Seats],
    ballots: [CastVotes.Ballots]
  ) throws(VotingGameError) {
    // The game checks the seats, and weighs coalitions.
    let classes = seats.map {
      VotingGame.Seats(.seats(of: $0.holder, in: vote.body), count: $0.count)
    }
    let weights = seats.map(\.weight)
    _ = try VotingGame(classes, rule: .weighted(WeightedGame(weights: weights, atLeast: 0)))
    guard ballots.count <= seats.count else {
      throw VotingGameError(.malformed, "`\(vote.body)` has more ballots than entries of seats")
    }
    let absent = seats.count - ballots.count
    let all = ballots + Array(repeating: .absent, count: absent)
    var (inFavour, against, total) = (0, 0, 0)
    for (seat, ballot) in zip(seats, all) {
      guard ballot.inFavour >= 0, ballot.against >= 0, ballot.inFavour <= seat.count,
        ballot.against <= seat.count - ballot.inFavour
      else {
        throw VotingGameError(
          .malformed, "`\(seat.holder)` has not as many seats in `\(vote.body)` as votes")
      }
      inFavour += ballot.inFavour * seat.weight
      against += ballot.against * seat.weight
      total += seat.count * seat.weight
    }
    body = vote.body
    self.inFavour = inFavour
    self.against = against
    self.total = total
    var obstacles: [Obstacle] = []
    let present = inFavour + against
    if let quorum = vote.quorum {
      let needed = WeightedGame.quota(for: .atLeast(quorum), of: total)
      if present < needed { obstacles.append(.quorum(present: present, needed: needed)) }
    }
    let base = vote.base == .cast ? present : total
    let needed = WeightedGame.quota(for: vote.threshold, of: base)
    if vote.base == .cast, present == 0 {
      obstacles.append(.nothingCast)
    } else if inFavour < needed {
      obstacles.append(.threshold(inFavour: inFavour, needed: needed))
    }
    for holder in vote.vetoes {
      let own = zip(seats, all).filter { $0.0.holder == holder }
      if own.isEmpty || own.contains(where: { $0.1.inFavour < $0.0.count }) {
        obstacles.append(.veto(holder: holder))
      }
    }
    self.obstacles = obstacles
  }
}
