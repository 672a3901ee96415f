/// What was done in a real procedure: who assented, and how the seats voted.
public struct CastVotes: Sendable, Hashable {
  /// The votes of the seats of one entry of a body; the seats that are left are absent.
  public struct Ballots: Sendable, Hashable {
    /// The seats in favour.
    public let inFavour: Int
    /// The seats against.
    public let against: Int

    /// Creates ballots.
    public init(inFavour: Int, against: Int) {
      self.inFavour = inFavour
      self.against = against
    }

    /// Seats that took no part.
    public static let absent = Ballots(inFavour: 0, against: 0)
  }

  /// The bodies that proposed, agreed or decided, each as one.
  public var assenting: Set<String>
  /// The ballots of each body that voted, in the order in which the body lists its seats.
  ///
  /// Where a body, or the end of its list, is missing, the seats are absent.
  public var ballots: [String: [Ballots]]

  /// Creates votes.
  public init(assenting: Set<String> = [], ballots: [String: [Ballots]] = [:]) {
    self.assenting = assenting
    self.ballots = ballots
  }
}
