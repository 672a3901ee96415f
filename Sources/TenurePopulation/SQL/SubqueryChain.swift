/// Named subqueries, each over the one before.
struct SubqueryChain {
  private let dialect: SQLDialect
  private var source: String
  private var parts: [String] = []
  /// What the names of subqueries begin with, which no part of the name of the table does.
  private let prefix: String

  /// Begins with a table.
  init(_ dialect: SQLDialect, source: String) {
    self.dialect = dialect
    self.source = source
    var prefix = "step_"
    while source.lowercased().contains(prefix) { prefix = "tenure_" + prefix }
    self.prefix = prefix
  }

  /// Adds a subquery over the last; `isFenced` if its columns are used several times.
  mutating func add(_ comment: String, _ columns: [String], isFenced: Bool) {
    let name = "\(prefix)\(parts.count + 1)"
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
