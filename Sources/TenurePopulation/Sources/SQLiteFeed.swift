import TenureSQLite
import TenureThreads

/// Rows of a database as text, in memory of one thread.
final class CellBlock {
  private(set) var bytes: [UInt8] = []
  /// Where each cell ends, row by row.
  private(set) var ends: [Int] = []
  /// The cells that hold bytes, which are no text.
  private var blobs: Set<Int> = []
  /// Its place among the blocks, counted from 0.
  fileprivate(set) var sequence = 0
  fileprivate(set) var rowCount = 0

  fileprivate func clear() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    blobs.removeAll(keepingCapacity: true)
    rowCount = 0
  }

  fileprivate func append(_ cell: UnsafeBufferPointer<UInt8>?) {
    if let cell { bytes.append(contentsOf: cell) }
    ends.append(bytes.count)
  }

  fileprivate func append(_ number: Double) {
    bytes.append(contentsOf: number.plainDecimal.utf8)
    ends.append(bytes.count)
  }

  fileprivate func appendBlob() {
    blobs.insert(ends.count)
    ends.append(bytes.count)
  }

  /// Makes bytes readable behind the last cell.
  fileprivate func seal() { bytes.append(contentsOf: repeatElement(0, count: ByteTable.padding)) }
}

/// A query to a database handed out in blocks of rows to several threads, in order.
final class SQLiteFeed: @unchecked Sendable {
  let path: String
  let columns: [String]
  private let query: SQLiteQuery
  private let lock = Lock()
  private var sequence = 0
  private var isAtEnd = false

  /// Opens what stands behind `sqlite:`, `FILE` or `FILE?table=NAME`.
  init(_ text: String) throws(PopulationError) {
    var file = text
    var table: String?
    if let mark = text.firstRange(of: "?table=") {
      file = String(text[..<mark.lowerBound])
      table = String(text[mark.upperBound...])
    }
    path = file
    let tables: [String]
    do throws(SQLiteError) { tables = try SQLiteQuery.tables(of: file) } catch {
      throw PopulationError(
        error.message, file: file,
        help: "write `sqlite:FILE` or `sqlite:FILE?table=NAME` with the path of a database")
    }
    do throws(SQLiteError) {
      guard !tables.isEmpty else { throw SQLiteError("there is no table in the database") }
      let help = "name one of " + tables.prefix(8).map { "`\($0)`" }.joined(separator: ", ")
      guard let name = table ?? (tables.count == 1 ? tables[0] : nil) else {
        throw SQLiteError(
          "there are \(tables.count) tables: \(help) as `sqlite:\(file)?table=NAME`")
      }
      guard tables.contains(name) else { throw SQLiteError("there is no table `\(name)`: \(help)") }
      let quoted = name.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"")
      query = try SQLiteQuery(file: file, query: "SELECT * FROM \"\(quoted)\"")
    } catch {
      throw PopulationError(error.message, file: file)
    }
    columns = query.columns
  }

  /// Reads the next rows; false at the end.
  func next(_ limit: Int, into block: CellBlock) throws(PopulationError) -> Bool {
    try lock.withLock { () throws(PopulationError) in
      block.clear()
      do throws(SQLiteError) {
        while !isAtEnd, block.rowCount < limit {
          guard try query.next() else {
            isAtEnd = true
            break
          }
          for column in columns.indices {
            switch query.cell(column) {
            case .null: block.append(nil)
            case .text(let bytes): block.append(bytes)
            case .real(let number): block.append(number)
            case .blob: block.appendBlob()
            }
          }
          block.rowCount += 1
        }
      } catch {
        throw PopulationError(error.message, file: path)
      }
      block.seal()
      block.sequence = sequence
      sequence += 1
      return block.rowCount > 0
    }
  }
}

extension CellBlock {
  /// Hands all cells to the columns of a set.
  ///
  /// - Parameters:
  ///   - columns: The names and roles of the columns.
  ///   - set: Where the cells go.
  ///   - badRows: Where bad rows are noted; nil if the first ends the work.
  /// - Returns: How many rows the set has.
  /// - Throws: What is wrong with the first bad row, if they are not noted.
  func decode(
    _ columns: [(name: String, role: ColumnRole)], into set: ColumnSet, _ badRows: BadRows?
  ) throws(PopulationError) -> Int {
    set.begin()
    badRows?.begin()
    var row = 0
    for number in 0..<rowCount {
      do {
        try decode(number, columns, row, into: set)
        row += 1
      } catch {
        var placed = error
        placed.line = number
        guard let badRows else { throw placed }
        badRows.add(placed, behind: row)
        set.drop(row)
      }
    }
    return row
  }

  /// Hands the cells of a row of the block to a row of a set.
  private func decode(
    _ number: Int, _ columns: [(name: String, role: ColumnRole)], _ row: Int,
    into set: ColumnSet
  ) throws(PopulationError) {
    let first = number * columns.count
    for (index, column) in columns.enumerated() {
      let cell = first + index
      if column.role != .ignored, blobs.contains(cell) {
        throw PopulationError("the column `\(column.name)` holds bytes, which are no value")
      }
      let start = cell == 0 ? 0 : ends[cell - 1]
      try bytes.withUnsafeBufferPointer { (bytes) throws(PopulationError) in
        guard let base = bytes.baseAddress else { return }
        try set.take(column.role, row, base + start, ends[cell] - start)
      }
    }
  }
}
