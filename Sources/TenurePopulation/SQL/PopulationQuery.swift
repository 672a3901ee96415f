public import TenureEngine
public import TenureModel

/// One or two regimes as a query over a table of situations: the verdict on each row, and the first
/// clause that decides it.
///
/// The query is the diagram of the regime, walked by lookups in constant arrays (`DecisionTables`):
/// its cost for a row grows with the number of questions, not of clauses. NULL, or an empty text, is
/// "not known", and answered with `depends` where it matters. A cell that is no value of its facet
/// gives the verdict `invalid`.
public struct PopulationQuery: Sendable {
  /// Why there is no query.
  public enum Problem: Error, Sendable, Hashable {
    /// The arrays would have more than two million entries.
    case tooLarge
  }

  /// What the table is like.
  public struct Table: Sendable {
    /// Its name; a point stands between a schema and a table.
    public var name = "situations"
    /// The columns that name a row.
    public var keys = ["id"]
    /// The facets that it has a column for; nil for all that matter.
    public var facets: Set<FacetID>?
    /// The facets that are known in every row, which makes the query smaller.
    public var known: Set<FacetID> = []
    /// Whether term facets may hold inner terms, which leave them open.
    public var takesInnerTerms = false

    /// A table named `situations`, with a column `id` and one for each facet that matters.
    public init() {}
  }

  /// A regime, and what its columns of the result are called.
  private struct Side: Sendable {
    let engine: RegimeEngine
    let verdict: String
    let clause: String
    let tables: DecisionTables
  }

  /// The facets whose columns the query reads, ascending.
  public let facets: [FacetID]
  private let table: Table
  private let sides: [Side]
  private let vocabulary: Vocabulary
  private let namesClauses: Bool

  /// The verdicts of one regime: columns `verdict` and `clause`.
  ///
  /// - Parameters:
  ///   - engine: The regime.
  ///   - day: The day at which it is asked; without it the column `date` counts, or today if the
  ///     table has none.
  ///   - table: What the table is like.
  ///   - namesClauses: Whether to name the first deciding clause.
  /// - Throws: `tooLarge`.
  public init(
    _ engine: RegimeEngine, at day: Day? = nil, over table: Table = Table(),
    namesClauses: Bool = true
  ) throws(Problem) {
    try self.init([(engine, "verdict", "clause")], day, table, namesClauses)
  }

  /// The verdicts of two regimes of one vocabulary: columns `before`, `before_clause`, `after` and
  /// `after_clause`.
  public init(
    before: RegimeEngine, after: RegimeEngine, at day: Day? = nil, over table: Table = Table(),
    namesClauses: Bool = true
  ) throws(Problem) {
    try self.init(
      [(before, "before", "before_clause"), (after, "after", "after_clause")], day, table,
      namesClauses)
  }

  private init(
    _ regimes: [(engine: RegimeEngine, verdict: String, clause: String)], _ day: Day?,
    _ table: Table, _ namesClauses: Bool
  ) throws(Problem) {
    vocabulary = regimes[0].engine.regime.vocabulary
    // Without a column there is a default, or no fact in any row; `date` is today.
    var absent: [FacetID: Situation.Fact] = [:]
    var known = table.known
    if let given = table.facets {
      for position in vocabulary.facets.indices where !given.contains(FacetID(position)) {
        let value = vocabulary.facets[position].defaultValue
        absent[FacetID(position)] = value.map { .known($0) } ?? .unknown
      }
      absent[vocabulary.date] = nil
      if !given.contains(vocabulary.date) { known.insert(vocabulary.date) }
    }
    var sides: [Side] = []
    for (engine, verdict, clause) in regimes {
      do {
        let tables = try DecisionTables(
          engine, at: day, namesClauses: namesClauses, absent: absent, known: known,
          takesInnerTerms: table.takesInnerTerms)
        sides.append(Side(engine: engine, verdict: verdict, clause: clause, tables: tables))
      } catch {
        throw .tooLarge
      }
    }
    let asked = Set(sides.flatMap(\.tables.facets))
    facets = asked.intersection(table.facets ?? asked).sorted()
    self.table = table
    self.sides = sides
    self.namesClauses = namesClauses
  }

  /// How many entries the arrays of the query have together.
  public var entryCount: Int {
    sides.reduce(0) { $0 + $1.tables.steps.reduce(0) { $0 + $1.entries.count } }
  }

  /// The query in the SQL of an engine, without a semicolon.
  public func text(_ dialect: SQLDialect) -> String {
    let facts = FactExpressions(dialect: dialect, vocabulary: vocabulary, given: Set(facets))
    let keys = table.keys.map { dialect.name($0) }
    let sets = facets.filter { if case .set = vocabulary[$0].kind { true } else { false } }
    let plain = facets.filter { !sets.contains($0) }.map { facts.column($0) }
    var source = dialect.path(table.name)
    func layer(_ columns: [String]) {
      let list = columns.joined(separator: ",\n    ")
      source = "(\n  SELECT\n    \(list)\n  FROM \(source)\(dialect.fence)\n) AS rows"
    }
    let columns = (keys + plain).uniqued
    if !sets.isEmpty {
      layer(columns + sets.map { "\(facts.cleanedSet($0)) AS \(facts.setColumn($0))" })
      layer(columns + sets.map { "\(facts.checkedSet($0)) AS \(facts.setColumn($0))" })
    }
    layer(keys + sides.map { "\(walk($0, facts)) AS \(dialect.name($0.verdict + " answer"))" })
    let answers = sides.flatMap { side in
      answer(side, dialect.name(side.verdict + " answer"), dialect)
    }
    return "SELECT\n  \((keys + answers).joined(separator: ",\n  "))\nFROM \(source)"
  }

  /// The number of a row's answer: its verdict, plus eight for each place in the list of clauses.
  private func walk(_ side: Side, _ facts: FactExpressions) -> String {
    let clauses = clauses(side)
    let numbers = side.tables.answers.map { answer in
      answer.verdictCode + 8 * (answer.clause.flatMap { clauses[$0] } ?? 0)
    }
    guard let last = side.tables.steps.indices.last else {
      return String(numbers[side.tables.start])
    }
    return side.tables.steps.enumerated().reduce(String(side.tables.start)) { state, step in
      let entries =
        step.offset == last ? step.element.entries.map { numbers[$0] } : step.element.entries
      let code = facts.code(of: step.element)
      return facts.dialect.element(
        of: entries, at: "\(state) % (\(step.element.modulus) - \(code))")
    }
  }

  /// For each clause that some answer names its place in the list, counted from 1.
  private func clauses(_ side: Side) -> [Int: Int] {
    let named = Set(side.tables.answers.compactMap(\.clause)).sorted()
    return Dictionary(uniqueKeysWithValues: zip(named, 1...))
  }

  private func answer(_ side: Side, _ number: String, _ dialect: SQLDialect) -> [String] {
    let verdicts = RowAnswer.verdicts.enumerated().map { "WHEN \($0) THEN '\($1.rawValue)'" }
    let verdict =
      "CASE \(number) % 8 \(verdicts.joined(separator: " ")) ELSE 'invalid' END "
      + "AS \(dialect.name(side.verdict))"
    guard namesClauses else { return [verdict] }
    let named = clauses(side).sorted { $0.value < $1.value }.map {
      side.engine.clauses[$0.key].clause.id
    }
    let clause = dialect.element(of: [""] + named, at: "(\(dialect.quotient(number, 8)))")
    return [verdict, "NULLIF(\(clause), '') AS \(dialect.name(side.clause))"]
  }
}

extension [String] {
  /// The texts, each once, in the order in which they first stand.
  fileprivate var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
