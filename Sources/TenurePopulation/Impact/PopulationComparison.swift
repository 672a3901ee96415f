public import TenureEngine
public import TenureModel
import TenureThreads

/// Two regimes over a population: what each row is told under both, counted.
///
/// ```swift
/// let comparison = PopulationComparison(before: before, after: after)
/// let change = try comparison.compare(try PopulationFacts("people.csv"))
/// change.counts[.permitted, .prohibited]     // so many rows are no longer permitted
/// ```
///
/// The rows are read once and not kept: memory follows the number of different cells, not of rows.
public struct PopulationComparison: Sendable {
  /// What is wanted besides the counts.
  public struct Options: Sendable {
    /// The facets by whose values rows are counted; term facets, sets and flags.
    public var facets: [FacetID] = []
    /// The column that names a row; else rows are numbered from 1.
    public var key: String?
    /// The file to which each row's verdicts are written, as CSV.
    public var rowsFile: String?
    /// The income of each row, if it is to be said who gets what of it.
    public var income: PopulationIncome?
    /// Whether it is counted which rights rows gain and lose.
    public var countsRights = true
    /// Whether rows that cannot be understood are left out and listed; if not, the first one ends
    /// the work.
    public var skipsBadRows = false
    /// Values for facets that rows do not give, before their defaults; such as the date.
    public var assumptions: [FacetID: FacetValue] = [:]
    /// The most pairs of clauses that each thread tells apart as causes.
    public var causeLimit = 1 << 16
    /// How many threads work; as many as there are processors unless given.
    public var threadCount: Int?

    /// Nothing but the counts.
    public init() {}
  }

  private let before: RegimeEngine
  private let after: RegimeEngine
  private let day: Day?

  /// Creates a comparison of two regimes of one vocabulary.
  ///
  /// - Parameters:
  ///   - before: The first regime.
  ///   - after: The second.
  ///   - day: The day at which they are asked; without it, rows may give `date`.
  ///
  /// - Precondition: both regimes have the same vocabulary.
  public init(before: RegimeEngine, after: RegimeEngine, at day: Day? = nil) {
    precondition(
      before.regime.vocabulary == after.regime.vocabulary,
      "PopulationComparison must have regimes of one vocabulary")
    self.before = before
    self.after = after
    self.day = day
  }

  private var vocabulary: Vocabulary { before.regime.vocabulary }

  /// Rules all rows under both regimes.
  ///
  /// - Parameters:
  ///   - facts: The population; it can be read once.
  ///   - options: What is wanted.
  ///   - progress: Told now and then how many rows were ruled, and, where it is known, which share
  ///     of the file that is; from any thread.
  /// - Returns: The counts.
  /// - Throws: A `PopulationError` for the first row that cannot be understood, unless such rows
  ///   are skipped: counts with a hole in them mean nothing. Also where incomes cannot be paid out.
  public func compare(
    _ facts: PopulationFacts, options: Options = Options(),
    progress: (@Sendable (Int, Double?) -> Void)? = nil
  ) throws(PopulationError) -> PopulationChange {
    let named = ColumnCheck(options, facets: vocabulary.facets.map(\.name))
    if let columns = facts.columns { try named.check(Set(columns), of: facts) }
    let writer = try options.rowsFile.map { file throws(PopulationError) in
      var header: [UInt8] = []
      CSVText.append((options.key ?? "row").utf8, to: &header)
      header += ",before,before-clause,after,after-clause\n".utf8
      return try RowWriter(file, header: header, sparing: facts.identity)
    }
    let plan = plan(for: facts, options)
    let board = ComparisonBoard(plan, size: facts.size, progress: progress)
    let count = max(1, options.threadCount ?? Crew.processorCount)
    Crew.run(count) { _ in
      let worker = PopulationWorker(plan, facts, writer)
      worker.run(board)
      board.add(worker.result())
    }
    if let failure = board.failure { throw failure.placed(facts) }
    if facts.columns == nil { try named.check(board.columns, of: facts) }
    let change = try board.change()
    try writer?.finish()
    return change
  }

  /// Both regimes made ready for the columns of a population.
  private func plan(for facts: PopulationFacts, _ options: Options) -> ComparisonPlan {
    var absent: [FacetID: Situation.Fact] = [:]
    if let columns = facts.columns {
      for (position, facet) in vocabulary.facets.enumerated() where !columns.contains(facet.name) {
        let value = options.assumptions[FacetID(position)] ?? facet.defaultValue
        absent[FacetID(position)] = value.map { .known($0) } ?? .unknown
      }
    }
    return ComparisonPlan(
      batches: [before, after].map { BatchRuling($0, at: day, absent: absent) },
      holdings: options.countsRights
        ? HoldingChanges(before: before, after: after, at: day, absent: absent) : nil,
      money: options.income == nil ? nil : MoneyPlan([before, after], at: day),
      day: day, options: options)
  }
}
