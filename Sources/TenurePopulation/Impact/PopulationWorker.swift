import TenureEngine
import TenureModel

/// What one thread of a comparison found.
struct WorkerResult {
  let tally: PopulationTally
  /// For each facet that is asked for the counts by value.
  let groups: [[String?: PopulationChange.Counts]]
  let given: Set<FacetID>
  let ignored: Set<String>
}

/// One thread of a comparison: takes chunks of the population and rules their rows.
final class PopulationWorker {
  private let batches: [BatchRuling]
  private let facts: PopulationFacts
  private let writer: RowWriter?
  private let key: String?
  private let rulers: [BatchRuler]
  private let set: ColumnSet
  private let facets: [Int]
  private var tally: PopulationTally
  private let answers: [UnsafeMutablePointer<UInt32>]
  /// The rows of the chunk that are to be written, and how many there are.
  private var text: [UInt8] = []
  private var written: [(before: UInt32, after: UInt32)] = []
  private var keys: [[UInt8]] = []
  private var lineTexts: [UInt64: [UInt8]] = [:]

  init(
    _ batches: [BatchRuling], _ facts: PopulationFacts,
    _ options: PopulationComparison.Options, _ writer: RowWriter?
  ) {
    self.batches = batches
    self.facts = facts
    self.writer = writer
    key = writer == nil ? nil : options.key
    rulers = batches.map { BatchRuler($0) }
    set = ColumnSet(
      batches[0].engine.regime.vocabulary, batches, rulers, key: key, assuming: options.assumptions)
    let columns = set.columns
    facets = options.facets.compactMap { facet in columns.firstIndex { $0.facet == facet } }
    tally = PopulationTally(facets)
    answers = batches.map { _ in .allocate(capacity: BatchRuler.rowLimit) }
  }

  deinit { for answers in answers { answers.deallocate() } }

  /// Takes chunks until there are none, or some thread fails.
  func run(_ board: Board) {
    var sequence = 0
    do throws(PopulationError) {
      switch facts.feed {
      case .csv(let file, let header, let lines):
        try checkKey(header)
        var decoder = CSVDecoder(try roles(header))
        defer { decoder.free() }
        try run(file, board, firstLine: lines, &sequence) {
          (cursor: inout TextCursor) throws(PopulationError) in
          try decoder.decode(&cursor, BatchRuler.rowLimit, into: self.set)
        }
      case .jsonLines(let file):
        var decoder = JSONLinesDecoder(hasKey: key != nil)
        try run(file, board, firstLine: 0, &sequence) {
          (cursor: inout TextCursor) throws(PopulationError) in
          try decoder.decode(&cursor, BatchRuler.rowLimit, into: self.set)
        }
      case .sqlite(let query): try run(query, board, &sequence)
      }
    } catch {
      board.fail(sequence, error)
      writer?.stop()
    }
  }

  private func checkKey(_ columns: [String]) throws(PopulationError) {
    guard let key, !columns.contains(key) else { return }
    throw PopulationError(
      "there is no column `\(key.prefix(40))`",
      help: "name a column of the table after `--key`, or leave it out to number the rows")
  }

  private func roles(_ columns: [String]) throws(PopulationError) -> [ColumnRole] {
    set.fillChunk()
    var roles: [ColumnRole] = []
    for name in columns { roles.append(try set.role(name)) }
    return roles
  }

  private func run(
    _ file: TextFeed, _ board: Board, firstLine: Int, _ sequence: inout Int,
    _ decode: (inout TextCursor) throws(PopulationError) -> Int
  ) throws(PopulationError) {
    let chunk = TextChunk()
    while !board.isStopped, try file.next(into: chunk) {
      sequence = chunk.sequence
      var cursor = TextCursor(chunk)
      cursor.line = sequence == 0 ? firstLine : 0
      var rows = 0
      while !cursor.isAtEnd {
        let count = try decode(&cursor)
        rule(count)
        rows += count
      }
      try write(sequence, rows)
      board.finish(sequence, lines: cursor.line, rows: rows)
    }
  }

  private func run(
    _ query: SQLiteFeed, _ board: Board, _ sequence: inout Int
  ) throws(PopulationError) {
    try checkKey(query.columns)
    let roles = try roles(query.columns)
    let block = CellBlock()
    while !board.isStopped, try query.next(BatchRuler.rowLimit, into: block) {
      sequence = block.sequence
      try block.decode(roles, into: set)
      rule(block.rowCount)
      try write(sequence, block.rowCount)
      board.finish(sequence, lines: block.rowCount, rows: block.rowCount)
    }
  }

  /// Rules the rows that the columns hold.
  private func rule(_ count: Int) {
    for (ruler, answers) in zip(rulers, answers) { ruler.rule(count, into: answers) }
    tally.add(answers[0], answers[1], count, set.columns)
    guard writer != nil else { return }
    var start = 0
    for row in 0..<count {
      written.append((answers[0][row], answers[1][row]))
      guard key != nil else { continue }
      keys.append(Array(set.keyBytes[start..<set.keyEnds[row]]))
      start = set.keyEnds[row]
    }
  }

  /// Writes the rows of a chunk when its turn comes.
  private func write(_ sequence: Int, _ rows: Int) throws(PopulationError) {
    guard let writer else { return }
    defer {
      written.removeAll(keepingCapacity: true)
      keys.removeAll(keepingCapacity: true)
    }
    try writer.write(sequence, rows: rows) { first in
      text.removeAll(keepingCapacity: true)
      for (row, pair) in written.enumerated() {
        if key == nil {
          text += String(first + row).utf8
        } else {
          appendKey(keys[row])
        }
        text += line(pair.before, pair.after)
      }
      return text
    }
  }

  private func appendKey(_ key: [UInt8]) {
    let isPlain = !key.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
    if isPlain {
      text += key
      return
    }
    text.append(0x22)
    for byte in key {
      if byte == 0x22 { text.append(byte) }
      text.append(byte)
    }
    text.append(0x22)
  }

  /// The rest of a line behind the name of a row.
  private func line(_ before: UInt32, _ after: UInt32) -> [UInt8] {
    let number = UInt64(before) << 32 | UInt64(after)
    if let known = lineTexts[number] { return known }
    func cells(_ number: UInt32, _ batch: BatchRuling) -> String {
      let answer = RowAnswer(number: number)
      let clause = answer.clause.map { batch.engine.clauses[$0].clause.id } ?? ""
      return ",\(answer.verdict.rawValue),\(clause)"
    }
    let text = Array(
      (cells(before, batches[0]) + cells(after, batches[1]) + "\n").utf8)
    lineTexts[number] = text
    return text
  }

  /// What was found.
  func result() -> WorkerResult {
    let vocabulary = batches[0].engine.regime.vocabulary
    let groups = facets.enumerated().map { index, position in
      var groups: [String?: PopulationChange.Counts] = [:]
      let column = set.columns[position]
      for (number, fact) in column.facts.enumerated() {
        let counts = tally.counts(index, of: number)
        if counts.total == 0 { continue }
        for value in vocabulary.words(of: fact, column.facet) {
          groups[value, default: PopulationChange.Counts()].add(counts)
        }
      }
      return groups
    }
    return WorkerResult(
      tally: tally, groups: groups, given: Set(set.given.map { set.columns[$0].facet }),
      ignored: set.ignored)
  }
}

extension Vocabulary {
  /// The words under which a fact is counted: each term of a set, `[]` for the empty one, nil where
  /// nothing is known.
  fileprivate func words(of fact: Situation.Fact, _ facet: FacetID) -> [String?] {
    guard case .known(let value) = fact else { return [nil] }
    let taxonomy = taxonomy(of: facet)
    switch value {
    case .term(let leaf): return [taxonomy?.leafName(leaf)]
    case .set(let leaves):
      return leaves.isEmpty ? ["[]"] : leaves.leaves.map { taxonomy?.leafName($0) }
    case .flag(let isOn): return [isOn ? "yes" : "no"]
    case .quantity(let number): return [number.description]
    case .date(let day): return [day.description]
    }
  }
}
