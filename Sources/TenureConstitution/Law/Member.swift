public import TenureModel

/// A person who has a say.
public struct Member: Sendable, Hashable {
  /// A key of a member, and the days on which it counts.
  public struct Key: Sendable, Hashable {
    /// The key.
    public let key: PublicKey
    /// The first day on which it counts; nil if always.
    public let from: Day?
    /// The first day on which it no longer does; nil if never.
    public let until: Day?
    /// The day on which it was found lost; from then on it counts for nothing.
    public let revoked: Day?

    /// Why the key does not count on a day; nil if it does.
    public func objection(on day: Day) -> String? {
      if let revoked, day >= revoked { return "was revoked on \(revoked)" }
      if let until, day >= until { return "counts until \(until)" }
      if let from, day < from { return "counts from \(from)" }
      return nil
    }
  }

  /// Seats of a member in a body.
  public struct Seats: Sendable, Hashable {
    /// The body.
    public let body: String
    /// Whose seats they are, as the governance document lists them.
    public let holder: String
    /// How many.
    public let count: Int
    /// Where this stands.
    public let location: SourceLocation
  }

  /// The name in the repository.
  public let id: String
  /// What people call the person.
  public let name: String
  /// The keys.
  public let keys: [Key]
  /// The seats.
  public let seats: [Seats]

  /// Whether some key counts on a day.
  public func canSign(on day: Day) -> Bool { keys.contains { $0.objection(on: day) == nil } }
}
