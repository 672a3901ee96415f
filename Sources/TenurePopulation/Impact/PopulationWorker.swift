import TenureEngine
import TenureModel

/// What one thread of a comparison found.
struct WorkerResult {
  let tally: PopulationTally
  /// For each facet that is asked for the counts by value.
  let groups: [[String?: PopulationChange.Counts]]
  /// For each part of the rights the rows by what becomes of them.
  let rights: [[Int]]
  let money: MoneyResult?
  let badRowCount: Int
  let badRows: [BadRows.Row]
  let given: Set<FacetID>
  /// The columns that are something, and those that are nothing.
  let met: Set<String>
  let ignored: Set<String>
}

/// One thread of a comparison: takes chunks of the population and rules their rows.
final class PopulationWorker {
  /// A row that is to be written, by its place among all of the chunk.
  private struct WrittenRow {
    let place: Int
    let before: UInt32
    let after: UInt32
  }

  private let plan: ComparisonPlan
  private let facts: PopulationFacts
  private let writer: RowWriter?
  private let key: String?
  private let rulers: [BatchRuler]
  private let set: ColumnSet
  private let facets: [Int]
  private let badRows: BadRows?
  private var tally: PopulationTally
  private var money: MoneyTally?
  private var rights: [[Int]]
  private let answers: [UnsafeMutablePointer<UInt32>]
  /// The rows of the chunk that are to be written, and how many there are.
  private var text: [UInt8] = []
  private var written: [WrittenRow] = []
  private var keys: [[UInt8]] = []
  private var lineTexts: [UInt64: [UInt8]] = [:]

  init(_ plan: ComparisonPlan, _ facts: PopulationFacts, _ writer: RowWriter?) {
    let options = plan.options
    self.plan = plan
    self.facts = facts
    self.writer = writer
    key = writer == nil ? nil : options.key
    let holdings = plan.holdings?.parts ?? []
    rulers = (plan.batches + holdings.map(\.batch)).map { BatchRuler($0) }
    set = ColumnSet(plan.vocabulary, plan.variables, rulers, key: key, options)
    let columns = set.columns
    facets = options.facets.compactMap { facet in columns.firstIndex { $0.facet == facet } }
    badRows = options.skipsBadRows ? BadRows() : nil
    tally = PopulationTally(facets, causeLimit: plan.options.causeLimit)
    rights = holdings.map { _ in HoldingChanges.Change.allCases.map { _ in 0 } }
    answers = rulers.map { _ in .allocate(capacity: BatchRuler.rowLimit) }
    if let income = options.income, let money = plan.money {
      self.money = MoneyTally(
        MoneyCases(money, at: plan.day, income, columns: columns.map(\.facet)), facets: facets,
        rowLimit: BatchRuler.rowLimit)
    }
  }

  deinit {
    for answers in answers { answers.deallocate() }
    money?.free()
  }

  /// Takes chunks until there are none, or some thread fails.
  func run(_ board: ComparisonBoard) {
    var sequence = 0
    do throws(PopulationError) {
      switch facts.feed {
      case .csv(let file, let header, let lines):
        var decoder = CSVDecoder(try roles(header), badRows)
        defer { decoder.free() }
        try run(file, board, firstLine: lines, &sequence) {
          (cursor: inout TextCursor) throws(PopulationError) in
          try decoder.decode(&cursor, BatchRuler.rowLimit, into: self.set)
        }
      case .jsonLines(let file):
        var decoder = JSONLinesDecoder(hasKey: key != nil, badRows)
        defer { decoder.free() }
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

  private func roles(_ columns: [String]) throws(PopulationError) -> [ColumnRole] {
    set.fillChunk()
    var roles: [ColumnRole] = []
    for name in columns { roles.append(try set.role(name)) }
    return roles
  }

  private func run(
    _ file: TextFeed, _ board: ComparisonBoard, firstLine: Int, _ sequence: inout Int,
    _ decode: (inout TextCursor) throws(PopulationError) -> Int
  ) throws(PopulationError) {
    let chunk = TextChunk()
    while !board.isStopped, try file.next(into: chunk) {
      sequence = chunk.sequence
      badRows?.sequence = sequence
      var cursor = TextCursor(chunk)
      cursor.line = sequence == 0 ? firstLine : 0
      var rows = 0
      while !cursor.isAtEnd {
        let count = try decode(&cursor)
        try rule(count, behind: rows)
        rows += count + (badRows?.places.count ?? 0)
      }
      try write(sequence, rows)
      board.finish(sequence, lines: cursor.line, rows: rows, bytes: chunk.count)
    }
  }

  private func run(
    _ query: SQLiteFeed, _ board: ComparisonBoard, _ sequence: inout Int
  ) throws(PopulationError) {
    let columns = Array(zip(query.columns, try roles(query.columns)))
      .map { (name: $0.0, role: $0.1) }
    let block = CellBlock()
    while !board.isStopped, try query.next(BatchRuler.rowLimit, into: block) {
      sequence = block.sequence
      badRows?.sequence = sequence
      try rule(try block.decode(columns, into: set, badRows), behind: 0)
      try write(sequence, block.rowCount)
      board.finish(sequence, lines: block.rowCount, rows: block.rowCount, bytes: 0)
    }
  }

  /// Rules the rows that the columns hold, which stand behind some others of the chunk.
  private func rule(_ count: Int, behind first: Int) throws(PopulationError) {
    for (ruler, answers) in zip(rulers, answers) { ruler.rule(count, into: answers) }
    tally.add(answers[0], answers[1], count, set.columns)
    for part in rights.indices {
      let answers = answers[plan.batches.count + part]
      for row in 0..<count {
        rights[part][HoldingChanges.Change(answer: answers[row]).rawValue] += 1
      }
    }
    try money?.add(count, incomes: set.incomes, set.columns)
    if writer != nil { keep(count, behind: first) }
  }

  /// Keeps rows to write them when the turn of their chunk comes.
  private func keep(_ count: Int, behind first: Int) {
    var start = 0
    var skipped = 0
    let places = badRows?.places ?? []
    for row in 0..<count {
      while skipped < places.count, places[skipped] <= row { skipped += 1 }
      written.append(
        WrittenRow(place: first + row + skipped, before: answers[0][row], after: answers[1][row]))
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
      for (number, row) in written.enumerated() {
        if key == nil {
          text += String(first + row.place).utf8
        } else {
          CSVText.append(keys[number], to: &text)
        }
        text += line(row.before, row.after)
      }
      return text
    }
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
      (cells(before, plan.batches[0]) + cells(after, plan.batches[1]) + "\n").utf8)
    lineTexts[number] = text
    return text
  }

  /// What was found.
  func result() -> WorkerResult {
    let vocabulary = plan.vocabulary
    let columns = facets.map { set.columns[$0] }
    let groups = columns.enumerated().map { index, column in
      var groups: [String?: PopulationChange.Counts] = [:]
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
      tally: tally, groups: groups, rights: rights,
      money: money.map { MoneyResult($0, columns, in: vocabulary) },
      badRowCount: badRows?.count ?? 0, badRows: badRows?.kept ?? [],
      given: Set(set.given.map { set.columns[$0].facet }), met: set.met, ignored: set.ignored)
  }
}
