import TenureEngine

/// Reads tables of comma-separated values as RFC 4180 has them: quotes, doubled within quotes; line
/// breaks with or without a carriage return, and within quotes.
struct CSVDecoder {
  private let roles: [ColumnRole]
  /// Where bad rows are noted; nil if the first ends the work.
  private let badRows: BadRows?
  private var scratch: UnsafeMutablePointer<UInt8>
  private var scratchCapacity: Int

  init(_ roles: [ColumnRole], _ badRows: BadRows?) {
    self.roles = roles
    self.badRows = badRows
    scratchCapacity = 1 << 12
    scratch = .allocate(capacity: scratchCapacity)
  }

  func free() { scratch.deallocate() }

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
      if isBlank(cursor) {
        cursor.next += cursor.next.pointee == 0x0D ? 2 : 1
        cursor.line += 1
        continue
      }
      let line = cursor.line
      do {
        try decodeRow(row, &cursor, set)
        row += 1
      } catch {
        guard let badRows else { throw error }
        badRows.add(error, behind: row)
        set.drop(row)
        cursor.line = line
        skipRow(&cursor)
      }
    }
    return row
  }

  /// Goes behind a row that is wrong.
  private func skipRow(_ cursor: inout TextCursor) {
    let start = cursor.next
    let end =
      RecordScanner.end(of: start, before: cursor.end)
      ?? RecordScanner.firstLine(from: start, before: cursor.end) ?? cursor.end
    for byte in UnsafeBufferPointer(start: start, count: end - start) where byte == 0x0A {
      cursor.line += 1
    }
    cursor.next = end
  }

  private func isBlank(_ cursor: TextCursor) -> Bool {
    cursor.next.pointee == 0x0A || (cursor.next.pointee == 0x0D && cursor.next[1] == 0x0A)
  }

  @inline(__always)
  private mutating func decodeRow(
    _ row: Int, _ cursor: inout TextCursor, _ set: ColumnSet
  ) throws(PopulationError) {
    let start = cursor.next
    let line = cursor.line
    var next = start
    var column = 0
    while true {
      let cell = next
      var text = next
      var count: Int
      if next.pointee == 0x22 {
        (text, count) = try quoted(&next, &cursor, start, line)
      } else {
        next = Self.end(of: next)
        count = next - text
        if next.pointee == 0x22 {
          throw PopulationError(
            "a quote stands within a cell", line: line, column: next - start + 1,
            help: "put the whole cell in quotes, and double the quotes within")
        }
        if next.pointee == 0x0A, count > 0, text[count - 1] == 0x0D { count -= 1 }
      }
      guard column < roles.count else { throw wrongCount(column + 1, "or more", line) }
      do {
        try set.take(roles[column], row, text, count)
      } catch {
        var placed = error
        placed.line = line
        placed.column = cell - start + 1
        throw placed
      }
      column += 1
      let isLast = next.pointee == 0x0A
      next += 1
      if isLast { break }
    }
    guard column == roles.count else { throw wrongCount(column, "", line) }
    cursor.next = next
    cursor.line += 1
  }

  private func wrongCount(_ count: Int, _ more: String, _ line: Int) -> PopulationError {
    let number = more.isEmpty ? "\(count)" : "\(count) \(more)"
    return PopulationError(
      "the row has \(number) \(number == "1" ? "cell" : "cells"), and the header \(roles.count)",
      line: line, help: "a cell that holds a comma stands in quotes")
  }

  /// The place of the next comma, line break or quote: eight bytes at a time.
  @inline(__always)
  static func end(of text: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    var text = text
    while true {
      let word = UnsafeRawPointer(text).loadUnaligned(as: UInt64.self)
      let comma = word ^ (0x2C &* ones)
      let line = word ^ (0x0A &* ones)
      let quote = word ^ (0x22 &* ones)
      let found =
        ((comma &- ones) & ~comma | (line &- ones) & ~line | (quote &- ones) & ~quote) & highs
      if found != 0 { return text + found.trailingZeroBitCount / 8 }
      text += 8
    }
  }

  /// The content of a cell in quotes; `next` goes to what ends it.
  private mutating func quoted(
    _ next: inout UnsafePointer<UInt8>, _ cursor: inout TextCursor,
    _ start: UnsafePointer<UInt8>, _ line: Int
  ) throws(PopulationError) -> (UnsafePointer<UInt8>, Int) {
    let cell = next
    next += 1
    var count = 0
    while next < cursor.end {
      let byte = next.pointee
      next += 1
      if byte == 0x22 {
        guard next.pointee == 0x22 else {
          if next.pointee == 0x0D, next[1] == 0x0A { next += 1 }
          guard next.pointee == 0x2C || next.pointee == 0x0A else {
            throw PopulationError(
              "text stands behind the quote that ends a cell", line: line,
              column: next - start + 1, help: "double the quotes within a cell")
          }
          reserve(count + ByteTable.padding)
          return (UnsafePointer(scratch), count)
        }
        next += 1
      }
      if byte == 0x0A { cursor.line += 1 }
      reserve(count + ByteTable.padding + 1)
      scratch[count] = byte
      count += 1
    }
    throw PopulationError(
      "a quote is never closed", line: line, column: cell - start + 1,
      help: "end the cell with a quote")
  }

  private mutating func reserve(_ room: Int) {
    guard room > scratchCapacity else { return }
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: room * 2)
    larger.update(from: scratch, count: scratchCapacity)
    scratch.deallocate()
    scratch = larger
    scratchCapacity = room * 2
  }
}

extension CSVDecoder {
  /// The cells of a header.
  static func header(_ bytes: [UInt8]) throws(PopulationError) -> [String] {
    var names: [String] = []
    var starts: [Int] = []
    var index = 0
    while index < bytes.count {
      starts.append(index)
      names.append(String(decoding: try name(bytes, at: &index), as: UTF8.self))
    }
    var seen: Set<String> = []
    if let twice = names.firstIndex(where: { !seen.insert($0).inserted }) {
      throw PopulationError(
        "the header names `\(names[twice].prefix(40))` twice", line: 1, column: starts[twice] + 1,
        help: "give each column a name")
    }
    return names
  }

  /// The bytes of a name in a header; `index` goes behind what ends it.
  private static func name(
    _ bytes: [UInt8], at index: inout Int
  ) throws(PopulationError) -> [UInt8] {
    var name: [UInt8] = []
    let isQuoted = bytes[index] == 0x22
    if isQuoted {
      index += 1
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        if byte == 0x22 {
          guard index < bytes.count, bytes[index] == 0x22 else { break }
          index += 1
        }
        name.append(byte)
      }
    }
    let end = bytes[index...].firstIndex { $0 == 0x2C || $0 == 0x0A } ?? bytes.count
    var rest = bytes[index..<end]
    if end == bytes.count || bytes[end] == 0x0A, rest.last == 0x0D { rest.removeLast() }
    if let quote = rest.firstIndex(of: 0x22), !isQuoted {
      throw PopulationError(
        "a quote stands within a name", line: 1, column: quote + 1,
        help: "put the name in quotes, and double those within")
    }
    if isQuoted, !rest.isEmpty {
      throw PopulationError(
        "text stands behind the quote that ends a name", line: 1, column: index + 1,
        help: "double the quotes within a name")
    }
    index = end + 1
    return name + rest
  }
}
