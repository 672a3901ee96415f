import TenureModel

@testable import TenureEngine
@testable import TenurePopulation

/// Inputs that are tables of situations.
enum TableInput {
  /// A table in CSV: the first line is its header.
  static func readCSV(_ bytes: [UInt8]) {
    let end = bytes.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
    do throws(PopulationError) {
      let header = try CSVDecoder.header(Array(bytes[..<end]))
      let table = Table(bytes[end...])
      var roles: [ColumnRole] = []
      for name in header { roles.append(try table.set.role(name)) }
      var decoder = CSVDecoder(roles, nil)
      defer { decoder.free() }
      try table.rule { (cursor, set) throws(PopulationError) in
        try decoder.decode(&cursor, BatchRuler.rowLimit, into: set)
      }
    } catch {
      precondition(!error.message.isEmpty, "PopulationError.message must say what is wrong")
    }
  }

  /// A table in JSON lines.
  static func readJSONLines(_ bytes: [UInt8]) {
    do throws(PopulationError) {
      var decoder = JSONLinesDecoder(hasKey: true, nil)
      try Table(bytes[...]).rule { (cursor, set) throws(PopulationError) in
        try decoder.decode(&cursor, BatchRuler.rowLimit, into: set)
      }
    } catch {
      precondition(!error.message.isEmpty, "PopulationError.message must say what is wrong")
    }
  }

  /// The rows of an input, and those who rule them.
  private struct Table {
    let chunk = TextChunk()
    let ruler: BatchRuler
    let set: ColumnSet

    init(_ bytes: ArraySlice<UInt8>) {
      ruler = BatchRuler(SmallLaw.batch)
      set = ColumnSet(
        SmallLaw.vocabulary, SmallLaw.batch.variables, [ruler], key: "id",
        PopulationComparison.Options())
      chunk.reserve(bytes.count)
      for (place, byte) in bytes.enumerated() { chunk.base[place] = byte }
      chunk.count = bytes.count
      chunk.seal()
    }

    /// Reads all rows.
    func rule(
      _ decode: (inout TextCursor, ColumnSet) throws(PopulationError) -> Int
    ) throws(PopulationError) {
      var cursor = TextCursor(chunk)
      while !cursor.isAtEnd {
        if try decode(&cursor, set) == 0 { break }
      }
    }
  }
}
