/// A piece of work that must not become slower unnoticed.
enum Kernel: String, CaseIterable {
  /// A document of 4 KiB parsed.
  case parse
  /// The same formatted.
  case format
  /// A regime of 200 clauses read from a document, under a vocabulary that is known.
  case load
  /// An engine of 1,000 clauses, and the first rulings that prepare it.
  case prepare
  /// A ruling on a total situation, 1,000 clauses.
  case rule
  /// A ruling on a partial situation, 1,000 clauses.
  case rulePartial = "rule-partial"
  /// The diagram of 200 clauses.
  case diagram
  /// A batch of 1,000 clauses over seven facets made ready.
  case compileBatch = "compile-batch"
  /// A thousand rows ruled by it.
  case ruleBatch = "rule-batch"
  /// One clause of 1,000 amended, and compared.
  case compare
  /// The regions of a comparison of two unrelated regimes.
  case regions
  /// A regime of 60 clauses checked.
  case check
  /// A thousand incomes split by a waterfall.
  case split
  /// The indices of power of 60 voters.
  case power

  /// How many rounds are counted.
  var rounds: Int {
    switch self {
    case .parse, .format: 20
    case .rule: 200
    case .rulePartial: 4
    case .ruleBatch, .split: 20
    case .load, .compare: 4
    case .prepare, .diagram, .compileBatch, .regions, .check, .power: 1
    }
  }

  /// Everything that is needed, made; the closure does one round.
  func prepared() throws -> (Int) throws -> Int {
    switch self {
    case .parse, .format, .load: try DocumentKernels.prepared(self)
    case .split, .power: try MeasureKernels.prepared(self)
    default: try EngineKernels.prepared(self)
    }
  }
}
