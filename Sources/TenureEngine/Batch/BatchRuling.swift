public import TenureModel

/// A regime made ready to rule populations: tables of many situations.
///
/// ```swift
/// let batch = BatchRuling(engine, at: day)
/// let rulings = batch.rulings(of: table)
/// rulings.verdicts[0]      // the verdict on the first row
/// rulings.clause(of: 0)    // the position of the first clause that decides it
/// ```
///
/// It holds the diagram of all answers in a table of its own; a row costs a step for each facet
/// that matters to it, and nothing is allocated or counted on the way. Where the diagram would be
/// too large there is none, and rows are ruled by the sets of clauses that their facts leave alive:
/// the same answers, but microseconds for each. What it is bad at: regimes that are asked once. The
/// whole explanation of a row, with the clauses that were defeated, is `RegimeEngine.ruling(in:)`.
public struct BatchRuling: Sendable {
  /// The most nodes of a diagram, unless another number is given.
  public static let nodeLimit = 1 << 21

  /// The regime.
  public let engine: RegimeEngine
  /// The day at which it is asked, if it is fixed.
  public let day: Day?

  /// The facts of facets that no row gives.
  let absent: [FacetID: Situation.Fact]
  let namesClauses: Bool
  /// All answers; nil if they are too many.
  let diagram: CompactDiagram?
  /// What the situations of codes are made of, where there is no diagram.
  private let space: Space?
  /// The variable of each level of the diagram; without one, all that clauses tell apart.
  package let variables: [Variable]
  private let codeLimits: CodeLimits

  /// Makes a regime ready.
  ///
  /// - Parameters:
  ///   - engine: The regime.
  ///   - day: The day at which it is asked; without it, `date` is a facet like any other.
  ///   - namesClauses: Whether the answers name the first deciding clause; without, the diagram is
  ///     smaller and made faster.
  ///   - absent: The facts of facets that no row will give: known, or unknown. The diagram then
  ///     does not ask about them.
  ///   - nodeLimit: The most nodes that the diagram may take to make; past it there is none.
  ///
  /// Complexity: that of the diagram, which is small for law; at most `nodeLimit` nodes.
  public init(
    _ engine: RegimeEngine, at day: Day? = nil, namesClauses: Bool = true,
    absent: [FacetID: Situation.Fact] = [:], nodeLimit: Int = BatchRuling.nodeLimit
  ) {
    let whole = PopulationDiagram(
      engine, at: day, namesClauses: namesClauses, absent: absent, nodeLimit: nodeLimit)
    self.init(whole, of: engine, at: day, namesClauses: namesClauses, absent: absent)
  }

  init(
    _ whole: PopulationDiagram, of engine: RegimeEngine, at day: Day?, namesClauses: Bool,
    absent: [FacetID: Situation.Fact]
  ) {
    self.engine = engine
    self.day = day
    self.absent = absent
    self.namesClauses = namesClauses
    let diagram = whole.store.isExhausted ? nil : CompactDiagram(whole.root, in: whole.store)
    self.diagram = diagram
    space = diagram == nil ? whole.space : nil
    variables =
      diagram.map { $0.levels.map { whole.space.variables[$0] } }
      ?? Array(whole.space.variables[..<whole.space.baseLevelCount])
    codeLimits = CodeLimits(variables)
  }

  /// Whether all answers stand in a diagram; if not, rows take microseconds.
  public var hasDiagram: Bool { diagram != nil }

  /// The facets on which the answers depend, ascending.
  public var facets: [FacetID] { Set(variables.map(\.facet)).sorted() }

  /// How large the table of the diagram is, in cells of four bytes.
  public var cellCount: Int { diagram?.cellCount ?? 0 }

  /// The fact of a facet in rows that do not give it.
  func usualFact(of facet: FacetID) -> Situation.Fact {
    absent[facet] ?? engine.regime.vocabulary[facet].defaultValue.map { .known($0) } ?? .unknown
  }

  /// The rulings on all rows of a table.
  ///
  /// A facet without a column takes its default, or is not known.
  ///
  /// Complexity: for a row as many steps as facets matter to it; for one in which a facet that
  /// matters is not known, at most the number of nodes that its completions reach.
  public func rulings(of table: SituationTable) -> PopulationRulings {
    let ruler = BatchRuler(self)
    for column in table.columns {
      for fact in column.facts { ruler.add(fact, to: column.facet) }
    }
    var answers = [UInt32](repeating: 0, count: table.rowCount)
    answers.withUnsafeMutableBufferPointer { answers in
      guard let base = answers.baseAddress else { return }
      Self.withPointers(to: table.columns[...], []) { columns in
        var start = 0
        while start < table.rowCount {
          let count = min(BatchRuler.rowLimit, table.rowCount - start)
          for (facet, codes) in columns { ruler.setColumn(codes + start, of: facet) }
          ruler.rule(count, into: base + start)
          start += count
        }
      }
    }
    return PopulationRulings(answers)
  }

  /// Calls a body with where the codes of all columns stand.
  private static func withPointers(
    to columns: ArraySlice<SituationTable.Column>,
    _ found: [(FacetID, UnsafePointer<UInt32>)],
    _ body: ([(FacetID, UnsafePointer<UInt32>)]) -> Void
  ) {
    guard let column = columns.first else { return body(found) }
    column.codes.withUnsafeBufferPointer { codes in
      guard let base = codes.baseAddress else { return }
      withPointers(to: columns.dropFirst(), found + [(column.facet, base)], body)
    }
  }
}

extension BatchRuling {
  /// The class of each question for a situation: what a caller who rules the same situations again
  /// keeps of them.
  public func codes(of situation: TotalSituation) -> [UInt16] {
    variables.map { UInt16(truncatingIfNeeded: $0.code(of: situation[$0.facet])) }
  }

  /// The ruling on a situation by its codes: the verdict, and the position of the first clause that
  /// decides it.
  ///
  /// Complexity: a step for each facet that matters on the way; nothing is allocated.
  ///
  /// - Precondition: There is a code for each question, of one of its classes, as `codes(of:)` of
  ///   this batch has them.
  public func ruling(on codes: [UInt16]) -> (verdict: Verdict, clause: Int?) {
    precondition(
      codes.withUnsafeBufferPointer { codeLimits.allow($0) },
      "BatchRuling.ruling must have a code for each of \(codeLimits.count) questions, of a class")
    guard let diagram else {
      let answer = ClauseRuler(self).answer(in: situation(of: codes))
      return (answer.verdict, answer.clause)
    }
    let leaf = codes.withUnsafeBufferPointer { diagram.leaf(from: diagram.root, $0) }
    let answer = diagram.answer(of: leaf)
    return (answer.verdict, answer.clause)
  }

  /// A situation that has these codes.
  private func situation(of codes: [UInt16]) -> Situation {
    guard let space else { return Situation() }
    var row: [Int: Bits] = [:]
    for (level, code) in codes.enumerated() {
      row[level] = Bits(count: variables[level].arity, on: Int(code)..<Int(code) + 1)
    }
    return space.witness(of: row).situation(in: engine.regime.vocabulary)
  }
}
