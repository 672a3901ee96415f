/// How much an exact answer may cost before it is refused.
public struct CountingLimits: Sendable, Hashable {
  /// The most machine words that one table of counts may have, of eight bytes each.
  public var tableWords: Int
  /// The most additions of words that the tables may take, estimated from above.
  public var additions: Int
  /// The most coalitions, up to likeness of seats, that are gone through one by one.
  public var enumeratedCoalitions: Int
  /// The most states, where procedures are followed through chamber after chamber, or coalitions
  /// searched for.
  public var searchStates: Int

  /// Creates limits.
  ///
  /// The defaults keep an answer under half a gigabyte and, built for release,
  /// mostly under half a minute.
  public init(
    tableWords: Int = 1 << 26, additions: Int = 1 << 35,
    enumeratedCoalitions: Int = 1 << 22, searchStates: Int = 1 << 20
  ) {
    self.tableWords = tableWords
    self.additions = additions
    self.enumeratedCoalitions = enumeratedCoalitions
    self.searchStates = searchStates
  }

  /// The usual limits.
  public static let standard = CountingLimits()
}
