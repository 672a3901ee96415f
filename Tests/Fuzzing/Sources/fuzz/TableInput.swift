import TenureModel

@testable import TenureEngine
@testable import TenurePopulation

/// Inputs that are tables of situations: read and ruled, with bad rows refused and left out.
enum TableInput {
  /// Reads the rows that a cursor stands before.
  private typealias Decode = (inout TextCursor, ColumnSet) throws(PopulationError) -> Int

  /// A table in CSV: the first line is its header.
  static func readCSV(_ bytes: [UInt8]) {
    let end = bytes.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
    do throws(PopulationError) {
      let header = try CSVDecoder.header(Array(bytes[..<end]))
      let refused = try csv(header, [Array(bytes[end...])], nil)
      expectSame(refused) { badRows throws(PopulationError) in
        try csv(header, [Array(bytes[end...])], badRows)
      }
    } catch {
      precondition(!error.message.isEmpty, "PopulationError.message must say what is wrong")
    }
  }

  /// A table in JSON lines.
  static func readJSONLines(_ bytes: [UInt8]) {
    do throws(PopulationError) {
      let refused = try jsonLines([bytes], nil)
      expectSame(refused) { badRows throws(PopulationError) in try jsonLines([bytes], badRows) }
    } catch {
      precondition(!error.message.isEmpty, "PopulationError.message must say what is wrong")
    }
  }

  /// A file of CSV, the first byte of which says into how large pieces it is cut: whatever that is,
  /// the same rows are ruled, and the same left out.
  static func readChunks(_ bytes: [UInt8]) {
    guard let size = bytes.first else { return }
    FileInput.withFile(Array(bytes.dropFirst())) { path in
      do throws(PopulationError) {
        let whole = try chunks(of: path, 1 << 20)
        let pieces = try chunks(of: path, Int(size) + 1)
        guard whole.header == pieces.header else { return }
        let badRows = (BadRows(), BadRows())
        let answers = (
          try csv(whole.header, whole.chunks, badRows.0),
          try csv(pieces.header, pieces.chunks, badRows.1)
        )
        precondition(answers.0 == answers.1, "TextFeed must cut between rows")
        precondition(badRows.0.count == badRows.1.count, "TextFeed must not cut a good row")
      } catch {
        precondition(!error.message.isEmpty, "PopulationError.message must say what is wrong")
      }
    }
  }

  /// What can be read without leaving rows out is read so with leaving them out, too.
  private static func expectSame(
    _ answers: [UInt32], _ read: (BadRows) throws(PopulationError) -> [UInt32]
  ) {
    let badRows = BadRows()
    let kept = try? read(badRows)
    precondition(kept == answers && badRows.count == 0, "good rows must not be left out")
  }
}

// MARK: Reading

extension TableInput {
  private static func chunks(
    of path: String, _ size: Int
  ) throws(PopulationError) -> (header: [String], chunks: [[UInt8]]) {
    let feed = try TextFeed(path, chunkSize: size)
    let header = try CSVDecoder.header(try feed.takeHeader().bytes)
    var chunks: [[UInt8]] = []
    let chunk = TextChunk()
    while try feed.next(into: chunk) { chunks.append(Array(chunk.bytes)) }
    return (header, chunks)
  }

  private static func csv(
    _ header: [String], _ chunks: [[UInt8]], _ badRows: BadRows?
  ) throws(PopulationError) -> [UInt32] {
    let table = Table()
    var roles: [ColumnRole] = []
    for name in header { roles.append(try table.set.role(name)) }
    var decoder = CSVDecoder(roles, badRows)
    defer { decoder.free() }
    return try table.answers(chunks) { (cursor, set) throws(PopulationError) in
      try decoder.decode(&cursor, BatchRuler.rowLimit, into: set)
    }
  }

  private static func jsonLines(
    _ chunks: [[UInt8]], _ badRows: BadRows?
  ) throws(PopulationError) -> [UInt32] {
    var decoder = JSONLinesDecoder(hasKey: true, badRows)
    defer { decoder.free() }
    return try Table().answers(chunks) { (cursor, set) throws(PopulationError) in
      try decoder.decode(&cursor, BatchRuler.rowLimit, into: set)
    }
  }

  /// The columns of an input, and who rules its rows.
  private struct Table {
    let ruler: BatchRuler
    let set: ColumnSet

    init() {
      ruler = BatchRuler(SmallLaw.batch)
      set = ColumnSet(
        SmallLaw.vocabulary, SmallLaw.batch.variables, [ruler], key: "id",
        PopulationComparison.Options())
      set.fillChunk()
    }

    /// Reads and rules all rows.
    func answers(_ chunks: [[UInt8]], _ decode: Decode) throws(PopulationError) -> [UInt32] {
      let room = UnsafeMutablePointer<UInt32>.allocate(capacity: BatchRuler.rowLimit)
      defer { room.deallocate() }
      var answers: [UInt32] = []
      for bytes in chunks {
        let chunk = TextChunk()
        chunk.reserve(bytes.count)
        for (place, byte) in bytes.enumerated() { chunk.base[place] = byte }
        chunk.count = bytes.count
        chunk.seal()
        var cursor = TextCursor(chunk)
        while !cursor.isAtEnd {
          let count = try decode(&cursor, set)
          precondition(count <= BatchRuler.rowLimit, "a decoder must keep to the limit of rows")
          ruler.rule(count, into: room)
          answers += UnsafeBufferPointer(start: room, count: count)
        }
      }
      return answers
    }
  }
}
