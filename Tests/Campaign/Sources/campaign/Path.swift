import TenureModel

/// A way to an answer, which must be that of the reference interpreter.
enum Path: String, CaseIterable, Sendable {
  /// Rulings of an engine that has not prepared its clauses.
  case narrowed
  /// Rulings by bit sets: prepared clauses.
  case bits
  /// Rulings on partial situations.
  case partial
  /// Verdicts by the ruling diagram, and its counts.
  case diagram
  /// Verdicts and clauses of a batch.
  case batch
  /// The query of a regime, run by SQLite.
  case sqlite
  /// Comparisons: relation, counts, regions and witnesses against every situation.
  case diff
  /// Regions and witnesses of comparisons against random situations; of large spaces too.
  case regions
  /// Certificates of what the engine's comparison claims, by the independent checker.
  case certificate
  /// Documents written from a regime, and read again.
  case documents
  /// The query of a regime, run by DuckDB.
  case duckdb
  /// Comparisons, proved by z3 from the clauses.
  case z3

  /// What a path came to on a trial.
  enum Result {
    /// It agrees with the judge in so many situations.
    case agrees(situations: Int)
    /// It does not, as the words say; in a situation, if one can be named.
    case differs(String, in: Situation?)
    /// The trial is nothing for it.
    case skipped
  }

  /// Of how many trials it takes one: what is slow takes fewer.
  var interval: UInt64 {
    switch self {
    case .sqlite: 5
    case .certificate: 4
    case .documents: 4
    case .duckdb, .z3: 20
    default: 1
    }
  }

  /// Whether it asks other programs.
  var needsSolver: Bool { [.duckdb, .z3].contains(self) }

  /// Whether it compares the two regimes of a trial.
  var comparesRegimes: Bool { [.diff, .regions, .certificate, .z3].contains(self) }

  /// Asks the path and the judge the same.
  func check(_ examination: Examination) -> Result {
    switch self {
    case .narrowed: examination.checkNarrowed()
    case .bits: examination.checkBits()
    case .partial: examination.checkPartial()
    case .diagram: examination.checkDiagram()
    case .batch: examination.checkBatch()
    case .sqlite: examination.checkSQLite()
    case .diff: examination.checkDiff()
    case .regions: examination.checkRegions()
    case .certificate: examination.checkCertificate()
    case .documents: examination.checkDocuments()
    case .duckdb: examination.checkDuckDB()
    case .z3: examination.checkProof()
    }
  }
}
