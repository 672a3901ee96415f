/// The SQL of an engine, as far as a compiled regime needs it.
public enum SQLDialect: String, Sendable, CaseIterable {
  /// SQLite 3.35 or newer.
  case sqlite
  /// PostgreSQL 12 or newer.
  case postgresql
  /// DuckDB.
  case duckdb
  /// Spark 3.4 or newer.
  case spark

  /// A name, quoted.
  ///
  /// What stands in double quotes and names no column is a text to SQLite; what stands in these,
  /// never.
  func name(_ name: String) -> String {
    let quote = self == .spark || self == .sqlite ? "`" : "\""
    let parts = name.split(separator: Character(quote), omittingEmptySubsequences: false)
    return quote + parts.joined(separator: quote + quote) + quote
  }

  /// A text, quoted.
  func text(_ text: String) -> String {
    let parts = text.split(separator: "'", omittingEmptySubsequences: false)
    return "'" + parts.joined(separator: "''") + "'"
  }

  /// A name that may say where the table is: `schema.table`; quoted.
  public func path(_ path: String) -> String {
    path.split(separator: ".", omittingEmptySubsequences: false).map { name(String($0)) }
      .joined(separator: ".")
  }

  /// Any value as text.
  func asText(_ value: String) -> String {
    switch self {
    case .sqlite, .postgresql: "CAST(\(value) AS TEXT)"
    case .duckdb: "CAST(\(value) AS VARCHAR)"
    case .spark: "CAST(\(value) AS STRING)"
    }
  }

  /// Whether a text holds another.
  func contains(_ text: String, _ part: String) -> String {
    self == .postgresql
      ? "position(\(self.text(part)) IN \(text)) > 0" : "instr(\(text), \(self.text(part))) > 0"
  }

  /// A text with some letters turned into spaces.
  func spaced(_ text: String, at letters: String) -> String {
    if self == .sqlite {
      return letters.reduce(text) { "replace(\($0), \(self.text(String($1))), ' ')" }
    }
    let spaces = String(repeating: " ", count: letters.count)
    return "translate(\(text), \(self.text(letters)), \(self.text(spaces)))"
  }

  /// The brackets that may stand around a list: those of JSON, and those with which the engine
  /// itself writes a list as text.
  var brackets: [(open: String, close: String)] {
    self == .postgresql ? [("[", "]"), ("{", "}")] : [("[", "]")]
  }

  /// A day.
  func day(_ day: String) -> String {
    self == .sqlite ? text(day) : "DATE \(text(day))"
  }

  /// The whole part of a quotient of two whole numbers that are not negative.
  func quotient(_ dividend: String, _ divisor: Int) -> String {
    switch self {
    case .sqlite, .postgresql: "\(dividend) / \(divisor)"
    case .duckdb: "\(dividend) // \(divisor)"
    case .spark: "\(dividend) div \(divisor)"
    }
  }

  /// One of many numbers, none below zero, by its place, counted from 0; NULL for NULL.
  ///
  /// An array is one constant in all engines that have them; in SQLite it is a run of bytes with so
  /// many digits for each number. All find a place without looking at those before it.
  func element(of numbers: [Int], at place: String) -> String {
    let list = numbers.map(String.init).joined(separator: ",")
    switch self {
    case .postgresql: return "('{\(list)}'::int[])[1 + \(place)]"
    case .duckdb: return "CAST('[\(list)]' AS INTEGER[])[1 + \(place)]"
    case .spark: return "from_json('[\(list)]', 'array<int>')[\(place)]"
    case .sqlite:
      let width = String(numbers.max() ?? 0).count
      let digits = numbers.map { number in
        let digits = String(number)
        return String(repeating: "0", count: width - digits.count) + digits
      }
      return "CAST(\(piece(digits.joined(), width, place)) AS INTEGER)"
    }
  }

  /// One of many texts of letters and digits by its place, counted from 0; NULL for NULL.
  func element(of texts: [String], at place: String) -> String {
    let list = texts.map { text($0) }.joined(separator: ", ")
    switch self {
    case .postgresql: return "(ARRAY[\(list)])[1 + \(place)]"
    case .duckdb: return "[\(list)][1 + \(place)]"
    case .spark: return "array(\(list))[\(place)]"
    case .sqlite:
      let width = max(1, texts.map(\.utf8.count).max() ?? 0)
      let padded = texts.map { $0 + String(repeating: " ", count: width - $0.utf8.count) }
      return "rtrim(\(piece(padded.joined(), width, place)))"
    }
  }

  private func piece(_ bytes: String, _ width: Int, _ place: String) -> String {
    "CAST(substr(CAST('\(bytes)' AS BLOB), 1 + \(width) * (\(place)), \(width)) AS TEXT)"
  }

  /// What stands behind a subquery so that what it works out is worked out once.
  ///
  /// Where a column of a subquery is used several times, these engines would put its expression in
  /// each place.
  var fence: String {
    switch self {
    case .sqlite: " LIMIT -1 OFFSET 0"
    case .postgresql: " OFFSET 0"
    case .duckdb, .spark: ""
    }
  }

  /// Whether a walk is one expression over a list of lookups, rather than a subquery for each.
  var walksInOneExpression: Bool { self == .spark }

  /// What makes a large query faster there, if anything must be said to the engine.
  public var advice: String? {
    self == .spark
      ? "faster after SET spark.sql.codegen.wholeStage = false, which makes many small methods"
      : nil
  }

  /// What stands before a named subquery that is used once, so that it is not stored.
  var inlined: String { self == .spark ? "" : "NOT MATERIALIZED " }
}
