public import TenureModel

/// What a population is told under two regimes, counted.
public struct PopulationChange: Sendable {
  /// So many rows each, by the verdict before and after.
  public struct Counts: Sendable, Hashable {
    var numbers = [Int](repeating: 0, count: PopulationChange.pairCount)

    /// The rows of one pair of verdicts.
    public subscript(_ before: Verdict, _ after: Verdict) -> Int {
      numbers[PopulationChange.pair(before, after)]
    }

    /// All rows.
    public var total: Int { numbers.reduce(0, +) }

    /// The rows whose verdict differs.
    public var flipped: Int {
      total
        - PopulationChange.verdicts.reduce(0) { $0 + self[$1, $1] }
    }

    /// The rows of each pair of different verdicts, most first.
    public var flips: [(before: Verdict, after: Verdict, rows: Int)] {
      var flips: [(before: Verdict, after: Verdict, rows: Int)] = []
      for before in PopulationChange.verdicts {
        for after in PopulationChange.verdicts where before != after {
          if self[before, after] > 0 { flips.append((before, after, self[before, after])) }
        }
      }
      return flips.enumerated()
        .sorted { ($1.element.rows, $0.offset) < ($0.element.rows, $1.offset) }.map(\.element)
    }
  }

  /// The rows that have a value of a facet.
  public struct Group: Sendable {
    /// The value, as documents write it; nil where it is not known.
    public let value: String?
    /// The rows.
    public let counts: Counts
  }

  /// The rows whose verdict differs, by the clauses that decide it.
  public struct Cause: Sendable, Hashable {
    /// The verdict before.
    public let before: Verdict
    /// The position of the first clause that decides it.
    public let clauseBefore: Int?
    /// The verdict after.
    public let after: Verdict
    /// The position of the first clause that decides that.
    public let clauseAfter: Int?
    /// So many rows.
    public internal(set) var rows: Int
  }

  /// How many rows gain and lose a right, whatever becomes of the verdict.
  public struct RightCount: Sendable, Hashable {
    /// The right, by leaf number.
    public let right: Int
    /// So many rows hold it after, and did not before.
    public internal(set) var gained = 0
    /// So many rows held it before, and do no more.
    public internal(set) var lost = 0
    /// In so many rows that depends on what is not known.
    public internal(set) var open = 0
  }

  /// A row that could not be understood.
  public struct BadRow: Sendable, Hashable {
    /// What is wrong, with line and column.
    public let error: PopulationError
  }

  /// All rows that were understood.
  public internal(set) var counts = Counts()
  /// The rows by value, for each facet that was asked for; of a set, once for each of its terms.
  public internal(set) var groups: [(facet: FacetID, groups: [Group])] = []
  /// Which clauses are behind the flips, most rows first.
  public internal(set) var causes: [Cause] = []
  /// The rows with another verdict that are counted under no cause, because there are more pairs of
  /// clauses than are told apart; some of them may be of a pair that is among the causes.
  public internal(set) var rowsWithoutCause = 0
  /// The rights that some row gains or loses, by leaf number; nil if they were not counted.
  public internal(set) var rights: [RightCount]?
  /// Who gets what of the incomes; nil if none were given.
  public internal(set) var money: PopulationMoney?
  /// How many rows were left out because they could not be understood.
  public internal(set) var badRowCount = 0
  /// The first thousand of them, in order.
  public internal(set) var badRows: [BadRow] = []
  /// The columns that are no facets.
  public internal(set) var ignored: [String] = []
  /// The facets that some row gives, ascending.
  public internal(set) var given: [FacetID] = []
  /// The facets that matter to one of the regimes and that no row gives.
  public internal(set) var missing: [FacetID] = []

  /// The verdicts, in the order of tables.
  public static let verdicts: [Verdict] = [
    .permitted, .required, .prohibited, .contested, .silent, .depends,
  ]
}
