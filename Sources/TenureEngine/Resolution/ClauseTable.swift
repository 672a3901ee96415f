import TenureModel

/// Which of the regimes in play a clause belongs to: the one before, the one after, or both; of a
/// merge, which of the four.
struct Sides: OptionSet, Sendable, Hashable {
  let rawValue: UInt8

  static let before = Sides(rawValue: 1)
  static let after = Sides(rawValue: 2)
  static let both: Sides = [.before, .after]

  /// The regime of a number, counted from 0.
  static func side(_ number: Int) -> Sides { Sides(rawValue: 1 << UInt8(number)) }

  /// So many regimes together.
  static func first(_ count: Int) -> Sides { Sides(rawValue: (1 << UInt8(count)) - 1) }
}

/// The clauses of one regime, or of two side by side with those that they share listed once.
///
/// A clause is shared when everything about it that can matter to a ruling is equal: its id, tests,
/// effect, rank, dates, and the layer in which it stands.
struct ClauseTable {
  struct Entry {
    let clause: AnyClause
    let layer: Int
    let sides: Sides
    /// The changes that must be made, or must not be, for the clause to be there; none of one that
    /// is there in any case.
    var presence: [Presence] = []
    /// The declarations that the clause leans on, where it has its own; else those of the side.
    var terms: DistributionDeclarations?
    var governance: GovernanceDeclarations?
  }

  /// Whether a change, by number, is made.
  struct Presence: Hashable {
    let change: Int
    let isMade: Bool
  }

  let entries: [Entry]

  /// The clauses of one regime, all on the side `before`.
  init(_ clauses: [RegimeClause]) {
    entries = clauses.map { Entry(clause: $0.clause, layer: $0.layer, sides: .before) }
  }

  /// A table of given entries.
  init(entries: [Entry]) { self.entries = entries }
}

extension RegimeClause {
  /// Whether two clauses of two regimes are one: alike, and in the same layer.
  func means(_ other: RegimeClause) -> Bool {
    layer == other.layer && clause.means(other.clause)
  }
}
