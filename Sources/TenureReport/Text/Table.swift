/// Rows of cells, padded to columns, the last column left as it is.
package struct Table {
  private struct Cell {
    let plain: String
    let marked: String
  }

  private var rows: [[Cell]] = []
  private let ink: Ink

  /// Creates a table without rows.
  package init(_ ink: Ink) { self.ink = ink }

  /// Whether there is no row.
  package var isEmpty: Bool { rows.isEmpty }

  /// Adds a row.
  package mutating func add(_ cells: (text: String, style: Ink.Style?)...) { add(cells) }

  /// Adds a row.
  package mutating func add(_ cells: [(text: String, style: Ink.Style?)]) {
    rows.append(
      cells.map { cell in
        let plain = cell.text.printable
        return Cell(plain: plain, marked: cell.style.map { ink(plain, $0) } ?? plain)
      })
  }

  /// The rows as lines, each behind an indentation.
  package func lines(indent: Int) -> [String] {
    var widths: [Int] = []
    for row in rows {
      for (column, cell) in row.enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], cell.plain.count)
      }
    }
    return rows.map { row in
      var line = String(repeating: " ", count: indent)
      for (column, cell) in row.enumerated() {
        line += cell.marked
        if row[(column + 1)...].allSatisfy({ $0.plain.isEmpty }) { break }
        // A column that is empty in every row takes no room.
        guard widths[column] > 0 else { continue }
        line += String(repeating: " ", count: widths[column] - cell.plain.count + 2)
      }
      return line
    }
  }
}

extension String {
  /// The text on one line, without what a terminal would act on: documents and commits are written
  /// by others.
  package var printable: String {
    guard unicodeScalars.contains(where: \.isUnprintable) else { return self }
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars { text.append(scalar.isUnprintable ? "\u{FFFD}" : scalar) }
    return String(text)
  }
}

extension Unicode.Scalar {
  fileprivate var isUnprintable: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069, 0x200E, 0x200F: true
    default: false
    }
  }
}
