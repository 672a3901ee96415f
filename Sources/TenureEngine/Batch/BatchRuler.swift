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

    @inline(__always)
    func code(_ row: Int) -> UInt16 { classes[Int(column[row])] }
  }

  private let batch: BatchRuling
  /// The levels of each facet.
  private let levels: [FacetID: [Int]]
  /// For each level the class of each fact, or the code of what is not known.
  private var classes: [FlatArray<UInt16>]
  /// For each level and each open fact the classes that it leaves.
  private var openClasses: [[Int: Bits]]
  private let inputs: UnsafeMutablePointer<LevelInput>
  /// The same without the levels whose nodes hold ranges.
  private let upperInputs: UnsafeMutablePointer<LevelInput>
  private let zeros: UnsafeMutablePointer<UInt32>
  private let leafClass: UnsafeMutablePointer<UInt16>
  private let lanes: UnsafeMutablePointer<UInt32>
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
    inputs = Self.noInputs(zeros, leafClass)
    upperInputs = Self.noInputs(zeros, leafClass)
    openWalk = batch.diagram.map { OpenWalk($0) }
  }

  deinit {
    for level in classes { level.free() }
    inputs.deallocate()
    upperInputs.deallocate()
    zeros.deallocate()
    leafClass.deallocate()
    lanes.deallocate()
  }

  /// Inputs of levels that are not asked: a leaf, and a node of ranges, leads to itself.
  private static func noInputs(
    _ column: UnsafePointer<UInt32>, _ classes: UnsafePointer<UInt16>
  ) -> UnsafeMutablePointer<LevelInput> {
    let count = Int(CompactDiagram.leafLevel) + 1
    let inputs = UnsafeMutablePointer<LevelInput>.allocate(capacity: count)
    inputs.initialize(repeating: LevelInput(column: column, classes: classes), count: count)
    return inputs
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
        classes[level].append(batch.diagram?.openCodes[level] ?? 0)
      }
    }
  }

  /// Names the column of a facet for the next chunk: numbers of facts, valid until it is ruled.
  ///
  /// A facet without a column has its default, or is not known, in all rows.
  package func setColumn(_ column: UnsafePointer<UInt32>, of facet: FacetID) {
    columns[facet] = column
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
        if level < diagram.firstRangeLevel { upperInputs[level] = inputs[level] }
      }
    }
    var row = 0
    while row < count {
      // The number of lanes is fixed but for the last rows, so that the loops are unrolled.
      let isFull = count - row >= Self.laneCount
      let width = isFull ? Self.laneCount : count - row
      if isFull {
        walk(diagram, row, Self.laneCount)
      } else {
        walk(diagram, row, width)
      }
      for lane in 0..<width {
        let leaf = Int(lanes[lane] >> CompactDiagram.levelBits)
        answers[row &+ lane] =
          leaf == 0 ? open(row + lane, diagram) : diagram.answer(of: leaf).number
      }
      row += width
    }
  }

  /// Walks neighbouring rows from the root to their leaves, side by side: first down to the nodes
  /// that hold ranges, then through these.
  @inline(__always)
  private func walk(_ diagram: CompactDiagram, _ row: Int, _ count: Int) {
    let cells = diagram.cells
    let firstRangeLevel = diagram.firstRangeLevel
    let lanes = lanes
    let upper = upperInputs
    lanes.update(repeating: diagram.root, count: count)
    var least: UInt32
    repeat {
      least = CompactDiagram.leafLevel
      for lane in 0..<count {
        let cell = lanes[lane]
        let code = upper[Int(cell & CompactDiagram.leafLevel)].code(row &+ lane)
        let next = CompactDiagram.node(cell, cells)[Int(code)]
        lanes[lane] = next
        least = min(least, next & CompactDiagram.leafLevel)
      }
    } while least < firstRangeLevel
    let inputs = inputs
    while least != CompactDiagram.leafLevel {
      least = CompactDiagram.leafLevel
      for lane in 0..<count {
        let cell = lanes[lane]
        let level = cell & CompactDiagram.leafLevel
        let code = inputs[Int(level)].code(row &+ lane)
        let child = RangeNode.child(CompactDiagram.node(cell, cells), code)
        let next = level == CompactDiagram.leafLevel ? cell : child
        lanes[lane] = next
        least = min(least, next & CompactDiagram.leafLevel)
      }
    }
  }

  /// The answer on a row of which a fact that matters is not known.
  private func open(_ row: Int, _ diagram: CompactDiagram) -> UInt32 {
    let answer = openWalk?.answer { level in
      let input = inputs[level]
      let code = input.code(row)
      let isOpen = code == diagram.openCodes[level]
      return (code, isOpen ? openClasses[level][Int(input.column[row])] : nil)
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
