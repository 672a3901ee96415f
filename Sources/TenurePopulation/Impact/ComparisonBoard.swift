import TenureEngine
import TenureMeasures
import TenureModel
import TenureThreads

/// What the threads of a comparison share.
final class ComparisonBoard: @unchecked Sendable {
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

  private let plan: ComparisonPlan
  private let lock = Lock()
  private let size: Int?
  private let progress: (@Sendable (Int, Double?) -> Void)?
  private var rows = 0
  private var bytes = 0
  /// The lines of each chunk that was read to its end.
  private var lines: [Int: Int] = [:]
  private var failures: [Failure] = []
  private var results: [WorkerResult] = []

  /// - Parameters:
  ///   - plan: What is compared.
  ///   - size: How many bytes there are, if that is known.
  ///   - progress: Told how many rows were ruled, and the share of the bytes.
  init(_ plan: ComparisonPlan, size: Int?, progress: (@Sendable (Int, Double?) -> Void)?) {
    self.plan = plan
    self.size = size
    self.progress = progress
  }

  /// Whether some thread failed, so that the others need not go on.
  var isStopped: Bool { lock.withLock { !failures.isEmpty } }

  func finish(_ sequence: Int, lines count: Int, rows added: Int, bytes more: Int) {
    let (total, share) = lock.withLock { () -> (Int, Double?) in
      lines[sequence] = count
      rows += added
      bytes += more
      return (rows, size.map { $0 == 0 ? 1 : min(Double(bytes) / Double($0), 1) })
    }
    progress?(total, share)
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
}

extension ComparisonBoard {
  /// The columns that some row had, whatever they are.
  var columns: Set<String> {
    results.reduce(into: []) { $0.formUnion($1.met.union($1.ignored)) }
  }

  /// Everything that was found, together.
  func change() throws(PopulationError) -> PopulationChange {
    var change = PopulationChange()
    var causes: [UInt64: Int] = [:]
    var groups = plan.options.facets.map { _ in [String?: PopulationChange.Counts]() }
    var given: Set<FacetID> = []
    var ignored: Set<String> = []
    for result in results {
      change.counts.add(result.tally.counts)
      causes.merge(result.tally.causes, uniquingKeysWith: +)
      change.rowsWithoutCause += result.tally.rowsWithoutCause
      for (index, group) in result.groups.enumerated() {
        for (value, counts) in group {
          groups[index][value, default: PopulationChange.Counts()].add(counts)
        }
      }
      given.formUnion(result.given)
      ignored.formUnion(result.ignored)
    }
    change.causes = sorted(causes)
    change.groups = zip(plan.options.facets, groups).map { facet, values in
      (
        facet,
        plan.vocabulary.sorted(values, of: facet).map {
          PopulationChange.Group(value: $0.key, counts: $0.value)
        }
      )
    }
    change.rights = rights
    change.money = try money()
    change.badRowCount = results.reduce(0) { $0 + $1.badRowCount }
    change.badRows = badRows
    change.ignored = ignored.sorted()
    change.given = given.sorted()
    change.missing = Set(plan.batches.flatMap { $0.engine.conductFacets })
      .subtracting(given).sorted()
    return change
  }

  private func sorted(_ causes: [UInt64: Int]) -> [PopulationChange.Cause] {
    causes.map { key, rows in
      let before = RowAnswer(number: UInt32(key >> 32))
      let after = RowAnswer(number: UInt32(truncatingIfNeeded: key))
      return PopulationChange.Cause(
        before: before.verdict, clauseBefore: before.clause, after: after.verdict,
        clauseAfter: after.clause, rows: rows)
    }.sorted { left, right in
      (right.rows, left.clauseBefore ?? -1, left.clauseAfter ?? -1, left.before.rawValue)
        < (left.rows, right.clauseBefore ?? -1, right.clauseAfter ?? -1, right.before.rawValue)
    }
  }

  private var rights: [PopulationChange.RightCount]? {
    guard let holdings = plan.holdings else { return nil }
    var counts: [PopulationChange.RightCount] = []
    for (index, part) in holdings.parts.enumerated() {
      let rows = HoldingChanges.Change.allCases.map { change in
        results.reduce(0) { $0 + $1.rights[index][change.rawValue] }
      }
      for right in part.rights {
        var count = PopulationChange.RightCount(right: right)
        count.gained = rows[HoldingChanges.Change.gained.rawValue]
        count.lost = rows[HoldingChanges.Change.lost.rawValue]
        count.open = rows[HoldingChanges.Change.open.rawValue]
        if count.gained + count.lost + count.open > 0 { counts.append(count) }
      }
    }
    return counts.sorted { $0.right < $1.right }
  }

  /// The first bad rows, with their lines counted from the beginning of the file.
  private var badRows: [PopulationChange.BadRow] {
    let kept = results.flatMap(\.badRows).sorted {
      ($0.sequence, $0.error.line ?? 0) < ($1.sequence, $1.error.line ?? 0)
    }.prefix(BadRows.keptLimit)
    var above: [Int: Int] = [:]
    var sum = 0
    for (sequence, count) in lines.sorted(by: { $0.key < $1.key }) {
      above[sequence] = sum
      sum += count
    }
    return kept.map { row in
      var error = row.error
      error.line = error.line.map { $0 + (above[row.sequence] ?? 0) + 1 }
      return PopulationChange.BadRow(error: error)
    }
  }

  private func money() throws(PopulationError) -> PopulationMoney? {
    guard let income = plan.options.income else { return nil }
    var total = MoneyTotals(income.currency, facets: plan.options.facets.count)
    for result in results {
      if let money = result.money { total.add(money) }
    }
    guard !total.overflows else {
      throw PopulationError(
        "the amounts of all rows together are too large", help: "give the population in parts")
    }
    return total.money(plan.options.facets, in: plan.vocabulary)
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
  /// What was counted by the values of a facet, in the order of the vocabulary; last what is not
  /// known.
  func sorted<Count>(
    _ values: [String?: Count], of facet: FacetID
  ) -> [(key: String?, value: Count)] {
    let names = taxonomy(of: facet).map { taxonomy in
      (0..<taxonomy.leafCount).map { taxonomy.leafName($0) }
    }
    let places = Dictionary(
      uniqueKeysWithValues: zip(names ?? ["yes", "no"], 0...))
    return values.sorted {
      let left = $0.key.map { places[$0] ?? -1 } ?? .max
      let right = $1.key.map { places[$0] ?? -1 } ?? .max
      return left < right
    }
  }

  /// The words under which a fact is counted: each term of a set, `[]` for the empty one, nil where
  /// nothing is known.
  func words(of fact: Situation.Fact, _ facet: FacetID) -> [String?] {
    guard case .known(let value) = fact else { return [nil] }
    let taxonomy = taxonomy(of: facet)
    switch value {
    case .term(let leaf): return [taxonomy?.leafName(leaf)]
    case .set(let leaves):
      return leaves.isEmpty ? ["[]"] : leaves.leaves.map { taxonomy?.leafName($0) }
    case .flag(let isOn): return [isOn ? "yes" : "no"]
    case .quantity(let number): return [number.description]
    case .date(let day): return [day.description]
    }
  }
}

extension PopulationChange.Counts {
  mutating func add(_ other: PopulationChange.Counts) {
    for index in numbers.indices { numbers[index] += other.numbers[index] }
  }
}
