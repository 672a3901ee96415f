import TenureEngine
import TenureModel

/// Reads JSON lines: an object on each line, whose members are the cells of a row.
///
/// A member is a text, a number, `true`, `false`, `null` (not known), or a list of texts. A facet
/// that an object lacks takes its default.
struct JSONLinesDecoder {
  private var keys: [(text: [UInt8], role: ColumnRole)] = []
  /// The row for which a key was last met, by its position.
  private var met: [Int] = []
  private var rowNumber = 0
  private let hasKey: Bool
  /// Where bad rows are noted; nil if the first ends the work.
  private let badRows: BadRows?

  init(hasKey: Bool, _ badRows: BadRows?) {
    self.hasKey = hasKey
    self.badRows = badRows
  }

  /// Reads rows until the chunk ends or `limit` rows are there.
  ///
  /// - Returns: How many there are.
  mutating func decode(
    _ cursor: inout TextCursor, _ limit: Int, into set: ColumnSet
  ) throws(PopulationError) -> Int {
    var row = 0
    set.begin()
    badRows?.begin()
    while row < limit, !cursor.isAtEnd {
      let start = cursor.next
      Self.skipSpaces(&cursor.next)
      if cursor.next.pointee == 0x0A {
        cursor.next += 1
        cursor.line += 1
        continue
      }
      do {
        try decodeRow(row, &cursor, set)
        row += 1
      } catch {
        var placed = error
        placed.line = cursor.line
        placed.column = placed.column ?? cursor.next - start + 1
        guard let badRows else { throw placed }
        badRows.add(placed, behind: row)
        set.drop(row)
        cursor.next = RecordScanner.firstLine(from: start, before: cursor.end) ?? cursor.end
      }
      cursor.line += 1
    }
    return row
  }

  private mutating func decodeRow(
    _ row: Int, _ cursor: inout TextCursor, _ set: ColumnSet
  ) throws(PopulationError) {
    rowNumber += 1
    set.fill(row)
    var keyIsGiven = false
    try Self.expect(0x7B, "a line is an object in JSON", &cursor.next)
    Self.skipSpaces(&cursor.next)
    var position = 0
    if cursor.next.pointee == 0x7D {
      cursor.next += 1
    } else {
      while true {
        let role = try key(&cursor, &position, set)
        Self.skipSpaces(&cursor.next)
        try Self.expect(0x3A, "a colon stands behind a name", &cursor.next)
        Self.skipSpaces(&cursor.next)
        let place = cursor.next
        if role == .ignored {
          try skipValue(&cursor)
          Self.skipSpaces(&cursor.next)
          if cursor.next.pointee == 0x7D { break }
          try Self.expect(0x2C, "a comma or `}` stands behind a value", &cursor.next)
          Self.skipSpaces(&cursor.next)
          continue
        }
        let (text, count) = try value(&cursor)
        do {
          try set.take(role, row, text, count)
        } catch {
          cursor.next = place
          throw error
        }
        if role == .key { keyIsGiven = true }
        Self.skipSpaces(&cursor.next)
        let byte = cursor.next.pointee
        if byte == 0x7D { break }
        try Self.expect(0x2C, "a comma or `}` stands behind a value", &cursor.next)
        Self.skipSpaces(&cursor.next)
      }
      cursor.next += 1
    }
    if hasKey, !keyIsGiven { try set.take(.key, row, cursor.next, 0) }
    Self.skipSpaces(&cursor.next)
    try Self.expect(0x0A, "nothing stands behind an object on its line", &cursor.next)
  }

  @inline(__always)
  private static func skipSpaces(_ next: inout UnsafePointer<UInt8>) {
    while next.pointee == 0x20 || next.pointee == 0x09 || next.pointee == 0x0D { next += 1 }
  }

  @inline(__always)
  private static func expect(
    _ byte: UInt8, _ rule: String, _ next: inout UnsafePointer<UInt8>
  ) throws(PopulationError) {
    guard next.pointee == byte else {
      throw PopulationError(
        "this is no line of JSON: \(rule)", help: "write `{\"facet\": value, …}` on one line")
    }
    next += 1
  }

  /// The role of the member whose name stands next: mostly that of the same place in the last row.
  private mutating func key(
    _ cursor: inout TextCursor, _ position: inout Int, _ set: ColumnSet
  ) throws(PopulationError) -> ColumnRole {
    let start = cursor.next
    let (text, count) = try string(&cursor, "a name stands in quotes")
    let found: Int
    if position < keys.count, isEqual(keys[position].text, text, count) {
      found = position
    } else if let known = keys.firstIndex(where: { isEqual($0.text, text, count) }) {
      found = known
    } else {
      let bytes = Array(UnsafeBufferPointer(start: text, count: count))
      keys.append((bytes, try set.role(String(decoding: bytes, as: UTF8.self))))
      met.append(0)
      found = keys.count - 1
    }
    if met[found] == rowNumber {
      cursor.next = start
      throw PopulationError(
        "`\(String(decoding: keys[found].text.prefix(40), as: UTF8.self))` is given twice",
        help: "give each member once")
    }
    met[found] = rowNumber
    position = found + 1
    return keys[found].role
  }

  private func isEqual(_ known: [UInt8], _ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard known.count == count else { return false }
    for index in 0..<count where known[index] != text[index] { return false }
    return true
  }

  /// The text of a value, as a cell of a table has it.
  private mutating func value(
    _ cursor: inout TextCursor
  ) throws(PopulationError) -> (UnsafePointer<UInt8>, Int) {
    let start = cursor.next
    switch start.pointee {
    case 0x22: return try string(&cursor, "")
    case 0x5B:
      while cursor.next.pointee != 0x5D {
        if cursor.next.pointee == 0x0A || cursor.next.pointee == 0x7B {
          throw PopulationError(
            "this is no list of texts on one line", help: "write `[\"a\", \"b\"]`")
        }
        cursor.next += 1
      }
      cursor.next += 1
      return (start, cursor.next - start)
    case 0x7B:
      throw PopulationError(
        "an object is no value of a facet", help: "give a text, a number or a list")
    default:
      while Self.isWord(cursor.next.pointee) { cursor.next += 1 }
      let count = cursor.next - start
      guard count > 0 else {
        throw PopulationError("a value is missing", help: "write `null` for what is not known")
      }
      let isNull =
        count == 4 && start[0] == 0x6E && start[1] == 0x75 && start[2] == 0x6C && start[3] == 0x6C
      return (start, isNull ? 0 : count)
    }
  }

  /// Goes behind a value of any kind.
  private mutating func skipValue(_ cursor: inout TextCursor) throws(PopulationError) {
    var depth = 0
    repeat {
      switch cursor.next.pointee {
      case 0x22: _ = try string(&cursor, "")
      case 0x0A:
        throw PopulationError("a value is not closed", help: "an object stands on one line")
      case 0x5B, 0x7B:
        depth += 1
        cursor.next += 1
      case 0x5D,
        0x7D where depth > 0:
        depth -= 1
        cursor.next += 1
      case 0x2C, 0x3A, 0x20, 0x09:
        guard depth > 0 else { throw PopulationError("a value is missing") }
        cursor.next += 1
      default: _ = try value(&cursor)
      }
    } while depth > 0
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E: true
    default: false
    }
  }

  /// The content of a text in quotes.
  private mutating func string(
    _ cursor: inout TextCursor, _ rule: String
  ) throws(PopulationError) -> (UnsafePointer<UInt8>, Int) {
    try Self.expect(0x22, rule, &cursor.next)
    let start = cursor.next
    while true {
      switch cursor.next.pointee {
      case 0x22:
        let count = cursor.next - start
        cursor.next += 1
        return (start, count)
      case 0x0A:
        throw PopulationError("a text is never closed", help: "end it with a quote")
      // No name, term, number or day has an escape in it, so what has is handed on as it stands.
      case 0x5C where cursor.next[1] != 0x0A: cursor.next += 2
      default: cursor.next += 1
      }
    }
  }
}
