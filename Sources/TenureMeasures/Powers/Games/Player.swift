/// Who plays in a voting game: a body as one, or the seats of a holder in a body that votes.
///
/// A player keeps its name when its weight changes, so that two games over the same seats can be
/// compared player by player.
public struct Player: Sendable, Hashable {
  /// The body that decides as one, or in which the seats are.
  public let body: String
  /// Who holds the seats; nil for a body that decides as one.
  public let holder: String?
  /// Tells the seats of one holder in one body apart where they differ in weight, from 0.
  public let entry: Int

  /// A body that proposes, agrees or acts alone.
  public static func body(_ name: String) -> Player {
    Player(body: name, holder: nil, entry: 0)
  }

  /// The seats of a holder in a body.
  public static func seats(of holder: String, in body: String, entry: Int = 0) -> Player {
    Player(body: body, holder: holder, entry: entry)
  }

  private init(body: String, holder: String?, entry: Int) {
    self.body = body
    self.holder = holder
    self.entry = entry
  }
}

extension Player: Comparable {
  /// By body, the body itself before its seats; then by holder and entry.
  public static func < (left: Player, right: Player) -> Bool {
    guard left.body == right.body else { return left.body < right.body }
    guard left.holder == right.holder else { return (left.holder ?? "") < (right.holder ?? "") }
    return left.entry < right.entry
  }
}

extension Player: CustomStringConvertible {
  /// `council`, `council/member`, or `council/member#2` for the second of several entries.
  public var description: String {
    guard let holder else { return body }
    return entry == 0 ? "\(body)/\(holder)" : "\(body)/\(holder)#\(entry + 1)"
  }
}
