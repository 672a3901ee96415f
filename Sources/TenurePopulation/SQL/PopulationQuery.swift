public import TenureEngine
public import TenureModel

/// One or two regimes as a query over a table of situations: the verdict on each row, and the first
/// clause that decides it.
///
/// The query is the diagram of the regime, walked by lookups in constant arrays (`DecisionTables`):
/// its cost for a row grows with the number of questions, not of clauses. NULL, or an empty text,
/// is "not known", and answered with `depends` where it matters. A cell that is no value of its
/// facet gives the verdict `invalid`.
public struct PopulationQuery: Sendable {
  /// Why there is no query.
  public enum Problem: Error, Sendable, Hashable {
    /// The arrays would have more than two million entries; with the facets that should be known,
    /// those first whose being unknown costs most.
    case tooLarge(open: [FacetID])
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
        switch error {
        case .tooLarge(let open): throw .tooLarge(open: open)
        }
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
  ///
  /// Each question is a named subquery: parsers take a long list of them, and not so deep an
  /// expression. The engines put them together again, for each uses the state of the last once.
  /// Spark, whose planner goes through every level many times, is given all of them in one list.
  public func text(_ dialect: SQLDialect) -> String {
    let facts = FactExpressions(dialect: dialect, vocabulary: vocabulary, given: Set(facets))
    var chain = SubqueryChain(dialect, source: dialect.path(table.name))
    let keys = table.keys.map { dialect.name($0) }
    let sets = facets.filter { if case .set = vocabulary[$0].kind { true } else { false } }
    let plain = facets.filter { !sets.contains($0) }.map { facts.column($0) }
    if !sets.isEmpty {
      let kept = (keys + plain).uniqued
      let name = { (facet: FacetID) in facts.setColumn(facet) }
      chain.add(
        "the sets as text", kept + sets.map { "\(facts.cleanedSet($0)) AS \(name($0))" },
        isFenced: true)
      chain.add(
        "those that hold nothing but terms",
        kept + sets.map { "\(facts.checkedSet($0)) AS \(name($0))" }, isFenced: true)
    }
    let states =
      dialect.walksInOneExpression
      ? addWalks(to: &chain, keys, facts) : addSteps(to: &chain, keys, facts)
    let answers = sides.flatMap { answer($0, states[$0.verdict] ?? "", dialect) }
    return chain.select(keys + answers)
  }

  /// Adds a subquery for each question.
  ///
  /// - Returns: For each side, by its verdict's name, the column in which its walk ends.
  private func addSteps(
    to chain: inout SubqueryChain, _ keys: [String], _ facts: FactExpressions
  ) -> [String: String] {
    let questions = sides.flatMap { side in
      side.tables.steps.indices.map { (side: side, step: $0) }
    }
    var states: [String: String] = [:]
    for side in sides { states[side.verdict] = start(side) }
    for (index, question) in questions.enumerated() {
      let later = questions[(index + 1)...].map { $0.side.tables.steps[$0.step].variable.facet }
      let columns = facets.filter { later.contains($0) }.map { facts.cleanColumn($0) }
      let verdict = question.side.verdict
      let entries = entries(question.side, question.step, facts, states[verdict] ?? "")
      states[verdict] = facts.dialect.name(verdict + " state")
      let kept = sides.compactMap { side -> String? in
        guard side.verdict != verdict, let state = states[side.verdict] else { return nil }
        return state == start(side) ? nil : state
      }
      chain.add(
        vocabulary[question.side.tables.steps[question.step].variable.facet].name,
        (keys + columns + kept).uniqued + ["\(entries) AS \(states[verdict] ?? "")"],
        isFenced: index == questions.count - 1)
    }
    return states
  }

  /// Adds one subquery with the whole walk of each side.
  ///
  /// What is looked up is a list, and a function of lists goes through it: the expressions are
  /// small, and the subquery is a single level deep.
  ///
  /// - Returns: For each side, by its verdict's name, the column in which its walk ends.
  private func addWalks(
    to chain: inout SubqueryChain, _ keys: [String], _ facts: FactExpressions
  ) -> [String: String] {
    var states: [String: String] = [:]
    var columns = keys
    for side in sides {
      states[side.verdict] = start(side)
      guard !side.tables.steps.isEmpty else { continue }
      var lookups: [String] = []
      var entries: [Int] = []
      for (position, step) in side.tables.steps.enumerated() {
        let divisor = "\(step.modulus) - \(facts.code(of: step))"
        lookups.append("struct(\(entries.count) AS base, \(divisor) AS divisor)")
        entries += numbers(side, behind: position)
      }
      let state = facts.dialect.name(side.verdict + " state")
      let next = facts.dialect.element(of: entries, at: "step.base + state % step.divisor")
      columns.append(
        """
        aggregate(array(
              \(lookups.joined(separator: ",\n      "))),
              \(start(side)), (state, step) -> \(next)) AS \(state)
        """)
      states[side.verdict] = state
    }
    if columns.count > keys.count { chain.add("the questions", columns, isFenced: true) }
    return states
  }

  /// What a side begins with: a state, or its only answer.
  private func start(_ side: Side) -> String {
    let isAnswer = side.tables.steps.isEmpty
    return String(isAnswer ? numbers(side)[side.tables.start] : side.tables.start)
  }

  /// The numbers of the answers as the query has them: the verdict, plus eight for each place in
  /// the list of clauses.
  private func numbers(_ side: Side) -> [Int] {
    let clauses = clauses(side)
    return side.tables.answers.map { answer in
      answer.verdictCode + 8 * (answer.clause.flatMap { clauses[$0] } ?? 0)
    }
  }

  /// The state behind a question.
  private func entries(
    _ side: Side, _ position: Int, _ facts: FactExpressions, _ state: String
  ) -> String {
    let step = side.tables.steps[position]
    return facts.dialect.element(
      of: numbers(side, behind: position),
      at: "\(state) % (\(step.modulus) - \(facts.code(of: step)))")
  }

  /// The states behind a question; behind the last, the answers.
  private func numbers(_ side: Side, behind position: Int) -> [Int] {
    let entries = side.tables.steps[position].entries
    guard position == side.tables.steps.count - 1 else { return entries }
    let numbers = numbers(side)
    return entries.map { numbers[$0] }
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
