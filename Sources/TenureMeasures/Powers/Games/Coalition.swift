/// How many seats of each class are in favour, in the order of a game's classes.
///
/// Seats of a class are alike, so that their number says all.
public struct Coalition: Sendable, Hashable {
  /// The seats in favour, of each class.
  public var seats: [Int]

  /// Creates a coalition.
  public init(_ seats: [Int]) {
    self.seats = seats
  }

  /// How many seats are in favour.
  public var count: Int { seats.reduce(0, +) }
}
