/// Cells as a table of CSV writes them.
enum CSVText {
  /// Adds a cell to a line, in quotes if it could not be told from others without.
  static func append(_ cell: some Collection<UInt8>, to line: inout [UInt8]) {
    guard cell.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else {
      line += cell
      return
    }
    line.append(0x22)
    for byte in cell {
      if byte == 0x22 { line.append(byte) }
      line.append(byte)
    }
    line.append(0x22)
  }
}
