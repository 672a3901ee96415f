import TenureModel

/// Which of the regimes in play a clause belongs to: the one before, the one after, or both.
struct Sides: OptionSet, Sendable, Hashable {
  let rawValue: UInt8

  static let before = Sides(rawValue: 1)
  static let after = Sides(rawValue: 2)
  static let both: Sides = [.before, .after]

  /// Both sides in order.
  static let each: [Sides] = [.before, .after]
}

/// The clauses of one regime, or of two side by side with those that they share listed once.
///
/// A clause is shared when everything about it that can matter to a ruling is equal: its id, tests,
/// effect, rank, dates, and the layer in which it stands.
struct ClauseTable {
  struct Entry {
    let clause: AnyClause
    let layer: Int
    var sides: Sides
    /// The position in `Regime.clauses` of each side that has it.
    var before: Int?
    var after: Int?

    func position(on side: Sides) -> Int? { side == .before ? before : after }
  }

  private(set) var entries: [Entry]

  /// The clauses of one regime, all on the side `before`.
  init(_ clauses: [RegimeClause]) {
    entries = clauses.enumerated().map {
      Entry(
        clause: $1.clause, layer: $1.layer, sides: .before, before: $0, after: nil)
    }
  }

  /// The clauses of two regimes.
  ///
  /// Complexity: linear in the number of clauses.
  init(before: [RegimeClause], after: [RegimeClause]) {
    self.init(before)
    var index: [String: Int] = [:]
    index.reserveCapacity(before.count)
    for (position, entry) in before.enumerated() { index[entry.clause.id] = position }
    for (position, entry) in after.enumerated() {
      if let known = index[entry.clause.id], entries[known].after == nil,
        entries[known].layer == entry.layer, entries[known].clause.means(entry.clause)
      {
        entries[known].sides = .both
        entries[known].after = position
      } else {
        entries.append(
          Entry(
            clause: entry.clause, layer: entry.layer, sides: .after, before: nil,
            after: position))
      }
    }
  }

  private init(entries: [Entry]) { self.entries = entries }

  /// The table of some of the entries.
  func filtered(_ isIncluded: (Entry) -> Bool) -> ClauseTable {
    ClauseTable(entries: entries.filter(isIncluded))
  }
}

extension Clause {
  /// Whether two clauses are alike in all that can matter to a ruling.
  ///
  /// Citation, notes and place do not.
  func means(_ other: Clause) -> Bool {
    id == other.id && effect == other.effect && rank == other.rank && force == other.force
      && isDefault == other.isDefault && effective == other.effective
      && enacted == other.enacted && over == other.over && self.guard == other.guard
  }
}
