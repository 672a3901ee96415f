public import TenureEngine
public import TenureModel

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
    /// Values for facets that rows do not give, before their defaults; such as the date.
    public var assumptions: [FacetID: FacetValue] = [:]
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
  ///   - progress: Told now and then how many rows were ruled; from any thread.
  /// - Returns: The counts.
  /// - Throws: A `PopulationError` for the first row that cannot be understood: counts with a hole
  ///   in them mean nothing.
  public func compare(
    _ facts: PopulationFacts, options: Options = Options(),
    progress: (@Sendable (Int) -> Void)? = nil
  ) throws(PopulationError) -> PopulationChange {
    let writer = try options.rowsFile.map { file throws(PopulationError) in
      try RowWriter(
        file, header: "\(options.key ?? "row"),before,before-clause,after,after-clause\n")
    }
    let batches = [try batch(before, facts, options), try batch(after, facts, options)]
    let board = Board(batches, progress: progress)
    let count = max(1, options.threadCount ?? Crew.processorCount)
    Crew.run(count) { _ in
      let worker = PopulationWorker(batches, facts, options, writer)
      worker.run(board)
      board.add(worker.result())
    }
    if let failure = board.failure { throw failure.placed(facts) }
    return board.change(options)
  }

  /// A regime made ready for the columns of a population.
  private func batch(
    _ engine: RegimeEngine, _ facts: PopulationFacts, _ options: Options
  ) throws(PopulationError) -> BatchRuling {
    var absent: [FacetID: Situation.Fact] = [:]
    if let columns = facts.columns {
      for (position, facet) in vocabulary.facets.enumerated() where !columns.contains(facet.name) {
        let value = options.assumptions[FacetID(position)] ?? facet.defaultValue
        absent[FacetID(position)] = value.map { .known($0) } ?? .unknown
      }
    }
    do throws(BatchRuling.Problem) {
      return try BatchRuling(engine, at: day, absent: absent)
    } catch {
      throw PopulationError(
        "the regime `\(engine.regime.name)` is too large to rule a population",
        help: "`tenure ask --batch` rules one situation at a time")
    }
  }
}

/// What the threads of a comparison share.
final class Board: @unchecked Sendable {
  /// Why a chunk could not be ruled.
  struct Failure {
    let sequence: Int
    var error: PopulationError

    /// The error with its place in the file.
    func placed(_ facts: PopulationFacts) -> PopulationError {
      var placed = error
      placed.file = placed.file ?? facts.path
      return placed
    }
  }

  private let batches: [BatchRuling]
  private let lock = Lock()
  private let progress: (@Sendable (Int) -> Void)?
  private var rows = 0
  /// The lines of each chunk that was read to its end.
  private var lines: [Int: Int] = [:]
  private var failures: [Failure] = []
  private var results: [WorkerResult] = []

  /// - Parameters:
  ///   - batches: The two regimes.
  ///   - progress: Told how many rows were ruled.
  init(_ batches: [BatchRuling], progress: (@Sendable (Int) -> Void)?) {
    self.batches = batches
    self.progress = progress
  }

  /// Whether some thread failed, so that the others need not go on.
  var isStopped: Bool { lock.withLock { !failures.isEmpty } }

  func finish(_ sequence: Int, lines count: Int, rows added: Int) {
    let total = lock.withLock {
      lines[sequence] = count
      rows += added
      return rows
    }
    progress?(total)
  }

  func fail(_ sequence: Int, _ error: PopulationError) {
    lock.withLock { failures.append(Failure(sequence: sequence, error: error)) }
  }

  func add(_ result: WorkerResult) { lock.withLock { results.append(result) } }

  /// The first failure in the order of the file, with its line counted from the beginning.
  var failure: Failure? {
    guard var first = failures.min(by: { $0.sequence < $1.sequence }) else { return nil }
    if let line = first.error.line {
      let above = lines.filter { $0.key < first.sequence }.reduce(0) { $0 + $1.value }
      first.error.line = line + above + 1
    }
    return first
  }

  /// All counts together.
  func change(_ options: PopulationComparison.Options) -> PopulationChange {
    var change = PopulationChange()
    var causes: [UInt64: Int] = [:]
    var groups = options.facets.map { _ in [String?: PopulationChange.Counts]() }
    var given: Set<FacetID> = []
    var ignored: Set<String> = []
    for result in results {
      change.counts.add(result.tally.counts)
      causes.merge(result.tally.causes, uniquingKeysWith: +)
      for (index, group) in result.groups.enumerated() {
        for (value, counts) in group {
          groups[index][value, default: PopulationChange.Counts()].add(counts)
        }
      }
      given.formUnion(result.given)
      ignored.formUnion(result.ignored)
    }
    change.causes = causes.map { key, rows in
      let before = RowAnswer(number: UInt32(key >> 32))
      let after = RowAnswer(number: UInt32(truncatingIfNeeded: key))
      return PopulationChange.Cause(
        before: before.verdict, clauseBefore: before.clause, after: after.verdict,
        clauseAfter: after.clause, rows: rows)
    }.sorted { left, right in
      (right.rows, left.clauseBefore ?? -1, left.clauseAfter ?? -1, left.before.rawValue)
        < (left.rows, right.clauseBefore ?? -1, right.clauseAfter ?? -1, right.before.rawValue)
    }
    change.groups = zip(options.facets, groups).map { facet, values in
      (facet, batches[0].engine.regime.vocabulary.sorted(values, of: facet))
    }
    change.ignored = ignored.sorted()
    change.given = given.sorted()
    change.missing = Set(batches.flatMap { $0.engine.conductFacets })
      .subtracting(given).sorted()
    return change
  }
}

extension RegimeEngine {
  /// The facets that can matter to a verdict: those that a clause of conduct or, for the rights
  /// that conduct tests, of property names.
  fileprivate var conductFacets: Set<FacetID> {
    let vocabulary = regime.vocabulary
    func facets(_ pillar: Pillar) -> Set<FacetID> {
      clauses.filter { $0.clause.pillar == pillar }.reduce(into: Set()) { facets, clause in
        facets.formUnion(clause.clause.condition(in: vocabulary).facets)
      }
    }
    let conduct = facets(.circulation)
    guard let right = vocabulary.right, conduct.contains(right) else { return conduct }
    return conduct.union(facets(.property)).subtracting([right])
  }
}

extension Vocabulary {
  /// Groups in the order of the vocabulary, last those that are not known.
  fileprivate func sorted(
    _ values: [String?: PopulationChange.Counts], of facet: FacetID
  ) -> [PopulationChange.Group] {
    let names = taxonomy(of: facet).map { taxonomy in
      (0..<taxonomy.leafCount).map { taxonomy.leafName($0) }
    }
    let places = Dictionary(
      uniqueKeysWithValues: zip(names ?? ["yes", "no"], 0...))
    return values.map { PopulationChange.Group(value: $0.key, counts: $0.value) }.sorted {
      let left = $0.value.map { places[$0] ?? -1 } ?? .max
      let right = $1.value.map { places[$0] ?? -1 } ?? .max
      return left < right
    }
  }
}

extension PopulationChange.Counts {
  mutating func add(_ other: PopulationChange.Counts) {
    for index in numbers.indices { numbers[index] += other.numbers[index] }
  }
}
