package import TenureModel

/// Rules the rows of a population in chunks, with facts given by numbers; for one thread.
///
/// Each facet has its own numbering of facts, which grows as facts are met: the first that is added
/// is 0. For each level of the diagram and each such number the class is looked up once, so that a
/// step of a walk is two small loads and the cell of the diagram.
package final class BatchRuler {
  /// The most rows of a chunk.
  package static let rowLimit = 1 << 13
  /// How many rows are walked side by side: enough to wait for memory together.
  private static let laneCount = 16

  /// What a level reads: the column of its facet, and the class of each fact.
  private struct LevelInput {
    var column: UnsafePointer<UInt32>
    var classes: UnsafePointer<UInt16>
  }

  private let batch: BatchRuling
  /// The levels of each facet.
  private let levels: [FacetID: [Int]]
  /// For each level the class of each fact; one beyond the last class where it is open.
  private var classes: [FlatArray<UInt16>]
  /// For each level and each open fact the classes that it leaves.
  private var openClasses: [[Int: Bits]]
  private let inputs: UnsafeMutablePointer<LevelInput>
  private let zeros: UnsafeMutablePointer<UInt32>
  private let leafClass: UnsafeMutablePointer<UInt16>
  private let lanes: UnsafeMutablePointer<UInt32>
  private var copies: [FacetID: UnsafeMutablePointer<UInt32>] = [:]
  private var columns: [FacetID: UnsafePointer<UInt32>] = [:]
  private var openWalk: OpenWalk?
  /// What rules instead of the diagram, where there is none.
  private let clauseRuler: ClauseRuler?

  /// Prepares nothing but memory.
  package init(_ batch: BatchRuling) {
    self.batch = batch
    levels =
      batch.hasDiagram
      ? Dictionary(grouping: batch.variables.indices) { batch.variables[$0].facet } : [:]
    clauseRuler = batch.hasDiagram ? nil : ClauseRuler(batch)
    classes = batch.variables.map { _ in FlatArray(capacity: 16) }
    openClasses = Array(repeating: [:], count: batch.variables.count)
    zeros = .allocate(capacity: Self.rowLimit)
    zeros.initialize(repeating: 0, count: Self.rowLimit)
    leafClass = .allocate(capacity: 1)
    leafClass.initialize(to: 0)
    lanes = .allocate(capacity: Self.laneCount)
    lanes.initialize(repeating: 0, count: Self.laneCount)
    inputs = .allocate(capacity: Int(CompactDiagram.leafLevel) + 1)
    inputs.initialize(
      repeating: LevelInput(column: zeros, classes: leafClass),
      count: Int(CompactDiagram.leafLevel) + 1)
    openWalk = batch.diagram.map { OpenWalk($0) }
  }

  deinit {
    for level in classes { level.free() }
    for copy in copies.values { copy.deallocate() }
    inputs.deallocate()
    zeros.deallocate()
    leafClass.deallocate()
    lanes.deallocate()
  }

  /// Gives a fact the next number of its facet.
  package func add(_ fact: Situation.Fact, to facet: FacetID) {
    clauseRuler?.add(fact, to: facet)
    for level in levels[facet] ?? [] {
      let variable = batch.variables[level]
      if case .known(let value) = fact {
        classes[level].append(UInt16(truncatingIfNeeded: variable.code(of: value)))
        continue
      }
      let possible = variable.classes(of: fact)
      if possible.count == 1 {
        classes[level].append(UInt16(possible.first ?? 0))
      } else {
        openClasses[level][classes[level].count] = possible
        classes[level].append(UInt16(variable.arity))
      }
    }
  }

  /// Names the column of a facet for the next chunk: numbers of facts, valid until it is ruled.
  ///
  /// A facet without a column has its default, or is not known, in all rows.
  package func setColumn(_ column: UnsafePointer<UInt32>, of facet: FacetID) {
    columns[facet] = column
  }

  /// The same with a column that is copied.
  func setColumn(_ column: UnsafePointer<UInt32>?, of facet: FacetID, copying count: Int) {
    guard levels[facet] != nil || clauseRuler != nil, let column else { return }
    let copy = copies[facet] ?? .allocate(capacity: Self.rowLimit)
    copies[facet] = copy
    copy.update(from: column, count: count)
    columns[facet] = UnsafePointer(copy)
  }

  /// Rules a chunk: the numbers of `RowAnswer`, one for each row.
  ///
  /// - Precondition: `count` must be at most `rowLimit`.
  package func rule(_ count: Int, into answers: UnsafeMutablePointer<UInt32>) {
    precondition(count <= Self.rowLimit, "BatchRuler.rule must have at most \(Self.rowLimit) rows")
    guard let diagram = batch.diagram else {
      clauseRuler?.rule(count, columns, into: answers)
      return
    }
    for (facet, levels) in levels {
      // The one fact of a facet that nobody gives has the number 0.
      if columns[facet] == nil, let level = levels.first, classes[level].count == 0 {
        add(batch.usualFact(of: facet), to: facet)
      }
      for level in levels {
        inputs[level] = LevelInput(
          column: columns[facet] ?? UnsafePointer(zeros),
          classes: UnsafePointer(classes[level].base))
      }
    }
    diagram.cells.withUnsafeBufferPointer { cells in
      guard let base = cells.baseAddress else { return }
      diagram.answers.withUnsafeBufferPointer { leaves in
        var row = 0
        while row < count {
          walk(base, diagram.root, row, min(Self.laneCount, count - row))
          for lane in 0..<min(Self.laneCount, count - row) {
            let leaf = Int(lanes[lane] >> CompactDiagram.levelBits)
            answers[row + lane] = leaf == 0 ? open(row + lane, diagram) : leaves[leaf].number
          }
          row += Self.laneCount
        }
      }
    }
  }

  /// Walks neighbouring rows from the root to their leaves, side by side.
  @inline(__always)
  private func walk(
    _ cells: UnsafePointer<UInt32>, _ root: UInt32, _ row: Int, _ count: Int
  ) {
    let lanes = lanes
    let inputs = inputs
    lanes.update(repeating: root, count: count)
    var reached: UInt32
    repeat {
      reached = CompactDiagram.leafLevel
      for lane in 0..<count {
        let cell = lanes[lane]
        let input = inputs[Int(cell & CompactDiagram.leafLevel)]
        let code = input.classes[Int(input.column[row &+ lane])]
        let next = cells[Int(cell >> CompactDiagram.levelBits) &+ Int(code)]
        lanes[lane] = next
        reached &= next
      }
    } while reached != CompactDiagram.leafLevel
  }

  /// The answer on a row of which a fact that matters is not known.
  private func open(_ row: Int, _ diagram: CompactDiagram) -> UInt32 {
    let answer = openWalk?.answer { level in
      let input = inputs[level]
      let fact = Int(input.column[row])
      let code = Int(input.classes[fact])
      return (code, code == diagram.arities[level] ? openClasses[level][fact] : nil)
    }
    return (answer ?? RowAnswer(number: RowAnswer.depends)).number
  }
}

extension Variable {
  /// The classes that a fact leaves possible.
  func classes(of fact: Situation.Fact) -> Bits {
    switch fact {
    case .known(let value):
      let code = code(of: value)
      return Bits(count: arity, on: code..<code + 1)
    case .oneOf(let leaves): return codes(of: leaves)
    case .unknown: return Bits(count: arity, on: 0..<arity)
    }
  }
}
