/// Named subqueries, each over the one before.
struct SubqueryChain {
  private let dialect: SQLDialect
  private var source: String
  private var parts: [String] = []

  /// Begins with a table.
  init(_ dialect: SQLDialect, source: String) {
    self.dialect = dialect
    self.source = source
  }

  /// Adds a subquery over the last; `isFenced` if its columns are used several times.
  mutating func add(_ comment: String, _ columns: [String], isFenced: Bool) {
    let name = "step_\(parts.count + 1)"
    let list = columns.joined(separator: ",\n    ")
    parts.append(
      """
      \(name) AS \(dialect.inlined)( -- \(comment)
        SELECT
          \(list)
        FROM \(source)\(isFenced ? dialect.fence : "")
      )
      """)
    source = name
  }

  /// The query for some columns of the last.
  func select(_ columns: [String]) -> String {
    let with = parts.isEmpty ? "" : "WITH \(parts.joined(separator: ",\n"))\n"
    return with + "SELECT\n  \(columns.joined(separator: ",\n  "))\nFROM \(source)"
  }
}
