public import TenureModel

/// Many situations as columns of coded facts: one column for a facet, one number for a row.
///
///     actor   facts [company, person, not known]      codes 0 0 1 2 0 …
///     data    facts [{personal}, {}]                  codes 0 1 1 0 0 …
///
/// The form in which columnar files and data frames hold repeated values.
public struct SituationTable: Sendable {
  /// The column of a facet.
  public struct Column: Sendable {
    /// The facet.
    public let facet: FacetID
    /// The facts that occur.
    public let facts: [Situation.Fact]
    /// For each row the position of its fact.
    public let codes: [UInt32]

    /// Creates a column.
    ///
    /// - Precondition: every code is a position in `facts`.
    public init(facet: FacetID, facts: [Situation.Fact], codes: [UInt32]) {
      precondition(
        codes.allSatisfy { $0 < facts.count },
        "SituationTable.Column.codes must be positions in facts (there are \(facts.count))")
      self.facet = facet
      self.facts = facts
      self.codes = codes
    }
  }

  /// The columns.
  public let columns: [Column]
  /// The number of rows.
  public let rowCount: Int

  /// Creates a table.
  ///
  /// - Precondition: each column has `rowCount` codes, and no facet two columns.
  public init(rowCount: Int, columns: [Column]) {
    precondition(
      columns.allSatisfy { $0.codes.count == rowCount },
      "SituationTable.columns must have as many codes as there are rows (\(rowCount))")
    precondition(
      Set(columns.map(\.facet)).count == columns.count,
      "SituationTable.columns must be of distinct facets")
    self.columns = columns
    self.rowCount = rowCount
  }
}

/// The rulings on the rows of a table, as columns.
public struct PopulationRulings: Sendable {
  private let answers: [UInt32]

  init(_ answers: [UInt32]) { self.answers = answers }

  /// The verdict on each row.
  public var verdicts: [Verdict] { answers.map { RowAnswer(number: $0).verdict } }

  /// The position, in `RegimeEngine.clauses`, of the first clause that decides the verdict on a
  /// row: nil where nothing speaks, or where its completions have no such clause in common.
  public func clause(of row: Int) -> Int? { RowAnswer(number: answers[row]).clause }

  /// The number of rows.
  public var count: Int { answers.count }

  /// The number of rows of each verdict.
  public func counts() -> [Verdict: Int] {
    var counts = [Int](repeating: 0, count: RowAnswer.verdicts.count)
    for answer in answers { counts[RowAnswer(number: answer).verdictCode] += 1 }
    return Dictionary(
      uniqueKeysWithValues: zip(RowAnswer.verdicts, counts).filter { $0.1 > 0 })
  }
}
