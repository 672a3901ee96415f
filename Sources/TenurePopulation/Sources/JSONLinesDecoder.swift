import TenureEngine
import TenureModel

/// Reads JSON lines: an object on each line, whose members are the cells of a row.
///
/// A member is a text, a number, `true`, `false`, `null` (not known), or a list of texts. A facet
/// that an object lacks takes its default.
struct JSONLinesDecoder {
  /// The most different names that members may have.
  static let nameLimit = 1 << 16

  /// The names that were met, by number, and what each is.
  private var names = ByteTable()
  private var keys: [(text: [UInt8], role: ColumnRole)] = []
  /// The row for which a key was last met, by its position.
  private var met: [Int] = []
  private var rowNumber = 0
  private var reader = JSONReader()
  private let hasKey: Bool
  /// Where bad rows are noted; nil if the first ends the work.
  private let badRows: BadRows?

  init(hasKey: Bool, _ badRows: BadRows?) {
    self.hasKey = hasKey
    self.badRows = badRows
  }

  func free() {
    names.free()
    reader.free()
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
      JSONReader.skipSpaces(&cursor.next)
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
    try JSONReader.expect(0x7B, "a line is an object", &cursor.next)
    JSONReader.skipSpaces(&cursor.next)
    var position = 0
    var isOpen = cursor.next.pointee != 0x7D
    if !isOpen { cursor.next += 1 }
    while isOpen {
      let role = try key(&cursor, &position, set)
      JSONReader.skipSpaces(&cursor.next)
      try JSONReader.expect(0x3A, "a colon stands behind a name", &cursor.next)
      JSONReader.skipSpaces(&cursor.next)
      if role == .ignored {
        try reader.skipValue(&cursor.next)
      } else {
        let place = cursor.next
        let (text, count) = try value(&cursor.next)
        do {
          try set.take(role, row, text, count)
        } catch {
          cursor.next = place
          throw error
        }
        if role.isKey { keyIsGiven = true }
      }
      JSONReader.skipSpaces(&cursor.next)
      if cursor.next.pointee == 0x7D {
        isOpen = false
        cursor.next += 1
      } else {
        try JSONReader.expect(0x2C, "a comma or `}` stands behind a value", &cursor.next)
        JSONReader.skipSpaces(&cursor.next)
      }
    }
    if hasKey, !keyIsGiven { try set.take(.key, row, cursor.next, 0) }
    JSONReader.skipSpaces(&cursor.next)
    try JSONReader.expect(0x0A, "nothing stands behind an object on its line", &cursor.next)
  }

  /// The role of the member whose name stands next: mostly that of the same place in the last row.
  private mutating func key(
    _ cursor: inout TextCursor, _ position: inout Int, _ set: ColumnSet
  ) throws(PopulationError) -> ColumnRole {
    let start = cursor.next
    let (text, count) = try reader.string(&cursor.next, "a name stands in quotes")
    var found = position
    if position >= keys.count || !isEqual(keys[position].text, text, count) {
      found = names.number(text, count)
      if found < 0 { found = try add(text, count, set) }
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

  /// The number of a name that was not met before.
  private mutating func add(
    _ text: UnsafePointer<UInt8>, _ count: Int, _ set: ColumnSet
  ) throws(PopulationError) -> Int {
    guard keys.count < Self.nameLimit else {
      throw PopulationError(
        "rows have more than \(Self.nameLimit) different members",
        help: "name what varies in a value, not in the name of a member")
    }
    let bytes = Array(UnsafeBufferPointer(start: text, count: count))
    keys.append((bytes, try set.role(String(decoding: bytes, as: UTF8.self))))
    met.append(0)
    names.add(text, count, number: keys.count - 1)
    return keys.count - 1
  }

  private func isEqual(_ known: [UInt8], _ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard known.count == count else { return false }
    for index in 0..<count where known[index] != text[index] { return false }
    return true
  }

  /// The text of a value, as a cell of a table has it.
  private mutating func value(
    _ next: inout UnsafePointer<UInt8>
  ) throws(PopulationError) -> (UnsafePointer<UInt8>, Int) {
    let start = next
    switch start.pointee {
    case 0x22: return try reader.string(&next, "")
    case 0x5B:
      try reader.skipValue(&next)
      return (start, next - start)
    case 0x7B:
      throw PopulationError(
        "an object is no value of a facet", help: "give a text, a number or a list")
    default:
      try JSONReader.skipWord(&next)
      return (start, start.pointee == 0x6E ? 0 : next - start)
    }
  }
}
