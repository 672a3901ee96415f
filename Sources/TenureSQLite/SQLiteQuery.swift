internal import CSQLite

/// The rows of a query to a database in a file, read one after another, never changed.
///
/// For one thread at a time.
@safe public final class SQLiteQuery {
  /// A cell as it stands in the database.
  @unsafe public enum Cell {
    /// Nothing is known.
    case null
    /// A text or a whole number, as SQLite writes it; valid until the next row.
    case text(UnsafeBufferPointer<UInt8>)
    /// A number with a fraction, which SQLite would write with 15 digits only.
    case real(Double)
    /// Bytes, which are no value of a facet.
    case blob
  }

  private let database: OpaquePointer
  private let statement: OpaquePointer

  /// The names of the columns.
  public let columns: [String]

  /// Opens a database and prepares a query.
  ///
  /// - Parameters:
  ///   - file: The file of the database.
  ///   - text: The query, in SQL.
  /// - Throws: What SQLite says.
  public init(file: String, query text: String) throws(SQLiteError) {
    if let reason = unsafe tenure_sqlite3_load() {
      throw unsafe SQLiteError("SQLite cannot be loaded: \(String(cString: reason))")
    }
    var database: OpaquePointer?
    let opened = unsafe sqlite3_open_v2(
      file, &database, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nil)
    guard opened == SQLITE_OK, let database = unsafe database else {
      let reason = unsafe SQLiteError(String(cString: sqlite3_errmsg(database)))
      unsafe sqlite3_close(database)
      throw reason
    }
    var statement: OpaquePointer?
    let prepared = unsafe sqlite3_prepare_v2(database, text, -1, &statement, nil)
    guard prepared == SQLITE_OK, let statement = unsafe statement else {
      let message = unsafe String(cString: sqlite3_errmsg(database))
      unsafe sqlite3_close(database)
      throw SQLiteError(prepared == SQLITE_OK ? "the query is empty" : message)
    }
    unsafe self.database = database
    unsafe self.statement = statement
    let count = unsafe sqlite3_column_count(statement)
    columns = (0..<count).map { column in
      unsafe sqlite3_column_name(statement, column).map { unsafe String(cString: $0) } ?? ""
    }
  }

  deinit {
    unsafe sqlite3_finalize(statement)
    unsafe sqlite3_close(database)
  }

  /// Goes to the next row; false at the end.
  public func next() throws(SQLiteError) -> Bool {
    switch unsafe sqlite3_step(statement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw unsafe SQLiteError(String(cString: sqlite3_errmsg(database)))
    }
  }

  /// The cell of a column in the row.
  public func cell(_ column: Int) -> Cell {
    let column = Int32(truncatingIfNeeded: column)
    switch unsafe sqlite3_column_type(statement, column) {
    case SQLITE_NULL: return unsafe .null
    case SQLITE_BLOB: return unsafe .blob
    case SQLITE_FLOAT: return unsafe .real(sqlite3_column_double(statement, column))
    default:
      guard let text = unsafe sqlite3_column_text(statement, column) else {
        return unsafe .null
      }
      let count = Int(unsafe sqlite3_column_bytes(statement, column))
      return unsafe .text(UnsafeBufferPointer(start: text, count: count))
    }
  }

  /// The tables and views of a database, by name.
  public static func tables(of file: String) throws(SQLiteError) -> [String] {
    let query = try SQLiteQuery(
      file: file,
      query: "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') "
        + "AND name NOT LIKE 'sqlite^_%' ESCAPE '^' ORDER BY name")
    var names: [String] = []
    while try query.next() {
      if case .text(let bytes) = unsafe query.cell(0) {
        names.append(unsafe String(decoding: bytes, as: UTF8.self))
      }
    }
    return names
  }
}
